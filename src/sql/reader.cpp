#include "sql/reader.h"

#include <algorithm>

#include "sql/catalog.h"
#include "sql/detect.h"
#include "sql/dialect.h"
#include "sql/general/general.h"
#include "sql/keywords.h"
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
      if (!for_postgres(dialect_) || is_of_another(chunk) || !postgres(chunk)) general(chunk);
    }
    return std::move(statements_);
  }

 private:
  // What PostgreSQL's grammar accepts in another sense than all others, where the dialect is not known:
  // FROM user (a function there), FROM t@link (a placeholder), a WITH that is recursive without saying so.
  bool is_of_another(const Chunk& chunk) const {
    if (dialect_ == Dialect::Postgres) return false;
    for (std::uint32_t i = chunk.begin + 1; i < chunk.end; ++i) {
      const Token& t = tokens_.list[i];
      const Token& before = tokens_.list[i - 1];
      if (t.kw == Kw::User && (before.kw == Kw::From || before.kw == Kw::Join) &&
          tokens_.list[i + 1].kind != TokenKind::Dot)
        return true;
      if (t.kind == TokenKind::Placeholder && t.op == '@' && before.kind == TokenKind::Word && before.end() == t.offset)
        return true;
      if (t.kind == TokenKind::Open && before.kw == Kw::As && i >= 3 && silently_recursive(chunk, i)) return true;
    }
    return false;
  }

  // At the parenthesis of n [(columns)] AS (: does the query inside have a UNION and read n?
  bool silently_recursive(const Chunk& chunk, std::uint32_t open) const {
    std::uint32_t name = open - 2;
    if (tokens_.list[name].kind == TokenKind::Close) {
      while (name > chunk.begin && tokens_.list[name].kind != TokenKind::Open) --name;
      if (name == chunk.begin) return false;
      --name;
    }
    if (name <= chunk.begin || tokens_.list[name].kind != TokenKind::Word) return false;
    const Token& lead = tokens_.list[name - 1];
    if (lead.kw != Kw::With && lead.kind != TokenKind::Comma) return false;
    const std::string_view text = tokens_.of(tokens_.list[name]);
    bool united = false;
    bool reads_itself = false;
    std::uint32_t depth = 0;
    for (std::uint32_t i = open; i < chunk.end; ++i) {
      const Token& t = tokens_.list[i];
      if (t.kind == TokenKind::Open) ++depth;
      if (t.kind == TokenKind::Close && --depth == 0) break;
      united |= t.kw == Kw::Union;
      const Kw before = tokens_.list[i - 1].kw;
      reads_itself |= t.kind == TokenKind::Word && (before == Kw::From || before == Kw::Join) &&
                      equals_ignoring_case(tokens_.of(t), text);
    }
    return united && reads_itself;
  }

  bool postgres(const Chunk& chunk) {
    const std::uint32_t begin = tokens_.list[chunk.begin].offset;
    const std::uint32_t end = tokens_.list[chunk.end - 1].end();
    // PostgreSQL's parser would refuse it, or take too long: the general reader's time grows with the text alone.
    constexpr std::uint32_t longest = 400'000;
    if (chunk.end - chunk.begin > postgres::most_tokens || end - begin > longest) return false;
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
  Tokens tokens = tokenize(text, {options.dialect, options.script});
  Dialect dialect = options.dialect;
  if (dialect == Dialect::Unknown) {
    dialect = detect_dialect(tokens);
    if (dialect != Dialect::Unknown) tokens = tokenize(text, {dialect, options.script});
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
