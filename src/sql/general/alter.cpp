// ALTER, DROP, RENAME, COMMENT, GRANT.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::alter() {
  const std::uint32_t head = at_;
  current_.kind = StatementKind::Ddl;
  ++at_;
  while (kw() == Kw::Or || kw() == Kw::Ignore || kw() == Kw::External || kw() == Kw::Foreign || kw() == Kw::Dynamic ||
         kw() == Kw::Iceberg || kw() == Kw::Materialized || kw() == Kw::Definer || word("algorithm") ||
         word("online") || word("offline")) {
    if (kw() == Kw::Definer || word("algorithm")) {
      while (!at_end() && kw() != Kw::View && kw() != Kw::Procedure && kw() != Kw::Function && kw() != Kw::Event &&
             kw() != Kw::Trigger)
        ++at_;
    } else {
      ++at_;
    }
  }
  switch (kw()) {
    case Kw::Table: ++at_; return alter_table();
    case Kw::View: {
      const std::uint32_t view = ++at_;
      skip_if_exists();
      auto target = name();
      if (target && (kw() == Kw::As || is(TokenKind::Open))) {
        at_ = view;
        return create_view(Definition::Kind::View, false, head);
      }
      if (target) alter_actions(*target);
      return;
    }
    case Kw::Procedure:
    case Kw::Proc: return routine(Routine::Kind::Procedure);
    case Kw::Function: return routine(Routine::Kind::Function);
    case Kw::Trigger:
      if (kw(2) != Kw::On || kw(3) == Kw::None) {
        std::uint32_t ahead = 1;
        while (ahead < 8 && !ends(ahead) && kw(ahead) != Kw::On) ++ahead;
        const bool body = session_.dialect == Dialect::TSql || session_.dialect == Dialect::Oracle;
        if (body) return trigger();
      }
      [[fallthrough]];
    case Kw::Policy:
    case Kw::Index: {
      while (!at_end() && kw() != Kw::On) ++at_;
      if (take(Kw::On)) {
        const std::uint32_t at = at_;
        if (auto table = name(); table && !table->dynamic && !table->temporary)
          access(table->table, Mode::Ddl, Verb::Alter, at);
      }
      break;
    }
    case Kw::Sequence:
    case Kw::Schema:
    case Kw::Database:
    case Kw::User:
    case Kw::Role: break;
    case Kw::Session:
    case Kw::System: current_.kind = StatementKind::Session; break;
    default: break;
  }
  while (!at_end() && !(kw() == Kw::Go)) ++at_;
}

void Reader::alter_table() {
  if (kw() == Kw::All) {
    while (!at_end()) ++at_;
    return;
  }
  skip_if_exists();
  take(Kw::Only);
  const std::uint32_t at = at_;
  auto table = name();
  if (!table) {
    understood_ = false;
    return;
  }
  table->token = at;
  if (op("*")) ++at_;
  if (table->dynamic) {
    blind_name(*table);
    while (!at_end() && !statement_head()) ++at_;
    return;
  }
  alter_actions(*table);
}

// ADD, DROP, MODIFY, CHANGE, RENAME, ..., in lists separated by commas.
void Reader::alter_actions(const Name& table) {
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
    } else if (action == Kw::References) {
      references_clause(base.name, {});
    } else if (action == Kw::Swap ||
               (action == Kw::Exchange)) {  // Snowflake: SWAP WITH u; EXCHANGE PARTITION p WITH TABLE u
      ++at_;
      while (!at_end() && kw() != Kw::With) ++at_;
      ++at_;
      take(Kw::Table);
      if (auto other = name(); other && !other->dynamic) access(other->table, Mode::Ddl, Verb::Alter, other->token);
    } else if (word("switch") && session_.dialect == Dialect::TSql) {  // ALTER TABLE t SWITCH TO u
      while (!at_end() && kw() != Kw::To) ++at_;
      ++at_;
      if (auto other = name(); other && !other->dynamic) access(other->table, Mode::Ddl, Verb::Alter, other->token);
    } else if (is(TokenKind::Open)) {
      skip_parentheses();
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
               action != Kw::Delete && action != Kw::Update && !is(TokenKind::Comma)) {
      return;
    } else {
      if (!is(TokenKind::Comma)) running = is(TokenKind::Word) ? Kw::None : running;
      ++at_;
    }
    if (at_ == before) ++at_;
  }
}

