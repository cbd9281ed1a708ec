// Statements: heads, blocks, control flow.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

Reader::Reader(const Tokens& tokens, std::uint32_t begin, std::uint32_t end, Session& session)
    : tokens_(tokens), list_(tokens.list.data()), at_(begin), end_(end), session_(session), lexis_(lexis_of(session.dialect)) {}

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

void Reader::begin_statement() {
  current_ = Statement{};
  current_.parser = Parser::General;
  head_ = at_;
  understood_ = true;
  skipped_ = 0;
  explain_only_ = false;
  silent_ = false;
}

void Reader::end_statement() {
  if (at_ <= head_) return;
  if (silent_ && understood_ && current_.accesses.empty() && current_.blind_spots.empty() && current_.calls.empty()) return;
  current_.at = position(head_);
  current_.end_line = list_[at_ - 1].end();  // an offset; the caller makes it a line
  if (!understood_) {
    current_.kind = StatementKind::Unreadable;
    blind("unreadable statement", std::string(text_from(head_, std::min(at_, head_ + 12))), head_);
    current_.confidence = facts::Confidence::Possible;
  } else if (skipped_ > 0) {
    current_.confidence = facts::Confidence::Likely;
  }
  merge_accesses(current_.accesses);
  statements_.push_back(std::move(current_));
  current_ = Statement{};
}

// Does a new statement begin here, when one may end without a semicolon?
bool Reader::statement_head(std::uint32_t ahead) const {
  if (!is(TokenKind::Word, ahead)) return false;
  const bool plain = !is(TokenKind::Dot, ahead + 1) && !is(TokenKind::Comma, ahead + 1);
  switch (kw(ahead)) {
    case Kw::Select: case Kw::Insert: case Kw::Update: case Kw::Delete: case Kw::Merge: case Kw::Truncate: case Kw::Create: case Kw::Alter:
    case Kw::Drop: case Kw::Exec: case Kw::Execute: case Kw::Declare: case Kw::While: case Kw::Begin: case Kw::Return: case Kw::Print:
    case Kw::Grant: case Kw::Revoke: case Kw::Commit: case Kw::Rollback: case Kw::Raiserror: case Kw::Throw: case Kw::If: case Kw::Else: case Kw::Loop:
    case Kw::End: case Kw::Deallocate: case Kw::Call:
      return plain;
    case Kw::Set: return plain && (is(TokenKind::Placeholder, ahead + 1) || is(TokenKind::Word, ahead + 1));
    case Kw::With: return query_starts(ahead);
    case Kw::Deny: return plain && is(TokenKind::Word, ahead + 1);
    case Kw::Fetch: return kw(ahead + 1) == Kw::From || kw(ahead + 1) == Kw::Next;
    default: return false;
  }
}

