// What follows the rows of a change: upserts, OUTPUT, RETURNING; and assignments.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// T-SQL's OUTPUT deleted.a, inserted.b INTO log (a, b)
void Reader::output_clause() {
  while (take(Kw::Output)) output_columns();
}

void Reader::output_columns() {
  Scope scope;
  Scope* outer = scope_;
  scope_ = nullptr;
  open_scope(scope);
  Derived unused;
  select_list(unused);
  scope.references.clear();
  close_scope();
  scope_ = outer;
  if (take(Kw::Into)) {
    if (auto target = name()) write_target(*target, Verb::Insert, name_list());
  }
}

// a = 1, t.b = c, (d, e) = (SELECT ...)
void Reader::assignments() {
  if (!take(Kw::Set)) return;
  assigned_columns();
}

void Reader::assigned_columns() {
  do {
    if (at_end()) return;
    if (is(TokenKind::Open) && !query_starts(1)) {
      const std::uint32_t close = after_mate(at_);
      for (++at_; at_ < close; ++at_) {
        if (!is(TokenKind::Word) && !is(TokenKind::Quoted)) continue;
        Reference r;
        r.token = at_;
        r.role = ColumnRole::Written;
        while (is(TokenKind::Dot, 1) && r.parts < 8) {
          ++r.parts;
          at_ += 2;
        }
        if (scope_) scope_->references.push_back(r);
      }
      at_ = close;
    } else if (is(TokenKind::Word) || is(TokenKind::Quoted) || (is(TokenKind::String) && tok().op == '"')) {
      Reference r;
      r.token = at_;
      r.role = ColumnRole::Written;
      ++at_;
      while (is(TokenKind::Dot) && r.parts < 8) {
        ++r.parts;
        at_ += 2;
      }
      if (scope_) scope_->references.push_back(r);
      while (op("[")) {  // a[1] = ...
        while (!at_end() && !op("]")) ++at_;
        ++at_;
      }
    } else if (is(TokenKind::Placeholder) || is(TokenKind::Hole) || is(TokenKind::Template)) {
      ++at_;
      if (is(TokenKind::Word) && !is_reserved(kw()) && op("=", 1)) continue;
    }
    if (is(TokenKind::Operator)) {
      if (!op("=") && op("=", 1)) {  // a += 1 reads it too
        ++at_;
        if (scope_ && !scope_->references.empty() && scope_->references.back().role == ColumnRole::Written) {
          Reference also = scope_->references.back();
          also.role = ColumnRole::Read;
          scope_->references.push_back(also);
        }
      }
      ++at_;
    }
    expression(ColumnRole::Read, stop_comma);
  } while (take(TokenKind::Comma));
}

// MySQL's ON DUPLICATE KEY UPDATE, the ON CONFLICT of PostgreSQL and SQLite.
void Reader::conflict_clauses() {
  for (;;) {
    if (kw() == Kw::As && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) &&
        (kw(2) == Kw::On || is(TokenKind::Open, 2))) {  // MySQL: VALUES ... AS new
      Source row;
      row.kind = Source::Kind::Opaque;
      row.alias = folded(at_ + 1);
      at_ += 2;
      skip_parentheses();
      add_source(std::move(row));
    } else if (kw() == Kw::On && kw(1) == Kw::Duplicate) {
      at_ += 3;  // at UPDATE, which stands before the first assignment as a comma does before the others
      scope_->sources[0].verb = Verb::Upsert;
      do {
        ++at_;
        Reference r;
        r.token = at_;
        r.role = ColumnRole::Written;
        if (!is(TokenKind::Word) && !is(TokenKind::Quoted)) {
          expression(ColumnRole::Read, stop_comma);
          continue;
        }
        ++at_;
        while (is(TokenKind::Dot) && r.parts < 8) {
          ++r.parts;
          at_ += 2;
        }
        scope_->references.push_back(r);
        if (is(TokenKind::Operator)) ++at_;
        expression(ColumnRole::Read, stop_comma);
      } while (is(TokenKind::Comma));
    } else if (kw() == Kw::On && kw(1) == Kw::Conflict) {
      at_ += 2;
      Source row;
      row.kind = Source::Kind::Opaque;
      row.alias = "excluded";
      add_source(std::move(row));
      if (is(TokenKind::Open)) expression(ColumnRole::Filtered, stop_comma);
      if (kw() == Kw::On) at_ += kw(1) == Kw::Constraint ? 3 : kw(1) == Kw::Unique ? 4 : 0;
      if (take(Kw::Where)) expression(ColumnRole::Filtered);
      take(Kw::Do);
      if (take(Kw::Nothing)) continue;
      if (take(Kw::Update)) {
        scope_->sources[0].verb = Verb::Upsert;
        assignments();
        if (take(Kw::Where)) expression(ColumnRole::Filtered);
      }
    } else {
      return;
    }
  }
}

// RETURNING, LOG ERRORS and the like at the end.
void Reader::tail_clauses() {
  if (kw() == Kw::Log && kw(1) == Kw::Errors) {
    at_ += 2;
    if (take(Kw::Into)) {
      if (auto log = name()) write_target(*log, Verb::Insert);
    }
    while (!at_end() && !statement_head()) ++at_;
  }
  if (kw() == Kw::Returning || (kw() == Kw::Return && !at_end() && !ends(1) && session_.dialect == Dialect::Oracle)) {
    ++at_;
    Derived unused;
    select_list(unused);
    if (kw() == Kw::Into || kw() == Kw::Bulk) {
      if (kw() == Kw::Bulk) at_ += 2;
      do {
        ++at_;
        name();
      } while (is(TokenKind::Comma));
    }
  }
}

}  // namespace onewriter::sql::general
