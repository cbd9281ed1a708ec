// Flow control in blocks and scripts, and what stands there without a keyword.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// Statements of one engine or client that touch no table's data. Two words where one would be prose.
bool Reader::engine_command() const {
  struct Command {
    std::string_view first, second;
  };
  static constexpr Command commands[] = {{"analyse", ""},
                                         {"add", "jar"},
                                         {"add", "file"},
                                         {"add", "jars"},
                                         {"add", "files"},
                                         {"accept", ""},
                                         {"abort", ""},
                                         {"audit", ""},
                                         {"admin", "check"},
                                         {"admin", "repair"},
                                         {"admin", "set"},
                                         {"admin", "show"},
                                         {"attach", ""},
                                         {"backup", ""},
                                         {"compute", "stats"},
                                         {"collect", "stats"},
                                         {"collect", "stat"},
                                         {"collect", "statistics"},
                                         {"compute", "incremental"},
                                         {"checksum", "table"},
                                         {"clear", "cache"},
                                         {"convert", "to"},
                                         {"checkpoint", ""},
                                         {"change", "master"},
                                         {"connect", ""},
                                         {"dbcc", ""},
                                         {"discard", ""},
                                         {"disable", "trigger"},
                                         {"disconnect", ""},
                                         {"exchange", "dictionaries"},
                                         {"enable", "trigger"},
                                         {"force", "checkpoint"},
                                         {"flush", ""},
                                         {"get", "@"},
                                         {"get", "diagnostics"},
                                         {"get", "stacked"},
                                         {"generate", "symlink_format_manifest"},
                                         {"help", ""},
                                         {"invalidate", "metadata"},
                                         {"install", "plugin"},
                                         {"list", ""},
                                         {"ls", ""},
                                         {"listen", ""},
                                         {"msck", ""},
                                         {"notify", ""},
                                         {"noaudit", ""},
                                         {"prompt", ""},
                                         {"preload", ""},
                                         {"pause", "routine"},
                                         {"reconfigure", ""},
                                         {"rm", ""},
                                         {"remove", ""},
                                         {"recompress", ""},
                                         {"reindex", ""},
                                         {"reassign", "owned"},
                                         {"resume", "routine"},
                                         {"save", "tran"},
                                         {"save", "transaction"},
                                         {"spool", ""},
                                         {"system", ""},
                                         {"shutdown", ""},
                                         {"setuser", ""},
                                         {"security", "label"},
                                         {"stop", "routine"},
                                         {"uncache", "table"},
                                         {"unset", ""},
                                         {"unlisten", ""},
                                         {"uninstall", "plugin"},
                                         {"whenever", ""}};
  if (!is(TokenKind::Word) || (is(TokenKind::Open, 1) && !word("dbcc"))) return false;
  const std::string_view first = tokens_.of(tok());
  const auto by_letter = [](const Command& a, const Command& b) { return a.first.front() < b.first.front(); };
  static_assert(std::is_sorted(std::begin(commands), std::end(commands), by_letter));
  const char letter = lower(first.front());
  const auto [begin, end] =
      std::equal_range(std::begin(commands), std::end(commands), Command{std::string_view(&letter, 1), ""}, by_letter);
  return std::any_of(begin, end, [&](const Command& c) {
    return equals_ignoring_case(c.first, first) &&
           (c.second.empty()  ? !(op("=", 1) || op(":=", 1) || is(TokenKind::Dot, 1))
            : c.second == "@" ? op("@", 1) || tokens_.of(tok(1)).starts_with("'@") ||
                                    (is(TokenKind::Placeholder, 1) && list_[at_ + 1].op == '@')
                              : word(c.second, 1));
  });
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
      if (kw() == Kw::Try || kw() == Kw::Catch || kw() == Kw::Atomic) {
        ++at_;
        return;
      }
      if (kw() == Kw::Not && kw(1) == Kw::Atomic) {
        at_ += 2;
        return;
      }
      if (kw() == Kw::Tran || kw() == Kw::Transaction || kw() == Kw::Work || kw() == Kw::Distributed ||
          kw() == Kw::Immediate || kw() == Kw::Deferred || kw() == Kw::Exclusive || kw() == Kw::Isolation ||
          kw() == Kw::Read || at_end()) {
        silent_ = session_.in_block = false;
        current_.kind = kw() == Kw::Distributed ? StatementKind::TwoPhase : StatementKind::Transaction;
        while (!at_end() && !statement_head()) ++at_;
      }
      return;
    case Kw::End:
      silent_ = true;
      ++at_;
      if (kw() == Kw::Try || kw() == Kw::Catch || kw() == Kw::If || kw() == Kw::While || kw() == Kw::Loop ||
          kw() == Kw::Repeat || kw() == Kw::Case || kw() == Kw::For) {
        ++at_;
      }
      if (kw() == Kw::Until) return;
      if (is(TokenKind::Word) && !statement_head() && ends(1)) ++at_;
      return;
    case Kw::If:
    case Kw::Elseif:
    case Kw::Elsif:
    case Kw::When:
    case Kw::While:
    case Kw::Until:
      silent_ = true;
      ++at_;
      if (kw() == Kw::Not && kw(1) == Kw::Exists && is(TokenKind::Open, 2)) at_ += 2;
      condition();
      take(Kw::Then) || take(Kw::Do) || take(Kw::Loop);
      return;
    case Kw::Else:
    case Kw::Then:
    case Kw::Loop:
    case Kw::Repeat:
    case Kw::Do:
      silent_ = true;
      ++at_;
      return;
    case Kw::Case:
      ++at_;
      if (kw() != Kw::When) condition();
      return;
    case Kw::Exception:
    case Kw::Try:
    case Kw::Catch:
    case Kw::Body: ++at_; return;
    case Kw::For:
      ++at_;
      while (!at_end() && kw() != Kw::Loop && kw() != Kw::Do && kw() != Kw::Select && kw() != Kw::With &&
             !is(TokenKind::Open))
        ++at_;
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
        if (query_starts())
          query();
        else
          execute_text();
      }
      return;
    case Kw::Fetch:
    case Kw::Close:
    case Kw::Deallocate:
    case Kw::Print:
    case Kw::Raise:
    case Kw::Raiserror:
    case Kw::Throw:
    case Kw::Waitfor:
    case Kw::Signal:
    case Kw::Resignal:
    case Kw::Leave:
    case Kw::Iterate:
    case Kw::Exit:
    case Kw::Continue:
    case Kw::Null:
    case Kw::Goto:
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