void Reader::skip_statement() {
  while (!at_end()) {
    if (is(TokenKind::Open)) {
      const std::uint32_t open = at_;
      skip_parentheses();
      skipped_ += at_ - open;
      continue;
    }
    if (statement_head()) return;
    ++at_;
    ++skipped_;
  }
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
    case Kw::Select: case Kw::Values: case Kw::Table: return query_statement();
    case Kw::From: return from_first();
    case Kw::With: {
      const std::size_t added = with_clause();
      if (kw() == Kw::Select || is(TokenKind::Open) || kw() == Kw::Values || kw() == Kw::With) query_statement();
      else if (!at_end()) statement();
      forget_ctes(added);
      return;
    }
    case Kw::Insert: case Kw::Update: case Kw::Delete: case Kw::Merge: {
      current_.kind = StatementKind::Dml;
      Scope* outer = scope_;
      scope_ = nullptr;
      if (kw() == Kw::Insert) insert();
      else if (kw() == Kw::Update) update();
      else if (kw() == Kw::Delete) delete_();
      else merge();
      scope_ = outer;
      return;
    }
    case Kw::Replace:
      if (kw(1) == Kw::View || (kw(1) == Kw::Recursive && kw(2) == Kw::View)) return create();  // Teradata
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
    case Kw::Drop: case Kw::Undrop: return drop();
    case Kw::Rename: return rename();
    case Kw::Comment: return comment();
    case Kw::Grant: case Kw::Revoke: case Kw::Deny: return grant();
    case Kw::Exec: case Kw::Execute: return execute();
    case Kw::Call: return call();
    case Kw::Declare: return declare();
    case Kw::Explain: case Kw::Describe: case Kw::Desc: return explain();
    case Kw::Start:
      if (kw(1) == Kw::Transaction) return session_statement(StatementKind::Transaction);
      return session_statement(StatementKind::Session);
    case Kw::Commit: case Kw::Rollback:
      current_.kind = kw(1) == Kw::Prepared ? StatementKind::TwoPhase : StatementKind::Transaction;
      ++at_;
      while (!at_end() && !statement_head()) ++at_;
      return;
    case Kw::Savepoint: case Kw::Release:
      current_.kind = StatementKind::Transaction;
      ++at_;
      while (!at_end() && !statement_head()) ++at_;
      return;
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
    case Kw::Use: case Kw::Show: case Kw::Pragma: case Kw::Reset: case Kw::Kill: case Kw::Unlock: case Kw::Attach: case Kw::Detach: case Kw::Put:
      return session_statement(StatementKind::Session);
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
    case Kw::Lock: case Kw::Vacuum: case Kw::Analyze: case Kw::Optimize: case Kw::Repair: case Kw::Check: case Kw::Cache:
    case Kw::Export:  // BigQuery: EXPORT DATA OPTIONS (...) AS SELECT ...
      current_.kind = StatementKind::Query;
      while (!at_end() && !query_starts()) {
        if (is(TokenKind::Open)) skip_parentheses();
        else ++at_;
      }
      if (!at_end()) query();
      return;
    case Kw::Purge: case Kw::Import: case Kw::Restore: case Kw::Cluster: case Kw::Handler:
      return session_statement(StatementKind::Other);
    default: break;
  }
  if (word("locking")) {  // Teradata: LOCKING ROW FOR ACCESS SELECT ...
    while (!at_end() && !query_starts() && kw() != Kw::Insert && kw() != Kw::Update && kw() != Kw::Delete) ++at_;
    return statement();
  }
  if ((kw() == Kw::Pivot || kw() == Kw::Unpivot || word("summarize")) && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || is(TokenKind::Open, 1))) {
    current_.kind = StatementKind::Query;  // DuckDB: PIVOT t ON ...
    Scope scope;
    open_scope(scope);
    ++at_;
    table_factor();
    close_scope();
    while (!at_end() && !is(TokenKind::Close)) ++at_;
    return;
  }
  if (engine_command()) {
    current_.kind = StatementKind::Other;
    while (!at_end()) ++at_;
    return;
  }
  if (is(TokenKind::Open) && (query_starts(1) || is(TokenKind::Open, 1) || kw(1) == Kw::Values)) return query_statement();
  control();
}

// Statements of one engine or client that touch no table's data. Two words where one would be prose.
bool Reader::engine_command() const {
  struct Command {
    std::string_view first, second;
  };
  static constexpr Command commands[] = {
      {"msck", ""},        {"compute", "stats"},   {"compute", "incremental"}, {"invalidate", "metadata"}, {"checksum", "table"},
      {"flush", ""},       {"assert", ""},         {"analyse", ""},            {"get", "diagnostics"},     {"get", "stacked"},
      {"help", ""},        {"dbcc", ""},           {"reconfigure", ""},        {"uncache", "table"},       {"clear", "cache"},
      {"add", "jar"},      {"add", "file"},        {"add", "jars"},            {"add", "files"},           {"list", ""},
      {"ls", ""},          {"rm", ""},             {"remove", ""},             {"unset", ""},              {"prompt", ""},
      {"accept", ""},      {"whenever", ""},       {"spool", ""},              {"generate", "symlink_format_manifest"},
      {"convert", "to"},   {"exchange", "tables"}, {"exchange", "dictionaries"}, {"system", ""},           {"recompress", ""},
      {"preload", ""},     {"listen", ""},         {"unlisten", ""},           {"notify", ""},             {"discard", ""},
      {"checkpoint", ""},  {"reindex", ""},        {"abort", ""},              {"backup", ""},             {"install", "plugin"},
      {"uninstall", "plugin"}, {"shutdown", ""},   {"change", "master"},
      {"disable", "trigger"}, {"enable", "trigger"}, {"setuser", ""},          {"audit", ""},              {"noaudit", ""},
      {"connect", ""},     {"disconnect", ""},     {"attach", ""},             {"security", "label"},      {"reassign", "owned"}};
  if (!is(TokenKind::Word) || (is(TokenKind::Open, 1) && !word("dbcc") && !word("assert"))) return false;
  const std::string_view first = tokens_.of(tok());
  return std::any_of(std::begin(commands), std::end(commands), [&](const Command& c) {
    return equals_ignoring_case(c.first, first) && (c.second.empty() ? !(op("=", 1) || op(":=", 1) || is(TokenKind::Dot, 1)) : word(c.second, 1));
  });
}

