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
      if (kw(ahead + 1) == Kw::Function || kw(ahead + 1) == Kw::Procedure) return true;
      if (clickhouse) return !is(TokenKind::Open, ahead + 1) || query_starts(ahead + 2) || kw(ahead) == Kw::With;
      const bool named = is(TokenKind::Word, ahead + 1) || is(TokenKind::Quoted, ahead + 1) || is(TokenKind::Hole, ahead + 1) ||
                         is(TokenKind::Placeholder, ahead + 1) || is(TokenKind::String, ahead + 1);
      if (!named) return false;
      if (!is(TokenKind::Open, ahead + 2)) return kw(ahead + 2) == Kw::As;
      if (query_starts(ahead + 3)) return true;  // Spark: WITH t (SELECT ...)
      const std::uint32_t behind = after_mate(at_ + ahead + 2);
      return behind < end_ && list_[behind].kw == Kw::As;
    }
    case Kw::From: return is(TokenKind::Word, ahead + 1) || is(TokenKind::Quoted, ahead + 1) || is(TokenKind::Open, ahead + 1);
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

// WITH a AS (...), b (x, y) AS (...): how many were added. In its own body a name that is not recursive means the real table.
std::size_t Reader::with_clause() {
  std::size_t added = 0;
  if (!take(Kw::With)) return added;
  bool recursive = take(Kw::Recursive);
  while (at_ < end_ && !at_end()) {
    if (kw() == Kw::Function || kw() == Kw::Procedure) {  // Oracle, Trino: WITH FUNCTION f ... SELECT
      while (!at_end() && !(kw() == Kw::Select && list_[at_ - 1].kw != Kw::Return) && !(kw() == Kw::With && query_starts() && kw(1) != Kw::Function)) ++at_;
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
    if (is(TokenKind::Open) || is(TokenKind::Number) || (is(TokenKind::String) && !quoted_name) || is(TokenKind::Operator)) {
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
    if (session_.dialect == Dialect::ClickHouse && !(kw() == Kw::As && is(TokenKind::Open, 1)) && !(is(TokenKind::Open) && after_mate(at_) < end_ && list_[after_mate(at_)].kw == Kw::As && list_[after_mate(at_) + 1].kind == TokenKind::Open)) {
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
    take(Kw::Not);
    take(Kw::Materialized);
    if (!is(TokenKind::Open)) {
      at_ = std::max(at_, before + 1);
      break;
    }
    const std::uint32_t close = after_mate(at_);
    bool sees_itself = recursive;
    if (!recursive && !dialect({Dialect::MySql, Dialect::MariaDb, Dialect::Postgres, Dialect::Redshift, Dialect::BigQuery, Dialect::Spark, Dialect::Hive, Dialect::ClickHouse})) {
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
      if (columns.empty()) ctes_[at_cte - 1].second = std::move(derived);
      else ctes_[at_cte - 1].second.bases = std::move(derived.bases);
    } else {
      add(std::move(derived));
    }
    // SEARCH DEPTH FIRST BY a SET b; CYCLE a SET b TO c DEFAULT d USING e
    while (kw() == Kw::Search || kw() == Kw::Cycle) {
      ++at_;
      while (!at_end() && kw() != Kw::Select && kw() != Kw::Cycle && kw() != Kw::Insert && kw() != Kw::Update && kw() != Kw::Delete && !(is(TokenKind::Comma) && kw(2) == Kw::As)) {
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

Derived Reader::query() {
  if (depth_ >= deepest_query) {
    blind("unreadable statement", "nested too deeply", at_);
    while (!at_end() && !is(TokenKind::Close)) {
      if (is(TokenKind::Open)) skip_parentheses();
      else ++at_;
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
      const bool outer_set = (k == Kw::Left || k == Kw::Full || k == Kw::Inner) && (kw(1) == Kw::Union || kw(1) == Kw::Intersect || kw(1) == Kw::Except || (kw(1) == Kw::Outer && kw(2) == Kw::Union));
      if (k != Kw::Union && k != Kw::Intersect && k != Kw::Except && k != Kw::Minus && !outer_set) break;
      if (outer_set) ++at_;
      take(Kw::Outer);
      ++at_;
      while (kw() == Kw::All || kw() == Kw::Distinct || word("corresponding") || (kw() == Kw::By && !is(TokenKind::Dot, 1)) || word("name") || word("strict")) {
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
  while (is(TokenKind::Open) || kw() == Kw::Row || is(TokenKind::Placeholder) || is(TokenKind::Template) || is(TokenKind::Hole) || is(TokenKind::Number) || is(TokenKind::String)) {
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
    const bool modifier = kw() == Kw::All || kw() == Kw::Distinct || kw() == Kw::Distinctrow || kw() == Kw::Straight_Join || word("sql_calc_found_rows") ||
                          word("sql_no_cache") || word("sql_cache") || word("high_priority") || word("sql_small_result") || word("sql_big_result") || word("sql_buffer_result");
    if (modifier && !is(TokenKind::Dot, 1) && !is(TokenKind::Comma, 1) && kw(1) != Kw::From) {
      ++at_;
    } else if ((kw() == Kw::Top || (kw() == Kw::First && is(TokenKind::Number, 1)) || (kw() == Kw::Skip && is(TokenKind::Number, 1))) &&
               (is(TokenKind::Number, 1) || is(TokenKind::Placeholder, 1) || is(TokenKind::Hole, 1) || is(TokenKind::Open, 1))) {
      scope.single |= is(TokenKind::Number, 1) && tokens_.of(tok(1)) == "1";
      if (is(TokenKind::Open, 1) && is(TokenKind::Number, 2) && tokens_.of(tok(2)) == "1" && is(TokenKind::Close, 3)) scope.single = true;
      ++at_;
      if (is(TokenKind::Open)) skip_parentheses();
      else ++at_;
      take(Kw::Percent);
      if (kw() == Kw::With && kw(1) == Kw::Ties) at_ += 2;
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
    if (source.kind == Source::Kind::Table && !source.ignored && source.read) derived.bases.push_back(source.table);
    if (source.kind == Source::Kind::Derived && scope.sources.size() == 1) derived.bases = source.derived.bases;
  }
  close_scope();
  --depth_;
  return derived;
}

void Reader::skip_to_from() {
  while (!at_end() && kw() != Kw::From && !is(TokenKind::Close)) {
    if (is(TokenKind::Open)) skip_parentheses();
    else ++at_;
  }
}

void Reader::select_list(Derived& derived) {
  derived.open = false;
  do {
    if (at_end() || is(TokenKind::Close) || kw() == Kw::From) break;
    Item item;
    item.first = at_;
    const bool named_first = (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String)) && op("=", 1) && dialect({Dialect::TSql, Dialect::Unknown}) && !is(TokenKind::Placeholder);
    if (named_first) {  // T-SQL: alias = expression
      item.alias = folded(at_);
      at_ += 2;
      item.first = at_;
    }
    expression(ColumnRole::Read, stop_comma | item_alias, &item);
    if (item.star) derived.open = true;
    if (item.only_reference > 0) {
      const Reference& r = scope_->references[item.only_reference - 1];
      if (r.star) derived.open = true;
      else if (item.alias.empty()) derived.outputs.push_back(folded(r.token + 2 * (r.parts - 1)));
    }
    if (!item.alias.empty()) {
      scope_->aliases.push_back(item.alias);
      derived.outputs.push_back(std::move(item.alias));
    }
    if (kw() == Kw::Using && is(TokenKind::String, 1)) {  // Hive, Spark: TRANSFORM (a) USING 'cat' AS (b)
      skip_to_from();
    }
    if (word("row") && kw(1) == Kw::Format) {
      skip_to_from();
    }
  } while (take(TokenKind::Comma));
}

// SELECT ... INTO: a new table, or variables, by dialect.
void Reader::into_clause() {
  ++at_;
  if (kw() == Kw::Outfile || kw() == Kw::Dumpfile) {
    at_ += 2;
    while (!at_end() && kw() != Kw::From) ++at_;
    return;
  }
  bool temporary = false;
  while (kw() == Kw::Temporary || kw() == Kw::Temp || kw() == Kw::Unlogged || kw() == Kw::Table || word("strict")) {
    temporary |= kw() == Kw::Temporary || kw() == Kw::Temp;
    ++at_;
  }
  const bool fills_variables = dialect({Dialect::MySql, Dialect::MariaDb, Dialect::Oracle, Dialect::Db2, Dialect::Snowflake}) ||
                               (session_.routine_body && session_.dialect != Dialect::TSql);
  auto target = name();
  if (!target) return;
  if (fills_variables || is(TokenKind::Comma) || (list_[target->token].kind == TokenKind::Placeholder && list_[target->token].op != '$' && list_[target->token].op != '{' && list_[target->token].op != '#')) {
    while (take(TokenKind::Comma)) {
      if (!name()) ++at_;
    }
    return;
  }
  if (temporary) target->temporary = true;
  if (target->temporary) {
    session_.temporary.insert(target->table.name);
    return;
  }
  write_target(*target, Verb::Create);
  if (!target->dynamic) access(target->table, Mode::Ddl, Verb::Create, target->token);
}

// FROM and what may follow it, in any order: dialects differ, and order carries no meaning here.
void Reader::clauses() {
  while (!at_end()) {
    const std::uint32_t before = at_;
    switch (kw()) {
      case Kw::From: from_list(); break;
      case Kw::Into: into_clause(); break;
      case Kw::Bulk:
        if (kw(1) != Kw::Collect) return;
        at_ += 2;
        if (kw() == Kw::Into) {
          do {
            ++at_;
            name();
          } while (is(TokenKind::Comma));
        }
        break;
      case Kw::Where: case Kw::Prewhere: ++at_; if (kw() == Kw::Current && kw(1) == Kw::Of) { at_ += 3; break; } expression(ColumnRole::Filtered); break;
      case Kw::Having: case Kw::Qualify: ++at_; expression(ColumnRole::Filtered, may_be_output); break;
      case Kw::Connect:
        if (kw(1) != Kw::By) return;
        at_ += 2;
        word("nocycle") ? void(++at_) : void();
        expression(ColumnRole::Filtered);
        break;
      case Kw::Start:
        if (kw(1) != Kw::With) return;
        at_ += 2;
        expression(ColumnRole::Filtered);
        break;
      case Kw::Group:
        if (kw(1) != Kw::By) return;
        at_ += 2;
        if (scope_) scope_->aggregate = true;
        if (!take(Kw::All)) take(Kw::Distinct);
        if (is(TokenKind::Open) || !at_end()) expressions(ColumnRole::Grouped, may_be_output);
        if (kw() == Kw::With && (kw(1) == Kw::Rollup || kw(1) == Kw::Cube || kw(1) == Kw::Totals)) at_ += 2;
        break;
      case Kw::With:
        if (kw(1) == Kw::Rollup || kw(1) == Kw::Cube || kw(1) == Kw::Totals || kw(1) == Kw::Ties) { at_ += 2; break; }
        if (word("ur", 1) || word("cs", 1) || word("rs", 1) || word("rr", 1)) { at_ += 2; break; }
        if (kw(1) == Kw::Read || kw(1) == Kw::Check || (kw(1) == Kw::No && word("schema", 2)) || kw(1) == Kw::Data || kw(1) == Kw::No) return;
        return;
      case Kw::Order: {
        if (kw(1) != Kw::By && !word("siblings", 1)) return;
        at_ += word("siblings", 1) ? 3 : 2;
        expressions(ColumnRole::Ordered, may_be_output);
        break;
      }
      case Kw::Cluster: case Kw::Distribute: case Kw::Sort:
        if (kw(1) != Kw::By) return;
        at_ += 2;
        expressions(ColumnRole::Ordered, may_be_output);
        break;
      case Kw::Window: {
        ++at_;
        do {
          at_ += 1;
          take(Kw::As);
          if (is(TokenKind::Open)) expression(ColumnRole::Read, stop_comma);
          else ++at_;
        } while (take(TokenKind::Comma));
        break;
      }
      case Kw::Limit:
        ++at_;
        if (scope_ && is(TokenKind::Number) && tokens_.of(tok()) == "1" && !is(TokenKind::Comma, 1)) scope_->single = true;
        if (scope_ && is(TokenKind::Number) && is(TokenKind::Comma, 1) && is(TokenKind::Number, 2) && tokens_.of(tok(2)) == "1") scope_->single = true;
        expressions(ColumnRole::Filtered, may_be_output);
        if (kw() == Kw::By) {  // ClickHouse: LIMIT 1 BY a
          ++at_;
          if (scope_) scope_->single = false;
          expressions(ColumnRole::Grouped, may_be_output);
        }
        break;
      case Kw::Offset:
        ++at_;
        expression(ColumnRole::Filtered, stop_comma);
        break;
      case Kw::Fetch:
        if (kw(1) != Kw::First && kw(1) != Kw::Next) return;
        if (scope_ && ((is(TokenKind::Number, 2) && tokens_.of(tok(2)) == "1") || kw(2) == Kw::Row)) scope_->single = true;
        at_ += 2;
        if (kw() != Kw::Row && kw() != Kw::Rows) expression(ColumnRole::Filtered, stop_comma);
        take(Kw::Percent);
        take(Kw::Row) || take(Kw::Rows);
        take(Kw::Only);
        if (kw() == Kw::With && kw(1) == Kw::Ties) at_ += 2;
        break;
      case Kw::Row: case Kw::Rows: case Kw::Only: ++at_; break;
      case Kw::For: {
        ++at_;
        const bool locks = kw() == Kw::Update || kw() == Kw::Share || (kw() == Kw::No && kw(1) == Kw::Key) || (kw() == Kw::Key && kw(1) == Kw::Share);
        if (locks && scope_) scope_->locking = true;
        while (!at_end() && !is(TokenKind::Close) && (!statement_head() || kw() == Kw::Update) && kw() != Kw::Union && kw() != Kw::Loop && kw() != Kw::Do) {
          if (is(TokenKind::Open)) skip_parentheses();
          else ++at_;
        }
        break;
      }
      case Kw::Lock:
        if (kw(1) != Kw::In) return;
        if (scope_) scope_->locking = true;
        at_ += 2;
        while (is(TokenKind::Word)) ++at_;
        break;
      case Kw::Option:
        if (!is(TokenKind::Open, 1)) return;
        ++at_;
        skip_parentheses();
        break;
      case Kw::Settings: {
        do {  // name = value
          at_ += 3;
        } while (is(TokenKind::Comma));
        break;
      }
      case Kw::Format:
        if (!is(TokenKind::Word, 1)) return;
        at_ += 2;
        break;
      case Kw::Array: case Kw::Lateral: case Kw::Join: case Kw::Left: case Kw::Inner: case Kw::Cross:
        if (!scope_) return;
        if (!join_starts()) return;
        joins();
        break;
      default:
        if (session_.dialect == Dialect::Oracle && kw() == Kw::Model) {
          while (!at_end() && !is(TokenKind::Close) && !statement_head()) {
            if (is(TokenKind::Open)) skip_parentheses();
            else ++at_;
          }
          break;
        }
        return;
    }
    if (at_ == before) return;
  }
}

// BigQuery's pipe syntax: FROM t |> WHERE ... |> JOIN ...
Derived Reader::pipes(Derived derived) {
  if (!op("|>")) return derived;
  Scope own;
  const bool opened = scope_ == nullptr;
  if (opened) open_scope(own);
  while (op("|>")) {
    ++at_;
    derived.open = true;
    if (kw() == Kw::Union || kw() == Kw::Intersect || kw() == Kw::Except) {
      ++at_;
      if (!take(Kw::All)) take(Kw::Distinct);
      if (kw() == Kw::By) at_ += 2;
      do {
        if (is(TokenKind::Open)) parenthesised_query();
      } while (take(TokenKind::Comma));
    } else if (join_starts()) {
      joins();
    } else if (kw() == Kw::Select || word("extend") || word("aggregate")) {
      ++at_;
      Derived ignored;
      select_list(ignored);
      clauses();
    } else if (kw() == Kw::Where || kw() == Kw::Order || kw() == Kw::Limit || kw() == Kw::Group) {
      clauses();
    } else if (kw() == Kw::Set || kw() == Kw::Drop || kw() == Kw::As || kw() == Kw::Rename) {
      while (!at_end() && !op("|>") && !is(TokenKind::Close)) ++at_;
    } else {
      ++at_;
      expressions(ColumnRole::Read, item_alias);
    }
    while (!at_end() && !op("|>") && !is(TokenKind::Close)) ++at_;
  }
  if (opened) close_scope();
  return derived;
}

}  // namespace onewriter::sql::general
