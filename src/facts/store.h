#pragma once
// The facts as one SQLite database, in memory or in a file, as schema.sql describes it.

#include <string>

#include "facts/facts.h"
#include "facts/result.h"
#include "facts/sqlite.h"

namespace onewriter::facts {

// Raised when schema.sql changes in a way that makes older files unreadable for rules. Kept in `PRAGMA user_version`
// and in `meta`.
inline constexpr int schema_version = 2;

class Store {
 public:
  // All facts, in one transaction.
  static Result<Store> in_memory(const Facts& facts);
  // Writes a facts file. An older facts file is replaced as a whole, or not at all; a file that is none is an Error and
  // stays untouched.
  static Result<Store> create(const std::string& path, const Facts& facts);
  // Opens a facts file to read. Another file, or one of another schema version, is an Error.
  static Result<Store> open(const std::string& path);

  sqlite3* handle() const { return db_.get(); }

 private:
  explicit Store(DatabaseHandle db) : db_(std::move(db)) {}

  DatabaseHandle db_;
};

}  // namespace onewriter::facts
