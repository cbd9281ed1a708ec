// Queries: WITH, SELECT and its clauses, set operations.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// Of the token `ahead`: does a query begin here (inside a parenthesis or at a statement's head)?
bool Reader::query_starts(std::uint32_t ahead) const {
  switch (kw(ahead)) {
    case Kw::Select: return true;
    case Kw::With: {
      if (kw(ahead + 1) == Kw::Recursive) return true;
      const bool clickhouse = session_.dialect == Dialect::ClickHouse;
      if (kw(ahead + 1) == Kw::Function || kw(ahead + 1) == Kw::Procedure || context_of_with(ahead + 1)) return true;
      if (clickhouse) return !is(TokenKind::Open, ahead + 1) || query_starts(ahead + 2) || kw(ahead) == Kw::With;
      const bool named = is(TokenKind::Word, ahead + 1) || is(TokenKind::Quoted, ahead + 1) ||
                         is(TokenKind::Hole, ahead + 1) || is(TokenKind::Placeholder, ahead + 1) ||
                         is(TokenKind::String, ahead + 1);
      if (!named) return false;
      if (!is(TokenKind::Open, ahead + 2)) return kw(ahead + 2) == Kw::As;
      if (query_starts(ahead + 3)) return true;  // Spark: WITH t (SELECT ...)
      const std::uint32_t behind = after_mate(at_ + ahead + 2);
      return behind < end_ && list_[behind].kw == Kw::As;
    }
    case Kw::From:
      return is(TokenKind::Word, ahead + 1) || is(TokenKind::Quoted, ahead + 1) || is(TokenKind::Open, ahead + 1);
    default: return false;
  }
}

// At "(": the query inside; afterwards behind the matching parenthesis.
Derived Reader::parenthesised_query() {
  const std::uint32_t close = after_mate(at_);
  if (depth_ >= deepest_query) {
    blind("unreadable statement", "nested too deeply", at_);
    at_ = close;
    return {};
  }
  ++at_;
  Derived derived = query();
  at_ = close;
  return derived;
}

Derived Reader::query() {
  if (depth_ >= deepest_query) {
    blind("unreadable statement", "nested too deeply", at_);
    while (!at_end() && !is(TokenKind::Close)) {
      if (is(TokenKind::Open))
        skip_parentheses();
      else
        ++at_;
    }
    return {};
  }
  ++depth_;
  const std::size_t added = with_clause();
  Derived derived;
  if (added > 0 && (kw() == Kw::Insert || kw() == Kw::Update || kw() == Kw::Delete || kw() == Kw::Merge)) {
    statement();
  } else {
    derived = query_member();
    while (at_ < end_) {
      const Kw k = kw();
      const bool outer_set =
          (k == Kw::Left || k == Kw::Full || k == Kw::Inner) &&
          (kw(1) == Kw::Union || kw(1) == Kw::Intersect || kw(1) == Kw::Except ||
           (kw(1) == Kw::Outer && (kw(2) == Kw::Union || kw(2) == Kw::Intersect || kw(2) == Kw::Except)));
      if (k != Kw::Union && k != Kw::Intersect && k != Kw::Except && k != Kw::Minus && !outer_set) break;
      if (outer_set) ++at_;
      take(Kw::Outer);
      ++at_;
      while (kw() == Kw::All || kw() == Kw::Distinct || word("corresponding") ||
             (kw() == Kw::By && !is(TokenKind::Dot, 1)) || word("name") || word("strict")) {
        ++at_;
        if (is(TokenKind::Open) && !query_starts(1) && !is(TokenKind::Open, 1)) skip_parentheses();
      }
      if (kw() == Kw::On && is(TokenKind::Open, 1)) {
        ++at_;
        skip_parentheses();
      }
      const std::uint32_t before = at_;
      const Derived other = query_member();
      derived.bases.insert(derived.bases.end(), other.bases.begin(), other.bases.end());
      clauses();
      if (at_ == before) break;
    }
    clauses();
    derived = pipes(std::move(derived));
  }
  forget_ctes(added);
  --depth_;
  return derived;
}

Derived Reader::query_member() {
  if (is(TokenKind::Open)) return parenthesised_query();
  switch (kw()) {
    case Kw::Select: return select();
    case Kw::Values: return values_rows();
    case Kw::With: return query();
    case Kw::From: {  // DuckDB, BigQuery pipes, Hive
      Scope scope;
      open_scope(scope);
      Derived derived;
      from_list();
      clauses();
      if (kw() == Kw::Select) {
        ++at_;
        select_list(derived);
        clauses();
      }
      derived = pipes(std::move(derived));
      close_scope();
      return derived;
    }
    case Kw::Table: {
      ++at_;
      Scope scope;
      open_scope(scope);
      table_factor();
      Reference star;
      star.star = true;
      scope.references.push_back(star);
      close_scope();
      return {};
    }
    default: return {};
  }
}

Derived Reader::values_rows() {
  ++at_;
  while (is(TokenKind::Open) || kw() == Kw::Row || is(TokenKind::Placeholder) || is(TokenKind::Template) ||
         is(TokenKind::Hole) || is(TokenKind::Number) || is(TokenKind::String)) {
    take(Kw::Row);
    expression(ColumnRole::Read, stop_comma);
    if (!take(TokenKind::Comma)) break;
  }
  return {};
}

