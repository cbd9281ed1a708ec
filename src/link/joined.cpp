#include "link/joined.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "facts/select.h"

namespace onewriter::link {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr const char* counted_services =
    "(SELECT name FROM service WHERE kind IN ('service', 'worker', 'job', 'frontend', 'alternative'))";

facts::Result<std::vector<std::vector<std::string>>> rows(const facts::Store& store, const std::string& sql) {
  facts::SelectOptions options;
  options.limits = {600'000, 100'000'000, std::uint64_t{16} << 30};
  auto selected = facts::select(store, sql, options);
  if (!selected) return selected.error();
  return std::move(selected->rows);
}

// What the first column names, by the second.
facts::Result<std::map<std::string, std::set<std::string>>> sets(const facts::Store& store, const std::string& sql) {
  const auto found = rows(store, sql);
  if (!found) return found.error();
  std::map<std::string, std::set<std::string>> by;
  for (const auto& row : *found) by[row[1]].insert(row[0]);
  return by;
}

facts::Result<facts::Done> adopt(facts::Store& store) {
  const auto found =
      rows(store,
           "SELECT t.table_id, min(u.table_id) FROM data_table AS t JOIN data_table AS u "
           "ON lower(u.name) = lower(t.name) AND u.datastore <> t.datastore "
           "WHERE t.datastore LIKE '%/?%' "
           "AND NOT EXISTS (SELECT 1 FROM table_definition AS d WHERE d.table_id = t.table_id) "
           "AND EXISTS (SELECT 1 FROM table_definition AS d WHERE d.table_id = u.table_id AND d.service <> '') "
           "GROUP BY t.table_id HAVING count(DISTINCT u.table_id) = 1 ORDER BY t.table_id");
  if (!found) return found.error();
  for (const char* sql :
       {"UPDATE access SET table_id = ? WHERE table_id = ?", "UPDATE foreign_key SET table_id = ? WHERE table_id = ?",
        "UPDATE foreign_key SET references_table = ? WHERE references_table = ?",
        "UPDATE view_definition SET base_id = ? WHERE base_id = ?",
        "UPDATE table_grant SET table_id = ? WHERE table_id = ?",
        "UPDATE cdc_connector_table SET table_id = ? WHERE table_id = ?",
        "UPDATE declaration_table SET table_id = ? WHERE table_id = ?"}) {
    facts::Inserter update(store.handle(), sql);
    for (const auto& row : *found) update.row(row[1], row[0]);
    if (update.failed()) return facts::sqlite_error(store.handle(), "cannot join tables");
  }
  facts::Inserter remove(store.handle(), "DELETE FROM data_table WHERE table_id = ?");
  for (const auto& row : *found) remove.row(row[0]);
  if (remove.failed()) return facts::sqlite_error(store.handle(), "cannot join tables");
  return facts::Done{};
}

}  // namespace

facts::Result<facts::Done> tell_joined(facts::Store& store) {
  if (auto done = adopt(store); !done) return done;
  const std::string counts = std::string(" IN ") + counted_services;
  const auto claimed = sets(store,
                            "SELECT d.service, t.table_id FROM declaration AS d JOIN declaration_table AS t ON "
                            "t.declaration_id = d.id WHERE d.kind = 'owns'");
  const auto users = sets(store, "SELECT service, datastore FROM datastore_use WHERE service" + counts);
  const auto definers =
      sets(store, "SELECT service, table_id FROM table_definition WHERE scope <> 'test' AND service" + counts);
  const auto writers =
      sets(store, "SELECT service, table_id FROM access WHERE scope = 'main' AND mode = 'write' AND service" + counts);
  const auto tables = rows(store,
                           "SELECT table_id, datastore FROM data_table WHERE owner_reason <> 'config' AND kind NOT IN "
                           "('framework', 'external') ORDER BY table_id");
  for (const auto* read : {&claimed, &users, &definers, &writers})
    if (!*read) return read->error();
  if (!tables) return tables.error();
  // The one service that a set holds; empty when it holds none or several.
  const auto only = [](const std::map<std::string, std::set<std::string>>& by, const std::string& key) {
    const auto at = by.find(key);
    return at != by.end() && at->second.size() == 1 ? *at->second.begin() : std::string();
  };
  facts::Inserter update(store.handle(), "UPDATE data_table SET owner = ?, owner_reason = ? WHERE table_id = ?");
  for (const auto& row : *tables) {
    const std::string& table = row[0];
    const bool known = row[1].find("/?") == std::string::npos;
    std::string owner, reason;
    for (const auto& [candidate, why] : Pairs{{only(*claimed, table), "manifest"},
                                              {known ? only(*users, row[1]) : "", "sole-database-user"},
                                              {only(*definers, table), "defines"},
                                              {only(*writers, table), "sole-writer"}})
      if (owner.empty() && !candidate.empty()) owner = candidate, reason = why;
    update.row(owner, reason, table);
  }
  if (update.failed()) return facts::sqlite_error(store.handle(), "cannot tell owners");
  return facts::Done{};
}

}  // namespace onewriter::link
