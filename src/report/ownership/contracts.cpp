#include "report/ownership/contracts.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace onewriter::report {
namespace {

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

// English well enough for names: entries -> entry, addresses -> address, orders -> order; status stays.
std::string singular(std::string word) {
  const auto ends = [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); };
  if (ends("ies")) return word.substr(0, word.size() - 3) + "y";
  if (ends("sses") || ends("xes") || ends("ches") || ends("shes")) return word.substr(0, word.size() - 2);
  if (ends("s") && !ends("ss") && !ends("us") && !ends("is")) word.pop_back();
  return word;
}

struct Offer {
  std::string kind;
  std::string name;
  std::vector<std::string> words;
  facts::Place place;
};

std::map<std::string, std::vector<Offer>> offers_of(const facts::Facts& facts) {
  std::map<std::string, std::vector<Offer>> offers;
  const auto add = [&](const std::string& service, std::string kind, const std::string& name,
                       const facts::Place& place) {
    if (!service.empty()) offers[service].push_back({std::move(kind), name, words_of_name(name), place});
  };
  for (const facts::EventUse& e : facts.event_uses)
    if (e.role == "publish" && e.scope == facts::Scope::Main) add(e.service, "event", e.event, e.place);
  for (const facts::Api& a : facts.apis)
    if (a.scope == facts::Scope::Main)
      for (const facts::ApiOperation& o : a.operations) add(a.service, "api", o.method + " " + o.path, o.place);
  for (const facts::EventContract& e : facts.event_contracts)
    if (e.scope == facts::Scope::Main && e.role != "subscribe") add(e.service, "event contract", e.event, e.place);
  for (const facts::Declaration& d : facts.declarations)
    if (d.kind == "api" || d.kind == "event") add(d.service, "declared " + d.kind, d.name, d.place);
  return offers;
}

}  // namespace

std::vector<std::string> words_of_name(const std::string& name) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) words.push_back(singular(word));
    word.clear();
  };
  bool inside = false;  // of {id}
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    inside = c == '{' || (inside && c != '}');
    if (inside || !(upper(c) || lower(c) || digit(c))) {
      end();
      continue;
    }
    const bool next_lower = i + 1 < name.size() && lower(name[i + 1]);
    if (upper(c) && i > 0 && (!upper(name[i - 1]) || next_lower)) end();
    word += upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  end();
  return words;
}

std::vector<Contract> contracts_of(const facts::Facts& facts) {
  const auto offers = offers_of(facts);
  std::vector<Contract> found;
  for (const facts::Table& t : facts.tables) {
    const auto at = offers.find(t.owner);
    if (t.owner.empty() || at == offers.end()) continue;
    const std::vector<std::string> words = words_of_name(t.name);
    if (words.empty()) continue;
    for (const Offer& o : at->second)
      if (std::search(o.words.begin(), o.words.end(), words.begin(), words.end()) != o.words.end())
        found.push_back({t.id, t.owner, o.kind, o.name, o.place});
  }
  const auto key = [](const Contract& c) { return std::tie(c.table, c.kind, c.name, c.place); };
  std::sort(found.begin(), found.end(), [&](const Contract& a, const Contract& b) { return key(a) < key(b); });
  // The same event published in several places is one contract.
  found.erase(std::unique(found.begin(), found.end(),
                          [](const Contract& a, const Contract& b) {
                            return a.table == b.table && a.kind == b.kind && a.name == b.name;
                          }),
              found.end());
  return found;
}

}  // namespace onewriter::report
