// Procedures, functions, triggers, packages, calls and declarations.

#include <algorithm>
#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// Reads the rest of the chunk as the routine's body: statements in any nesting. The temporary tables at its end come
// back: nobody else sees them, unless the body is run where it stands.
std::set<std::string> Reader::routine_body(Routine& routine) {
  constexpr std::uint32_t deepest_body = 16;
  if (body_depth_ >= deepest_body) {
    blind("unreadable statement", "nested too deeply", at_);
    at_ = end_;
    return session_.temporary;
  }
  ++body_depth_;
  Routine* outer = std::exchange(body_, &routine);
  Statement definition = std::move(current_);
  Statement* outer_definition = std::exchange(body_definition_, &definition);
  AccessIndex index;
  AccessIndex* outer_index = std::exchange(body_index_, &index);
  const std::uint32_t head = head_;
  const bool was_body = session_.routine_body;
  Scope* scope = scope_;
  scope_ = nullptr;
  session_.routine_body = true;
  std::set<std::string> temporary = session_.temporary;
  block();
  std::swap(session_.temporary, temporary);
  session_.routine_body = was_body;
  scope_ = scope;
  merge_accesses(routine.accesses);
  body_ = outer;
  body_definition_ = outer_definition;
  body_index_ = outer_index;
  current_ = std::move(definition);
  head_ = head;
  understood_ = true;
  skipped_ = 0;
  silent_ = false;
  --body_depth_;
  return temporary;
}

// What the body's statement that was just read does, the routine does.
void Reader::add_to_body() {
  Statement& s = current_;
  for (Access& access : s.accesses) body_index_->add(body_->accesses, std::move(access));
  std::move(s.calls.begin(), s.calls.end(), std::back_inserter(body_->calls));
  if (s.kind == StatementKind::Unreadable)
    body_lost_ = true;
  else
    std::move(s.blind_spots.begin(), s.blind_spots.end(), std::back_inserter(body_definition_->blind_spots));
  if (body_->accesses.size() >= most_accesses && at_ < end_) {
    body_definition_->blind_spots.push_back({"unreadable statement", "too many tables", position(at_)});
    end_ = at_;
  }
}

