#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "report/json.h"
#include "report/json_values.h"

namespace onewriter::report {
namespace {

Json services(const facts::Facts& facts) {
  Json list = Json::array();
  for (const facts::Service& s : facts.services) {
    Json evidence = Json::array();
    for (const facts::Place& p : s.evidence) evidence.push_back(at(Json::object(), p));
    list.push_back({{"name", s.name}, {"root", s.root}, {"kind", s.kind}, {"evidence", std::move(evidence)}});
  }
  return list;
}

Json datastores(const facts::Facts& facts) {
  std::map<std::string, Json> users;
  for (const facts::DatastoreUse& u : facts.datastore_uses) {
    Json& list = users.try_emplace(u.datastore, Json::array()).first->second;
    list.push_back(at({{"service", u.service}}, u.place));
  }
  Json list = Json::array();
  for (const facts::Datastore& d : facts.datastores)
    list.push_back(
        {{"id", d.id}, {"engine", or_null(d.engine)}, {"used_by", users.contains(d.id) ? users[d.id] : Json::array()}});
  return list;
}

// Writers and readers are those of production; tests and migrations stand in `accesses` alone.
Json tables(const facts::Facts& facts) {
  std::map<std::string, std::set<std::string>> writers, readers;
  for (const facts::Access& a : facts.accesses) {
    if (a.scope != facts::Scope::Main) continue;
    if (a.mode == facts::Mode::Write) writers[a.table].insert(a.service);
    if (a.mode == facts::Mode::Read) readers[a.table].insert(a.service);
  }
  Json list = Json::array();
  for (const facts::Table& t : facts.tables)
    list.push_back({{"id", t.id},
                    {"datastore", t.datastore},
                    {"schema", or_null(t.schema)},
                    {"name", t.name},
                    {"owner", or_null(t.owner)},
                    {"owner_reason", or_null(t.owner_reason)},
                    {"writers", writers[t.id]},
                    {"readers", readers[t.id]}});
  return list;
}

Json accesses(const facts::Facts& facts) {
  Json list = Json::array();
  for (const facts::Access& a : facts.accesses) {
    std::set<std::string> columns;
    for (const facts::AccessColumn& c : a.columns) columns.insert(c.name);
    list.push_back(at({{"service", a.service},
                       {"table", a.table},
                       {"mode", to_string(a.mode)},
                       {"columns", columns},
                       {"via", a.via},
                       {"confidence", to_string(a.confidence)},
                       {"scope", to_string(a.scope)}},
                      a.place));
  }
  return list;
}

}  // namespace

Json graph_document(const facts::Facts& facts) {
  Json calls = Json::array();
  for (const facts::ServiceCall& c : facts.service_calls)
    calls.push_back(at({{"from", c.from}, {"to", c.to}, {"via", c.via}}, c.place));
  Json events = Json::array();
  for (const facts::EventUse& e : facts.event_uses)
    events.push_back(at({{"service", e.service}, {"event", e.event}, {"role", e.role}}, e.place));
  Json blind_spots = Json::array();
  for (const facts::BlindSpot& b : facts.blind_spots)
    blind_spots.push_back(at({{"service", or_null(b.service)}, {"what", b.what}}, b.place));
  return {{"version", 1},
          {"services", services(facts)},
          {"datastores", datastores(facts)},
          {"tables", tables(facts)},
          {"accesses", accesses(facts)},
          {"calls", std::move(calls)},
          {"events", std::move(events)},
          {"blind_spots", std::move(blind_spots)}};
}

std::string graph_json(const facts::Facts& facts) { return print(graph_document(facts)); }

}  // namespace onewriter::report
