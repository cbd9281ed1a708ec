#pragma once
// SQLite's handles as values that close themselves. Errors come back as facts::Error with SQLite's own words.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "facts/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace onewriter::facts {

struct CloseDatabase {
  void operator()(sqlite3* db) const;
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const;
};
using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

enum class OpenMode { Create, ReadOnly };

// ":memory:" is a database in memory.
Result<DatabaseHandle> open_database(const std::string& path, OpenMode mode);

// Runs statements that yield no rows.
Result<Done> execute(sqlite3* db, const std::string& sql);

Error sqlite_error(sqlite3* db, std::string_view doing);

// One INSERT, prepared once: row(...) binds all columns and runs it. The first error is kept and ends all further work.
class Inserter {
 public:
  Inserter(sqlite3* db, const std::string& sql);

  template <typename... Values>
  void row(const Values&... values) {
    int at = 0;
    (bind(++at, values), ...);
    step();
  }

  bool failed() const { return failed_; }

 private:
  void bind(int at, std::string_view text);
  void bind(int at, std::int64_t number);
  void step();

  StatementHandle statement_;
  bool failed_ = false;
};

}  // namespace onewriter::facts
