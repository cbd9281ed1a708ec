// UPDATE, DELETE, MERGE, TRUNCATE.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// The target is a CTE or a derived table: its only base table is what is written.
bool Reader::write_through(const Name& target, Verb verb) {
  const Derived* cte = find_cte(target);
  if (!cte) return false;
  std::vector<TableName> bases = cte->bases;
  std::sort(bases.begin(), bases.end());
  bases.erase(std::unique(bases.begin(), bases.end()), bases.end());
  if (bases.size() == 1) {
    Name base = target;
    base.table = bases[0];
    base.parts = 2;
    write_target(base, verb);
  } else if (!bases.empty()) {
    blind("write through a query", target.table.name, target.token);
  }
  return true;
}

// UPDATE t SET ..., UPDATE t JOIN u ON ... SET ..., UPDATE t SET ... FROM u ..., UPDATE o SET ... FROM orders o
void Reader::update() {
  ++at_;
  while (word("low_priority") || (kw() == Kw::Ignore && !is(TokenKind::Open, 1)) || kw() == Kw::Or || (kw() == Kw::Only && !is(TokenKind::Operator, 1)) ||
         (kw() == Kw::Top && (is(TokenKind::Open, 1) || is(TokenKind::Number, 1)))) {
    const Kw k = kw();
    ++at_;
    if (k == Kw::Or) ++at_;
    if (k == Kw::Top) {
      if (is(TokenKind::Open)) skip_parentheses();
      else ++at_;
      take(Kw::Percent);
    }
  }
  if (kw() == Kw::Statistics) {  // T-SQL: UPDATE STATISTICS t
    current_.kind = StatementKind::Other;
    while (!at_end()) ++at_;
    return;
  }
  Scope scope;
  open_scope(scope);
  // The head may be a list of tables; which of them are written is seen from the columns set.
  const std::uint32_t first = at_;
  Name target;
  target.token = first;
  bool named = false;
  if (!is(TokenKind::Open)) {
    const std::uint32_t before = at_;
    if (auto n = name()) {
      target = *n;
      named = true;
    }
    at_ = before;
  }
  do {
    from_item();
  } while (take(TokenKind::Comma));
  const std::size_t heads = scope.sources.size();
  bool from_first = false;
  if (kw() == Kw::From) {  // UPDATE t FROM u SET ...
    from_list();
    from_first = true;
  }
  if (session_.dialect == Dialect::ClickHouse || kw() != Kw::Set) {
    while (!at_end() && kw() != Kw::Set && !statement_head()) ++at_;
  }
  const std::size_t set_from = scope.references.size();
  assignments();
  const std::size_t set_to = scope.references.size();
  output_clause();
  const bool has_from = from_first || kw() == Kw::From;
  if (kw() == Kw::From) from_list();
  clauses();
  output_clause();
  if (heads == 0) {
    understood_ = named && target.dynamic;
    close_scope();
    return;
  }
  if (heads == 1 || has_from) {
    Source& head = scope.sources[0];
    std::size_t same = 0;
    if (has_from && named) {  // T-SQL: the head names an alias or a table of FROM
      for (std::size_t i = heads; i < scope.sources.size() && same == 0; ++i) {
        const Source& s = scope.sources[i];
        const bool alias = target.parts == 1 && s.alias == target.table.name;
        const bool table = session_.dialect == Dialect::TSql && s.table.name == target.table.name && (target.table.schema.empty() || s.table.schema.empty() || s.table.schema == target.table.schema);
        if (alias) same = i;
        else if (table && same == 0) same = i;
      }
      for (std::size_t i = heads; i < scope.sources.size(); ++i) {
        if (target.parts == 1 && scope.sources[i].alias == target.table.name) same = i;
      }
    }
    if (same > 0) {
      Source& s = scope.sources[same];
      if (s.kind == Source::Kind::Derived) {
        if (s.derived.bases.size() == 1) {
          Name base = target;
          base.table = s.derived.bases[0];
          base.dynamic = false;
          write_target(base, Verb::Update);
        }
      } else {
        s.written = true;
        s.verb = Verb::Update;
      }
      // The head was no mention of its own: its name is another's alias.
      head.kind = Source::Kind::Opaque;
      head.alias.clear();
      scope.index.clear();
      if (target.dynamic) std::erase_if(current_.blind_spots, [&](const BlindSpot& b) { return b.at.offset == position(first).offset; });
      else if (find_cte(target) == nullptr && scope.references.size() > set_to) {}
    } else if (head.kind == Source::Kind::Derived) {
      if (named) write_through(target, Verb::Update);
      else if (head.derived.bases.size() == 1) {
        Name base = target;
        base.table = head.derived.bases[0];
        base.parts = 2;
        write_target(base, Verb::Update);
        std::erase_if(current_.accesses, [&](const Access& a) { return a.mode == Mode::Read && a.table == base.table; });
      }
    } else {
      head.read = false;
      head.written = true;
      head.verb = Verb::Update;
    }
  } else {
    // MySQL: UPDATE a JOIN b ... SET a.x = ..., y = ...
    bool any = false;
    for (std::size_t i = set_from; i < set_to; ++i) {
      const Reference& r = scope.references[i];
      if (r.role != ColumnRole::Written) continue;
      Source* written = nullptr;
      if (r.parts > 1) {
        written = find_source(folded(r.token + 2 * (r.parts - 2)));
      } else if (session_.catalog) {
        for (std::size_t h = 0; h < heads && !written; ++h) {
          if (session_.catalog->has_column(scope.sources[h].table, folded(r.token)) == Catalog::Has::Yes) written = &scope.sources[h];
        }
      }
      if (!written && r.parts == 1) written = &scope.sources[0];
      if (!written) continue;
      any = true;
      if (written->kind != Source::Kind::Table) continue;
      written->written = true;
      written->read = false;
      written->verb = Verb::Update;
    }
    if (!any) {
      scope.sources[0].written = true;
      scope.sources[0].read = false;
      scope.sources[0].verb = Verb::Update;
    }
  }
  tail_clauses();
  close_scope();
}