Derived Reader::select() {
  Scope scope;
  open_scope(scope);
  ++depth_;
  ++at_;  // SELECT
  Derived derived;
  for (;;) {
    if (kw() == Kw::Distinct && kw(1) == Kw::On && is(TokenKind::Open, 2)) {
      at_ += 2;
      expression(ColumnRole::Read, stop_comma);
      break;  // the first item follows the parenthesis
    }
    const bool modifier = kw() == Kw::All || kw() == Kw::Distinct || kw() == Kw::Distinctrow ||
                          kw() == Kw::Straight_Join || word("sql_calc_found_rows") || word("sql_no_cache") ||
                          word("sql_cache") || word("high_priority") || word("sql_small_result") ||
                          word("sql_big_result") || word("sql_buffer_result");
    if (modifier && !is(TokenKind::Dot, 1) && !is(TokenKind::Comma, 1) && kw(1) != Kw::From) {
      ++at_;
    } else if ((kw() == Kw::Top || (kw() == Kw::First && is(TokenKind::Number, 1)) ||
                (kw() == Kw::Skip && is(TokenKind::Number, 1))) &&
               (is(TokenKind::Number, 1) || is(TokenKind::Placeholder, 1) || is(TokenKind::Hole, 1) ||
                is(TokenKind::Open, 1))) {
      scope.single |= is(TokenKind::Number, 1) && tokens_.of(tok(1)) == "1";
      if (is(TokenKind::Open, 1) && is(TokenKind::Number, 2) && tokens_.of(tok(2)) == "1" && is(TokenKind::Close, 3))
        scope.single = true;
      ++at_;
      if (is(TokenKind::Open))
        skip_parentheses();
      else
        ++at_;
      take(Kw::Percent);
      if (kw() == Kw::With && (kw(1) == Kw::Ties || word("approx", 1) || word("approximate", 1))) at_ += 2;
    } else if (word("normalize") && kw(1) == Kw::On && (word("meets", 2) || kw(2) == Kw::Overlaps)) {  // Teradata
      at_ += 3;
      if (kw() == Kw::Or) at_ += 2;
    } else if (kw() == Kw::With &&
               (word("differential_privacy", 1) || word("anonymization", 1) || word("aggregation_threshold", 1))) {
      at_ += 2;  // BigQuery, "SELECT statement" of its reference
      if (word("options") && is(TokenKind::Open, 1)) {
        ++at_;
        skip_parentheses();
      }
    } else if (kw() == Kw::As && (kw(1) == Kw::Struct || kw(1) == Kw::Value)) {
      at_ += 2;
    } else {
      break;
    }
  }
  select_list(derived);
  clauses();
  derived = pipes(std::move(derived));
  for (const Source& source : scope.sources) {
    if (source.kind == Source::Kind::Table && !source.ignored && source.read) {
      derived.bases.push_back(source.table);
      derived.base_aliases.push_back(source.alias);
    }
    if (source.kind == Source::Kind::Derived && scope.sources.size() == 1) {
      derived.bases = source.derived.bases;
      derived.origins.clear();
    }
  }
  close_scope();
  --depth_;
  return derived;
}

void Reader::skip_to_from() {
  while (!at_end() && kw() != Kw::From && !is(TokenKind::Close)) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
}

void Reader::select_list(Derived& derived) {
  derived.open = false;
  do {
    if (at_end() || is(TokenKind::Close) || kw() == Kw::From) break;
    Item item;
    item.first = at_;
    const bool named_first = (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String)) && op("=", 1) &&
                             dialect({Dialect::TSql, Dialect::Unknown}) && !is(TokenKind::Placeholder);
    if (named_first) {  // T-SQL: alias = expression
      item.alias = folded(at_);
      at_ += 2;
      item.first = at_;
    }
    expression(ColumnRole::Read, stop_comma | item_alias, &item);
    if (item.star) derived.open = true;
    std::uint32_t origin = 0;
    if (item.only_reference > 0 && item.only_reference <= scope_->references.size()) {
      const Reference& r = scope_->references[item.only_reference - 1];
      if (r.star) derived.open = true;
      const std::uint32_t last = r.token + 2 * (r.parts - 1);
      const bool whole = at_ <= last + 2 || list_[last + 1].kw == Kw::As;  // at_: behind the alias, if any
      if (!r.star && whole) origin = r.token + 1;
      if (!r.star && item.alias.empty()) {
        derived.outputs.push_back(folded(last));
        derived.origins.push_back(origin);
      }
    }
    if (!item.alias.empty()) {
      scope_->aliases.push_back(item.alias);
      derived.outputs.push_back(std::move(item.alias));
      derived.origins.push_back(origin);
    }
    // Hive, Spark: TRANSFORM (a) [ROW FORMAT ..] USING 'cat' AS (b)
    if ((kw() == Kw::Using && is(TokenKind::String, 1)) || (kw() == Kw::Row && kw(1) == Kw::Format)) skip_to_from();
  } while (take(TokenKind::Comma));
}

}  // namespace onewriter::sql::general
