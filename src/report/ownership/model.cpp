#include "report/ownership/model.h"

#include <algorithm>
#include <set>

#include "facts/select.h"
#include "report/ownership/checklist.h"
#include "report/plan/formats.h"

namespace onewriter::report {
namespace {

using facts::Access;
using facts::Place;

// One column's values over all rows; facts are the program's own, so the limits are wide.
facts::Result<std::vector<std::vector<std::string>>> ask(const facts::Store& store, const std::string& sql) {
  facts::SelectOptions options;
  options.limits = {60'000, 10'000'000, 1u << 30};
  auto rows = facts::select(store, sql, options);
  if (!rows) return rows.error();
  return std::move(rows->rows);
}

using UseKey = std::pair<std::string, std::string>;  // table, service

std::map<UseKey, Use> uses_of(const facts::Facts& facts) {
  std::map<UseKey, Use> uses;
  for (const Access& a : facts.accesses) {
    if (a.scope != facts::Scope::Main || a.mode == facts::Mode::Ddl) continue;
    Use& use = uses[{a.table, a.service}];
    use.service = a.service;
    use.table = a.table;
    (a.mode == facts::Mode::Write ? use.writes : use.reads) = true;
    use.confidence = std::max(use.confidence, a.confidence);
    for (const facts::AccessColumn& c : a.columns) use.columns.push_back(c.name);
    use.places.push_back(a.place);
  }
  for (auto& [key, use] : uses) {
    std::sort(use.columns.begin(), use.columns.end());
    use.columns.erase(std::unique(use.columns.begin(), use.columns.end()), use.columns.end());
    std::sort(use.places.begin(), use.places.end());
    use.places.erase(std::unique(use.places.begin(), use.places.end()), use.places.end());
  }
  return uses;
}

// Whose code or configuration stands at a place.
class Inhabitants {
 public:
  explicit Inhabitants(const facts::Facts& facts) : facts_(facts) {
    for (const Access& a : facts.accesses) add(a.place, a.service);
    for (const facts::TableDefinition& d : facts.table_definitions) add(d.place, d.service);
    for (const facts::ForeignKey& k : facts.foreign_keys) add(k.place, k.service);
    for (const facts::DatastoreUse& u : facts.datastore_uses) add(u.place, u.service);
    for (const facts::ServiceCall& c : facts.service_calls) add(c.place, c.from);
    for (const facts::EventUse& e : facts.event_uses) add(e.place, e.service);
    for (const facts::Declaration& d : facts.declarations) add(d.place, d.service);
  }

  std::set<std::string> at(const Place& place) const {
    if (const auto found = services_.find({place.file, place.line}); found != services_.end()) return found->second;
    const facts::Service* nearest = nullptr;
    for (const facts::Service& s : facts_.services)
      if (!s.root.empty() && place.file.starts_with(s.root + "/") && (!nearest || s.root.size() > nearest->root.size()))
        nearest = &s;
    return nearest ? std::set<std::string>{nearest->name} : std::set<std::string>{};
  }

 private:
  void add(const Place& place, const std::string& service) {
    if (!service.empty()) services_[{place.file, place.line}].insert(service);
  }

  const facts::Facts& facts_;
  std::map<std::pair<std::string, std::uint32_t>, std::set<std::string>> services_;
};

std::vector<std::vector<std::string>> concerned_by(const facts::Facts& facts, const check::Outcome& outcome) {
  const Inhabitants inhabitants(facts);
  std::vector<std::vector<std::string>> all;
  for (const check::Finding& f : outcome.findings) {
    std::set<std::string> services;
    if (!f.service.empty())
      services.insert(f.service);
    else
      for (const Place& p : f.places) services.merge(inhabitants.at(p));
    all.emplace_back(services.begin(), services.end());
  }
  return all;
}

bool touches(const check::Finding& f, const Use& use) {
  return std::any_of(f.places.begin(), f.places.end(), [&](const Place& p) {
    return std::binary_search(use.places.begin(), use.places.end(), p) ||
           std::any_of(use.places.begin(), use.places.end(),
                       [&](const Place& q) { return q.file == p.file && q.line == p.line; });
  });
}

Phase phase_of(const plan::TablePlan& table) {
  static const std::string titles[] = {
      "Owned", "Identify ownership", "Introduce APIs", "Introduce events", "Separate databases", "Cut over"};
  return {table.next, titles[table.next],
          table.next == 0 ? "Only " + table.proposed + " uses it, in a database of its own." : table.next_step};
}

void count(OwnershipSummary& s, const Ownership& model) {
  std::set<std::string> databases;
  for (const TableRow& t : model.tables) {
    if (!t.domain || t.table->kind == "view") continue;
    databases.insert(t.table->datastore);
    ++s.tables;
    ++(t.writers.empty() ? s.no_writer : t.writers.size() == 1 ? s.one_writer : s.several_writers);
    if (t.table->owner.empty()) {
      ++s.without_owner;
    } else if (std::any_of(t.readers.begin(), t.readers.end(), [&](const auto& r) { return r != t.table->owner; })) {
      ++s.read_by_others;
    }
  }
  s.databases = databases.size();
  s.services = model.services.size();
  for (const ServiceRow& row : model.services) s.accesses += row.accesses;
  for (const facts::BlindSpot& b : model.facts->blind_spots) s.blind_spots += b.scope == facts::Scope::Main ? 1 : 0;
}

// Owned tables weigh most, then used ones; of equals the first by name.
void settle(Ownership& model) {
  std::map<std::string, std::map<std::string, std::size_t>> weights;  // service -> datastore -> weight
  for (const facts::DatastoreUse& u : model.facts->datastore_uses) weights[u.service][u.datastore] += 1;
  for (const TableRow& t : model.tables) {
    if (!t.domain) continue;
    if (!t.table->owner.empty()) weights[t.table->owner][t.table->datastore] += 1000;
    for (const Use& u : t.uses) weights[u.service][t.table->datastore] += 10;
  }
  for (ServiceRow& row : model.services) {
    std::size_t most = 0;
    for (const auto& [datastore, weight] : weights[row.service->name])
      if (weight > most) most = weight, row.home = datastore;
  }
}

}  // namespace

std::vector<std::pair<std::string, std::size_t>> open_findings_by_rule(const check::Outcome& outcome) {
  std::map<std::string, std::size_t> counts;
  for (const check::Finding& f : outcome.findings)
    if (stands(f)) ++counts[f.rule];
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

facts::Result<Ownership> ownership(const facts::Facts& facts, const facts::Store& store,
                                   const check::Outcome& outcome) {
  const auto domain = ask(store,
                          "SELECT t.table_id, coalesce(o.because, '') FROM domain_table AS t "
                          "LEFT JOIN owned_table AS o ON o.table_id = t.table_id");
  if (!domain) return domain.error();
  std::map<std::string, std::string> because;
  for (const auto& row : *domain) because[row[0]] = row[1];

  Ownership model;
  model.facts = &facts;
  model.outcome = &outcome;
  model.concerned = concerned_by(facts, outcome);

  std::map<std::string, std::size_t> service_at, table_at;
  for (const facts::Service& s : facts.services) {
    service_at[s.name] = model.services.size();
    model.services.push_back({&s, "", "", {}, {}, {}, 0, 0});
  }
  for (const facts::Table& t : facts.tables) {
    table_at[t.id] = model.tables.size();
    TableRow row;
    row.table = &t;
    if (const auto at = because.find(t.id); at != because.end()) row.domain = true, row.because = at->second;
    model.tables.push_back(std::move(row));
    if (const auto owner = service_at.find(t.owner); owner != service_at.end())
      model.services[owner->second].owns.push_back(t.id);
  }
  for (auto& [key, use] : uses_of(facts)) {
    const auto at = table_at.find(key.first);
    if (at == table_at.end()) continue;
    TableRow& row = model.tables[at->second];
    if (use.writes) row.writers.push_back(use.service);
    if (use.reads) row.readers.push_back(use.service);
    row.uses.push_back(std::move(use));
  }
  for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
    const check::Finding& f = outcome.findings[i];
    for (const std::string& service : model.concerned[i])
      if (const auto at = service_at.find(service); at != service_at.end())
        model.services[at->second].findings.push_back(i);
    const auto at = table_at.find(f.subject);
    if (at == table_at.end()) continue;
    model.tables[at->second].findings.push_back(i);
    // An owner's own access is no trespass, whatever else is objected to about the table.
    for (Use& use : model.tables[at->second].uses)
      if (use.service != model.tables[at->second].table->owner &&
          (f.service.empty() ? touches(f, use) : use.service == f.service))
        use.findings.push_back(i);
  }
  for (const facts::Declaration& d : facts.declarations)
    if (const auto at = service_at.find(d.service); d.kind == "team" && at != service_at.end())
      model.services[at->second].team = d.name;
  for (const Access& a : facts.accesses)
    if (const auto at = service_at.find(a.service); a.scope == facts::Scope::Main && at != service_at.end())
      ++model.services[at->second].accesses;
  for (const facts::BlindSpot& b : facts.blind_spots)
    if (const auto at = service_at.find(b.service); b.scope == facts::Scope::Main && at != service_at.end())
      ++model.services[at->second].blind_spots;
  if (const auto filled = fill_checklists(model, store); !filled) return filled.error();
  auto made = plan::make_plan(store, exemptions_of(outcome));
  if (!made) return made.error();
  model.plan = std::move(*made);
  for (TableRow& row : model.tables)
    if (const plan::TablePlan* t = model.plan.table(row.table->id); t && row.domain) row.phase = phase_of(*t);
  model.contracts = contracts_of(facts);
  settle(model);
  count(model.summary, model);
  return model;
}

}  // namespace onewriter::report
