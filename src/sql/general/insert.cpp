// INSERT and REPLACE in all their forms, Hive's FROM ... INSERT, Oracle's INSERT ALL.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::write_target(const Name& target, Verb verb, std::vector<std::string> columns) {
  if (target.dynamic) return blind_name(target);
  if (target.temporary || excluded(target.table)) return;
  if (session_.dialect == Dialect::TSql && target.parts == 1 &&
      (target.table.name == "inserted" || target.table.name == "deleted"))
    return;
  if (explain_only_) return;
  Access access;
  access.table = target.table;
  access.mode = Mode::Write;
  access.verb = verb;
  access.at = position(target.token);
  for (std::string& column : columns)
    access.columns.push_back({std::move(column), ColumnRole::Written, facts::Confidence::Certain});
  note(std::move(access));
}

void Reader::insert(Verb verb) {
  if (kw() == Kw::Replace) verb = Verb::Upsert;
  ++at_;
  bool overwrite = false;
  for (;;) {
    if (word("low_priority") || word("high_priority") || kw() == Kw::Delayed ||
        (kw() == Kw::Ignore && !is(TokenKind::Open, 1))) {
      ++at_;
    } else if (kw() == Kw::Or && (is(TokenKind::Word, 1))) {  // INSERT OR REPLACE
      if (kw(1) == Kw::Replace || kw(1) == Kw::Update) verb = Verb::Upsert;
      at_ += 2;
    } else if (kw() == Kw::Top && (is(TokenKind::Open, 1) || is(TokenKind::Number, 1))) {
      ++at_;
      if (is(TokenKind::Open))
        skip_parentheses();
      else
        ++at_;
      take(Kw::Percent);
    } else if (kw() == Kw::Overwrite && !is(TokenKind::Dot, 1)) {
      overwrite = true;
      ++at_;
    } else {
      break;
    }
  }
  if (kw() == Kw::When ||
      ((kw() == Kw::All || (kw() == Kw::First && kw(1) == Kw::When)) && (kw(1) == Kw::Into || kw(1) == Kw::When)))
    return insert_all();
  if (overwrite && (kw() == Kw::Local || kw() == Kw::Directory)) {  // Hive: INSERT OVERWRITE DIRECTORY 'x' SELECT
    while (!at_end() && !query_starts()) ++at_;
    query();
    return;
  }
  take(Kw::Into);
  if (kw() == Kw::Table && !is(TokenKind::Dot, 1) && !is(TokenKind::Open, 1) && kw(1) != Kw::Select &&
      kw(1) != Kw::Values)
    ++at_;
  if ((kw() == Kw::Function && is(TokenKind::Word, 1)) ||
      (kw() == Kw::Table && kw(1) == Kw::Function)) {  // ClickHouse: INSERT INTO FUNCTION remote(...)
    take(Kw::Table);
    const std::string_view function = tokens_.of(list_[++at_]);
    ++at_;
    if (is_far(function) && is(TokenKind::Open)) {
      if (auto far = far_table(function)) write_target(*far, verb);
    }
    while (!at_end() && !query_starts() && kw() != Kw::Values) ++at_;
    insert_source();
    return;
  }
  insert_target(verb);
}

// The target, its columns, the source, and what is done on a conflict.
void Reader::insert_target(Verb verb) {
  Scope scope;
  Scope* outer = scope_;
  scope_ = nullptr;
  open_scope(scope);
  Source target;
  target.read = false;
  target.written = true;
  target.verb = verb;
  // Oracle: INSERT INTO TABLE (SELECT ...), into a nested table
  if ((kw() == Kw::Table || word("the")) && is(TokenKind::Open, 1) && query_starts(2)) ++at_;
  if (is(TokenKind::Open) && query_starts(1)) {  // Oracle: INSERT INTO (SELECT ... FROM t) VALUES
    const std::uint32_t open = at_;
    const Derived view = parenthesised_query();
    if (const auto base = base_of_outputs(view)) {
      target.table = *base;
      std::erase_if(current_.accesses, [&](const Access& a) { return a.mode == Mode::Read && a.table == *base; });
    } else {
      target.ignored = true;
      blind("write through a query", std::string(text_from(open, at_)), open);
    }
  } else {
    auto table = name_or_text();
    if (!table) {
      scope_ = outer;
      understood_ = false;
      return;
    }
    if (table->dynamic) blind_name(*table);
    target.table = table->table;
    target.token = table->token;
    target.ignored = table->dynamic || table->temporary || excluded(table->table);
    if (is(TokenKind::Open) &&
        (table->table.name == "openquery" || table->table.name == "openrowset")) {  // T-SQL: what the query reads
      const std::uint32_t close = after_mate(at_);
      const std::size_t before = current_.accesses.size();
      if (list_[close - 2].kind == TokenKind::String)
        read_text(unquoted(tokens_.of(list_[close - 2]), lexis_), close - 2);
      change_far(before, close - 2, verb);
      target.ignored = true;
      at_ = close;
    }
    if (const Derived* cte = find_cte(*table)) {
      if (cte->bases.size() == 1)
        target.table = cte->bases[0];
      else
        target.ignored = true;
    }
  }
  target.alias = target.table.name;
  while (!at_end()) {
    if (kw() == Kw::Partition && is(TokenKind::Open, 1)) {
      ++at_;
      skip_parentheses();
    } else if (kw() == Kw::If && kw(1) == Kw::Not) {
      at_ += 3;
    } else if (kw() == Kw::As && !query_starts(1)) {
      ++at_;
      target.alias = folded(at_++);
    } else if (kw() == Kw::With && is(TokenKind::Open, 1) && !query_starts()) {
      ++at_;
      skip_parentheses();
    } else if (kw() == Kw::With && is(TokenKind::Open, 1)) {
      ++at_;
      skip_parentheses();
    } else if (kw() == Kw::Key && is(TokenKind::Open, 1)) {  // H2: MERGE INTO t (a, b) KEY (a) VALUES
      ++at_;
      skip_parentheses();
    } else if (is(TokenKind::Open) && !query_starts(1) && !change_starts(1) && !(is(TokenKind::Open, 1))) {
      for (std::string& column : name_list())
        target.written_columns.push_back({std::move(column), ColumnRole::Written, facts::Confidence::Certain});
    } else if (kw() == Kw::Overriding) {
      at_ = std::min(at_ + 3, end_);
    } else if (kw() == Kw::By && word("name", 1)) {
      at_ += 2;
    } else if (kw() == Kw::Output) {
      output_clause();
    } else if (kw() == Kw::Replace && kw(1) == Kw::Where) {  // Databricks: REPLACE WHERE condition
      at_ += 2;
      expression(ColumnRole::Filtered);
      break;
    } else if (kw() == Kw::Replace && kw(1) == Kw::Using) {
      at_ += 2;
      skip_parentheses();
    } else if (is(TokenKind::Word) && kw() == Kw::None && !target.table.name.empty() &&
               target.alias == target.table.name && !is(TokenKind::Dot, 1) && !is(TokenKind::Open, 1)) {
      target.alias = folded(at_++);
    } else {
      break;
    }
  }
  scope.sources.push_back(std::move(target));
  insert_source();
  conflict_clauses();
  tail_clauses();
  close_scope();
  scope_ = outer;
}

