#include "plan/scratch.h"

#include <sqlite3.h>

#include "facts/resources.h"
#include "facts/select.h"

namespace onewriter::plan {

facts::Result<facts::Store> copy_of(const facts::Store& store) {
  auto scratch = facts::Store::in_memory({});
  if (!scratch) return scratch;
  sqlite3_backup* backup = sqlite3_backup_init(scratch->handle(), "main", store.handle(), "main");
  if (!backup) return facts::sqlite_error(scratch->handle(), "cannot copy the facts");
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK)
    return facts::sqlite_error(scratch->handle(), "cannot copy the facts");
  return scratch;
}

facts::Result<facts::Done> set_owners(facts::Store& scratch, const std::map<std::string, std::string>& owners,
                                      const std::string& reason) {
  facts::Inserter update(scratch.handle(), "UPDATE data_table SET owner = ?, owner_reason = ? WHERE table_id = ?");
  for (const auto& [table, owner] : owners) update.row(owner, reason, table);
  if (update.failed()) return facts::sqlite_error(scratch.handle(), "cannot set owners");
  return facts::Done{};
}

facts::Result<std::vector<std::vector<std::string>>> ask(const facts::Store& store, const std::string& name) {
  const auto sql = facts::resource("rules/plan/" + name + ".sql");
  if (!sql) return facts::Error{"there is no query rules/plan/" + name + ".sql", {}};
  facts::SelectOptions options;
  options.limits = {60'000, 10'000'000, 1u << 30};
  auto rows = facts::select(store, std::string(*sql), options);
  if (!rows) return facts::Error{"rules/plan/" + name + ".sql: " + rows.error().message, {}};
  return std::move(rows->rows);
}

}  // namespace onewriter::plan
