#include "cli/draft.h"

#include <algorithm>
#include <map>

namespace onewriter::cli {
namespace {

using facts::Facts;

constexpr std::size_t max_places = 3;  // told for one thing

std::string shown(const facts::Place& p) { return p.file + (p.line ? ":" + std::to_string(p.line) : ""); }

// The first places, and how many more there are.
std::string shown(std::vector<std::string> places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::string text;
  for (std::size_t i = 0; i < places.size() && i < max_places; ++i) text += (i ? ", " : "") + places[i];
  if (places.size() > max_places) text += " and " + std::to_string(places.size() - max_places) + " more";
  return text;
}

// As YAML reads it back: plain where that is safe, else in double quotes.
std::string scalar(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_-./") == std::string::npos;
  static const std::set<std::string> words = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  });
  const bool number = plain && text.find_first_not_of("0123456789.-_eExXoO") == std::string::npos;
  if (plain && text[0] != '-' && !number && !words.count(lower)) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return quoted + "\"";
}

// A comment holds no line end.
std::string comment(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

bool is_theirs(const facts::Service& s) {
  return s.kind == "service" || s.kind == "worker" || s.kind == "job" || s.kind == "frontend";
}

bool is_domain(const facts::Table& t) { return t.kind != "framework" && t.kind != "external" && t.kind != "keyspace"; }

class Drafter {
 public:
  explicit Drafter(const Facts& facts) : facts_(facts) {
    for (const facts::Table& t : facts.tables) {
      ++namesakes_[t.name];
      tables_[t.id] = &t;
    }
    for (const facts::Access& a : facts.accesses) {
      if (a.scope != facts::Scope::Main) continue;
      auto& places = (a.mode == facts::Mode::Write ? writes_ : reads_)[{a.service, a.table}];
      if (a.mode != facts::Mode::Ddl) places.push_back(shown(a.place));
    }
    for (const facts::TableDefinition& d : facts.table_definitions)
      if (d.scope != facts::Scope::Test) defines_[{d.service, d.table}].push_back(shown(d.place));
  }

  std::string manifest(const facts::Service& service) const {
    std::string text =
        "# A draft from what is seen in the code: correct it, and keep it true.\nservice: " + scalar(service.name) +
        "\n";
    std::map<std::string, std::string> stores;
    for (const facts::DatastoreUse& u : facts_.datastore_uses)
      if (u.service == service.name && u.datastore.find('?') == std::string::npos)
        stores.try_emplace(u.datastore, shown(u.place));
    if (!stores.empty()) text += "database:\n";
    for (const auto& [store, place] : stores) text += "  - " + scalar(store) + "  # " + comment(place) + "\n";
    std::string owns, uses;
    for (const auto& [id, table] : tables_) {
      if (!is_domain(*table)) continue;
      if (table->owner == service.name) {
        owns += "  - " + scalar(namesakes_.at(table->name) > 1 ? table->id : table->name) + "  # " +
                comment(evidence(service.name, id)) + "\n";
      } else if (const auto read = reads_.find({service.name, id}); !table->owner.empty() && read != reads_.end()) {
        uses += "#   - service: " + comment(scalar(table->owner)) + "\n#     data: [" + comment(scalar(table->name)) +
                "]  # today a query of its table: " + comment(shown(read->second)) +
                "\n#     via: api  # or events, cqrs, cdc\n#     consistency: eventual  # or strong\n";
      }
    }
    if (!owns.empty()) text += "owns:\n" + owns;
    if (!uses.empty())
      text += "# How it is to get the data of others, once it no longer queries their tables:\n# reads_from:\n" + uses;
    return text;
  }

  std::string configuration() const {
    std::string text =
        "# A draft from what is seen in this tree. Everything is optional; `onewriter config` shows what holds.\n"
        "#\n# The services that were found, and why:\n# services:\n";
    for (const facts::Service& s : facts_.services)
      if (is_theirs(s))
        text += "#   " + comment(scalar(s.name)) + ": {root: " + comment(scalar(s.root.empty() ? "." : s.root)) + "}" +
                (s.evidence.empty() ? "" : "  # " + comment(shown(s.evidence.front()))) + "\n";
    std::string open, foreign;
    for (const auto& [id, table] : tables_) {
      if (!is_domain(*table) || !table->owner.empty()) continue;
      std::string writers, readers;
      for (const facts::Service& s : facts_.services) {
        if (const auto at = writes_.find({s.name, id}); at != writes_.end())
          writers += (writers.empty() ? "" : "; ") + s.name + " writes it: " + shown(at->second);
        if (const auto at = reads_.find({s.name, id}); at != reads_.end())
          readers += (readers.empty() ? "" : "; ") + s.name + " reads it: " + shown(at->second);
      }
      if (!writers.empty())
        open += "#   " + comment(scalar(id)) + ":  # " + comment(writers) + "\n";
      else if (!readers.empty())
        foreign += "#   - " + comment(scalar(id)) + "  # " + comment(readers) + "\n";
    }
    if (!open.empty())
      text += "#\n# Tables whose owner cannot be told: name the one service that may write each.\n# owners:\n" + open;
    if (!foreign.empty())
      text += "#\n# Tables that are only read here: are they from outside of this workspace?\n# external:\n" + foreign;
    return text;
  }

 private:
  using Of = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;  // (service, table) -> places

  std::string evidence(const std::string& service, const std::string& table) const {
    std::string text;
    for (const auto& [of, what] : {std::pair{&defines_, "defined"}, {&writes_, "written"}, {&reads_, "read"}})
      if (const auto at = of->find({service, table}); at != of->end())
        text += (text.empty() ? "" : "; ") + std::string(what) + " at " + shown(at->second);
    return text.empty() ? "in its database" : text;
  }

  const Facts& facts_;
  std::map<std::string, std::size_t> namesakes_;
  std::map<std::string, const facts::Table*> tables_;
  Of reads_, writes_, defines_;
};

}  // namespace

Drafts drafts_of(const Facts& facts) {
  Drafts out;
  const Drafter drafter(facts);
  out.files.push_back({"onewriter.yaml", drafter.configuration()});
  std::set<std::string> declared;
  for (const facts::Declaration& d : facts.declarations)
    if (d.kind == "service") declared.insert(d.service);
  std::map<std::string, std::size_t> folders;
  for (const facts::Service& s : facts.services)
    if (is_theirs(s)) ++folders[s.root];
  for (const facts::Service& s : facts.services) {
    if (!is_theirs(s) || declared.count(s.name)) continue;
    if (folders[s.root] > 1)
      out.without_place.push_back(s.name);
    else
      out.files.push_back({s.root.empty() ? "service.yaml" : s.root + "/service.yaml", drafter.manifest(s)});
  }
  return out;
}

}  // namespace onewriter::cli
