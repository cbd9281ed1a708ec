#include <nlohmann/json.hpp>

#include "report/json.h"
#include "report/ownership/formats.h"

namespace onewriter::report {
namespace {

Json summary(const Ownership& model) {
  const OwnershipSummary& s = model.summary;
  const check::Summary& found = model.outcome->summary;
  Json rules = Json::object();
  for (const auto& [rule, count] : open_findings_by_rule(*model.outcome)) rules[rule] = count;
  return {{"services", s.services},
          {"databases", s.databases},
          {"tables", s.tables},
          {"tables_with_one_writer", s.one_writer},
          {"tables_with_several_writers", s.several_writers},
          {"tables_without_writer", s.no_writer},
          {"tables_without_owner", s.without_owner},
          {"tables_read_by_others", s.read_by_others},
          {"accesses", s.accesses},
          {"blind_spots", s.blind_spots},
          {"files", found.files},
          {"errors", found.errors},
          {"warnings", found.warnings},
          {"infos", found.infos},
          {"suppressed", found.suppressed},
          {"baselined", found.baselined},
          {"findings_by_rule", std::move(rules)}};
}

Json checklist(const Ownership& model) {
  Json list = Json::array();
  for (const ChecklistItem& item : checklist_items()) {
    Json rules = Json::array();
    for (const check::Rule* r : rules_about(*model.outcome, item.id)) rules.push_back(r->id);
    list.push_back({{"id", item.id}, {"title", item.title}, {"rules", std::move(rules)}});
  }
  return list;
}

Json services(const Ownership& model) {
  Json list = Json::array();
  for (const ServiceRow& row : model.services) {
    Json states = Json::object();
    for (std::size_t i = 0; i < row.checklist.size(); ++i)
      states[checklist_items()[i].id] = {{"state", row.checklist[i].word},
                                         {"severity", or_null(row.checklist[i].severity)},
                                         {"reason", row.checklist[i].reason},
                                         {"findings", row.checklist[i].findings}};
    list.push_back({{"name", row.service->name},
                    {"root", row.service->root},
                    {"kind", row.service->kind},
                    {"team", or_null(row.team)},
                    {"home", or_null(row.home)},
                    {"owns", row.owns},
                    {"accesses", row.accesses},
                    {"blind_spots", row.blind_spots},
                    {"findings", row.findings},
                    {"checklist", std::move(states)}});
  }
  return list;
}

Json uses(const TableRow& row) {
  Json list = Json::array();
  for (const Use& u : row.uses) {
    Json places = Json::array();
    for (const facts::Place& p : u.places) places.push_back({{"file", p.file}, {"line", or_null(p.line)}});
    list.push_back({{"service", u.service},
                    {"reads", u.reads},
                    {"writes", u.writes},
                    {"confidence", to_string(u.confidence)},
                    {"columns", u.columns},
                    {"findings", u.findings},
                    {"places", std::move(places)}});
  }
  return list;
}

Json tables(const Ownership& model, bool places) {
  Json list = Json::array();
  for (const TableRow& row : model.tables) {
    const facts::Table& t = *row.table;
    Json phase = nullptr;
    if (row.domain) phase = {{"next", row.phase.next}, {"title", row.phase.title}, {"why", row.phase.why}};
    Json object = {{"id", t.id},
                   {"datastore", t.datastore},
                   {"schema", or_null(t.schema)},
                   {"name", t.name},
                   {"kind", t.kind},
                   {"domain", row.domain},
                   {"owner", or_null(t.owner)},
                   {"owner_reason", or_null(t.owner_reason)},
                   {"because", or_null(row.because)},
                   {"migration", std::move(phase)},
                   {"findings", row.findings}};
    if (places) object["uses"] = uses(row);
    list.push_back(std::move(object));
  }
  return list;
}

Json contracts(const Ownership& model) {
  Json list = Json::array();
  for (const Contract& c : model.contracts)
    list.push_back({{"table", c.table},
                    {"service", c.service},
                    {"kind", c.kind},
                    {"name", c.name},
                    {"file", c.place.file},
                    {"line", or_null(c.place.line)}});
  return list;
}

Json findings(const Ownership& model) {
  Json list = Json::array();
  for (std::size_t i = 0; i < model.outcome->findings.size(); ++i) {
    Json finding = finding_document(model.outcome->findings[i]);
    finding["services"] = model.concerned[i];
    list.push_back(std::move(finding));
  }
  return list;
}

Json pairs(const std::vector<Changes::Pair>& list) {
  Json out = Json::array();
  for (const Changes::Pair& p : list) out.push_back({{"table", p.table}, {"service", p.service}});
  return out;
}

Json changes(const Changes& c) {
  const auto all = [](const std::vector<check::Finding>& list) {
    Json out = Json::array();
    for (const check::Finding& f : list) out.push_back(finding_document(f));
    return out;
  };
  return {{"new_tables", c.new_tables},
          {"gone_tables", c.gone_tables},
          {"gained_writers", pairs(c.gained_writers)},
          {"lost_writers", pairs(c.lost_writers)},
          {"gained_foreign_readers", pairs(c.gained_foreign_readers)},
          {"lost_foreign_readers", pairs(c.lost_foreign_readers)},
          {"opened", all(c.opened)},
          {"closed", all(c.closed)},
          {"rules_left_out", c.left_out}};
}

}  // namespace

Json ownership_document(const Ownership& model, const ReportContext& context, bool places) {
  Json blind = Json::array();
  for (const facts::BlindSpot& b : model.facts->blind_spots)
    blind.push_back({{"service", or_null(b.service)},
                     {"what", b.what},
                     {"detail", or_null(b.detail)},
                     {"scope", to_string(b.scope)},
                     {"file", b.place.file},
                     {"line", or_null(b.place.line)}});
  return {{"version", 1},
          {"summary", summary(model)},
          {"checklist", checklist(model)},
          {"services", services(model)},
          {"tables", tables(model, places)},
          {"contracts", contracts(model)},
          {"findings", findings(model)},
          {"blind_spots", std::move(blind)},
          {"changes", context.changes ? changes(*context.changes) : Json(nullptr)}};
}

std::string ownership_json(const Ownership& model, const ReportContext& context) {
  return print(ownership_document(model, context, true));
}

}  // namespace onewriter::report
