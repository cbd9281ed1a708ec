// CREATE TABLE, also AS a query, LIKE or as a copy of another.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// Teradata: AS t WITH DATA. Is that what follows the name at `at`?
bool Reader::with_data(std::uint32_t at) const {
  while (at + 2 < end_ && list_[at + 1].kind == TokenKind::Dot) at += 2;
  return at + 2 < end_ && list_[at + 1].kw == Kw::With && list_[at + 2].kw == Kw::Data;
}

// At a parenthesis: settings, or BigQuery's OPTIONS (description = (SELECT ...)).
void Reader::settings() {
  if (session_.dialect != Dialect::BigQuery || !equals_ignoring_case(tokens_.of(list_[at_ - 1]), "options"))
    return skip_parentheses();
  const std::uint32_t end = std::exchange(end_, after_mate(at_));
  subqueries_of(ColumnRole::Read);
  at_ = std::exchange(end_, end);
}

void Reader::create_table(bool temporary, bool external, Definition::Kind kind, std::uint32_t) {
  skip_if_exists();
  const std::uint32_t at = at_;
  auto table = name_or_text();
  if (!table) {
    understood_ = false;
    return;
  }
  Definition definition;
  definition.kind = temporary || table->temporary ? Definition::Kind::Temporary : kind;
  definition.name = table->table;
  definition.at = position(at);
  temporary = definition.kind == Definition::Kind::Temporary;
  if (is(TokenKind::Placeholder) && tok().op == '@') ++at_;
  if (kw() == Kw::Partition && kw(1) == Kw::Of) {
    at_ += 2;
    name();
    definition.partial = true;
  }
  if (word("on") && kw(1) == Kw::Cluster) at_ += 3;  // ClickHouse: ON CLUSTER c
  if (kw() == Kw::On && kw(1) == Kw::Cluster) at_ += 3;
  if (is(TokenKind::Open) && !query_starts(1) && !(is(TokenKind::Open, 1))) {
    if (kw(1) == Kw::Like && ends(static_cast<std::uint32_t>(after_mate(at_) - at_)))
      skip_parentheses();
    else
      table_elements(definition);
  }
  bool filled = false;
  while (!at_end()) {
    const bool body = kw() == Kw::Select || (query_starts() && kw() == Kw::With) ||
                      (kw() == Kw::As && (query_starts(1) || is(TokenKind::Open, 1) || kw(1) == Kw::Values ||
                                          kw(1) == Kw::Table || (kw(1) == Kw::From && is(TokenKind::String, 2)))) ||
                      (is(TokenKind::Open) && query_starts(1) && kw(1) != Kw::From) ||
                      (kw() == Kw::From && is(TokenKind::Word, 1) && session_.dialect == Dialect::Hive);
    if (body && equals_ignoring_case(tokens_.of(list_[at_ - 1]), "template")) {  // Snowflake: the columns come of it
      query();
      definition.partial = true;
      continue;
    }
    if (body) {
      take(Kw::As);
      filled = definition.partial = true;
      query();
      continue;
    }
    if (kw() == Kw::As && (kw(1) == Kw::Exec || kw(1) == Kw::Execute)) {
      ++at_;
      execute();
      filled = definition.partial = true;
      continue;
    }
    if (kw() == Kw::As && (kw(1) == Kw::Insert || kw(1) == Kw::Delete)) break;
    if (kw() == Kw::On && (kw(1) == Kw::Commit || kw(1) == Kw::Rollback)) {  // ON COMMIT DELETE ROWS
      at_ += 4;
      continue;
    }
    const bool copies = kw() == Kw::Clone || (kw() == Kw::Copy && !word("grants", 1) && !word("tags", 1));
    if (copies) {
      ++at_;
      take(Kw::Of);  // Fabric: AS CLONE OF
      if (auto source = name(); source && !source->dynamic && !source->temporary) {
        access(source->table, Mode::Read, Verb::Select, source->token);
        filled = definition.partial = true;
      }
      continue;
    }
    const bool filled_copy = kw() == Kw::As && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) &&
                             kw(1) == Kw::None && with_data(at_ + 1);
    if (filled_copy) {
      ++at_;
      if (auto source = name(); source && !source->dynamic)
        access(source->table, Mode::Read, Verb::Select, source->token);
      filled = definition.partial = true;
      continue;
    }
    if (kw() == Kw::Like || (kw() == Kw::As && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) &&
                             session_.dialect == Dialect::ClickHouse)) {
      ++at_;
      name();
      definition.partial = true;
      continue;
    }
    if (is(TokenKind::Open))
      settings();
    else if (statement_head() && list_[at_ - 1].op != '=' && kw() != Kw::With && kw() != Kw::Set && kw() != Kw::End &&
             kw() != Kw::If && kw() != Kw::Delete && kw() != Kw::Update)
      break;
    else
      ++at_;
  }
  (void)external;
  if (table->dynamic) {
    blind_name(*table);
    return;
  }
  const TableName written = definition.name;
  define(std::move(definition), Verb::Create);
  if (filled && !temporary) access(written, Mode::Write, Verb::Create, at);
}

}  // namespace onewriter::sql::general
