#include "report/html/details.h"

#include <nlohmann/json.hpp>

#include "report/html/columns.h"
#include "report/json.h"
#include "report/json_values.h"
#include "report/plan/formats.h"

namespace onewriter::report {
namespace {

template <typename Fact, typename Describe>
Json list(const std::vector<Fact>& facts, Describe describe) {
  Json out = Json::array();
  for (const Fact& f : facts) out.push_back(at(describe(f), f.place));
  return by_columns(out);
}

// Which uses the findings object to, as indices of the report's findings.
Json objections(const Ownership& model) {
  Json out = Json::array();
  for (const TableRow& row : model.tables)
    for (const Use& u : row.uses)
      if (!u.findings.empty()) out.push_back({{"table", u.table}, {"service", u.service}, {"findings", u.findings}});
  return by_columns(out);
}

// Only what the page shows: tables that somebody has to do something about, without what the page knows anyway.
Json plan_of_page(const Ownership& model) {
  Json plan = plan_document(model.plan, {});
  Json shown = Json::array();
  for (Json& table : plan["tables"]) {
    if (table["work"].empty() && table["blockers"].empty() && !table["owner"].is_null()) continue;
    for (const char* key : {"name", "datastore", "because", "steps", "next", "next_step"}) table.erase(key);
    for (Json& work : table["work"])
      for (const char* key :
           {"need", "pattern", "pros", "cons", "reason", "alternative", "columns", "missing_columns", "offers"})
        work.erase(key);
    shown.push_back(std::move(table));
  }
  plan["tables"] = std::move(shown);
  for (Json& domain : plan["domains"])
    for (const char* key : {"owner", "datastore", "ties"}) domain.erase(key);
  for (const char* list : {"domains", "services"}) plan[list] = by_columns(plan[list]);
  return plan;
}

Json details(const Ownership& model) {
  const facts::Facts& f = *model.facts;
  using Object = Json;
  return {{"objections", objections(model)},
          {"uses", list(f.datastore_uses,
                        [](const facts::DatastoreUse& u) {
                          return Object{{"service", u.service},
                                        {"datastore", u.datastore},
                                        {"role", u.role},
                                        {"user", u.user},
                                        {"confidence", to_string(u.confidence)}};
                        })},
          {"definitions", list(f.table_definitions,
                               [](const facts::TableDefinition& d) {
                                 return Object{{"service", d.service},
                                               {"table", d.table},
                                               {"via", d.via},
                                               {"scope", to_string(d.scope)},
                                               {"columns", d.columns}};
                               })},
          {"foreign_keys", list(f.foreign_keys,
                                [](const facts::ForeignKey& k) {
                                  return Object{{"table", k.table},
                                                {"references", k.references},
                                                {"service", k.service},
                                                {"columns", k.columns},
                                                {"via", k.via}};
                                })},
          {"views", list(f.view_definitions,
                         [](const facts::ViewDefinition& v) {
                           return Object{{"view", v.view}, {"base", v.base}, {"service", v.service}, {"via", v.via}};
                         })},
          {"grants",
           list(f.table_grants,
                [](const facts::TableGrant& g) {
                  return Object{
                      {"table", g.table}, {"privilege", g.privilege}, {"grantee", g.grantee}, {"service", g.service}};
                })},
          {"declarations", list(f.declarations, [](const facts::Declaration& d) {
             return Object{{"service", d.service},
                           {"kind", d.kind},
                           {"name", d.name},
                           {"seen", d.seen},
                           {"provider", d.provider},
                           {"via", d.via},
                           {"consistency", d.consistency},
                           {"fallback", d.fallback},
                           {"cache_ttl", d.cache_ttl},
                           {"monitor", d.monitor},
                           {"max_lag", d.max_lag},
                           {"decommission_by", d.decommission_by},
                           {"tables", d.tables}};
           })}};
}

Json rules(const check::Outcome& outcome) {
  Json out = Json::array();
  for (const check::Rule& r : outcome.rules)
    out.push_back({{"id", r.id},
                   {"title", r.title},
                   {"severity", to_string(r.severity)},
                   {"checklist", r.checklist},
                   {"why", r.why}});
  return out;
}

void pack(Json& document, std::initializer_list<const char*> lists) {
  for (const char* name : lists) document[name] = by_columns(document[name]);
}

}  // namespace

Json page_document(const Ownership& model, const ReportContext& context) {
  Json graph = graph_document(*model.facts);
  pack(graph, {"services", "datastores", "tables", "accesses", "calls", "events", "blind_spots"});
  Json report = ownership_document(model, context, false);
  pack(report, {"services", "tables", "contracts", "findings", "blind_spots"});
  return {{"graph", std::move(graph)},
          {"report", std::move(report)},
          {"details", details(model)},
          {"plan", plan_of_page(model)},
          {"rules", rules(*model.outcome)},
          {"title", context.title.empty() ? "Data ownership" : context.title},
          {"source_url", or_null(context.source_url)}};
}

}  // namespace onewriter::report