// EXPLAIN reads nothing when it only plans; the tables of a query are counted all the same, its changes are not.
void Reader::explain() {
  const bool describe = kw() != Kw::Explain;
  ++at_;
  bool runs = false;
  while (!at_end() && !(statement_head() && kw() != Kw::If) && kw() != Kw::Replace && kw() != Kw::From && kw() != Kw::Table && !(is(TokenKind::Open) && query_starts(1))) {
    runs |= kw() == Kw::Analyze;
    if (is(TokenKind::Open)) {
      const std::uint32_t close = after_mate(at_);
      for (; at_ < close; ++at_) runs |= kw() == Kw::Analyze;
    } else {
      ++at_;
    }
  }
  if (!at_end() && kw() != Kw::Table) {
    explain_only_ = !runs;
    statement();
    if (explain_only_) std::erase_if(current_.accesses, [](const Access& a) { return a.mode != Mode::Read; });
    if (explain_only_) current_.definitions.clear();
  }
  (void)describe;
  while (!at_end()) ++at_;
  current_.kind = StatementKind::Other;
}

// Flow control in blocks and scripts. Conditions are read; the statements they guard follow as statements of their own.
void Reader::control() {
  current_.kind = StatementKind::Session;
  Scope scope;  // conditions may hold subqueries; columns of their own are variables
  const auto condition = [&] {
    open_scope(scope);
    expression(ColumnRole::Filtered);
    scope.references.clear();
    close_scope();
  };
  switch (kw()) {
    case Kw::Begin:
      ++at_;
      silent_ = true;
      session_.in_block = true;
      if (kw() == Kw::Try || kw() == Kw::Catch || kw() == Kw::Atomic) { ++at_; return; }
      if (kw() == Kw::Not && kw(1) == Kw::Atomic) { at_ += 2; return; }
      if (kw() == Kw::Tran || kw() == Kw::Transaction || kw() == Kw::Work || kw() == Kw::Distributed || kw() == Kw::Immediate || kw() == Kw::Deferred ||
          kw() == Kw::Exclusive || kw() == Kw::Isolation || kw() == Kw::Read || at_end()) {
        silent_ = session_.in_block = false;
        current_.kind = kw() == Kw::Distributed ? StatementKind::TwoPhase : StatementKind::Transaction;
        while (!at_end() && !statement_head()) ++at_;
      }
      return;
    case Kw::End:
      silent_ = true;
      ++at_;
      if (kw() == Kw::Try || kw() == Kw::Catch || kw() == Kw::If || kw() == Kw::While || kw() == Kw::Loop || kw() == Kw::Repeat || kw() == Kw::Case || kw() == Kw::For) {
        ++at_;
      }
      if (kw() == Kw::Until) return;
      if (is(TokenKind::Word) && !statement_head() && ends(1)) ++at_;
      return;
    case Kw::If: case Kw::Elseif: case Kw::Elsif: case Kw::When: case Kw::While: case Kw::Until:
      silent_ = true;
      ++at_;
      if (kw() == Kw::Not && kw(1) == Kw::Exists && is(TokenKind::Open, 2)) at_ += 2;
      condition();
      take(Kw::Then) || take(Kw::Do) || take(Kw::Loop);
      return;
    case Kw::Else: case Kw::Then: case Kw::Loop: case Kw::Repeat: case Kw::Do:
      silent_ = true;
      ++at_;
      return;
    case Kw::Case:
      ++at_;
      if (kw() != Kw::When) condition();
      return;
    case Kw::Exception: case Kw::Try: case Kw::Catch: case Kw::Body:
      ++at_;
      return;
    case Kw::For:
      ++at_;
      while (!at_end() && kw() != Kw::Loop && kw() != Kw::Do && kw() != Kw::Select && kw() != Kw::With && !is(TokenKind::Open)) ++at_;
      if (is(TokenKind::Open) && query_starts(1)) {
        parenthesised_query();
      } else if (query_starts()) {
        query();
      } else {
        condition();
      }
      while (!at_end() && kw() != Kw::Loop && kw() != Kw::Do && !statement_head()) ++at_;
      take(Kw::Loop) || take(Kw::Do);
      return;
    case Kw::Return:
      ++at_;
      while (kw() == Kw::Query || kw() == Kw::Next || kw() == Kw::Table || kw() == Kw::Row) ++at_;
      if (is(TokenKind::Open) && query_starts(1)) {
        query();
        return;
      }
      if (query_starts()) {
        query();
        return;
      }
      condition();
      return;
    case Kw::Set: {
      ++at_;
      const bool assigns = is(TokenKind::Placeholder) || op("=", 1) || op(":=", 1);
      if (!assigns && session_.text_depth == 0 && !session_.routine_body) {
        while (!at_end() && !statement_head() && !(is(TokenKind::Open) && query_starts(1))) ++at_;
        if (!is(TokenKind::Open)) return;
      }
      open_scope(scope);
      do {
        expression(ColumnRole::Read, stop_comma);
      } while (take(TokenKind::Comma));
      scope.references.clear();
      close_scope();
      if (kw() == Kw::For) {  // SET @c = CURSOR FOR SELECT ...
        ++at_;
        if (query_starts()) query();
      }
      return;
    }
    case Kw::Open:
      ++at_;
      if (is(TokenKind::Word) || is(TokenKind::Placeholder) || is(TokenKind::Quoted)) ++at_;
      if (take(Kw::For)) {
        if (query_starts()) query();
        else execute_text();
      }
      return;
    case Kw::Fetch: case Kw::Close: case Kw::Deallocate: case Kw::Print: case Kw::Raise: case Kw::Raiserror: case Kw::Throw: case Kw::Waitfor:
    case Kw::Signal: case Kw::Resignal: case Kw::Leave: case Kw::Iterate: case Kw::Exit: case Kw::Continue: case Kw::Null: case Kw::Goto:
    case Kw::Perform:
      if (kw() == Kw::Perform) {
        Derived unused;
        open_scope(scope);
        ++at_;
        select_list(unused);
        clauses();
        close_scope();
        return;
      }
      ++at_;
      while (!at_end() && !statement_head()) {
        if (is(TokenKind::Open) && query_starts(1)) {
          open_scope(scope);
          parenthesised_query();
          scope.references.clear();
          close_scope();
          continue;
        }
        ++at_;
      }
      return;
    default: return unknown_head();
  }
}