void Reader::delete_targets(std::vector<Name>& targets) {
  do {
    auto target = name();
    if (!target) return;
    if (is(TokenKind::Dot) && op("*", 1)) at_ += 2;
    targets.push_back(std::move(*target));
  } while (take(TokenKind::Comma));
}

// DELETE FROM t, DELETE t WHERE, DELETE o FROM orders o, DELETE a, b FROM ..., DELETE FROM a, b USING ..., DELETE FROM t USING u
void Reader::delete_() {
  ++at_;
  while (word("low_priority") || kw() == Kw::Quick || (kw() == Kw::Ignore) || (kw() == Kw::Top && (is(TokenKind::Open, 1) || is(TokenKind::Number, 1)))) {
    const bool top = kw() == Kw::Top;
    ++at_;
    if (top) {
      if (is(TokenKind::Open)) skip_parentheses();
      else ++at_;
      take(Kw::Percent);
    }
  }
  const bool from_first_word = take(Kw::From);
  if (kw() == Kw::Only) {
    ++at_;
  }
  Scope scope;
  open_scope(scope);
  std::vector<Name> targets;
  const std::uint32_t first = at_;
  if (is(TokenKind::Open)) {  // Oracle: DELETE FROM (SELECT ...); PostgreSQL: ONLY (t)
    if (query_starts(1)) {
      const Derived view = parenthesised_query();
      if (view.bases.size() == 1) {
        Name base;
        base.table = view.bases[0];
        base.token = first;
        write_target(base, Verb::Delete);
        std::erase_if(current_.accesses, [&](const Access& a) { return a.mode == Mode::Read && a.table == base.table; });
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
  const bool list = kw() == Kw::From || kw() == Kw::Using;
  (void)from_first_word;
  if (list) {
    from_list();
    // The written ones are found among the sources.
    for (const Name& target : targets) {
      Source* found = nullptr;
      if (target.parts == 1) found = find_source(target.table.name);
      if (!found && scope.sources.size() * targets.size() < 100000) {
        for (Source& s : scope.sources) {
          if (s.kind == Source::Kind::Table && s.table.name == target.table.name && (target.table.schema.empty() || s.table.schema.empty() || s.table.schema == target.table.schema)) {
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
        if (target.dynamic) {
          blind_name(target);
          continue;
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
      if (target.dynamic) {
        blind_name(target);
        continue;
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
    }
  }
  output_clause();
  clauses();
  output_clause();
  tail_clauses();
  close_scope();
}

// MERGE INTO t USING s ON ... WHEN [NOT] MATCHED [BY SOURCE] [AND c] THEN UPDATE SET ... | DELETE | INSERT (..) VALUES (..)
void Reader::merge() {
  ++at_;
  if (kw() == Kw::Top) {
    ++at_;
    if (is(TokenKind::Open)) skip_parentheses();
    else ++at_;
    take(Kw::Percent);
  }
  if (kw() == Kw::With) {  // Spark: MERGE WITH SCHEMA EVOLUTION INTO
    while (!at_end() && kw() != Kw::Into) ++at_;
  }
  take(Kw::Into);
  Scope scope;
  open_scope(scope);
  const std::uint32_t first = at_;
  auto target = name();
  at_ = first;
  table_factor();
  if (scope.sources.empty()) {
    understood_ = false;
    close_scope();
    return;
  }
  Source& head = scope.sources[0];
  if (head.kind == Source::Kind::Table) {
    head.read = false;
    head.written = true;
    head.verb = Verb::Merge;
  } else if (target) {
    if (!write_through(*target, Verb::Merge) && head.derived.bases.size() == 1) {
      target->table = head.derived.bases[0];
      target->dynamic = false;
      write_target(*target, Verb::Merge);
    }
  } else if (head.derived.bases.size() == 1) {
    Name base;
    base.table = head.derived.bases[0];
    base.token = first;
    write_target(base, Verb::Merge);
    std::erase_if(current_.accesses, [&](const Access& a) { return a.mode == Mode::Read && a.table == base.table; });
  }
  if (take(Kw::Using)) {
    from_item();
  }
  if (take(Kw::On)) expression(ColumnRole::Joined);
  merge_actions();
  if (kw() == Kw::Else && kw(1) == Kw::Ignore) at_ += 2;  // Db2
  output_clause();
  tail_clauses();
  if (kw() == Kw::Option && is(TokenKind::Open, 1)) {
    ++at_;
    skip_parentheses();
  }
  close_scope();
}

void Reader::merge_actions() {
  while (kw() == Kw::When && !at_end()) {
    ++at_;
    take(Kw::Not);
    take(Kw::Matched);
    if (kw() == Kw::By) at_ += 2;
    if (kw() == Kw::And) {
      ++at_;
      expression(ColumnRole::Filtered);
    }
    if (!take(Kw::Then)) return;
    if (take(Kw::Update)) {
      if (op("*")) ++at_;
      else if (kw() == Kw::Set && op("*", 1)) at_ += 2;
      else if (kw() == Kw::All && word("by", 1)) at_ += 3;
      else assignments();
      if (take(Kw::Where)) expression(ColumnRole::Filtered);
      if (kw() == Kw::Delete && kw(1) == Kw::Where) {
        at_ += 2;
        expression(ColumnRole::Filtered);
      }
    } else if (take(Kw::Insert)) {
      if (op("*")) ++at_;
      if (kw() == Kw::All && word("by", 1)) at_ += 3;
      if (is(TokenKind::Open)) {
        for (std::string& column : name_list()) {
          Source& head = scope_->sources[0];
          if (head.kind == Source::Kind::Table) head.written_columns.push_back({std::move(column), ColumnRole::Written, facts::Confidence::Certain});
        }
      }
      if (kw() == Kw::Overriding) at_ += 3;
      if (kw() == Kw::Values) {
        ++at_;
        if (is(TokenKind::Open)) expression(ColumnRole::Read, stop_comma);
        else expressions(ColumnRole::Read);
      } else if (kw() == Kw::Row) {
        ++at_;
      } else if (kw() == Kw::Default) {
        at_ += 2;
      }
      if (take(Kw::Where)) expression(ColumnRole::Filtered);
    } else {
      ++at_;  // DELETE, DO NOTHING
      take(Kw::Nothing);
      if (take(Kw::Where)) expression(ColumnRole::Filtered);
    }
  }
}

void Reader::truncate() {
  ++at_;
  current_.kind = StatementKind::Dml;
  if (is(TokenKind::Open) || at_end()) {
    understood_ = false;
    return;
  }
  take(Kw::Table);
  take(Kw::Tables);
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
  while (!at_end() && !statement_head()) ++at_;
}

}  // namespace onewriter::sql::general