// CREATE PROCEDURE p (...) AS | IS | BEGIN ... ; CREATE FUNCTION f (...) RETURNS ... AS '...' | $$...$$ | RETURN ...
void Reader::routine(Routine::Kind kind) {
  current_.kind = StatementKind::Routine;
  ++at_;
  if (kw() == Kw::Function) ++at_;
  skip_if_exists();
  Routine result;
  result.kind = kind;
  result.at = position(at_);
  if (auto routine_name = name()) result.name = routine_name->table;
  const std::size_t relations = table_parameters();
  skip_parentheses();
  // Up to the body. Text bodies are read as SQL when the language is SQL or not told.
  bool foreign_language = false;
  std::uint32_t text_token = 0;
  while (!at_end()) {
    const Kw k = kw();
    if (k == Kw::Language) {
      foreign_language = !(kw(1) == Kw::Sql || word("plpgsql", 1) || word("plsql", 1) || (is(TokenKind::String, 1)));
      at_ += 2;
      continue;
    }
    if (is(TokenKind::String) && list_[at_ - 1].kw == Kw::As) {
      text_token = at_;
      ++at_;
      continue;
    }
    if ((k == Kw::As || k == Kw::Is) && !is(TokenKind::String, 1)) {
      ++at_;
      if (at_ < end_ && is(TokenKind::Word) && kw() == Kw::Language) {
        while (!at_end()) ++at_;
      }
      break;
    }
    if (k == Kw::Begin || k == Kw::Select || k == Kw::Insert || k == Kw::Update || k == Kw::Delete ||
        (k == Kw::Return && kw(1) != Kw::Null) || k == Kw::Declare || k == Kw::Set || k == Kw::Call || k == Kw::If) {
      if (k == Kw::Set && session_.dialect == Dialect::Postgres) {
        at_ = std::min(at_ + 4, end_);
        continue;
      }
      break;
    }
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
  if (text_token != 0) {
    if (!foreign_language) {
      text_body(result, unquoted(tokens_.of(list_[text_token]), lexis_), text_token);
    }
    while (!at_end()) ++at_;
  } else if (is(TokenKind::Open) && query_starts(1)) {  // BigQuery: AS (SELECT ...), CREATE TABLE FUNCTION
    routine_body(result);
  } else if (at_ < end_ && !foreign_language) {
    routine_body(result);
  }
  forget_ctes(relations);
  current_.routines.push_back(std::move(result));
}

// At a list of parameters: how many are tables (BigQuery: t TABLE<a INT64>, t ANY TABLE). In the body they are no
// tables of the system.
std::size_t Reader::table_parameters() {
  if (!is(TokenKind::Open) || session_.dialect != Dialect::BigQuery) return 0;
  std::size_t count = 0;
  const std::uint32_t close = after_mate(at_);
  for (std::uint32_t i = at_ + 1; i + 2 < close; ++i) {
    const bool first = list_[i - 1].kind == TokenKind::Open || list_[i - 1].kind == TokenKind::Comma;
    const Kw type = list_[i + 1].kw == Kw::Any ? list_[i + 2].kw : list_[i + 1].kw;
    if (!first || type != Kw::Table) continue;
    add_cte(folded(i), {});
    ++count;
  }
  return count;
}

// CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW ...
void Reader::trigger() {
  current_.kind = StatementKind::Routine;
  ++at_;
  skip_if_exists();
  Routine result;
  result.kind = Routine::Kind::Trigger;
  result.at = position(at_);
  if (auto trigger_name = name()) result.name = trigger_name->table;
  while (!at_end() && kw() != Kw::On) ++at_;
  if (take(Kw::On)) {
    const bool whole = kw() == Kw::Database || kw() == Kw::Schema || (kw() == Kw::All && kw(1) == Kw::Server);
    const std::uint32_t at = at_;
    if (auto table = name(); table && !table->dynamic && !whole) {
      result.table = table->table;
      access(table->table, Mode::Ddl, Verb::Alter, at);
    }
  }
  std::size_t transitions = 0;
  // The header ends where the body's first statement begins.
  while (!at_end()) {
    const Kw k = kw();
    const bool rows = (k == Kw::Old || k == Kw::New) && kw(1) == Kw::Table;
    if (rows || word("old_table") || word("new_table")) {  // REFERENCING NEW TABLE AS n: no table of the system
      at_ += rows ? 2 : 1;
      take(Kw::As);
      if (at_end()) break;
      add_cte(folded(at_++), {});
      ++transitions;
      continue;
    }
    if (k == Kw::Begin || k == Kw::Declare || k == Kw::Select || k == Kw::Set || k == Kw::Call ||
        (k == Kw::As && session_.dialect != Dialect::Sqlite && list_[at_ - 1].kw != Kw::Old &&
         list_[at_ - 1].kw != Kw::New)) {
      if (k == Kw::As && (list_[at_ - 1].kw == Kw::Table || is(TokenKind::Word, 1)) &&
          session_.dialect != Dialect::TSql && kw(1) == Kw::None) {
        ++at_;
        continue;
      }
      if (k == Kw::As) ++at_;
      break;
    }
    if (k == Kw::Execute && (kw(1) == Kw::Function || kw(1) == Kw::Procedure)) {
      at_ += 2;
      if (auto called = name(); called && !called->dynamic)
        result.calls.push_back({called->table, position(called->token)});
      while (!at_end()) ++at_;
      break;
    }
    const Kw before = list_[at_ - 1].kw;
    if ((k == Kw::Insert || k == Kw::Update || k == Kw::Delete || k == Kw::Merge) && before != Kw::After &&
        before != Kw::Or && before != Kw::Before && before != Kw::Of && before != Kw::For &&
        list_[at_ - 1].kind != TokenKind::Comma)
      break;
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
  if (at_ < end_) routine_body(result);
  forget_ctes(transitions);
  current_.routines.push_back(std::move(result));
}

// Oracle: CREATE PACKAGE [BODY] p IS ... the routines of a body count as one.
void Reader::package() {
  current_.kind = StatementKind::Routine;
  ++at_;
  const bool body = take(Kw::Body);
  Routine result;
  result.at = position(at_);
  if (auto package_name = name()) result.name = package_name->table;
  if (!body) {
    at_ = end_;
    return;
  }
  take(Kw::Is) || take(Kw::As);
  routine_body(result);
  current_.routines.push_back(std::move(result));
}

// MySQL: CREATE EVENT e ON SCHEDULE ... DO statement
void Reader::event() {
  current_.kind = StatementKind::Routine;
  ++at_;
  skip_if_exists();
  Routine result;
  result.at = position(at_);
  if (auto event_name = name()) result.name = event_name->table;
  while (!at_end() && kw() != Kw::Do && kw() != Kw::As) ++at_;  // Snowflake: CREATE TASK t ... AS statement
  if (take(Kw::Do) || take(Kw::As)) routine_body(result);
  current_.routines.push_back(std::move(result));
}

// CALL p(...)
void Reader::call() {
  current_.kind = StatementKind::Call;
  ++at_;
  auto routine_name = name();
  if (!routine_name) return;
  if (routine_name->dynamic) {
    blind("dynamic routine name", routine_name->hole, routine_name->token);
  } else {
    current_.calls.push_back({routine_name->table, position(routine_name->token)});
  }
  Scope scope;
  open_scope(scope);
  if (is(TokenKind::Open)) expression(ColumnRole::Read);
  scope.references.clear();
  close_scope();
  while (!at_end() && !statement_head()) ++at_;
}

// EXEC p @a = 1; EXEC @r = p; EXEC ('...'); EXECUTE IMMEDIATE '...'; EXECUTE stmt USING @a; EXEC sp_executesql N'...'
void Reader::execute() {
  current_.kind = StatementKind::Call;
  ++at_;
  if (kw() == Kw::Immediate) {
    ++at_;
    execute_text();
    return;
  }
  if (kw() == Kw::Insert && kw(1) == Kw::Into) return statement();  // Flink: EXECUTE INSERT INTO
  if (kw() == Kw::As) {                                             // EXECUTE AS USER
    current_.kind = StatementKind::Session;
    while (!at_end() && !statement_head()) ++at_;
    return;
  }
  if (is(TokenKind::Open)) {
    const std::uint32_t close = after_mate(at_);
    ++at_;
    execute_text();
    at_ = close;
    if (kw() == Kw::At || kw() == Kw::As) {
      while (!at_end() && !statement_head()) ++at_;
    }
    return;
  }
  if (is(TokenKind::Placeholder) && op("=", 1)) at_ += 2;
  if (take(Kw::Function) || take(Kw::Procedure)) {
  }
  auto routine_name = name();
  if (!routine_name) return;
  const std::string& called = routine_name->table.name;
  if (routine_name->dynamic || routine_name->temporary) {
    if (list_[routine_name->token].kind == TokenKind::Placeholder)
      blind("dynamic SQL", std::string(tokens_.of(list_[routine_name->token])), routine_name->token);
    else if (routine_name->dynamic)
      blind("dynamic routine name", routine_name->hole, routine_name->token);
  } else if (called == "sp_executesql" || called == "sp_sqlexec" || called == "sp_prepexec") {
    execute_text();
  } else if (called == "sp_rename" && is(TokenKind::String)) {
    Definition renamed;
    renamed.change = Definition::Change::RenameTable;
    renamed.name = table_name_from(unquoted(tokens_.of(tok()), lexis_), session_.dialect);
    renamed.at = position(at_);
    if (is(TokenKind::Comma, 1) && is(TokenKind::String, 2)) {
      const bool column = is(TokenKind::Comma, 3) && is(TokenKind::String, 4);
      if (!column) {
        renamed.new_name = table_name_from(unquoted(tokens_.of(tok(2)), lexis_), session_.dialect);
        renamed.new_name.schema = renamed.name.schema;
        define(std::move(renamed), Verb::Rename);
        current_.kind = StatementKind::Ddl;
      }
    }
  } else {
    current_.calls.push_back({routine_name->table, position(routine_name->token)});
  }
  while (!at_end() && !statement_head()) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
}

// DECLARE @x int = (SELECT ...), @t TABLE (...); DECLARE c CURSOR FOR SELECT ...; DECLARE CONTINUE HANDLER FOR NOT
// FOUND ...
void Reader::declare() {
  current_.kind = StatementKind::Session;
  ++at_;
  session_.in_block |= !is(TokenKind::Placeholder);
  if ((kw() == Kw::Global || kw() == Kw::Local) &&
      kw(1) == Kw::Temporary) {  // Db2: DECLARE GLOBAL TEMPORARY TABLE SESSION.t, with AS (query) filled by it
    at_ += 2;
    take(Kw::Table);
    return create_table(true, false, Definition::Kind::Temporary, at_);
  }
  if ((kw() == Kw::Continue || kw() == Kw::Exit) && kw(1) == Kw::Handler) {
    at_ += 2;
    while (!at_end() && !statement_head()) ++at_;
    return;
  }
  Scope scope;
  open_scope(scope);
  while (!at_end()) {
    if (kw() == Kw::Cursor) {
      while (!at_end() && kw() != Kw::For && kw() != Kw::Is && kw() != Kw::Select && kw() != Kw::With) ++at_;
      if (kw() == Kw::With && !query_starts()) {
        while (!at_end() && kw() != Kw::For) ++at_;
      }
      take(Kw::For) || take(Kw::Is);
      if (query_starts() || is(TokenKind::Open)) query();
      continue;
    }
    if (is(TokenKind::Open)) {
      if (query_starts(1))
        parenthesised_query();
      else
        skip_parentheses();
      continue;
    }
    if (statement_head()) break;
    ++at_;
  }
  scope.references.clear();
  close_scope();
}

}  // namespace onewriter::sql::general