// In a block: a label, an assignment, a declaration, a call without CALL. Elsewhere: not understood.
void Reader::unknown_head() {
  const bool in_block = session_.routine_body || session_.text_depth > 0 || session_.in_block;
  Scope scope;
  if (is(TokenKind::Operator) && op("<<")) {  // <<label>>
    while (!at_end() && !op(">>")) ++at_;
    ++at_;
    return;
  }
  if (is(TokenKind::Template) || is(TokenKind::Placeholder) || is(TokenKind::Hole)) {
    blind("dynamic SQL", std::string(tokens_.of(tok())), at_);
    ++at_;
    while (!at_end() && !statement_head()) ++at_;
    return;
  }
  if (is(TokenKind::Word) && (op(":", 1)) && !ends(1)) {  // label:
    at_ += 2;
    return;
  }
  if (is(TokenKind::Word) && kw() == Kw::Cursor) {  // PL/SQL: CURSOR c IS SELECT ...
    while (!at_end() && kw() != Kw::Is && kw() != Kw::For) ++at_;
    ++at_;
    if (query_starts()) query();
    return;
  }
  if (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::Placeholder)) {
    const std::uint32_t first = at_;
    std::uint32_t ahead = 1;
    while (is(TokenKind::Dot, ahead)) ahead += 2;
    if (is(TokenKind::Placeholder, ahead)) ++ahead;
    const bool assigns = op(":=", ahead) || op("=", ahead) || op("+=", ahead);
    const bool calls = is(TokenKind::Open, ahead) && ends(static_cast<std::uint32_t>(after_mate(at_ + ahead) - at_));
    const bool bare_call = ends(ahead) && in_block;
    if (in_block && (assigns || calls || bare_call)) {
      if (!assigns) {
        if (auto routine = name(); routine && !routine->dynamic) {
          current_.kind = StatementKind::Call;
          current_.calls.push_back({routine->table, position(routine->token)});
        }
      }
      open_scope(scope);
      expression(ColumnRole::Read);
      scope.references.clear();
      close_scope();
      return;
    }
    if (in_block) {  // a declaration: v_total NUMBER := (SELECT ...)
      at_ = first + 1;
      while (!at_end() && !statement_head()) {
        if (is(TokenKind::Open) && query_starts(1)) {
          open_scope(scope);
          parenthesised_query();
          scope.references.clear();
          close_scope();
        } else {
          ++at_;
        }
      }
      return;
    }
  }
  understood_ = false;
  if (!at_end()) ++at_;
  while (!at_end()) ++at_;
}

}  // namespace onewriter::sql::general
