#include "link/contracts/offers.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "link/models/naming.h"
#include "link/services/words.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

using Words = std::vector<std::string>;

struct Offer {
  facts::TableOffer fact;  // without table and columns
  Words words;
  std::vector<Words> steps;      // of a path
  std::set<std::string> fields;  // folded
};

bool holds(const Words& words, const Words& part) {
  return std::search(words.begin(), words.end(), part.begin(), part.end()) != words.end();
}

const std::set<std::string> asking = {"get",   "list",   "find", "search", "query",  "read",
                                      "fetch", "lookup", "load", "count",  "export", "stream"};
const std::set<std::string> changing = {"create", "add", "insert", "update", "edit", "set", "save", "delete", "remove"};

bool is_verb(const std::string& word) { return asking.contains(word) || changing.contains(word); }

// The words of a path's steps, without the verbs that some add: "/orders/{id}/getOrderLines" -> orders | order lines.
std::vector<Words> steps_of(std::string_view path) {
  std::vector<Words> steps;
  for (const std::string& step : split(path, "/")) {
    Words words = offered_words(step);
    while (!words.empty() && is_verb(words.front())) words.erase(words.begin());
    while (!words.empty() && is_verb(words.back())) words.pop_back();
    if (!words.empty()) steps.push_back(std::move(words));
  }
  return steps;
}

// The words are those of one step or of several in a row: "/product-categories" is not about products. What is read is
// what the path ends in: "/customers/{id}/orders" gives orders, while "/customers/{id}/email" changes a customer.
bool are_steps(const std::vector<Words>& steps, const Words& wanted, bool at_end) {
  for (std::size_t first = 0; first < steps.size(); ++first) {
    Words words;
    std::size_t next = first;
    while (next < steps.size() && words.size() < wanted.size()) {
      words.insert(words.end(), steps[next].begin(), steps[next].end());
      ++next;
    }
    if (words == wanted && (!at_end || next == steps.size())) return true;
  }
  return false;
}

// Asks for data rather than changes it, by method and name: "GET /orders", "POST /orders/search", "rpc ListOrders".
std::string use_of(const std::string& method, const Words& words) {
  if (method == "GET" || method == "HEAD" || method == "query" || method == "subscription") return "read";
  const bool asks = !words.empty() && (asking.contains(words.back()) || (method == "rpc" && asking.contains(words[0])));
  return asks ? "read" : method == "*" ? "" : "change";
}

class Teller {
 public:
  explicit Teller(facts::Facts& facts) : facts_(facts) {}

  void tell() {
    collect_operations();
    collect_events();
    for (const facts::Declaration& d : facts_.declarations)
      if (d.kind == "api" || d.kind == "event")
        add({"", d.service, "declared " + d.kind, d.kind == "event" ? "event" : "", d.name, false, {}, d.place}, "");
    const std::map<std::string, std::set<std::string>> columns = columns_of_tables();
    std::vector<facts::TableOffer> found;
    const std::set<std::pair<std::string, std::string>> prefixes = prefixes_of_tables();
    for (const facts::Table& t : facts_.tables) {
      Words words = offered_words(t.name);
      if (!words.empty() && prefixes.contains({t.datastore, words.front()})) words.erase(words.begin());
      if (words.empty()) continue;
      const auto first = by_word_.find(words.front());
      if (first == by_word_.end()) continue;
      const auto known = columns.find(t.id);
      for (const std::size_t i : first->second)
        if (offers_[i].steps.empty() ? holds(offers_[i].words, words)
                                     : are_steps(offers_[i].steps, words, offers_[i].fact.use == "read"))
          found.push_back(offered(offers_[i], t, words, known == columns.end() ? nullptr : &known->second));
    }
    // The same event published in several places is one offer, at the first of them.
    sort_by(found, [](const facts::TableOffer& o) { return o.place; });
    sort_unique_by(found, [](const facts::TableOffer& o) { return std::tie(o.table, o.service, o.kind, o.name); });
    facts_.table_offers = std::move(found);
  }

 private:
  void add(facts::TableOffer fact, const std::string& fields) {
    if (fact.service.empty()) return;
    Offer offer{std::move(fact), {}, {}, {}};
    offer.words = offered_words(offer.fact.name);
    if (const auto path = offer.fact.name.find('/'); path != std::string::npos)
      offer.steps = steps_of(std::string_view(offer.fact.name).substr(path));
    for (const std::string& field : split(fields, ",")) offer.fields.insert(folded(field));
    offer.fact.described = !offer.fields.empty();
    for (const std::string& word : std::set<std::string>(offer.words.begin(), offer.words.end()))
      by_word_[word].push_back(offers_.size());
    offers_.push_back(std::move(offer));
  }