void Reader::insert_source() {
  Scope* outer = scope_;
  switch (kw()) {
    case Kw::Set: assignments(); return;
    case Kw::Default: at_ += 2; return;
    case Kw::Exec:
    case Kw::Execute:
      scope_ = nullptr;
      execute();
      scope_ = outer;
      current_.kind = StatementKind::Dml;
      return;
    case Kw::Value:  // MySQL
    case Kw::Values:
      scope_ = nullptr;
      values_rows();
      scope_ = outer;
      return;
    case Kw::Format:
    case Kw::Settings:
      while (!at_end() && kw() != Kw::Select && kw() != Kw::Values) ++at_;
      if (at_end()) return;
      return insert_source();
    case Kw::From:
      if (is(TokenKind::String, 1) || word("infile", 1)) {  // ClickHouse: FROM INFILE 'x' FORMAT CSV
        while (!at_end()) ++at_;
        return;
      }
      break;
    case Kw::As: ++at_; break;
    default: break;
  }
  if (query_starts() || is(TokenKind::Open) || kw() == Kw::Table || kw() == Kw::Values) {
    scope_ = nullptr;
    if (is(TokenKind::Open) && change_starts(1))
      parenthesised_from();  // BigQuery: INSERT INTO t (DELETE FROM u WHERE true THEN RETURN a)
    else
      query();
    scope_ = outer;
  }
}

// Oracle, Snowflake: INSERT [ALL | FIRST] [WHEN c THEN] INTO t (..) VALUES (..) ... SELECT ...
void Reader::insert_all() {
  if (kw() != Kw::When) ++at_;
  Scope scope;
  open_scope(scope);
  while (!at_end() && !query_starts() && !is(TokenKind::Open)) {
    if (take(Kw::When)) {
      expression(ColumnRole::Read);
      take(Kw::Then);
    } else if (kw() == Kw::Else || kw() == Kw::Overwrite) {
      ++at_;
    } else if (take(Kw::Into)) {
      auto target = name();
      if (!target) break;
      std::vector<std::string> columns;
      if (is(TokenKind::Open)) columns = name_list();
      write_target(*target, Verb::Insert, std::move(columns));
      if (kw() == Kw::Values) values_rows();
    } else {
      break;
    }
  }
  scope.references.clear();
  close_scope();
  if (query_starts() || is(TokenKind::Open)) query();
}

// Hive, Spark: FROM t INSERT INTO a SELECT x ... INSERT OVERWRITE b SELECT y ...; DuckDB, BigQuery: FROM t ...
void Reader::from_first() {
  Scope scope;
  current_.kind = StatementKind::Query;
  open_scope(scope);
  from_list();
  clauses();
  while (!at_end()) {
    const std::uint32_t before = at_;
    if (kw() == Kw::Insert) {
      current_.kind = StatementKind::Dml;
      ++at_;
      if (!take(Kw::Into)) take(Kw::Overwrite);
      take(Kw::Into);
      if (kw() == Kw::Directory || kw() == Kw::Local) {
        while (!at_end() && kw() != Kw::Select) ++at_;
        continue;
      }
      take(Kw::Table);
      if (auto target = name()) {
        std::vector<std::string> columns;
        if (kw() == Kw::Partition) {
          ++at_;
          skip_parentheses();
        }
        if (kw() == Kw::If) at_ = std::min(at_ + 3, end_);
        if (is(TokenKind::Open) && !query_starts(1)) columns = name_list();
        write_target(*target, Verb::Insert, std::move(columns));
      }
    } else if (kw() == Kw::Select || word("map") || word("reduce")) {
      ++at_;
      take(Kw::Distinct);
      Derived unused;
      select_list(unused);
      clauses();
    } else if (kw() == Kw::Union || kw() == Kw::Intersect || kw() == Kw::Except) {
      ++at_;
      take(Kw::All);
      query_member();
    } else if (op("|>")) {
      pipes({});
    } else {
      clauses();
    }
    if (at_ == before) break;
  }
  close_scope();
}

}  // namespace onewriter::sql::general
