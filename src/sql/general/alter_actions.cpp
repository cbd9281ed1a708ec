// What ALTER TABLE does: columns added, dropped and renamed, new names, tables exchanged.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// ClickHouse: ALTER TABLE t UPDATE a = 1 WHERE ..., ALTER TABLE t DELETE WHERE ...: changes of rows, not of the table.
void Reader::mutation(const Name& table) {
  current_.kind = StatementKind::Dml;
  Scope scope;
  open_scope(scope);
  Source target;
  target.table = table.table;
  target.alias = table.table.name;
  target.token = table.token;
  target.read = false;
  target.written = true;
  target.verb = kw() == Kw::Update ? Verb::Update : Verb::Delete;
  target.ignored = table.temporary || excluded(table.table);
  add_source(std::move(target));
  if (take(Kw::Update))
    assigned_columns();
  else
    ++at_;
  while (!at_end() && kw() != Kw::Where) ++at_;  // IN PARTITION p
  clauses();
  close_scope();
  while (!at_end()) ++at_;
}

// Oracle: MERGE PARTITIONS a, b INTO PARTITION c; Synapse: MERGE RANGE (1). Else in T-SQL MERGE begins a statement.
bool Reader::merges_parts() const {
  if (session_.dialect == Dialect::TSql) return kw(1) == Kw::Range && is(TokenKind::Open, 2);
  return kw(1) != Kw::Into;
}

