// MERGE.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// MERGE INTO t USING s ON ... WHEN [NOT] MATCHED [BY SOURCE] [AND c] THEN UPDATE SET ... | DELETE | INSERT (..) VALUES
// (..)
void Reader::merge() {
  ++at_;
  if (kw() == Kw::Top) {
    ++at_;
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
    take(Kw::Percent);
  }
  if (kw() == Kw::With) {  // Spark: MERGE WITH SCHEMA EVOLUTION INTO
    while (!at_end() && kw() != Kw::Into) ++at_;
  }
  take(Kw::Into);
  if (merges_rows()) return insert_target(Verb::Upsert);
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
  if (kw() == Kw::Using) joins();
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

// H2's own form: MERGE INTO t [(a, b)] [KEY (a)] VALUES ... | query
bool Reader::merges_rows() const {
  if (!is(TokenKind::Word) && !is(TokenKind::Quoted)) return false;
  std::uint32_t ahead = 1;
  while (is(TokenKind::Dot, ahead)) ahead += 2;
  if (is(TokenKind::Open, ahead) && !query_starts(ahead + 1)) ahead = after_mate(at_ + ahead) - at_;
  return kw(ahead) == Kw::Key || kw(ahead) == Kw::Values || query_starts(ahead);
}

// What stands for all columns in an action: *, SET * EXCEPT (a) of Databricks, [ALL] BY NAME of Oracle and DuckDB.
bool Reader::whole_row() {
  const std::uint32_t star = kw() == Kw::Set ? 1 : 0;
  if (op("*", star)) {
    at_ += star + 1;
    if (kw() == Kw::Except && is(TokenKind::Open, 1)) {
      ++at_;
      skip_parentheses();
    }
    return true;
  }
  const std::uint32_t by = kw() == Kw::All ? 1 : 0;
  if (kw(by) != Kw::By) return false;
  at_ = std::min(at_ + by + 2, end_);
  return true;
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
      if (!whole_row()) assignments();
      if (take(Kw::Where)) expression(ColumnRole::Filtered);
      if (kw() == Kw::Delete && kw(1) == Kw::Where) {
        at_ += 2;
        expression(ColumnRole::Filtered);
      }
    } else if (take(Kw::Insert)) {
      whole_row();
      if (is(TokenKind::Open)) {
        for (std::string& column : name_list()) {
          Source& head = scope_->sources[0];
          if (head.kind == Source::Kind::Table)
            head.written_columns.push_back({std::move(column), ColumnRole::Written, facts::Confidence::Certain});
        }
      }
      if (kw() == Kw::Overriding) at_ = std::min(at_ + 3, end_);
      if (kw() == Kw::Values) {
        ++at_;
        if (is(TokenKind::Open))
          expression(ColumnRole::Read, stop_comma);
        else
          expressions(ColumnRole::Read);
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

}  // namespace onewriter::sql::general
