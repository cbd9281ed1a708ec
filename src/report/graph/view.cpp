#include "report/graph/view.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "facts/nearest.h"

namespace onewriter::report {
namespace {

using facts::Access;
using facts::Facts;
using facts::Table;

constexpr std::size_t readable = 60;  // nodes; with more, tables collapse into their databases

struct Near {
  bool all = true;
  std::set<std::string> services, tables;
  bool service(const std::string& name) const { return all || services.contains(name); }
  bool table(const std::string& id) const { return all || tables.contains(id); }
};

bool counts(const Access& a) { return a.scope == facts::Scope::Main && a.mode != facts::Mode::Ddl; }

void around_service(const Facts& facts, const std::string& name, Near& near) {
  near.services.insert(name);
  for (const Table& t : facts.tables)
    if (t.owner == name) near.tables.insert(t.id);
  for (const Access& a : facts.accesses)
    if (counts(a) && a.service == name) near.tables.insert(a.table);
  for (const Access& a : facts.accesses)
    if (counts(a) && near.tables.contains(a.table)) near.services.insert(a.service);
  for (const Table& t : facts.tables)
    if (near.tables.contains(t.id) && !t.owner.empty()) near.services.insert(t.owner);
  for (const facts::ServiceCall& c : facts.service_calls) {
    if (c.from == name) near.services.insert(c.to);
    if (c.to == name) near.services.insert(c.from);
  }
  std::set<std::string> events;
  for (const facts::EventUse& e : facts.event_uses)
    if (e.service == name) events.insert(e.event);
  for (const facts::EventUse& e : facts.event_uses)
    if (events.contains(e.event)) near.services.insert(e.service);
}

facts::Result<Near> near_of(const Facts& facts, const GraphChoice& choice) {
  Near near;
  near.all = choice.service.empty() && choice.table.empty();
  if (!choice.service.empty()) {
    std::vector<std::string> names;
    for (const facts::Service& s : facts.services) names.push_back(s.name);
    if (std::find(names.begin(), names.end(), choice.service) == names.end())
      return facts::Error{"no service is called `" + choice.service + "`" + facts::did_you_mean(choice.service, names),
                          {}};
    around_service(facts, choice.service, near);
  }
  if (!choice.table.empty()) {
    std::vector<std::string> names;
    bool found = false;
    for (const Table& t : facts.tables) {
      names.push_back(t.name);
      if (t.id != choice.table && t.name != choice.table && t.schema + "." + t.name != choice.table) continue;
      found = true;
      near.tables.insert(t.id);
      if (!t.owner.empty()) near.services.insert(t.owner);
      for (const Access& a : facts.accesses)
        if (counts(a) && a.table == t.id) near.services.insert(a.service);
    }
    if (!found)
      return facts::Error{"no table is called `" + choice.table + "`" + facts::did_you_mean(choice.table, names), {}};
  }
  return near;
}

class Builder {
 public:
  Builder(const Facts& facts, const Near& near) : facts_(facts), near_(near) {
    for (const facts::Declaration& d : facts.declarations)
      if (d.kind == "team") team_[d.service] = d.name;
    std::map<std::string, std::set<std::string>> writers;
    for (const Access& a : facts.accesses)
      if (counts(a) && a.mode == facts::Mode::Write) writers[a.table].insert(a.service);
    for (const Table& t : facts.tables) {
      table_[t.id] = &t;
      if (t.owner.empty() && writers[t.id].size() > 1) contested_.insert(t.id);
    }
  }

  GraphView build(const std::string& collapse) {
    std::string by = collapse;
    if (by == "auto") by = size() <= readable ? "none" : "database";
    collapse_ = by;
    // Nodes are told even when nothing ties them to others.
    for (const facts::Service& s : facts_.services)
      if (near_.service(s.name)) service(s.name);
    for (const Table& t : facts_.tables)
      if (near_.table(t.id)) table(t.id);
    for (const Access& a : facts_.accesses) {
      if (!counts(a) || !near_.service(a.service) || !near_.table(a.table) || !table_.contains(a.table)) continue;
      const Table* t = table_.at(a.table);
      const bool foreign =
          t->owner.empty() ? contested_.contains(t->id) && a.mode == facts::Mode::Write : t->owner != a.service;
      edge(service(a.service), table(a.table), a.mode == facts::Mode::Write ? "writes" : "reads", foreign);
    }
    for (const facts::ServiceCall& c : facts_.service_calls)
      if (c.scope == facts::Scope::Main && near_.service(c.from) && near_.service(c.to))
        edge(service(c.from), service(c.to), "calls", false);
    for (const facts::EventUse& e : facts_.event_uses) {
      if (e.scope != facts::Scope::Main || !near_.service(e.service)) continue;
      const GraphNode event = node("event", e.event, e.event, "");
      if (e.role == "publish")
        edge(service(e.service), event, "publishes", false);
      else
        edge(event, service(e.service), "subscribes", false);
    }
    return finish();
  }