void Reader::drop() {
  current_.kind = StatementKind::Ddl;
  ++at_;
  bool temporary = false;
  Definition::Kind kind = Definition::Kind::Table;
  while (kw() == Kw::Temporary || kw() == Kw::External || kw() == Kw::Foreign || kw() == Kw::Materialized ||
         kw() == Kw::Public || kw() == Kw::Dynamic || kw() == Kw::Iceberg || kw() == Kw::Stream) {
    temporary |= kw() == Kw::Temporary;
    if (kw() == Kw::Materialized) kind = Definition::Kind::MaterializedView;
    if (kw() == Kw::Foreign) kind = Definition::Kind::ForeignTable;
    ++at_;
  }
  switch (kw()) {
    case Kw::Table: break;
    case Kw::View:
      if (kind == Definition::Kind::Table) kind = Definition::Kind::View;
      break;
    case Kw::Synonym: kind = Definition::Kind::Synonym; break;
    case Kw::Sequence: kind = Definition::Kind::Sequence; break;
    case Kw::Index: {
      ++at_;
      while (!at_end() && kw() != Kw::On && !statement_head()) ++at_;
      if (kw() == Kw::If) {
        at_ += 2;
        while (!at_end() && kw() != Kw::On && !statement_head()) ++at_;
      }
      if (take(Kw::On)) {
        const std::uint32_t at = at_;
        if (auto table = name(); table && !table->dynamic && !table->temporary)
          access(table->table, Mode::Ddl, Verb::Alter, at);
      }
      while (!at_end() && !statement_head()) ++at_;
      return;
    }
    case Kw::Trigger:
    case Kw::Policy:  // DROP TRIGGER g ON t
      while (!at_end() && kw() != Kw::On) ++at_;
      if (take(Kw::On) && kw() != Kw::All && kw() != Kw::Database) {
        const std::uint32_t at = at_;
        if (auto table = name(); table && !table->dynamic && !table->temporary)
          access(table->table, Mode::Ddl, Verb::Alter, at);
      }
      while (!at_end() && !statement_head()) ++at_;
      return;
    default:
      ++at_;
      if (kw() == Kw::If) at_ += 2;
      while (!at_end() && !statement_head()) ++at_;
      return;
  }
  ++at_;
  skip_if_exists();
  do {
    const std::uint32_t at = at_;
    auto table = name();
    if (!table) break;
    if (table->dynamic) {
      blind_name(*table);
      continue;
    }
    if (is(TokenKind::Placeholder) && tok().op == '@') ++at_;
    Definition dropped;
    dropped.kind = kind;
    dropped.change = Definition::Change::Drop;
    dropped.name = table->table;
    dropped.at = position(at);
    if (temporary || table->temporary || session_.temporary.count(table->table.name)) {
      session_.temporary.erase(table->table.name);
      continue;
    }
    define(std::move(dropped), Verb::Drop);
  } while (take(TokenKind::Comma));
  if (kw() == Kw::On && kw(1) == Kw::Cluster) at_ += 3;
  while (!at_end() && !statement_head()) ++at_;
}

// RENAME TABLE a TO b, c TO d; Oracle: RENAME a TO b
void Reader::rename() {
  current_.kind = StatementKind::Ddl;
  ++at_;
  if (kw() == Kw::User || kw() == Kw::Database || kw() == Kw::Index || kw() == Kw::Column || kw() == Kw::Dictionary) {
    while (!at_end()) ++at_;
    return;
  }
  take(Kw::Table) || take(Kw::Tables);
  skip_if_exists();
  do {
    const std::uint32_t at = at_;
    auto from = name();
    if (!from || !take(Kw::To)) break;
    auto to = name();
    if (!to) break;
    if (from->dynamic || to->dynamic) {
      blind_name(from->dynamic ? *from : *to);
      continue;
    }
    Definition renamed;
    renamed.change = Definition::Change::RenameTable;
    renamed.name = from->table;
    renamed.new_name = to->table;
    if (renamed.new_name.schema.empty()) renamed.new_name.schema = from->table.schema;
    renamed.at = position(at);
    define(std::move(renamed), Verb::Rename);
  } while (take(TokenKind::Comma));
}

