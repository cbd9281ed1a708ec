#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "plan/options.h"
#include "plan/plan.h"
#include "plan/proposal.h"
#include "plan/scratch.h"
#include "plan/steps.h"

namespace onewriter::plan {
namespace {

using Row = std::vector<std::string>;
using WorkKey = std::tuple<std::string, std::string, std::string>;  // table, service, mode

facts::Place place_of(const std::string& file, const std::string& line) {
  return {file, static_cast<std::uint32_t>(std::strtoul(line.c_str(), nullptr, 10)), 0, 0};
}

// All answers, by the query's name; a query that fails ends the rest.
class Asked {
 public:
  explicit Asked(const facts::Store& store) : store_(store) {}

  const std::vector<Row>& operator()(const std::string& name) {
    static const std::vector<Row> none;
    if (error_) return none;
    auto rows = ask(store_, name);
    if (!rows) {
      error_ = rows.error();
      return none;
    }
    return answers_[name] = std::move(*rows);
  }
  const std::optional<facts::Error>& error() const { return error_; }

 private:
  const facts::Store& store_;
  std::map<std::string, std::vector<Row>> answers_;
  std::optional<facts::Error> error_;
};

class Maker {
 public:
  Maker(const facts::Store& with_owners, Plan& plan) : ask_(with_owners), plan_(plan) {}

  facts::Result<facts::Done> make() {
    for (TablePlan& t : plan_.tables) at_[t.id] = &t;
    collect_work();
    collect_blockers();
    for (const Row& row : ask_("couplings"))
      couplings_.push_back({row[0], row[1], row[2], std::strtoul(row[3].c_str(), nullptr, 10)});
    steps();
    options();
    plan_.domains = domains(plan_.tables, couplings_);
    if (ask_.error()) return *ask_.error();
    return facts::Done{};
  }

 private:
  TablePlan* table(const std::string& id) const {
    const auto at = at_.find(id);
    return at == at_.end() ? nullptr : at->second;
  }

  void collect_work() {
    std::set<std::pair<std::string, std::string>> asks;
    for (const Row& row : ask_("calls")) asks.emplace(row[0], row[1]);
    std::map<WorkKey, Work> work;
    for (const Row& row : ask_("work"))
      if (const TablePlan* t = table(row[0])) {
        Work& w = work[{row[0], row[1], row[2]}];
        w.table = row[0], w.service = row[1], w.mode = row[2];
        w.owner = t->proposed;
        w.asks_already = asks.contains({w.service, w.owner});
        w.places.push_back({row[3], place_of(row[4], row[5])});
      }
    const auto of = [&](const Row& row) -> Work* {
      const auto at = work.find({row[0], row[1], row[2]});
      return at == work.end() ? nullptr : &at->second;
    };
    for (const Row& row : ask_("needs"))
      if (Work* w = of(row))
        std::tie(w->need, w->pattern, w->title, w->scenario, w->advice, w->reason, w->pros, w->cons, w->alternative) =
            std::tie(row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11]);
    for (const Row& row : ask_("columns"))
      if (Work* w = of(row)) w->columns.push_back({row[3], row[4] == "yes"});
    for (const Row& row : ask_("offers"))
      if (Work* w = of(row)) w->offers.push_back({row[3], row[4], row[5] == "yes", place_of(row[6], row[7])});
    for (auto& [key, w] : work) {
      const auto same = [](const Site& a, const Site& b) { return a.place == b.place && a.need == b.need; };
      w.places.erase(std::unique(w.places.begin(), w.places.end(), same), w.places.end());
      TablePlan& t = *table(w.table);
      if (t.users.empty() || t.users.back() != w.service) t.users.push_back(w.service);
      t.work.push_back(std::move(w));
    }
  }

  void collect_blockers() {
    for (const Row& row : ask_("blockers")) {
      TablePlan* t = table(row[0]);
      if (!t) continue;
      const TablePlan* other = table(row[2]);
      if (t->blockers.empty() || std::tie(t->blockers.back().kind, t->blockers.back().other,
                                          t->blockers.back().service) != std::tie(row[1], row[2], row[3]))
        t->blockers.push_back({row[0], row[1], row[2], other ? other->proposed : "", row[3], {}});
      t->blockers.back().places.push_back(place_of(row[4], row[5]));
    }
  }