  void collect_operations() {
    std::set<std::tuple<std::string, std::string, std::string>> documented;
    for (const facts::Api& a : facts_.apis) {
      if (a.scope != facts::Scope::Main) continue;
      for (const facts::ApiOperation& o : a.operations) {
        documented.emplace(a.service, o.method, o.pattern);
        add({"", a.service, "api", use_of(o.method, words_of(o.path)), o.method + " " + o.path, false, {}, o.place},
            o.fields);
      }
    }
    for (const facts::Route& r : facts_.routes)
      if (r.scope == facts::Scope::Main && r.answers.empty() && !documented.contains({r.service, r.method, r.pattern}))
        add({"",
             r.service,
             "route",
             use_of(r.method, words_of(r.pattern)),
             r.method + " " + r.path,
             false,
             {},
             r.place},
            "");
  }

  void collect_events() {
    std::map<std::pair<std::string, std::string>, std::string> fields;  // (service, event) -> what its contract tells
    for (const facts::EventContract& e : facts_.event_contracts) {
      if (e.scope != facts::Scope::Main || e.role == "subscribe") continue;
      fields[{e.service, e.event}] = e.fields;
      add({"", e.service, "event contract", "event", e.event, false, {}, e.place}, e.fields);
    }
    std::map<std::string, std::set<std::string>> hearers;
    for (const facts::EventUse& e : facts_.event_uses)
      if (e.role == "subscribe" && e.scope == facts::Scope::Main) hearers[e.event].insert(e.service);
    // What a service sends to itself alone, such as a delayed task, is no offer.
    for (const facts::EventUse& e : facts_.event_uses)
      if (e.role == "publish" && e.scope == facts::Scope::Main && hearers[e.event] != std::set<std::string>{e.service})
        add({"", e.service, "event", "event", e.event, false, {}, e.place}, fields[{e.service, e.event}]);
  }

  // Words that only tell the module of a database's tables, or that they are tables: "pms_product", "pms_brand",
  // "pms_album". A word that names a table of its own tells more.
  std::set<std::pair<std::string, std::string>> prefixes_of_tables() const {
    constexpr std::size_t most_letters = 5, fewest_tables = 3;
    std::map<std::pair<std::string, std::string>, std::size_t> counts;  // (datastore, word)
    std::set<std::pair<std::string, std::string>> tables;
    for (const facts::Table& t : facts_.tables) {
      const Words words = offered_words(t.name);
      if (words.size() == 1) tables.emplace(t.datastore, words.front());
      if (words.size() > 1 && words.front().size() <= most_letters) ++counts[{t.datastore, words.front()}];
    }
    std::set<std::pair<std::string, std::string>> prefixes;
    for (const auto& [prefix, count] : counts)
      if (count >= fewest_tables && !tables.contains(prefix)) prefixes.insert(prefix);
    return prefixes;
  }

  std::map<std::string, std::set<std::string>> columns_of_tables() const {
    std::map<std::string, std::set<std::string>> columns;
    for (const facts::TableDefinition& d : facts_.table_definitions)
      columns[d.table].insert(d.columns.begin(), d.columns.end());
    for (const facts::Access& a : facts_.accesses)
      for (const facts::AccessColumn& c : a.columns)
        if (c.name != "*" && c.confidence != facts::Confidence::Possible) columns[a.table].insert(c.name);
    return columns;
  }

  static facts::TableOffer offered(const Offer& offer, const facts::Table& table, const Words& table_words,
                                   const std::set<std::string>* columns) {
    facts::TableOffer fact = offer.fact;
    fact.table = table.id;
    if (!columns) return fact;
    for (const std::string& column : *columns) {
      const std::string name = folded(column);
      const bool by_field = offer.fields.contains(name) ||
                            (name == "id" && offer.fields.contains(table_words.back() + "id")) ||
                            (name == table_words.back() + "id" && offer.fields.contains("id"));
      const bool by_name = fact.use == "change" && holds(offer.words, offered_words(column));
      if (fact.use == "change" ? by_name : by_field) fact.columns.push_back(column);
    }
    return fact;
  }

  facts::Facts& facts_;
  std::vector<Offer> offers_;
  std::map<std::string, std::vector<std::size_t>> by_word_;
};

}  // namespace

std::vector<std::string> offered_words(std::string_view name) {
  std::string plain;
  bool inside = false;  // of {id}
  for (const char c : name) {
    inside = c == '{' || (inside && c != '}');
    plain += inside || c == '}' ? ' ' : c;
  }
  std::vector<std::string> words = words_of(plain);
  std::transform(words.begin(), words.end(), words.begin(), singular);
  return words;
}

void tell_offers(facts::Facts& facts) { Teller(facts).tell(); }

}  // namespace onewriter::link
