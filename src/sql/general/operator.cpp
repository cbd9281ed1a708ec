// Words behind a value: operators, aliases, types.

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// A word after a value: an operator, an alias, or something of a function's own (SEPARATOR, RESPECT NULLS, ...).
bool Reader::word_after_operand(unsigned how, Item* item, std::uint32_t depth, std::uint32_t& cases, bool& operand) {
  const Kw k = kw();
  if (cases > 0 && word("endif")) {
    --cases;
    ++at_;
    return true;
  }
  if (k == Kw::From && (kw(1) == Kw::First || kw(1) == Kw::Last) && depth == 0) {
    at_ += 2;
    return true;
  }
  if (word("multiset") && (kw(1) == Kw::Union || kw(1) == Kw::Except || kw(1) == Kw::Intersect)) {  // Oracle
    at_ += 2;
    take(Kw::All) || take(Kw::Distinct);
    operand = false;
    return true;
  }
  if (depth > 0 && k == Kw::On && word("overflow", 1) &&
      (kw(2) == Kw::Truncate || word("error", 2))) {  // LISTAGG(a, ', ' ON OVERFLOW TRUNCATE '...' WITH COUNT)
    while (!at_end() && !is(TokenKind::Close)) ++at_;
    return true;
  }
  switch (k) {
    case Kw::Is:  // IS [NOT] DISTINCT FROM
      ++at_;
      take(Kw::Not);
      if (kw() == Kw::Distinct && kw(1) == Kw::From) at_ += 2;
      operand = false;
      return true;
    case Kw::And:
    case Kw::Or:
    case Kw::Like:
    case Kw::Ilike:
    case Kw::Rlike:
    case Kw::Regexp:
    case Kw::Between:
    case Kw::Not:
    case Kw::Escape:
    case Kw::Div:
    case Kw::Mod:
    case Kw::Xor:
    case Kw::Overlaps:
    case Kw::Similar:
    case Kw::Glob:
    case Kw::Against:
    case Kw::When:
    case Kw::Then:
    case Kw::Else:
    case Kw::From:
    case Kw::Where:
    case Kw::Having:
    case Kw::By:
    case Kw::On:
    case Kw::Passing:
    case Kw::For:
    case Kw::Distinct:
    case Kw::All:
    case Kw::Union:
    case Kw::Intersect:
    case Kw::Limit:
    case Kw::Offset:
    case Kw::Separator:
      if ((k == Kw::Div || k == Kw::Mod || k == Kw::Offset) && depth == 0 && item &&
          (ends(1) || is(TokenKind::Comma, 1) || kw(1) == Kw::From))
        break;
      ++at_;
      operand = false;
      return true;
    case Kw::In:
      ++at_;
      if (kw() == Kw::Natural || word("boolean")) {  // MATCH ... AGAINST ('x' IN BOOLEAN MODE)
        ++at_;
        return true;
      }
      operand = false;
      if (depth == 0 && dialect({Dialect::ClickHouse, Dialect::Sqlite}) &&
          (is(TokenKind::Word) || is(TokenKind::Quoted)) && scope_) {
        std::uint32_t ahead = 1;
        while (is(TokenKind::Dot, ahead)) ahead += 2;
        if (!is(TokenKind::Open, ahead)) {
          if (auto table = name(); table && !table->dynamic) add_table(*table);
          operand = true;
        }
      }
      return true;
    case Kw::End:
      if (cases > 0) --cases;
      ++at_;
      return true;
    case Kw::Case:
      ++cases;
      ++at_;
      operand = false;
      return true;
    case Kw::Select:
      if (depth == 0) return false;
      query();
      return true;
    case Kw::Partition:
    case Kw::Order:
    case Kw::Group:
    case Kw::Cluster:
    case Kw::Sort:
    case Kw::Distribute:
      if (kw(1) == Kw::By) {
        begin_inner(depth);
        operand = false;
        return true;
      }
      break;
    case Kw::Collate: at_ += 2; return true;
    case Kw::With:  // BigQuery: AVG(a) WITH GROUP ROWS (SELECT ... FROM GROUP_ROWS())
      if (kw(1) != Kw::Group || kw(2) != Kw::Rows || !is(TokenKind::Open, 3)) break;
      at_ += 3;
      parenthesised_query();
      return true;
    case Kw::At:
      if (word("time", 1) && kw(2) == Kw::Zone) {
        at_ += 3;
        operand = false;
        return true;
      }
      break;
    case Kw::Over:
      ++at_;
      if (is(TokenKind::Word) || is(TokenKind::Quoted)) ++at_;
      return true;
    case Kw::As:
      ++at_;
      if (depth == 0) {
        if (item && (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String))) {
          item->alias = folded(at_);
          ++at_;
        } else if (is(TokenKind::Open)) {
          skip_parentheses();
        } else if (is(TokenKind::Word) || is(TokenKind::Quoted)) {
          ++at_;
        }
      } else {  // CAST(x AS type), STRUCT(x AS name)
        while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close)) {
          if (is(TokenKind::Open))
            skip_parentheses();
          else
            ++at_;
        }
      }
      return true;
    default: break;
  }
  if (depth == 0 && item && (how & item_alias) && item->alias.empty() && !is(TokenKind::Open, 1))
    item->alias = folded(at_);
  ++at_;
  if (is(TokenKind::Dot)) ++at_;
  return true;
}

// What follows "::".
void Reader::skip_type() {
  if (!is(TokenKind::Word) && !is(TokenKind::Quoted)) return;
  const std::string_view first = tokens_.of(tok());
  ++at_;
  while (is(TokenKind::Dot) && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1))) at_ += 2;
  if (equals_ignoring_case(first, "double")) take_word("precision");
  if (equals_ignoring_case(first, "character") || equals_ignoring_case(first, "bit")) take_word("varying");
  if (is(TokenKind::Open)) skip_parentheses();
  if ((kw() == Kw::With || kw() == Kw::Without) && (word("time", 1) || word("local", 1))) {
    at_ += kw() == Kw::With && word("local", 1) ? 4 : 3;
  }
  while (op("[")) {
    ++at_;
    if (is(TokenKind::Number)) ++at_;
    if (op("]")) ++at_;
  }
}

}  // namespace onewriter::sql::general
