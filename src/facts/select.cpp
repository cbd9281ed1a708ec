#include "facts/select.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "facts/schema.h"

namespace onewriter::facts {
namespace {

// What SQLite and PostgreSQL have in common, as far as rules need it; nothing here reads files or changes state.
constexpr std::array<std::string_view, 26> allowed_functions = {
    "abs",     "avg",    "coalesce",   "count",  "cume_dist", "dense_rank", "first_value", "lag",         "last_value",
    "lead",    "length", "like",       "lower",  "max",       "min",        "ntile",       "nullif",      "rank",
    "replace", "round",  "row_number", "substr", "sum",       "trim",       "upper",       "percent_rank"};

class Guard {
 public:
  Guard(sqlite3* db, const SelectOptions& options) : db_(db) {
    for (const Relation& r : describe_schema()) known_.insert(r.name);
    if (options.relations)
      allowed_.insert(options.relations->begin(), options.relations->end());
    else
      allowed_ = known_;
    deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(options.limits.milliseconds);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 10'000'000);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_set_authorizer(db, authorize, this);
    sqlite3_progress_handler(db, 10'000, progress, this);
  }
  ~Guard() {
    sqlite3_set_authorizer(db_, nullptr, nullptr);
    sqlite3_progress_handler(db_, 0, nullptr, nullptr);
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  const std::string& refusal() const { return refusal_; }
  bool timed_out() const { return timed_out_; }

 private:
  int deny(std::string why) {
    if (refusal_.empty()) refusal_ = std::move(why);
    return SQLITE_DENY;
  }

  int check(int action, const char* first, const char* second, const char* view) {
    const std::string_view a = first ? first : "";
    switch (action) {
      case SQLITE_SELECT:
      case SQLITE_RECURSIVE: return SQLITE_OK;
      case SQLITE_READ: {
        const std::string name(a);
        if (view) return known_.contains(name) ? SQLITE_OK : deny("it reads " + name);
        if (allowed_.contains(name)) return SQLITE_OK;
        // A subquery or CTE of which no column is used comes with its own name and no column.
        const bool own_name = second && !*second && !known_.contains(name) && !name.starts_with("sqlite_") &&
                              !name.starts_with("pragma_");
        if (own_name) return SQLITE_OK;
        return deny(known_.contains(name) ? "it reads " + name + ", which it does not name under views"
                                          : "it reads " + name);
      }
      case SQLITE_FUNCTION: {
        const std::string_view name = second ? second : "";
        const bool fine =
            std::find(allowed_functions.begin(), allowed_functions.end(), name) != allowed_functions.end();
        return fine ? SQLITE_OK : deny("it calls " + std::string(name) + "()");
      }
      case SQLITE_PRAGMA: return deny("it uses PRAGMA");
      case SQLITE_ATTACH: return deny("it uses ATTACH");
      default: return deny("only SELECT is allowed");
    }
  }

  static int authorize(void* self, int action, const char* first, const char* second, const char*, const char* view) {
    return static_cast<Guard*>(self)->check(action, first, second, view);
  }

  static int progress(void* self) {
    auto* guard = static_cast<Guard*>(self);
    guard->timed_out_ = std::chrono::steady_clock::now() > guard->deadline_;
    return guard->timed_out_ ? 1 : 0;
  }

  sqlite3* db_;
  std::set<std::string> known_;
  std::set<std::string> allowed_;
  std::chrono::steady_clock::time_point deadline_;
  std::string refusal_;
  bool timed_out_ = false;
};

Error refused(const Guard& guard, sqlite3* db, const SelectLimits& limits) {
  if (guard.timed_out())
    return {"stopped after " + std::to_string(limits.milliseconds) + " ms: make the query cheaper", {}};
  if (!guard.refusal().empty()) return {"refused: " + guard.refusal(), {}};
  return sqlite_error(db, "SQL");
}

bool bind(sqlite3_stmt* statement, const SelectOptions& options) {
  for (const auto& [name, value] : options.parameters) {
    const int at = sqlite3_bind_parameter_index(statement, (":" + name).c_str());
    if (at == 0) continue;
    char* end = nullptr;
    const long long number = std::strtoll(value.c_str(), &end, 10);
    const bool numeric = !value.empty() && *end == '\0';
    const int code = numeric ? sqlite3_bind_int64(statement, at, number)
                             : sqlite3_bind_text(statement, at, value.c_str(), -1, SQLITE_TRANSIENT);
    if (code != SQLITE_OK) return false;
  }
  return true;
}

bool blank(std::string_view text) {
  while (!text.empty()) {
    const auto at = text.find_first_not_of(" \t\r\n;");
    if (at == std::string_view::npos) return true;
    text.remove_prefix(at);
    if (!text.starts_with("--")) return false;
    const auto end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end);
  }
  return true;
}

}  // namespace

Result<Rows> select(const Store& store, const std::string& sql, const SelectOptions& options) {
  sqlite3* db = store.handle();
  Guard guard(db, options);
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), static_cast<int>(sql.size()) + 1, &raw, &tail) != SQLITE_OK)
    return refused(guard, db, options.limits);
  StatementHandle statement(raw);
  if (!raw) return Error{"there is no statement in it", {}};
  if (tail && !blank(tail)) return Error{"refused: it has more than one statement", {}};
  if (!sqlite3_stmt_readonly(raw) || !bind(raw, options)) return Error{"refused: only SELECT is allowed", {}};

  Rows result;
  const int width = sqlite3_column_count(raw);
  for (int i = 0; i < width; ++i) result.columns.emplace_back(sqlite3_column_name(raw, i));
  std::uint64_t bytes = 0;
  int code = SQLITE_OK;
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    std::vector<std::string>& row = result.rows.emplace_back();
    row.reserve(static_cast<std::size_t>(width));
    for (int i = 0; i < width; ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
      row.emplace_back(text ? text : "", text ? static_cast<std::size_t>(sqlite3_column_bytes(raw, i)) : 0);
      bytes += row.back().size();
    }
    if (result.rows.size() > options.limits.rows || bytes > options.limits.bytes)
      return Error{"stopped after " + std::to_string(result.rows.size()) + " rows: make the query narrower", {}};
  }
  if (code != SQLITE_DONE) return refused(guard, db, options.limits);
  return result;
}

}  // namespace onewriter::facts
