#pragma once
// The facts as one SQLite database, in memory or in a file, as schema.sql describes it.

#include <string>
#include <vector>

#include "facts/facts.h"
#include "facts/result.h"
#include "facts/sqlite.h"

namespace onewriter::facts {

// Raised when schema.sql changes in a way that makes older files unreadable for rules. Kept in `PRAGMA user_version`
// and in `meta`.
inline constexpr int schema_version = 2;

// Which repository's state a facts file holds. What is not known is empty.
struct Origin {
  std::string repository;
  std::string commit;
  std::string time;  // of the commit: 2024-05-01T12:00:00Z
};

class Store {
 public:
  // All facts, in one transaction.
  static Result<Store> in_memory(const Facts& facts);
  // Writes a facts file. An older facts file is replaced as a whole, or not at all; a file that is none is an Error and
  // stays untouched.
  static Result<Store> create(const std::string& path, const Facts& facts, const Origin& origin = {});
  // Opens a facts file to read. Another file, or one of another schema, is an Error.
  static Result<Store> open(const std::string& path);

  // Puts these in the place of what tables suppression and baseline_entry hold: what became of them is known only once
  // other rules have run. Only for a store in memory.
  Result<Done> set_answers(const std::vector<Suppression>& suppressions, const std::vector<BaselineEntry>& baseline);

  sqlite3* handle() const { return db_.get(); }

 private:
  explicit Store(DatabaseHandle db) : db_(std::move(db)) {}

  DatabaseHandle db_;
};

}  // namespace onewriter::facts