// Snowflake: LET x := 1; LET c CURSOR FOR SELECT ...; LET r RESULTSET := (SELECT ...)
bool Reader::let() {
  if (!word("let") || !is(TokenKind::Word, 1) || ends(2)) return false;
  std::uint32_t ahead = 2;
  constexpr std::uint32_t longest_type = 12;
  while (ahead < longest_type && !ends(ahead) && kw(ahead) != Kw::For && kw(ahead) != Kw::Default && !op(":=", ahead))
    ++ahead;
  if (kw(ahead) != Kw::For && kw(ahead) != Kw::Default && !op(":=", ahead)) return false;
  at_ += ahead + 1;
  Scope scope;
  open_scope(scope);
  if (query_starts())
    query();
  else
    expression(ColumnRole::Read);
  scope.references.clear();
  close_scope();
  return true;
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
  if (let()) return;
  if (word("database") && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && ends(2)) {  // Teradata's USE
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
    // T-SQL: a batch may begin with a procedure's name and its arguments, without EXEC.
    const bool batch_call = session_.dialect == Dialect::TSql && ahead > 1 &&
                            ((list_[at_ + ahead - 1].kind == TokenKind::Placeholder && ahead % 2 == 0) || ends(ahead) ||
                             is(TokenKind::String, ahead) || is(TokenKind::Number, ahead));
    if (batch_call && !in_block) {
      --at_;  // execute() steps over EXEC
      return execute();
    }
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