 private:
  std::size_t size() const {
    std::size_t n = 0;
    for (const facts::Service& s : facts_.services) n += near_.service(s.name) ? 1 : 0;
    for (const Table& t : facts_.tables) n += near_.table(t.id) ? 1 : 0;
    return n;
  }

  GraphNode node(const std::string& kind, const std::string& name, const std::string& label, const std::string& group) {
    GraphNode n{kind, name, label, group};
    nodes_.insert(n);
    return n;
  }

  GraphNode service(const std::string& name) {
    if (collapse_ == "team")
      if (const auto team = team_.find(name); team != team_.end()) return node("team", team->second, team->second, "");
    return node("service", name, name, "");
  }

  GraphNode table(const std::string& id) {
    const Table& t = *table_.at(id);
    if (collapse_ == "database") return node("database", t.datastore, t.datastore, "");
    if (collapse_ == "team")
      if (const auto team = team_.find(t.owner); team != team_.end())
        return node("team", team->second, team->second, "");
    return node("table", id, t.schema.empty() ? t.name : t.schema + "." + t.name, t.datastore);
  }

  void edge(const GraphNode& from, const GraphNode& to, const std::string& kind, bool foreign) {
    if (from == to) return;
    auto& [count, bad] = edges_[{from, to, kind}];
    ++count;
    bad = bad || foreign;
  }

  GraphView finish() const {
    GraphView view;
    view.nodes.assign(nodes_.begin(), nodes_.end());
    const auto at = [&](const GraphNode& n) {
      return static_cast<std::size_t>(std::lower_bound(view.nodes.begin(), view.nodes.end(), n) - view.nodes.begin());
    };
    for (const auto& [key, value] : edges_) {
      const auto& [from, to, kind] = key;
      view.edges.push_back({at(from), at(to), kind, value.second, value.first});
    }
    return view;
  }

  const Facts& facts_;
  const Near& near_;
  std::string collapse_;
  std::map<std::string, std::string> team_;
  std::map<std::string, const Table*> table_;
  std::set<std::string> contested_;
  std::set<GraphNode> nodes_;
  std::map<std::tuple<GraphNode, GraphNode, std::string>, std::pair<std::size_t, bool>> edges_;
};

}  // namespace

facts::Result<GraphView> graph_view(const Facts& facts, const GraphChoice& choice) {
  const auto near = near_of(facts, choice);
  if (!near) return near.error();
  return Builder(facts, *near).build(choice.collapse);
}

facts::Result<Facts> facts_near(const Facts& facts, const GraphChoice& choice) {
  const auto near = near_of(facts, choice);
  if (!near) return near.error();
  Facts some = facts;
  if (near->all) return some;
  std::set<std::string> stores;
  std::erase_if(some.services, [&](const auto& s) { return !near->service(s.name); });
  std::erase_if(some.tables, [&](const auto& t) { return !near->table(t.id); });
  for (const Table& t : some.tables) stores.insert(t.datastore);
  std::erase_if(some.datastores, [&](const auto& d) { return !stores.contains(d.id); });
  std::erase_if(some.datastore_uses,
                [&](const auto& u) { return !near->service(u.service) || !stores.contains(u.datastore); });
  std::erase_if(some.accesses, [&](const auto& a) { return !near->service(a.service) || !near->table(a.table); });
  std::erase_if(some.service_calls, [&](const auto& c) { return !near->service(c.from) || !near->service(c.to); });
  std::erase_if(some.event_uses, [&](const auto& e) { return !near->service(e.service); });
  std::erase_if(some.blind_spots, [&](const auto& b) { return !near->service(b.service); });
  return some;
}

}  // namespace onewriter::report
