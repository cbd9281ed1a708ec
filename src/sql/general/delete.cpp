// DELETE in all its forms, and TRUNCATE.

#include <algorithm>
#include <string>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::delete_targets(std::vector<Name>& targets) {
  do {
    auto target = name();
    if (!target) return;
    if (is(TokenKind::Dot) && op("*", 1)) at_ += 2;
    targets.push_back(std::move(*target));
  } while (take(TokenKind::Comma));
}

// DELETE FROM t, DELETE t WHERE, DELETE o FROM orders o, DELETE a, b FROM ..., DELETE FROM a, b USING ..., DELETE FROM
// t USING u
void Reader::delete_() {
  ++at_;
  while (word("low_priority") || kw() == Kw::Quick || (kw() == Kw::Ignore) ||
         (kw() == Kw::Top && (is(TokenKind::Open, 1) || is(TokenKind::Number, 1)))) {
    const bool top = kw() == Kw::Top;
    ++at_;
    if (top) {
      if (is(TokenKind::Open))
        skip_parentheses();
      else
        ++at_;
      take(Kw::Percent);
    }
  }
  if ((op("*") || word("history")) && kw(1) == Kw::From)
    ++at_;  // Exasol: DELETE * FROM t; MariaDB: DELETE HISTORY FROM t
  const bool from_first_word = take(Kw::From);
  if (kw() == Kw::Only || (kw() == Kw::Table && from_first_word && is(TokenKind::Word, 1) && !is_reserved(kw(1)))) {
    ++at_;
  }
  Scope scope;
  open_scope(scope);
  std::vector<Name> targets;
  const std::uint32_t first = at_;
  if (word("opendatasource") && is(TokenKind::Open, 1)) {  // T-SQL: DELETE FROM OPENDATASOURCE (..).shop.dbo.orders
    const std::uint32_t behind = after_mate(at_ + 1);
    if (behind < end_ && list_[behind].kind == TokenKind::Dot) at_ = behind + 1;
  }
  if (far_target(Verb::Delete)) return close_scope();
  // Oracle: DELETE FROM TABLE (SELECT ...), of a nested table's rows
  if ((kw() == Kw::Table || word("the")) && is(TokenKind::Open, 1) && query_starts(2)) ++at_;
  if (is(TokenKind::Open)) {  // Oracle: DELETE FROM (SELECT ...); PostgreSQL: ONLY (t)
    if (query_starts(1)) {
      const Derived view = parenthesised_query();
      if (const auto table = base_of_outputs(view)) {
        Name base;
        base.table = *table;
        base.token = first;
        write_target(base, Verb::Delete);
        std::erase_if(current_.accesses, [&](const Access& a) { return a.mode == Mode::Read && a.table == *table; });
      } else {
        blind("write through a query", std::string(text_from(first, at_)), first);
      }
      Source source;
      source.kind = Source::Kind::Derived;
      source.derived = view;
      table_suffixes(source);
      add_source(std::move(source));
      clauses();
      close_scope();
      return;
    }
    ++at_;
    delete_targets(targets);
    take(TokenKind::Close);
  } else {
    delete_targets(targets);
  }
  if (targets.size() == 1 && is(TokenKind::Open) && is(TokenKind::Close, 1)) targets[0].temporary = true;  // a function
  if (targets.empty()) {
    understood_ = false;
    close_scope();
    return;
  }
  Source own;
  own.token = targets[0].token;
  if (targets.size() == 1) {
    if (op("*")) ++at_;
    own.alias.clear();
    if (!(kw() == Kw::From || kw() == Kw::Using || kw() == Kw::Output)) table_suffixes(own);
  }
  output_clause();
  // A table that is deleted from and not read.
  const auto delete_from = [&](const Name& target) {
    if (target.dynamic) {
      blind_name(target);
      return;
    }
    Source s;
    s.table = target.table;
    s.alias = own.alias.empty() ? target.table.name : own.alias;
    s.token = target.token;
    s.read = false;
    s.written = true;
    s.verb = Verb::Delete;
    s.ignored = target.temporary || excluded(target.table);
    scope.sources.push_back(std::move(s));
  };
  const bool list = kw() == Kw::From || kw() == Kw::Using;
  if (list) {
    from_list();
    // The written ones are found among the sources.
    for (const Name& target : targets) {
      Source* found = nullptr;
      if (target.parts == 1) found = find_source(target.table.name);
      if (!found && scope.sources.size() * targets.size() < 100000) {
        for (Source& s : scope.sources) {
          if (s.kind == Source::Kind::Table && s.table.name == target.table.name &&
              (target.table.schema.empty() || s.table.schema.empty() || s.table.schema == target.table.schema)) {
            found = &s;
            break;
          }
        }
      }
      if (found && found->kind == Source::Kind::Table) {
        found->written = true;
        found->verb = Verb::Delete;
      } else if (found && found->derived.bases.size() == 1) {
        Name base = target;
        base.table = found->derived.bases[0];
        base.dynamic = false;
        write_target(base, Verb::Delete);
      } else if (!found && !write_through(target, Verb::Delete)) {
        delete_from(target);
      }
    }
  } else {
    for (const Name& target : targets) {
      if (write_through(target, Verb::Delete)) {
        Source s;
        s.kind = Source::Kind::Derived;
        s.alias = target.table.name;
        add_source(std::move(s));
        continue;
      }
      delete_from(target);
    }
  }
  output_clause();
  clauses();
  output_clause();
  tail_clauses();
  close_scope();
}

void Reader::truncate() {
  ++at_;
  current_.kind = StatementKind::Dml;
  if (is(TokenKind::Open) || at_end()) {
    understood_ = false;
    return;
  }
  if (kw() == Kw::Temporary) {
    while (!at_end()) ++at_;
    return;
  }
  take(Kw::Table);
  if (take(Kw::Tables) && kw() == Kw::From) {  // ClickHouse: TRUNCATE TABLES FROM database LIKE 'x%'
    blind("dynamic table name", std::string(text_from(at_, std::min(at_ + 4, end_))), at_);
    while (!at_end()) ++at_;
    return;
  }
  if (kw() == Kw::All || kw() == Kw::Database) {
    while (!at_end()) ++at_;
    return;
  }
  skip_if_exists();
  do {
    take(Kw::Only);
    auto target = name();
    if (!target) break;
    if (op("*")) ++at_;
    write_target(*target, Verb::Truncate);
  } while (take(TokenKind::Comma));
  // Db2: REUSE STORAGE, DROP STORAGE, IGNORE DELETE TRIGGERS
  while (!at_end() && (!statement_head() || word("triggers", 1) || word("storage", 1))) ++at_;
}

}  // namespace onewriter::sql::general