  void steps() {
    std::map<std::string, Seen> seen;
    std::map<std::string, std::set<std::string>> connected;
    for (const Row& row : ask_("neighbours")) connected[row[0]].insert(row[1]);
    for (const Row& row : ask_("offered")) {
      auto& list = row[1] == "event" ? seen[row[0]].events : seen[row[0]].operations;
      if (std::find(list.begin(), list.end(), row[2]) == list.end()) list.push_back(row[2]);
    }
    for (const Row& row : ask_("tables")) seen[row[0]].copy = row[6];
    for (TablePlan& t : plan_.tables) {
      Seen& s = seen[t.id];
      s.neighbours = connected[t.datastore];
      s.neighbours.erase(t.proposed);
      take_steps(t, s);
    }
  }

  void options() {
    std::map<std::string, Written> written;
    for (const Row& row : ask_("written")) written[row[0]][row[1]].insert(row[2]);
    std::vector<OptionWords> words;
    for (const Row& row : ask_("options")) words.push_back({row[0], row[1], row[2], row[3]});
    for (TablePlan& t : plan_.tables) t.options = options_for(t, plan_.tables, written[t.id], couplings_, words);
  }

  Asked ask_;
  Plan& plan_;
  std::map<std::string, TablePlan*> at_;
  std::vector<Coupling> couplings_;
};

void judge_services(Plan& plan, const std::vector<Exemption>& exemptions) {
  std::map<std::string, Readiness> services;
  for (const TablePlan& t : plan.tables) {
    if (!t.proposed.empty()) {
      Readiness& r = services[t.proposed];
      if (t.steps[3].state == "open" || t.steps[4].state == "open") r.waiting.push_back(t.id);
      r.outside_places += t.places_left();
      for (const Blocker& b : t.blockers) r.blockers += b.places.size();
      for (const Exemption& e : exemptions) r.exemptions += e.table == t.id ? 1 : 0;
    }
    for (const Work& w : t.work) services[w.service].own_places += w.places.size();
  }
  for (auto& [name, r] : services) {
    r.service = name;
    plan.services.push_back(std::move(r));
  }
}

void count(Plan& plan) {
  Totals& sum = plan.totals;
  for (const TablePlan& t : plan.tables) {
    ++sum.tables;
    sum.without_owner += t.owner.empty() ? 1 : 0;
    sum.shared += t.users.empty() ? 0 : 1;
    sum.places += t.places_left();
    for (const Work& w : t.work) sum.writes += w.mode == "write" ? w.places.size() : 0;
    for (const Blocker& b : t.blockers) sum.blockers += b.places.size();
    ++sum.in_phase[t.phase];
  }
  for (const Readiness& r : plan.services) sum.exemptions += r.exemptions;
}

}  // namespace

facts::Result<Plan> make_plan(const facts::Store& store, const std::vector<Exemption>& exemptions) {
  auto scratch = copy_of(store);
  if (!scratch) return scratch.error();
  auto proposals = candidates(store);
  if (!proposals) return proposals.error();
  const auto rows = ask(store, "tables");
  if (!rows) return rows.error();
  Plan plan;
  std::map<std::string, std::string> owners;  // of tables without one
  for (const Row& row : *rows) {
    TablePlan t;
    t.id = row[0];
    t.name = row[2].empty() ? row[1] : row[2] + "." + row[1];
    t.datastore = row[3], t.owner = row[4], t.because = row[5];
    t.candidates = std::move((*proposals)[t.id]);
    t.proposed = !t.owner.empty() ? t.owner : t.candidates.empty() ? "" : t.candidates.front().service;
    if (t.owner.empty() && !t.proposed.empty()) owners[t.id] = t.proposed;
    plan.tables.push_back(std::move(t));
  }
  // From here on every table has the owner that it should have.
  if (auto done = set_owners(*scratch, owners, "proposed"); !done) return done.error();
  if (auto done = Maker(*scratch, plan).make(); !done) return done.error();
  judge_services(plan, exemptions);
  count(plan);
  return plan;
}

std::size_t TablePlan::places_left() const {
  std::size_t places = 0;
  for (const Work& w : work) places += w.places.size();
  return places;
}

const TablePlan* Plan::table(const std::string& id) const {
  const auto at = std::lower_bound(tables.begin(), tables.end(), id,
                                   [](const TablePlan& t, const std::string& wanted) { return t.id < wanted; });
  return at != tables.end() && at->id == id ? &*at : nullptr;
}

std::vector<std::string> missing_columns(const Work& work) {
  std::vector<std::string> names;
  for (const NeededColumn& c : work.columns)
    if (c.missing) names.push_back(c.name);
  return names;
}

}  // namespace onewriter::plan
