#include "facts/worked_out.h"

#include <sqlite3.h>

#include <array>
#include <string_view>

namespace onewriter::facts {
namespace {

struct WorkedOut {
  std::string_view view;
  std::array<std::string_view, 2> indexes;  // the columns by which it is asked; "" for none
};

// Each reads those before it. The first three are what nearly every rule starts from.
constexpr std::array<WorkedOut, 10> views = {{{"domain_table", {"table_id"}},
                                              {"production_access", {"table_id, mode, service", "service, statement"}},
                                              {"service_table", {"datastore, service"}},
                                              {"sharing_need", {"table_id, service, mode"}},
                                              {"needed_column", {"table_id, service, mode"}},
                                              {"advised_offer", {"table_id, service, mode"}},
                                              {"missing_column", {"table_id, service, mode"}},
                                              {"sharing_help", {"table_id, service, mode"}},
                                              {"api_route", {"service, place"}},
                                              {"read_model", {"service, provider"}}}};

// Between the columns of a view and its query, as schema.sql is laid out.
constexpr std::string_view before_select = "\n) AS\n";

// The CREATE VIEW of a view; empty when there is none.
std::string definition_of(sqlite3* db, const std::string& view) {
  sqlite3_stmt* raw = nullptr;
  const std::string sql = "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = '" + view + "'";
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) return "";
  const StatementHandle statement(raw);
  if (sqlite3_step(raw) != SQLITE_ROW) return "";
  return reinterpret_cast<const char*>(sqlite3_column_text(raw, 0));
}

}  // namespace

Result<ViewDefinitions> work_out_views(Store& store) {
  ViewDefinitions definitions;
  for (const WorkedOut& each : views) {
    const std::string view(each.view);
    const std::string definition = definition_of(store.handle(), view);
    // CREATE VIEW name (columns\n) AS\nSELECT ...
    const std::size_t columns = definition.find('('), select = definition.find(before_select);
    if (select == std::string::npos) return Error{"the facts have no view " + view, {}};
    std::string sql = "DROP VIEW " + view + "; CREATE TABLE " + view + " AS WITH worked_out " +
                      definition.substr(columns, select - columns) + std::string(before_select) + "(" +
                      definition.substr(select + before_select.size()) + ") SELECT * FROM worked_out;";
    for (const std::string_view index : each.indexes)
      if (!index.empty())
        sql += "CREATE INDEX " + view + "_by_" + std::string(index.substr(0, index.find(','))) + " ON " + view + " (" +
               std::string(index) + ");";
    if (auto done = execute(store.handle(), sql); !done) return done.error();
    definitions.push_back(definition);
  }
  return definitions;
}

Result<Done> put_back_views(Store& store, const ViewDefinitions& definitions) {
  for (std::size_t i = 0; i < definitions.size(); ++i)
    if (auto done = execute(store.handle(), "DROP TABLE " + std::string(views[i].view) + "; " + definitions[i]); !done)
      return done;
  return Done{};
}

}  // namespace onewriter::facts
