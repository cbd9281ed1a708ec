// The guide, section "Migration Strategy: From Shared DB to Owned DBs": 1 identify ownership, 2 introduce APIs, 3
// introduce events, 4 separate databases, 5 cut over. Which step comes next is told by what is seen, not by a plan that
// somebody wrote:
//
//   no owner can be told                                             1
//   others use it directly, and not all of them ask the owner        2
//   others use it directly, and all of them ask the owner as well    3
//   only its owner uses it, in a database that others connect to     4
//   ... while a declared CDC pipe keeps a copy of it                 5
//   only its owner uses it, in a database of its own                 none is left

#include "report/ownership/phase.h"

#include <algorithm>

namespace onewriter::report {
namespace {

std::string list(const std::set<std::string>& names) {
  constexpr std::size_t most = 3;
  std::string text;
  std::size_t n = 0;
  for (const std::string& name : names) {
    if (n == most && names.size() > most + 1) return text + " and " + std::to_string(names.size() - most) + " more";
    text += n == 0 ? name : (n + 1 == names.size() ? " and " : ", ") + name;
    ++n;
  }
  return text;
}

}  // namespace

Surroundings surroundings(const facts::Facts& facts) {
  Surroundings around;
  std::set<std::string> aside;  // infrastructure and the like never competes for a table
  for (const facts::Service& s : facts.services)
    if (s.kind == "infrastructure" || s.kind == "loadgen" || s.kind == "alternative") aside.insert(s.name);
  for (const facts::DatastoreUse& u : facts.datastore_uses)
    if (!u.service.empty() && u.role.empty() && !aside.contains(u.service))
      around.connected[u.datastore].insert(u.service);
  for (const facts::ServiceCall& c : facts.service_calls)
    if (c.scope == facts::Scope::Main) around.asks.emplace(c.from, c.to);
  std::map<std::string, std::set<std::string>> publishers;
  for (const facts::EventUse& e : facts.event_uses)
    if (e.role == "publish" && e.scope == facts::Scope::Main) publishers[e.event].insert(e.service);
  for (const facts::EventUse& e : facts.event_uses)
    if (e.role == "subscribe" && e.scope == facts::Scope::Main)
      for (const std::string& publisher : publishers[e.event]) around.asks.emplace(e.service, publisher);
  for (const facts::Declaration& d : facts.declarations)
    if (d.kind == "reads_from" && d.via == "cdc") around.copied.insert(d.tables.begin(), d.tables.end());
  return around;
}

Phase phase_of(const TableRow& table, const Surroundings& around) {
  if (!table.domain) return {0, "", ""};
  const std::string& owner = table.table->owner;
  if (owner.empty()) {
    const std::set<std::string> writers(table.writers.begin(), table.writers.end());
    return {1, "Identify ownership",
            writers.empty() ? "Nothing tells who owns it, and nobody is seen to write it."
                            : "Nothing tells which of its writers owns it: " + list(writers) + "."};
  }
  std::set<std::string> others, silent;
  for (const auto* side : {&table.writers, &table.readers})
    for (const std::string& service : *side)
      if (service != owner) others.insert(service);
  for (const std::string& service : others)
    if (!around.asks.contains({service, owner})) silent.insert(service);
  if (!silent.empty())
    return {2, "Introduce APIs",
            list(others) + (others.size() == 1 ? " uses" : " use") + " it directly; " + list(silent) +
                " neither calls " + owner + " nor hears its events."};
  if (!others.empty())
    return {3, "Introduce events",
            list(others) + (others.size() == 1 ? " uses" : " use") + " it directly, beside asking " + owner + "."};
  std::set<std::string> neighbours;
  if (const auto at = around.connected.find(table.table->datastore); at != around.connected.end())
    neighbours = at->second;
  neighbours.erase(owner);
  if (neighbours.empty()) return {0, "Owned", "Only " + owner + " uses it, in a database of its own."};
  if (around.copied.contains(table.table->id))
    return {5, "Cut over",
            "A CDC pipe is declared for it, and " + list(neighbours) + " still connect to its database."};
  return {4, "Separate databases",
          "Only " + owner + " uses it, in a database to which " + list(neighbours) +
              (neighbours.size() == 1 ? " connects" : " connect") + " as well."};
}

}  // namespace onewriter::report
