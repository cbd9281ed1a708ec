#include "report/ownership/formats.h"
#include "report/rows.h"

namespace onewriter::report {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& w : words) text += (text.empty() ? "" : " ") + w;
  return text;
}

}  // namespace

std::string ownership_csv(const Ownership& model) {
  facts::Rows rows;
  rows.columns = {"datastore", "schema",    "table",  "owner",       "owner_reason", "service",        "mode",
                  "columns",   "certainty", "places", "first_place", "findings",     "migration_phase"};
  for (const TableRow& row : model.tables) {
    const facts::Table& t = *row.table;
    const std::string phase = row.phase.next > 0 ? std::to_string(row.phase.next) : "";
    if (row.uses.empty())
      rows.rows.push_back({t.datastore, t.schema, t.name, t.owner, t.owner_reason, "", "", "", "", "0", "", "", phase});
    for (const Use& u : row.uses) {
      std::vector<std::string> rules;
      for (const std::size_t i : u.findings)
        if (stands(model.outcome->findings[i])) rules.push_back(model.outcome->findings[i].rule);
      const facts::Place& first = u.places.front();
      rows.rows.push_back({t.datastore, t.schema, t.name, t.owner, t.owner_reason, u.service,
                           std::string(u.reads ? "R" : "") + (u.writes ? "W" : ""), joined(u.columns),
                           std::string(to_string(u.confidence)), std::to_string(u.places.size()),
                           first.file + ":" + std::to_string(first.line), joined(rules), phase});
    }
  }
  return rows_csv(rows);
}

}  // namespace onewriter::report
