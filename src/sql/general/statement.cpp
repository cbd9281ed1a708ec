// Statements: heads, blocks, control flow.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

Reader::Reader(const Tokens& tokens, std::uint32_t begin, std::uint32_t end, Session& session)
    : tokens_(tokens),
      list_(tokens.list.data()),
      at_(begin),
      end_(end),
      session_(session),
      lexis_(lexis_of(session.dialect)) {}

std::vector<Statement> Reader::run() {
  const std::uint32_t first = at_;
  block();
  if (statements_.empty() && at_ > first) {  // nothing but flow control
    at_ = first;
    begin_statement();
    current_.kind = StatementKind::Session;
    at_ = end_;
    end_statement();
  }
  return std::move(statements_);
}

std::vector<Statement> read(const Tokens& tokens, std::uint32_t begin, std::uint32_t end, Session& session) {
  return Reader(tokens, begin, end, session).run();
}

// Its lists keep their memory: a body has many small statements.
void Reader::clear(Statement& statement) {
  statement.kind = StatementKind::Other;
  statement.accesses.clear();
  statement.definitions.clear();
  statement.foreign_keys.clear();
  statement.grants.clear();
  statement.routines.clear();
  statement.calls.clear();
  statement.view_reads.clear();
  statement.replications.clear();
  statement.search_path.clear();
  statement.blind_spots.clear();
  statement.confidence = facts::Confidence::Certain;
}

void Reader::begin_statement() {
  clear(current_);
  current_.parser = Parser::General;
  head_ = at_;
  understood_ = true;
  skipped_ = 0;
  explain_only_ = false;
  silent_ = false;
}

void Reader::end_statement() {
  if (at_ <= head_) return;
  if (silent_ && understood_ && current_.accesses.empty() && current_.blind_spots.empty() && current_.calls.empty())
    return;
  current_.at = position(head_);
  current_.end_line = list_[std::min(at_, end_) - 1].end();  // an offset; the caller makes it a line
  if (!understood_) {
    current_.kind = StatementKind::Unreadable;
    blind("unreadable statement", std::string(text_from(head_, std::min(at_, head_ + 12))), head_);
    current_.confidence = facts::Confidence::Possible;
  } else if (skipped_ > 0) {
    current_.confidence = facts::Confidence::Likely;
  }
  if (body_) return add_to_body();
  merge_accesses(current_.accesses);
  statements_.push_back(std::move(current_));
}

// All statements up to the end of the chunk; BEGIN, END, IF, LOOP and the like between them are stepped over.
void Reader::block() {
  while (at_ < end_) {
    if (is(TokenKind::Semicolon) || is(TokenKind::Delimiter) || is(TokenKind::Close)) {
      ++at_;
      continue;
    }
    const std::uint32_t before = at_;
    begin_statement();
    statement();
    if (!silent_) skip_statement();
    if (at_ == before) {
      ++at_;
      understood_ = false;
      skip_statement();
    }
    end_statement();
  }
}

void Reader::statement() {
  if (depth_ >= deepest_query) {
    blind("unreadable statement", "nested too deeply", at_);
    while (!at_end()) ++at_;
    return;
  }
  ++depth_;
  known_statement();
  --depth_;
}

