#include "sql/reader.h"

#include <algorithm>

#include "sql/catalog.h"
#include "sql/detect.h"
#include "sql/dialect.h"
#include "sql/general/general.h"
#include "sql/keywords.h"
#include "sql/other_sense.h"
#include "sql/positions.h"
#include "sql/postgres/guard.h"
#include "sql/postgres/postgres.h"
#include "sql/rewrite.h"
#include "sql/splitter.h"

namespace onewriter::sql {
namespace {

bool for_postgres(Dialect d) { return d == Dialect::Postgres || d == Dialect::Ansi || d == Dialect::Unknown; }

class Script {
 public:
  Script(const Tokens& tokens, Dialect dialect, const Options& options)
      : tokens_(tokens), dialect_(dialect), lines_(tokens.text) {
    session_.dialect = dialect;
    session_.catalog = options.catalog;
  }

  std::vector<Statement> run() {
    for (const Chunk& chunk : split(tokens_, dialect_)) {
      if (!for_postgres(dialect_) || !postgres(chunk)) general(chunk);
    }
    return std::move(statements_);
  }

 private:
  bool postgres(const Chunk& chunk) {
    const std::uint32_t begin = tokens_.list[chunk.begin].offset;
    const std::uint32_t end = tokens_.list[chunk.end - 1].end();
    // PostgreSQL's parser would refuse it, or take too long: the general reader's time grows with the text alone.
    constexpr std::uint32_t longest = 400'000;
    constexpr std::uint32_t longest_body = 80'000;
    const bool body = tokens_.list[chunk.begin].kw == Kw::Do || tokens_.list[chunk.begin].kw == Kw::Create;
    if (chunk.end - chunk.begin > postgres::most_tokens || end - begin > (body ? longest_body : longest)) return false;
    if (dialect_ != Dialect::Postgres && means_other_than_postgres(tokens_, chunk)) return false;
    const Rewritten rewritten = rewrite_for_postgres(tokens_, chunk.begin, chunk.end);
    const std::string_view text =
        rewritten.text.empty() ? tokens_.text.substr(begin, end - begin) : std::string_view(rewritten.text);
    std::optional<Statement> statement = read_postgres(text, {session_.catalog});
    if (!statement) return false;
    each_position(*statement, [&](Position& at) {
      at.offset = rewritten.text.empty() ? begin + at.offset : old_offset(rewritten, at.offset);
    });
    for (BlindSpot& spot : statement->blind_spots) spot.detail = with_holes(rewritten, std::move(spot.detail));
    for (const Definition& d : statement->definitions) {
      if (d.kind != Definition::Kind::Temporary) continue;
      if (d.change == Definition::Change::Create) session_.temporary.insert(d.name.name);
      if (d.change == Definition::Change::Drop) session_.temporary.erase(d.name.name);
    }
    if (dialect_ != Dialect::Postgres) {
      std::erase_if(statement->accesses,
                    [&](const Access& a) { return a.mode != Mode::Ddl && is_system_table(a.table, dialect_); });
    }
    if (!session_.temporary.empty()) {
      std::erase_if(statement->accesses, [&](const Access& a) {
        return a.table.schema.empty() && session_.temporary.count(a.table.name) > 0;
      });
    }
    statement->end_line = lines_.line(end);
    finish(std::move(*statement));
    return true;
  }

  void general(const Chunk& chunk) {
    for (Statement& statement : general::read(tokens_, chunk.begin, chunk.end, session_)) {
      statement.end_line = lines_.line(statement.end_line);  // was an offset
      finish(std::move(statement));
    }
  }

  void finish(Statement statement) {
    each_position(statement, [&](Position& at) { lines_.locate(at); });
    if (session_.catalog && !session_.catalog->empty()) {
      resolve_views(statement.accesses, *session_.catalog);
      for (Routine& routine : statement.routines) resolve_views(routine.accesses, *session_.catalog);
    }
    statements_.push_back(std::move(statement));
  }

  const Tokens& tokens_;
  Dialect dialect_;
  LineIndex lines_;
  general::Session session_;
  std::vector<Statement> statements_;
};

}  // namespace

std::string hole(std::string_view name) {
  std::string text(1, hole_begin);
  text += name;
  text += hole_end;
  return text;
}

Reading read(std::string_view text, const Options& options) {
  Reading reading;
  constexpr std::size_t longest = std::size_t{1} << 30;
  if (text.size() > longest) {
    reading.error = "the text is too long to be read";
    return reading;
  }
  constexpr std::size_t telling = 200'000;  // what stands behind does not change the dialect
  Tokens tokens =
      tokenize(options.dialect == Dialect::Unknown ? text.substr(0, telling) : text, {options.dialect, options.script});
  Dialect dialect = options.dialect;
  if (dialect == Dialect::Unknown) {
    dialect = detect_dialect(tokens);
    if (dialect != Dialect::Unknown || text.size() > telling) tokens = tokenize(text, {dialect, options.script});
  }
  reading.dialect = dialect;
  reading.statements = Script(tokens, dialect, options).run();
  const bool unreadable = std::all_of(reading.statements.begin(), reading.statements.end(),
                                      [](const Statement& s) { return s.kind == StatementKind::Unreadable; });
  if (unreadable && !options.script) {
    const std::string_view head = trim(text).substr(0, 40);
    reading.error = reading.statements.empty() ? "no SQL: there is no statement in the text"
                                               : "no SQL: \"" + std::string(head) + "\" is no statement that is known";
    reading.statements.clear();
  }
  return reading;
}

}  // namespace onewriter::sql
