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
  if (recursive && !mysql()) added += announce_ctes();
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
    if (context_of_with(0)) {
      ++at_;
      skip_parentheses();
      if (!take(TokenKind::Comma)) break;
      continue;
    }
    const std::uint32_t before = at_;
    const auto value = [&] {  // ClickHouse: WITH (SELECT ...) AS x, WITH 1 AS x
      Item item;
      item.first = at_;
      expression(ColumnRole::Read, stop_comma | item_alias, &item);
      if (item.alias.empty()) return;
      add_cte(std::move(item.alias), {});
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
    const bool keyed = kw() == Kw::Using && kw(1) == Kw::Key;
    if (keyed) {
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
    // In these a name can mean nothing else inside its own query, with or without a keyword.
    const bool sees_itself = recursive || dialect({Dialect::TSql, Dialect::Oracle, Dialect::Db2, Dialect::Sqlite}) ||
                             recurs(cte->token, close);
    const auto add = [&](Derived derived) {
      if (!columns.empty()) {
        if (columns.size() != derived.origins.size()) derived.origins.clear();
        derived.outputs = columns;
        derived.open = false;
      }
      add_cte(name_of_cte(*cte), std::move(derived));
      ++added;
    };
    if (sees_itself) add({});
    const std::size_t at_cte = ctes_.size();
    const bool kept = keyed && recursive && session_.dialect == Dialect::Unknown;
    if (kept) {  // DuckDB: inside of a's query recurring.a is what USING KEY keeps of it
      Name keeper = *cte;
      keeper.table.schema = "recurring";
      keeper.parts = 2;
      add_cte(name_of_cte(keeper), {});
    }
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
    if (kept) forget_ctes(1);
    if (sees_itself) {
      if (columns.empty())
        ctes_[at_cte - 1].derived = std::move(derived);
      else
        ctes_[at_cte - 1].derived.bases = std::move(derived.bases);
    } else {
      add(std::move(derived));
    }
    // SEARCH DEPTH FIRST BY a SET b; CYCLE a SET b TO c DEFAULT d USING e; BigQuery: WITH DEPTH AS a
    while (kw() == Kw::Search || kw() == Kw::Cycle || (kw() == Kw::With && word("depth", 1))) {
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

// T-SQL: WITH XMLNAMESPACES ('u' AS n), a AS (...), WITH CHANGE_TRACKING_CONTEXT (0x1), a AS (...)
bool Reader::context_of_with(std::uint32_t ahead) const {
  return is(TokenKind::Open, ahead + 1) && (word("xmlnamespaces", ahead) || word("change_tracking_context", ahead));
}

// Does the query at the parenthesis here have a UNION, and name what it is called only behind it? Then it is recursive,
// whether it says so or not; a query that begins with the name means the table.
bool Reader::recurs(std::uint32_t name, std::uint32_t close) const {
  bool united = false;
  for (std::uint32_t i = at_ + 1; i < close; ++i) {
    const Token& t = list_[i];
    united |= t.kw == Kw::Union && list_[i - 1].kind != TokenKind::Dot;
    const Token& before = list_[i - 1];
    const bool table = before.kw == Kw::From || before.kw == Kw::Join || (united && before.kind == TokenKind::Comma);
    if (table && t.kind == TokenKind::Word && equals_ignoring_case(tokens_.of(t), tokens_.of(list_[name])))
      return united;
  }
  return false;
}

// Behind WITH RECURSIVE: its queries may name each other in any order.
std::size_t Reader::announce_ctes() {
  std::size_t count = 0;
  for (std::uint32_t i = at_; i + 2 < end_; ++i) {
    if (list_[i].kind != TokenKind::Word && list_[i].kind != TokenKind::Quoted) break;
    const std::uint32_t name = i++;
    if (list_[i].kind == TokenKind::Open) i = after_mate(i);
    for (int words = 0; words < 3 && list_[i].kind == TokenKind::Word; ++words) ++i;  // AS [NOT] MATERIALIZED
    if (i >= end_ || list_[i].kind != TokenKind::Open) break;
    add_cte(folded(name), {});
    ++count;
    i = after_mate(i);
    if (i >= end_ || list_[i].kind != TokenKind::Comma) break;
  }
  return count;
}

// Some call a query of WITH a.b, and mean no table by a.b then; "a.b" is another name.
std::string Reader::name_of_cte(const Name& name) {
  return name.parts > 1 ? name.table.schema + '\0' + name.table.name : name.table.name;
}

std::string Reader::cte_key(std::string name) const {
  return session_.dialect == Dialect::BigQuery ? lower(name) : name;  // no case there, unlike names of tables
}

void Reader::add_cte(std::string name, Derived derived) {
  name = cte_key(std::move(name));
  std::uint32_t& innermost = cte_index_[name];
  ctes_.push_back({std::move(name), std::move(derived), innermost});
  innermost = static_cast<std::uint32_t>(ctes_.size());
}

void Reader::forget_ctes(std::size_t count) {
  if (count > 0 && count >= ctes_.size()) {
    ctes_.clear();
    cte_index_.clear();
    return;
  }
  for (; count > 0; --count) {
    cte_index_[ctes_.back().name] = ctes_.back().shadowed;
    ctes_.pop_back();
  }
}

}  // namespace onewriter::sql::general
