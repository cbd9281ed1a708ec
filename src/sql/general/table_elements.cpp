// What stands in a table's parentheses: columns, keys, references to other tables.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

namespace {

bool constraint_word(Kw k) {
  switch (k) {
    case Kw::Not:
    case Kw::Null:
    case Kw::Default:
    case Kw::Primary:
    case Kw::Unique:
    case Kw::References:
    case Kw::Check:
    case Kw::Constraint:
    case Kw::Collate:
    case Kw::Comment:
    case Kw::Generated:
    case Kw::Identity:
    case Kw::On:
    case Kw::Key:
    case Kw::As:
    case Kw::Foreign:
    case Kw::Cascade:
    case Kw::Virtual:
    case Kw::After:
    case Kw::First:
    case Kw::With:
    case Kw::Format:
    case Kw::Policy: return true;
    default: return false;
  }
}

}  // namespace

// ( column type ..., PRIMARY KEY (a), FOREIGN KEY (b) REFERENCES t (c), ... )
void Reader::table_elements(Definition& definition) {
  const std::uint32_t close = after_mate(at_);
  ++at_;
  while (at_ < close && !at_end() && !is(TokenKind::Close)) {
    const std::uint32_t before = at_;
    switch (kw()) {
      case Kw::Constraint:
      case Kw::Primary:
      case Kw::Foreign:
      case Kw::Unique:
      case Kw::Check:
      case Kw::Exclude:
      case Kw::Index:
      case Kw::Key:
      case Kw::Fulltext:
      case Kw::Spatial:
      case Kw::Like:
      case Kw::Period:
        if (is(TokenKind::Open, 1) || is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || kw(1) == Kw::Key) {
          const bool column = (kw() == Kw::Key || kw() == Kw::Index || kw() == Kw::Period) && is(TokenKind::Word, 1) &&
                              !is(TokenKind::Open, 2) && kw(1) != Kw::For && !is(TokenKind::Quoted, 1) &&
                              kw(2) != Kw::Using && kw(1) != Kw::Using && kw() != Kw::Index;
          if (!column) {
            table_constraint(definition);
            break;
          }
        }
        [[fallthrough]];
      default: column_definition(definition);
    }
    while (at_ < close && !at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close)) {
      if (is(TokenKind::Open))
        skip_parentheses();
      else
        ++at_;
    }
    if (!take(TokenKind::Comma) && at_ == before) ++at_;
  }
  at_ = close;
}

void Reader::column_definition(Definition& definition) {
  if (!is(TokenKind::Word) && !is(TokenKind::Quoted) && !is(TokenKind::String)) {
    ++at_;
    return;
  }
  ColumnDefinition column;
  column.name = folded(at_++);
  const std::uint32_t type = at_;
  while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close) && !constraint_word(kw()) && kw() != Kw::Add &&
         kw() != Kw::Drop && kw() != Kw::Modify) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
  column.type = std::string(text_from(type, at_));
  const std::string name = column.name;
  definition.columns.push_back(std::move(column));
  while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close)) {
    if (kw() == Kw::Primary && kw(1) == Kw::Key) {
      definition.key.push_back(name);
      at_ += 2;
    } else if (kw() == Kw::References) {
      references_clause(definition.name, {name});
    } else if (is(TokenKind::Open)) {
      skip_parentheses();
    } else {
      ++at_;
    }
  }
}

void Reader::table_constraint(Definition& definition) {
  if (take(Kw::Constraint)) {
    if (kw() != Kw::Primary && kw() != Kw::Foreign && kw() != Kw::Unique && kw() != Kw::Check) {
      while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close) && kw() != Kw::Primary &&
             kw() != Kw::Foreign && kw() != Kw::Unique && kw() != Kw::Check) {
        ++at_;
        if (is(TokenKind::Open)) break;
      }
    }
  }
  const bool primary = kw() == Kw::Primary;
  const bool foreign = kw() == Kw::Foreign;
  while (!at_end() && !is(TokenKind::Open) && !is(TokenKind::Comma) && !is(TokenKind::Close)) ++at_;
  if (!primary && !foreign) return skip_parentheses();
  std::vector<std::string> columns = name_list();
  if (primary)
    definition.key = std::move(columns);
  else if (kw() == Kw::References)
    references_clause(definition.name, std::move(columns));
}

void Reader::references_clause(const TableName& from, std::vector<std::string> columns) {
  const std::uint32_t at = ++at_;
  auto to = name();
  if (!to || to->dynamic) return;
  ForeignKey key;
  key.from = from;
  key.columns = std::move(columns);
  key.to = to->table;
  key.to_columns = name_list();
  key.at = position(at);
  current_.foreign_keys.push_back(std::move(key));
}

}  // namespace onewriter::sql::general
