#include "facts/sqlite.h"

#include <sqlite3.h>

namespace onewriter::facts {

void CloseDatabase::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
void FinalizeStatement::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Error sqlite_error(sqlite3* db, std::string_view doing) {
  return {std::string(doing) + ": " + (db ? sqlite3_errmsg(db) : "out of memory"), {}};
}

Result<DatabaseHandle> open_database(const std::string& path, OpenMode mode) {
  sqlite3* raw = nullptr;
  const int flags = mode == OpenMode::Create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  DatabaseHandle db(raw);
  if (code != SQLITE_OK) return sqlite_error(raw, "cannot open " + path);
  sqlite3_extended_result_codes(raw, 1);
  return db;
}

Result<Done> execute(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return sqlite_error(db, "SQLite");
  return Done{};
}

Inserter::Inserter(sqlite3* db, const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  failed_ = sqlite3_prepare_v2(db, sql.c_str(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK;
  statement_.reset(raw);
}

void Inserter::bind(int at, std::string_view text) {
  if (failed_) return;
  // A null pointer would bind NULL; the schema has none.
  const char* data = text.data() ? text.data() : "";
  failed_ = sqlite3_bind_text64(statement_.get(), at, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK;
}

void Inserter::bind(int at, std::int64_t number) {
  if (!failed_) failed_ = sqlite3_bind_int64(statement_.get(), at, number) != SQLITE_OK;
}

void Inserter::step() {
  if (failed_) return;
  failed_ = sqlite3_step(statement_.get()) != SQLITE_DONE;
  sqlite3_reset(statement_.get());
}

}  // namespace onewriter::facts
