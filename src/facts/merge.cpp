#include "facts/merge.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "facts/schema.h"
#include "facts/select.h"

namespace onewriter::facts {
namespace {

constexpr SelectLimits no_limits = {600'000, 100'000'000, std::uint64_t{16} << 30};

Result<Rows> rows_of(const Store& store, const std::string& sql) {
  SelectOptions options;
  options.limits = no_limits;
  return select(store, sql, options);
}

bool stays_behind(std::string_view table) {
  constexpr std::array<std::string_view, 5> names = {"meta", "engine", "suppression", "baseline_entry", "diagnostic"};
  return std::find(names.begin(), names.end(), table) != names.end();
}

// The table whose ids a column holds: its own for a primary key, else the one that it references; empty: no id.
std::string id_space(const Relation& table, const Column& column) {
  if (!column.type.starts_with("INTEGER")) return "";
  if (column.constraint.find("PRIMARY KEY") != std::string::npos) return table.name;
  const auto at = column.constraint.find("REFERENCES ");
  if (at == std::string::npos) return "";
  const std::string rest = column.constraint.substr(at + 11);
  return rest.substr(0, rest.find_first_of(" ("));
}

// The datastores in which both define the same table.
Result<std::vector<std::string>> namesakes(const Store& into, const Store& other) {
  const std::string defined =
      "SELECT DISTINCT t.datastore, t.table_id FROM table_definition AS d JOIN data_table AS t ON t.table_id = "
      "d.table_id "
      "WHERE d.scope <> 'test' ORDER BY t.datastore, t.table_id";
  auto ours = rows_of(into, defined), theirs = rows_of(other, defined);
  if (!ours) return ours.error();
  if (!theirs) return theirs.error();
  std::vector<std::string> both;
  for (const auto& row : theirs->rows)
    if (std::find(ours->rows.begin(), ours->rows.end(), row) != ours->rows.end() &&
        (both.empty() || both.back() != row[0]))
      both.push_back(row[0]);
  return both;
}

class Copier {
 public:
  Copier(Store& into, const Store& other, std::string repository, std::vector<std::string> renamed)
      : into_(into), other_(other), repository_(std::move(repository)), renamed_(std::move(renamed)) {}

  Result<Done> copy(const Relation& table) {
    std::vector<std::string> spaces;
    for (const Column& column : table.columns) {
      spaces.push_back(id_space(table, column));
      if (spaces.back().empty() || offsets_.contains(spaces.back())) continue;
      auto last = rows_of(into_, "SELECT coalesce(max(id), 0) FROM " + spaces.back());
      if (!last) return last.error();
      offsets_[spaces.back()] = std::strtoll(last->rows[0][0].c_str(), nullptr, 10);
    }
    auto rows = rows_of(other_, "SELECT * FROM " + table.name);
    if (!rows) return rows.error();
    std::string sql = "INSERT OR IGNORE INTO " + table.name + " VALUES (";
    for (std::size_t i = 0; i < table.columns.size(); ++i) sql += i == 0 ? "?" : ",?";
    sqlite3_stmt* raw = nullptr;
    sqlite3* db = into_.handle();
    if (sqlite3_prepare_v2(db, (sql + ")").c_str(), -1, &raw, nullptr) != SQLITE_OK)
      return sqlite_error(db, "cannot merge facts");
    const StatementHandle statement(raw);
    for (const auto& row : rows->rows) {
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        bind(raw, static_cast<int>(i) + 1, table, i, spaces[i], row[i]);
      if (sqlite3_step(raw) != SQLITE_DONE) return sqlite_error(db, "cannot merge facts");
      sqlite3_reset(raw);
    }
    return Done{};
  }

 private:
  void bind(sqlite3_stmt* statement, int at, const Relation& table, std::size_t column, const std::string& space,
            const std::string& value) {
    if (table.columns[column].type.starts_with("INTEGER")) {
      const std::int64_t number = std::strtoll(value.c_str(), nullptr, 10);
      sqlite3_bind_int64(statement, at, number == 0 || space.empty() ? number : number + offsets_[space]);
      return;
    }
    std::string text = value;
    if (table.name == "place" && table.columns[column].name == "file")
      text = repository_ + "//" + value;
    else if (std::any_of(renamed_.begin(), renamed_.end(),
                         [&](const std::string& id) { return value == id || value.starts_with(id + ":"); }))
      text = repository_ + "//" + value;
    sqlite3_bind_text(statement, at, text.c_str(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }

  Store& into_;
  const Store& other_;
  std::string repository_;
  std::vector<std::string> renamed_;
  std::map<std::string, std::int64_t> offsets_;
};

}  // namespace

Result<Origin> origin_of(const Store& store) {
  auto rows = rows_of(store, "SELECT key, value FROM meta");
  if (!rows) return rows.error();
  Origin origin;
  for (const auto& row : rows->rows) {
    if (row[0] == "repository") origin.repository = row[1];
    if (row[0] == "commit") origin.commit = row[1];
    if (row[0] == "commit_time") origin.time = row[1];
  }
  return origin;
}

Result<Done> merge(Store& into, const Store& other, const std::string& repository) {
  auto renamed = namesakes(into, other);
  if (!renamed) return renamed.error();
  Copier copier(into, other, repository, std::move(*renamed));
  if (auto done = execute(into.handle(), "BEGIN"); !done) return done;
  for (const Relation& table : describe_schema()) {
    if (table.view || stays_behind(table.name)) continue;
    if (auto done = copier.copy(table); !done) return done;
  }
  return execute(into.handle(), "COMMIT");
}

}  // namespace onewriter::facts
