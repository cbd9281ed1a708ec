#include "facts/worked_out.h"

#include <sqlite3.h>

#include <array>
#include <string_view>

namespace onewriter::facts {
namespace {

// Each reads those before it.
constexpr std::array<std::string_view, 5> views = {"sharing_need", "needed_column", "advised_offer", "missing_column",
                                                   "sharing_help"};

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
  for (const std::string_view name : views) {
    const std::string view(name);
    definitions.push_back(definition_of(store.handle(), view));
    if (definitions.back().empty()) return Error{"the facts have no view " + view, {}};
    if (auto done = execute(store.handle(),
                            "CREATE TABLE worked_out AS SELECT * FROM " + view + "; DROP VIEW " + view +
                                "; CREATE TABLE " + view + " AS SELECT * FROM worked_out; DROP TABLE worked_out; " +
                                "CREATE INDEX " + view + "_by_use ON " + view + " (table_id, service, mode)");
        !done)
      return done.error();
  }
  return definitions;
}

Result<Done> put_back_views(Store& store, const ViewDefinitions& definitions) {
  for (std::size_t i = 0; i < definitions.size(); ++i)
    if (auto done = execute(store.handle(), "DROP TABLE " + std::string(views[i]) + "; " + definitions[i]); !done)
      return done;
  return Done{};
}

}  // namespace onewriter::facts
