// DROP and RENAME; COMMENT.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// SEARCH INDEX, VECTOR INDEX, FULLTEXT INDEX; but TABLE index names one.
bool Reader::kind_of_index() const {
  if (!is(TokenKind::Word) || kw(1) != Kw::Index) return false;
  return kw() == Kw::None || kw() == Kw::Search || kw() == Kw::Fulltext || kw() == Kw::Spatial || kw() == Kw::Unique;
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
  // BigQuery, T-SQL: DROP SEARCH INDEX i ON t, DROP FULLTEXT INDEX ON t; DROP ALL ROW ACCESS POLICIES ON t
  if (kind_of_index()) ++at_;
  while (kw() == Kw::Row && (word("access", 1) || kw(1) == Kw::Policy)) at_ += kw(1) == Kw::Policy ? 1 : 2;
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
      while (take(Kw::On)) {
        const std::uint32_t at = at_;
        if (auto table = name(); table && !table->dynamic && !table->temporary)
          access(table->table, Mode::Ddl, Verb::Alter, at);
        while (!at_end() && !statement_head() && kw() != Kw::On) {  // T-SQL: i ON t WITH (...), j ON u
          if (is(TokenKind::Open))
            skip_parentheses();
          else
            ++at_;
        }
        if (session_.dialect != Dialect::TSql) break;
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
    auto table = name_or_text();
    if (!table) break;
    if (table->dynamic) {
      blind_name(*table);
      continue;
    }
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
  take(Kw::Table) || take(Kw::Tables) || (word("object") && take_word("object"));
  if (op("::")) ++at_;
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

}  // namespace onewriter::sql::general
