#include "report/json.h"

#include <nlohmann/json.hpp>

#include "report/plan/formats.h"

namespace onewriter::report {
namespace {

Json at(const facts::Place& p) { return {{"file", or_null(p.file)}, {"line", or_null(p.line)}}; }

Json places(const std::vector<facts::Place>& list) {
  Json out = Json::array();
  for (const facts::Place& p : list) out.push_back(at(p));
  return out;
}

Json candidates(const plan::TablePlan& t) {
  Json out = Json::array();
  for (const plan::Candidate& c : t.candidates) {
    Json evidence = Json::array();
    for (const plan::Evidence& e : c.evidence)
      evidence.push_back({{"what", e.what}, {"weight", e.weight}, {"places", e.places}, {"first", at(e.place)}});
    out.push_back({{"service", c.service}, {"score", c.score}, {"evidence", std::move(evidence)}});
  }
  return out;
}

Json work(const plan::Work& w) {
  Json columns = Json::array(), offers = Json::array(), sites = Json::array();
  for (const plan::NeededColumn& c : w.columns) columns.push_back(c.name);
  for (const plan::Offer& o : w.offers)
    offers.push_back({{"name", o.name}, {"kind", o.kind}, {"described", o.described}, {"place", at(o.place)}});
  for (const plan::Site& s : w.places)
    sites.push_back({{"need", s.need}, {"file", s.place.file}, {"line", or_null(s.place.line)}});
  return {{"service", w.service},
          {"mode", w.mode},
          {"need", w.need},
          {"pattern", w.pattern},
          {"title", w.title},
          {"advice", w.advice},
          {"reason", w.reason},
          {"pros", w.pros},
          {"cons", w.cons},
          {"alternative", w.alternative},
          {"columns", std::move(columns)},
          {"missing_columns", plan::missing_columns(w)},
          {"offers", std::move(offers)},
          {"asks_already", w.asks_already},
          {"places", std::move(sites)}};
}

Json table(const plan::TablePlan& t) {
  Json steps = Json::array(), all_work = Json::array(), blockers = Json::array(), options = Json::array();
  for (const plan::Step& s : t.steps)
    steps.push_back({{"number", s.number}, {"title", s.title}, {"state", s.state}, {"why", s.why}});
  for (const plan::Work& w : t.work) all_work.push_back(work(w));
  for (const plan::Blocker& b : t.blockers)
    blockers.push_back({{"kind", b.kind},
                        {"other", or_null(b.other)},
                        {"other_owner", or_null(b.other_owner)},
                        {"service", or_null(b.service)},
                        {"places", places(b.places)}});
  for (const plan::Option& o : t.options)
    options.push_back(
        {{"id", o.id}, {"title", o.title}, {"fits", o.fits}, {"what", o.what}, {"pros", o.pros}, {"cons", o.cons}});
  return {{"id", t.id},
          {"name", t.name},
          {"datastore", t.datastore},
          {"owner", or_null(t.owner)},
          {"because", or_null(t.because)},
          {"proposed_owner", or_null(t.proposed)},
          {"candidates", candidates(t)},
          {"phase", t.phase},
          {"next", t.next},
          {"next_step", or_null(t.next_step)},
          {"steps", std::move(steps)},
          {"domain", or_null(t.domain)},
          {"work", std::move(all_work)},
          {"blockers", std::move(blockers)},
          {"options", std::move(options)}};
}

Json totals(const plan::Totals& t) {
  Json phases = Json::object();
  for (int phase = 0; phase <= 5; ++phase) {
    const auto at_phase = t.in_phase.find(phase);
    phases[std::to_string(phase)] = at_phase == t.in_phase.end() ? 0 : at_phase->second;
  }
  return {{"tables", t.tables},         {"tables_without_owner", t.without_owner},
          {"shared_tables", t.shared},  {"places_to_change", t.places},
          {"writes_to_move", t.writes}, {"blockers", t.blockers},
          {"exemptions", t.exemptions}, {"tables_in_phase", std::move(phases)}};
}

Json moved(const std::vector<plan::Progress::Moved>& list) {
  Json out = Json::array();
  for (const auto& m : list) out.push_back({{"table", m.table}, {"before", m.before}, {"now", m.now}});
  return out;
}

Json findings(const std::vector<check::Finding>& list) {
  Json out = Json::array();
  for (const check::Finding& f : list) out.push_back(finding_document(f));
  return out;
}

}  // namespace

std::vector<plan::Exemption> exemptions_of(const check::Outcome& outcome) {
  std::vector<plan::Exemption> all;
  for (const check::Finding& f : outcome.findings)
    if (!stands(f)) all.push_back({f.subject, f.service});
  return all;
}

Json plan_document(const plan::Plan& plan, const PlanContext& context) {
  Json tables = Json::array(), domains = Json::array(), services = Json::array();
  for (const plan::TablePlan& t : plan.tables) tables.push_back(table(t));
  for (const plan::Domain& d : plan.domains)
    domains.push_back({{"name", d.name},
                       {"turn", d.turn},
                       {"owner", d.owner},
                       {"datastore", d.datastore},
                       {"tables", d.tables},
                       {"ties", d.ties},
                       {"places_left", d.places_left},
                       {"blockers", d.blockers},
                       {"why", d.why}});
  for (const plan::Readiness& r : plan.services)
    services.push_back({{"service", r.service},
                        {"waiting_tables", r.waiting},
                        {"outside_places", r.outside_places},
                        {"blockers", r.blockers},
                        {"exemptions", r.exemptions},
                        {"places_to_change", r.own_places}});
  Json progress = nullptr, assumed = nullptr;
  if (context.progress)
    progress = {{"before", totals(context.progress->before)},
                {"gained", moved(context.progress->gained)},
                {"lost", moved(context.progress->lost)},
                {"new_tables", context.progress->new_tables},
                {"gone_tables", context.progress->gone_tables}};
  if (context.changes)
    assumed = {{"assumptions", context.assumptions},
               {"opened", findings(context.changes->opened)},
               {"closed", findings(context.changes->closed)}};
  return {{"version", 1},
          {"totals", totals(plan.totals)},
          {"tables", std::move(tables)},
          {"domains", std::move(domains)},
          {"services", std::move(services)},
          {"progress", std::move(progress)},
          {"assumed", std::move(assumed)}};
}

std::string plan_json(const plan::Plan& plan, const PlanContext& context) {
  return print(plan_document(plan, context));
}

}  // namespace onewriter::report
