// WITH: common table expressions and the scope of their names.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// WITH a AS (...), b (x, y) AS (...): how many were added. In its own body a name that is not recursive means the real
// table.
std::size_t Reader::with_clause() {
  std::size_t added = 0;
  if (!take(Kw::With)) return added;
  bool recursive = take(Kw::Recursive);
  while (at_ < end_ && !at_end()) {
    if (kw() == Kw::Function || kw() == Kw::Procedure) {  // Oracle, Trino: WITH FUNCTION f ... SELECT
      while (!at_end() && !(kw() == Kw::Select && list_[at_ - 1].kw != Kw::Return) &&
             !(kw() == Kw::With && query_starts() && kw(1) != Kw::Function))
        ++at_;
      if (kw() != Kw::With) break;
      ++at_;
      recursive = take(Kw::Recursive);
      continue;
    }
    const std::uint32_t before = at_;
    const auto value = [&] {  // ClickHouse: WITH (SELECT ...) AS x, WITH 1 AS x
      Item item;
      item.first = at_;
      expression(ColumnRole::Read, stop_comma | item_alias, &item);
      if (item.alias.empty()) return;
      cte_index_[item.alias].push_back(static_cast<std::uint32_t>(ctes_.size()));
      ctes_.emplace_back(item.alias, Derived{});
      ++added;
    };
    const bool quoted_name = is(TokenKind::String) && kw(1) == Kw::As && is(TokenKind::Open, 2);
    if (is(TokenKind::Open) || is(TokenKind::Number) || (is(TokenKind::String) && !quoted_name) ||
        is(TokenKind::Operator)) {
      value();
      if (!take(TokenKind::Comma)) break;
      continue;
    }
    std::optional<Name> cte;
    if (quoted_name) {
      cte.emplace();
      cte->token = at_;
      cte->parts = 1;
      cte->table.name = folded(at_++);
    } else {
      cte = name();
    }
    if (!cte) break;
    if (session_.dialect == Dialect::ClickHouse && !(kw() == Kw::As && is(TokenKind::Open, 1)) &&
        !(is(TokenKind::Open) && after_mate(at_) < end_ && list_[after_mate(at_)].kw == Kw::As &&
          list_[after_mate(at_) + 1].kind == TokenKind::Open)) {
      at_ = before;
      value();
      if (!take(TokenKind::Comma)) break;
      continue;
    }
    std::vector<std::string> columns;
    if (is(TokenKind::Open) && !query_starts(1)) columns = name_list();
    if (kw() == Kw::Using && kw(1) == Kw::Key) {
      at_ += 2;
      skip_parentheses();
    }
    take(Kw::As);
    if (kw() == Kw::Procedure) {  // Snowflake: WITH p AS PROCEDURE () ... AS $$ body $$ CALL p()
      while (!at_end() && kw() != Kw::Call) {
        if (is(TokenKind::String) && list_[at_ - 1].kw == Kw::As) read_text(unquoted(tokens_.of(tok()), lexis_), at_);
        ++at_;
      }
      break;
    }
    take(Kw::Not);
    take(Kw::Materialized);
    if (!is(TokenKind::Open)) {
      at_ = std::max(at_, before + 1);
      break;
    }
    const std::uint32_t close = after_mate(at_);
    bool sees_itself = recursive;
    if (!recursive && !dialect({Dialect::MySql, Dialect::MariaDb, Dialect::Postgres, Dialect::Redshift,
                                Dialect::BigQuery, Dialect::Spark, Dialect::Hive, Dialect::ClickHouse})) {
      // In T-SQL, Oracle and others a union makes it recursive, without a keyword.
      for (std::uint32_t i = at_ + 1; i < close; ++i) {
        if (list_[i].kind == TokenKind::Open) {
          i = after_mate(i) - 1;
        } else if (list_[i].kw == Kw::Union) {
          sees_itself = true;
          break;
        }
      }
    }
    const auto add = [&](Derived derived) {
      if (!columns.empty()) {
        derived.outputs = columns;
        derived.open = false;
      }
      cte_index_[cte->table.name].push_back(static_cast<std::uint32_t>(ctes_.size()));
      ctes_.emplace_back(cte->table.name, std::move(derived));
      ++added;
    };
    if (sees_itself) add({});
    const std::size_t at_cte = ctes_.size();
    Derived derived;
    if (depth_ >= deepest_query) {
      blind("unreadable statement", "nested too deeply", at_);
    } else {
      ++at_;
      ++depth_;
      if (query_starts() || is(TokenKind::Open) || kw() == Kw::Values || kw() == Kw::Table) {
        derived = query();
      } else {  // a data-modifying CTE of PostgreSQL
        Scope* outer = scope_;
        scope_ = nullptr;
        statement();
        scope_ = outer;
      }
      --depth_;
    }
    at_ = close;
    if (sees_itself) {
      if (columns.empty())
        ctes_[at_cte - 1].second = std::move(derived);
      else
        ctes_[at_cte - 1].second.bases = std::move(derived.bases);
    } else {
      add(std::move(derived));
    }
    // SEARCH DEPTH FIRST BY a SET b; CYCLE a SET b TO c DEFAULT d USING e
    while (kw() == Kw::Search || kw() == Kw::Cycle) {
      ++at_;
      while (!at_end() && kw() != Kw::Select && kw() != Kw::Cycle && kw() != Kw::Insert && kw() != Kw::Update &&
             kw() != Kw::Delete && !(is(TokenKind::Comma) && kw(2) == Kw::As)) {
        if (is(TokenKind::Open)) break;
        ++at_;
      }
    }
    if (!take(TokenKind::Comma)) break;
  }
  return added;
}

void Reader::forget_ctes(std::size_t count) {
  while (count-- > 0 && !ctes_.empty()) {
    cte_index_[ctes_.back().first].pop_back();
    ctes_.pop_back();
  }
}

}  // namespace onewriter::sql::general