// ADD, DROP, MODIFY, CHANGE, RENAME, ..., in lists separated by commas.
void Reader::alter_actions(const Name& table) {
  if (kw() == Kw::On && kw(1) == Kw::Cluster) at_ += 3;
  if (session_.dialect == Dialect::ClickHouse && (kw() == Kw::Update || kw() == Kw::Delete)) return mutation(table);
  const bool temporary = table.temporary || session_.temporary.count(table.table.name) > 0;
  if (!temporary) access(table.table, Mode::Ddl, Verb::Alter, table.token);
  Definition base;
  base.name = table.table;
  base.at = position(table.token);
  const auto note = [&](Definition definition) {
    if (!temporary) current_.definitions.push_back(std::move(definition));
  };
  Kw running = Kw::None;  // T-SQL and Oracle repeat an action without its word: ADD a int, b int
  while (!at_end()) {
    const std::uint32_t before = at_;
    const Kw action = kw();
    if (action == Kw::Add ||
        (running == Kw::Add && list_[at_ - 1].kind == TokenKind::Comma && is(TokenKind::Word) && kw() != Kw::Drop &&
         kw() != Kw::Alter && kw() != Kw::Modify && kw() != Kw::Change && kw() != Kw::Rename)) {
      if (action == Kw::Add) ++at_;
      running = Kw::Add;
      Definition added = base;
      added.change = Definition::Change::AddColumns;
      const bool plural = take(Kw::Columns);
      take(Kw::Column);
      skip_if_exists();
      if (kw() == Kw::Constraint || kw() == Kw::Primary || kw() == Kw::Foreign || kw() == Kw::Unique ||
          kw() == Kw::Check || kw() == Kw::Index || kw() == Kw::Key || kw() == Kw::Fulltext || kw() == Kw::Spatial) {
        table_constraint(added);
        if (!added.key.empty()) note(added);
      } else if (kw() == Kw::Partition || kw() == Kw::Period) {
        ++at_;
        while (!at_end() && !is(TokenKind::Comma)) {
          if (is(TokenKind::Open))
            skip_parentheses();
          else
            ++at_;
        }
      } else if (is(TokenKind::Open)) {
        table_elements(added);
        note(added);
      } else if (is(TokenKind::Word) || is(TokenKind::Quoted)) {
        column_definition(added);
        note(added);
      }
      (void)plural;
    } else if (action == Kw::Drop ||
               (running == Kw::Drop && list_[at_ - 1].kind == TokenKind::Comma &&
                (kw() == Kw::None || is(TokenKind::Quoted)) && (ends(1) || is(TokenKind::Comma, 1)))) {
      if (action == Kw::Drop) ++at_;
      running = Kw::Drop;
      const bool column = take(Kw::Column) || take(Kw::Columns);
      skip_if_exists();
      Definition dropped = base;
      dropped.change = Definition::Change::DropColumns;
      if (is(TokenKind::Open)) {
        for (std::string& c : name_list()) dropped.columns.push_back({std::move(c), ""});
        note(dropped);
      } else if (column || kw() == Kw::None || is(TokenKind::Quoted)) {
        if (is(TokenKind::Word) || is(TokenKind::Quoted)) {
          dropped.columns.push_back({folded(at_++), ""});
          note(dropped);
        }
      } else {
        running = Kw::None;
      }
    } else if (action == Kw::Rename) {
      ++at_;
      running = Kw::None;
      if (kw() == Kw::Index || kw() == Kw::Key || kw() == Kw::Constraint || kw() == Kw::Partition) {
        ++at_;
      } else if (kw() == Kw::To || kw() == Kw::As ||
                 (!is(TokenKind::Word, 1) && kw() != Kw::Column && !is(TokenKind::Quoted, 1))) {
        take(Kw::To) || take(Kw::As);
        if (auto to = name(); to && !to->dynamic) {
          Definition renamed = base;
          renamed.change = Definition::Change::RenameTable;
          renamed.new_name = to->table;
          if (renamed.new_name.schema.empty()) renamed.new_name.schema = base.name.schema;
          note(std::move(renamed));
        }
      } else {
        take(Kw::Column);
        skip_if_exists();
        Definition renamed = base;
        renamed.change = Definition::Change::RenameColumn;
        if (is(TokenKind::Word) || is(TokenKind::Quoted)) renamed.columns.push_back({folded(at_++), ""});
        take(Kw::To);
        if (is(TokenKind::Word) || is(TokenKind::Quoted)) renamed.columns.push_back({folded(at_++), ""});
        note(std::move(renamed));
      }
    } else if (action == Kw::Change) {  // MySQL: CHANGE old new type
      ++at_;
      running = Kw::None;
      take(Kw::Column);
      Definition renamed = base;
      renamed.change = Definition::Change::RenameColumn;
      if (is(TokenKind::Word) || is(TokenKind::Quoted)) renamed.columns.push_back({folded(at_++), ""});
      if (is(TokenKind::Word) || is(TokenKind::Quoted)) renamed.columns.push_back({folded(at_++), ""});
      if (renamed.columns.size() == 2 && renamed.columns[0].name != renamed.columns[1].name) note(std::move(renamed));
    } else if (((action == Kw::Replace || (action == Kw::Attach && session_.dialect == Dialect::ClickHouse)) &&
                kw(1) == Kw::Partition) ||
               (word("append") && kw(1) == Kw::From)) {
      // ClickHouse: REPLACE, ATTACH PARTITION p FROM u; Redshift: APPEND FROM u
      while (!at_end() && kw() != Kw::From) ++at_;
      ++at_;
      if (auto other = name(); other && !other->dynamic) access(other->table, Mode::Read, Verb::Select, other->token);
    } else if (action == Kw::References) {
      references_clause(base.name, {});
    } else if (action == Kw::Swap ||
               (action == Kw::Exchange)) {  // Snowflake: SWAP WITH u; EXCHANGE PARTITION p WITH TABLE u
      ++at_;
      while (!at_end() && kw() != Kw::With) ++at_;
      ++at_;
      take(Kw::Table);
      if (auto other = name(); other && !other->dynamic) access(other->table, Mode::Ddl, Verb::Alter, other->token);
    } else if ((word("switch") && session_.dialect == Dialect::TSql) ||
               (word("move") && kw(1) == Kw::Partition && session_.dialect == Dialect::ClickHouse)) {
      // SWITCH PARTITION 1 TO u; MOVE PARTITION 1 TO TABLE u
      while (!at_end() && kw() != Kw::To) ++at_;
      ++at_;
      if (session_.dialect == Dialect::ClickHouse && !take(Kw::Table)) continue;  // to a disk
      if (auto other = name(); other && !other->dynamic) access(other->table, Mode::Ddl, Verb::Alter, other->token);
    } else if (is(TokenKind::Open)) {
      settings();
    } else if (action == Kw::Alter || action == Kw::Modify) {
      running = Kw::None;
      ++at_;
      while (!at_end() && !is(TokenKind::Comma) && kw() != Kw::Add && kw() != Kw::Rename && kw() != Kw::Change &&
             !(statement_head() && kw() != Kw::Drop && kw() != Kw::Set && kw() != Kw::Alter)) {
        if (kw() == Kw::Drop && kw(1) != Kw::Not && kw(1) != Kw::Default && list_[at_ - 1].kind == TokenKind::Comma)
          break;
        if (is(TokenKind::Open))
          skip_parentheses();
        else
          ++at_;
      }
    } else if (statement_head() && action != Kw::Set && action != Kw::With && action != Kw::Truncate &&
               action != Kw::Delete && action != Kw::Update && !(action == Kw::Merge && merges_parts()) &&
               !is(TokenKind::Comma)) {
      return;
    } else {
      if (!is(TokenKind::Comma)) running = is(TokenKind::Word) ? Kw::None : running;
      ++at_;
    }
    if (at_ == before) ++at_;
  }
}

}  // namespace onewriter::sql::general
