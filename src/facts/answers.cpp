#include "facts/answers.h"

#include <sqlite3.h>

namespace onewriter::facts {
namespace {

std::string_view word(Used used) { return used == Used::Yes ? "yes" : used == Used::No ? "no" : ""; }

std::int64_t last_place(sqlite3* db) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT coalesce(max(id), 0) FROM place", -1, &raw, nullptr) != SQLITE_OK) return 0;
  const StatementHandle statement(raw);
  return sqlite3_step(raw) == SQLITE_ROW ? sqlite3_column_int64(raw, 0) : 0;
}

}  // namespace

Result<Done> replace_answers(sqlite3* db, const std::vector<Suppression>& suppressions,
                             const std::vector<BaselineEntry>& baseline) {
  if (auto done = execute(db, "DELETE FROM suppression; DELETE FROM baseline_entry"); !done) return done;
  std::int64_t next = last_place(db);
  Inserter places(db, "INSERT INTO place VALUES (?,?,?,?,?)");
  const auto place = [&](const Place& p) {
    places.row(++next, p.file, std::int64_t(p.line), std::int64_t(p.column), std::int64_t(p.end_line));
    return next;
  };
  Inserter suppression(db, "INSERT INTO suppression VALUES (?,?,?,?,?,?,?,?,?,?,?)");
  for (const Suppression& s : suppressions)
    suppression.row(s.rule, s.kind, s.service, s.table, s.reason, s.link, s.answerable, s.until, s.problem,
                    word(s.used), place(s.place));
  Inserter entry(db, "INSERT INTO baseline_entry VALUES (?,?,?,?,?,?,?)");
  for (const BaselineEntry& b : baseline)
    entry.row(b.fingerprint, b.rule, b.service, b.owner, b.subject, word(b.used), place(b.place));
  if (places.failed() || suppression.failed() || entry.failed())
    return sqlite_error(db, "cannot store what became of suppressions and baseline");
  return Done{};
}

}  // namespace onewriter::facts