void Reader::known_statement() {
  const auto session_statement = [&](StatementKind kind) {
    current_.kind = kind;
    while (!at_end()) ++at_;
  };
  const auto query_statement = [&] {
    current_.kind = StatementKind::Query;
    const std::size_t before = ctes_.size();
    query();
    // A SELECT INTO changes data.
    for (const Access& a : current_.accesses) {
      if (a.mode == Mode::Write) current_.kind = StatementKind::Dml;
    }
    forget_ctes(ctes_.size() - std::min(before, ctes_.size()));
  };
  switch (kw()) {
    case Kw::Select:
    case Kw::Values:
    case Kw::Table: return query_statement();
    case Kw::From: return from_first();
    case Kw::With: {
      const std::size_t added = with_clause();
      if (kw() == Kw::Select || is(TokenKind::Open) || kw() == Kw::Values || kw() == Kw::With)
        query_statement();
      else if (!at_end())
        statement();
      forget_ctes(added);
      return;
    }
    case Kw::Insert:
    case Kw::Update:
    case Kw::Delete:
    case Kw::Merge: {
      current_.kind = StatementKind::Dml;
      Scope* outer = scope_;
      scope_ = nullptr;
      if (kw() == Kw::Insert)
        insert();
      else if (kw() == Kw::Update)
        update();
      else if (kw() == Kw::Delete)
        delete_();
      else
        merge();
      scope_ = outer;
      return;
    }
    case Kw::Replace:
      // Teradata: REPLACE VIEW; Databricks: REPLACE TABLE
      if (kw(1) == Kw::View || kw(1) == Kw::Table || (kw(1) == Kw::Recursive && kw(2) == Kw::View)) return create();
      if (is(TokenKind::Open, 1)) break;
      current_.kind = StatementKind::Dml;
      return insert();
    case Kw::Truncate: return truncate();
    case Kw::Load: return load();
    case Kw::Copy: return copy();
    case Kw::Unload: return unload();
    case Kw::Bulk:  // T-SQL: BULK INSERT t FROM 'file'
      current_.kind = StatementKind::Dml;
      at_ += 2;
      if (auto target = name()) write_target(*target, Verb::Load);
      while (!at_end() && !statement_head()) ++at_;
      return;
    case Kw::Create: return create();
    case Kw::Alter: return alter();
    case Kw::Drop:
    case Kw::Undrop: return drop();
    case Kw::Rename: return rename();
    case Kw::Comment: return comment();
    case Kw::Grant:
    case Kw::Revoke:
    case Kw::Deny: return grant();
    case Kw::Exec:
    case Kw::Execute: return execute();
    case Kw::Call: return call();
    case Kw::Declare: return declare();
    case Kw::Explain:
    case Kw::Describe:
    case Kw::Desc: return explain();
    case Kw::Start:
      if (kw(1) == Kw::Transaction) return session_statement(StatementKind::Transaction);
      return session_statement(StatementKind::Session);
    case Kw::Commit:
    case Kw::Rollback:
      current_.kind = kw(1) == Kw::Prepared ? StatementKind::TwoPhase : StatementKind::Transaction;
      ++at_;
      while (!at_end() && !statement_head()) ++at_;
      return;
    case Kw::Savepoint:
    case Kw::Release:
      current_.kind = StatementKind::Transaction;
      ++at_;
      while (!at_end() && !statement_head()) ++at_;
      return;
    case Kw::Using:  // Athena: USING EXTERNAL FUNCTION f(..) RETURNS .. LAMBDA '..' SELECT ...
      if (kw(1) != Kw::External) break;
      while (!at_end() && !query_starts()) ++at_;
      return query_statement();
    case Kw::Function:  // a member of a package, kept in a file of its own
    case Kw::Procedure:
      if (session_.dialect != Dialect::Oracle || session_.routine_body || session_.in_block) break;
      return routine(kw() == Kw::Function ? Routine::Kind::Function : Routine::Kind::Procedure);
    case Kw::Do:
      if (!mysql() && anonymous_block()) return;
      if ((mysql() || session_.dialect == Dialect::Unknown) &&
          (is(TokenKind::Number, 1) || (is(TokenKind::Word, 1) && is(TokenKind::Open, 2)))) {  // MySQL: DO SLEEP(5)
        ++at_;
        current_.kind = StatementKind::Session;
        subqueries_of(ColumnRole::Read);
        return;
      }
      break;
    case Kw::Xa: return session_statement(StatementKind::TwoPhase);
    case Kw::Prepare:
      if (kw(1) == Kw::Transaction) return session_statement(StatementKind::TwoPhase);
      current_.kind = StatementKind::Session;
      at_ += 2;
      if (is(TokenKind::Open)) skip_parentheses();
      if (take(Kw::As)) return statement();
      if (take(Kw::From)) {
        execute_text();
        return;
      }
      return session_statement(StatementKind::Session);
    case Kw::Use:
    case Kw::Show:
    case Kw::Pragma:
    case Kw::Reset:
    case Kw::Kill:
    case Kw::Unlock:
    case Kw::Attach:
    case Kw::Detach:
    case Kw::Put: return session_statement(StatementKind::Session);
    case Kw::Refresh:
      ++at_;
      current_.kind = StatementKind::Other;
      if (take(Kw::Materialized)) {  // REFRESH MATERIALIZED VIEW v fills it
        current_.kind = StatementKind::Dml;
        take(Kw::View);
        take(Kw::Concurrently);
        if (auto view = name()) write_target(*view, Verb::Insert);
      }
      while (!at_end()) ++at_;
      return;
    case Kw::Exchange:  // ClickHouse: EXCHANGE TABLES a AND b
      if (kw(1) != Kw::Tables) break;
      current_.kind = StatementKind::Ddl;
      ++at_;
      do {
        ++at_;
        if (auto table = name(); table && !table->dynamic) access(table->table, Mode::Ddl, Verb::Alter, table->token);
      } while (kw() == Kw::And || is(TokenKind::Comma));
      while (!at_end()) ++at_;
      return;
    case Kw::Export:
      if (kw(1) == Kw::Model) return session_statement(StatementKind::Other);  // BigQuery
      if (transfer()) return;
      [[fallthrough]];
    case Kw::Lock:
    case Kw::Vacuum:
    case Kw::Analyze:
    case Kw::Optimize:
    case Kw::Repair:
    case Kw::Check:
    case Kw::Cache:
      // BigQuery: EXPORT DATA OPTIONS (...) AS SELECT ...
      current_.kind = StatementKind::Query;
      while (!at_end() && (kw() == Kw::From || !query_starts()) && !(is(TokenKind::Open) && query_starts(1))) {
        if (is(TokenKind::Open))
          skip_parentheses();
        else
          ++at_;
      }
      if (is(TokenKind::Open))
        parenthesised_query();
      else if (!at_end())
        query();
      while (!at_end()) ++at_;
      return;
    case Kw::Import:
      if (transfer()) return;
      [[fallthrough]];
    case Kw::Purge:
    case Kw::Restore:
    case Kw::Cluster:
    case Kw::Handler: return session_statement(StatementKind::Other);
    default: break;
  }
  if (abbreviated()) return;
  if (of_few_engines()) return;
  if (engine_command()) {
    current_.kind = StatementKind::Other;
    while (!at_end()) ++at_;
    return;
  }
  const bool shows = kw(1) == Kw::Describe || kw(1) == Kw::Desc || kw(1) == Kw::Show || word("summarize", 1);
  if (is(TokenKind::Open) && shows) {  // DuckDB: (DESCRIBE SELECT ...)
    ++at_;
    return statement();
  }
  const bool table_query = kw(1) == Kw::Table && (is(TokenKind::Word, 2) || is(TokenKind::Quoted, 2));
  if (is(TokenKind::Open) && (query_starts(1) || is(TokenKind::Open, 1) || kw(1) == Kw::Values || table_query))
    return query_statement();
  control();
}

}  // namespace onewriter::sql::general