// COMMENT ON says something about a table; it changes nothing of it.
void Reader::comment() {
  current_.kind = StatementKind::Ddl;
  while (!at_end()) ++at_;
}

void Reader::grant() {
  Grant grant;
  grant.revoke = kw() != Kw::Grant;
  current_.kind = StatementKind::Dcl;
  grant.at = position(at_);
  ++at_;
  if (kw() == Kw::Grant && kw(1) == Kw::Option) at_ += 3;
  std::string privilege;
  while (!at_end() && kw() != Kw::On && kw() != Kw::To && kw() != Kw::From) {
    if (is(TokenKind::Comma)) {
      constexpr std::size_t most_privileges = 100;
      if (!privilege.empty() && grant.privileges.size() < most_privileges)
        grant.privileges.push_back(std::move(privilege));
      privilege.clear();
      ++at_;
    } else if (is(TokenKind::Open)) {
      skip_parentheses();
    } else {
      if (kw() != Kw::Privileges) {
        if (!privilege.empty()) privilege += ' ';
        for (char c : tokens_.of(tok())) privilege += lower(c);
      }
      ++at_;
    }
  }
  if (!privilege.empty()) grant.privileges.push_back(std::move(privilege));
  if (!take(Kw::On)) {  // a role
    while (!at_end()) ++at_;
    return;
  }
  const bool object_word = kw() == Kw::Schema || kw() == Kw::Database || kw() == Kw::Function ||
                           kw() == Kw::Procedure || kw() == Kw::Sequence || kw() == Kw::Type || kw() == Kw::Language ||
                           word("warehouse") || kw() == Kw::Stage || kw() == Kw::Package || kw() == Kw::Directory ||
                           kw() == Kw::Role || kw() == Kw::User || word("integration") || word("file");
  std::vector<TableName> tables;
  if (object_word && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && !is(TokenKind::Dot, 1)) {
    while (!at_end()) ++at_;
    return;
  }
  if (word("object") || word("schema")) {
    ++at_;
    if (op("::")) ++at_;
  }
  if (op("::", 1)) at_ += 2;  // T-SQL: OBJECT::dbo.t
  if (kw() == Kw::All && (kw(1) == Kw::Tables || word("views", 1))) {
    TableName all;
    all.name = "*";
    at_ += 2;
    if (kw() == Kw::In) {
      at_ += 2;
      if (auto schema = name()) all.schema = schema->table.name;
    }
    tables.push_back(all);
  } else {
    take(Kw::Table) || take(Kw::View);
    do {
      if (op("*")) {  // MySQL: *.*
        ++at_;
        if (is(TokenKind::Dot)) at_ += 2;
        TableName all;
        all.name = "*";
        tables.push_back(all);
        continue;
      }
      auto table = name();
      if (!table) break;
      if (is(TokenKind::Dot) && op("*", 1)) {  // MySQL: shop.*
        TableName all;
        all.schema = table->table.name;
        all.name = "*";
        tables.push_back(all);
        at_ += 2;
        continue;
      }
      if (table->dynamic)
        blind_name(*table);
      else
        tables.push_back(table->table);
    } while (take(TokenKind::Comma));
  }
  while (!at_end() && kw() != Kw::To && kw() != Kw::From) ++at_;
  if (!at_end()) {
    do {
      ++at_;
      take(Kw::Group) || take(Kw::Role) || take(Kw::User);
      if (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String)) {
        constexpr std::size_t most_grantees = 100;
        std::string grantee = folded(at_++);
        if (grant.grantees.size() < most_grantees) grant.grantees.push_back(std::move(grantee));
        if (is(TokenKind::Placeholder) && tok().op == '@') ++at_;
      }
    } while (is(TokenKind::Comma));
  }
  for (TableName& table : tables) {
    if (is_system_table(table, session_.dialect)) continue;
    Grant one = grant;
    one.table = std::move(table);
    current_.grants.push_back(std::move(one));
  }
  while (!at_end() && !statement_head()) ++at_;
}

}  // namespace onewriter::sql::general
