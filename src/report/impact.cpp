#include "report/impact.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "facts/nearest.h"
#include "facts/resources.h"
#include "report/ownership/contracts.h"

namespace onewriter::report {
namespace {

using facts::Confidence;
using facts::Facts;
using facts::Table;

std::string folded(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string full_name(const Table& t) { return t.schema.empty() ? t.name : t.schema + "." + t.name; }

std::vector<const Table*> tables_called(const Facts& facts, const std::string& asked) {
  std::vector<const Table*> found;
  for (const Table& t : facts.tables)
    for (const std::string& name : {t.id, full_name(t), t.name})
      if (folded(name) == folded(asked)) {
        found.push_back(&t);
        break;
      }
  return found;
}

// A library maps classes to tables when its model says what its entities are.
class Libraries {
 public:
  bool maps_objects(const std::string& library) {
    const auto [at, fresh] = known_.try_emplace(library, false);
    if (fresh)
      for (const facts::Resource& r : facts::resources_under("rules/libraries/"))
        if (r.path.ends_with("/" + library + ".yaml"))
          at->second |= r.text.find("\nentities:") != std::string_view::npos;
    return at->second;
  }

 private:
  std::map<std::string, bool> known_;
};

class Finder {
 public:
  Finder(const Facts& facts, Impact& out) : facts_(facts), out_(out) {}

  void find() {
    accesses(out_.table, "");
    for (const facts::ViewDefinition& v : facts_.view_definitions) {
      if (v.base != out_.table || v.scope == facts::Scope::Test) continue;
      add({v.service,
           "view",
           v.via,
           "ddl",
           v.confidence == Confidence::Certain && out_.column.empty(),
           {},
           out_.column.empty() ? "" : "the view may show the column",
           v.place});
      if (seen_views_.insert(v.view).second) accesses(v.view, v.view);
    }
    if (out_.column.empty())
      for (const facts::ForeignKey& k : facts_.foreign_keys)
        if (k.references == out_.table && k.scope != facts::Scope::Test)
          add({k.service,
               "foreign key",
               k.via,
               "ddl",
               k.confidence == Confidence::Certain,
               {},
               k.table + " points at it",
               k.place});
    contracts();
    drop_doubles();
    sort();
  }

 private:
  // Not certain: the table is guessed, or the column is one of all, or no column is named, as with an entity whose
  // columns nobody lists.
  void accesses(const std::string& table, const std::string& through_view) {
    for (const facts::Access& a : facts_.accesses) {
      if (a.table != table || a.scope == facts::Scope::Test) continue;
      Effect e{a.service,
               libraries_.maps_objects(a.via) ? "orm" : "sql",
               a.via,
               std::string(to_string(a.mode)),
               a.confidence == Confidence::Certain,
               {},
               "",
               a.place};
      std::set<std::string> columns;
      bool named = false, sure = false, all = false;
      for (const facts::AccessColumn& c : a.columns) {
        columns.insert(c.name);
        all = all || c.name == "*";
        if (folded(c.name) != folded(out_.column)) continue;
        named = true;
        sure = sure || c.confidence == Confidence::Certain;
      }
      e.columns.assign(columns.begin(), columns.end());
      if (!through_view.empty()) e.through = "view", e.note = "through " + through_view;
      if (!out_.column.empty()) {
        if (!named && !all && !columns.empty()) continue;  // it names others
        if (!named)
          e.note += std::string(e.note.empty() ? "" : "; ") + (all ? "takes all columns" : "names no columns");
        if (named && !sure) e.note += std::string(e.note.empty() ? "" : "; ") + "the column may be another table's";
        e.certain = e.certain && named && sure;
      }
      add(std::move(e));
    }
  }

  // Who gets the data from its owner: a contract can keep its shape when the table changes, so this is possible at
  // most.
  void contracts() {
    std::set<std::string> events;
    bool api = false;
    for (const Contract& c : contracts_of(facts_)) {
      if (c.table != out_.table) continue;
      if (c.kind.find("event") != std::string::npos)
        events.insert(c.name);
      else
        api = true;
    }
    for (const facts::EventUse& e : facts_.event_uses)
      if (e.role == "subscribe" && events.contains(e.event) && e.scope == facts::Scope::Main && e.service != out_.owner)
        add({e.service, "contract", e.event, "subscribe", false, {}, "hears an event that carries its data", e.place});
    for (const facts::ServiceCall& c : facts_.service_calls)
      if (api && c.to == out_.owner && c.scope == facts::Scope::Main)
        add({c.from, "contract", c.via, "call", false, {}, "calls its owner, whose API carries its data", c.place});
    for (const facts::Declaration& d : facts_.declarations)
      if (d.kind == "reads_from" && std::find(d.tables.begin(), d.tables.end(), out_.table) != d.tables.end())
        add({d.service,
             "contract",
             d.via,
             "declared",
             false,
             {},
             "its manifest declares that it uses the data",
             d.place});
  }

  // A query of a view counts as one of its tables as well; here the way through the view says more.
  void drop_doubles() {
    std::set<std::pair<std::string, facts::Place>> shown;
    for (const Effect& e : out_.effects)
      if (e.through == "view" && e.mode != "ddl") shown.emplace(e.service, e.place);
    std::erase_if(out_.effects, [&](const Effect& e) {
      return (e.through == "sql" || e.through == "orm") && !e.certain && shown.contains({e.service, e.place});
    });
  }

  void add(Effect e) { out_.effects.push_back(std::move(e)); }

  void sort() {
    const auto key = [&](const Effect& e) {
      return std::make_tuple(e.service == out_.owner, e.service, !e.certain, e.place, e.through, e.mode, e.via, e.note);
    };
    std::sort(out_.effects.begin(), out_.effects.end(),
              [&](const Effect& a, const Effect& b) { return key(a) < key(b); });
    const auto same = [&](const Effect& a, const Effect& b) { return key(a) == key(b) && a.columns == b.columns; };
    out_.effects.erase(std::unique(out_.effects.begin(), out_.effects.end(), same), out_.effects.end());
  }

  const Facts& facts_;
  Impact& out_;
  Libraries libraries_;
  std::set<std::string> seen_views_;
};

}  // namespace

facts::Result<std::vector<Impact>> impact_of(const Facts& facts, const std::string& asked) {
  std::string column;
  std::vector<const Table*> tables = tables_called(facts, asked);
  if (const std::size_t dot = asked.rfind('.'); tables.empty() && dot != std::string::npos) {
    tables = tables_called(facts, asked.substr(0, dot));
    column = asked.substr(dot + 1);
  }
  if (tables.empty()) {
    std::vector<std::string> names;
    for (const Table& t : facts.tables) names.push_back(t.name);
    std::string hint = facts::did_you_mean(asked, names);
    if (hint.empty() && asked.find('.') != std::string::npos)
      hint = facts::did_you_mean(asked.substr(0, asked.rfind('.')), names);
    if (hint.empty()) hint = "; `onewriter graph` lists those that were found";
    return facts::Error{"no table is called `" + asked + "`" + hint, {}};
  }
  std::vector<Impact> impacts;
  for (const Table* t : tables) {
    Impact impact{t->id, full_name(*t), t->datastore, t->owner, t->owner_reason, column, {}};
    Finder(facts, impact).find();
    impacts.push_back(std::move(impact));
  }
  return impacts;
}

}  // namespace onewriter::report
