// How a column is compared: the shape of the access.

#include <algorithm>
#include <array>
#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// PARTITION BY, ORDER BY and the like inside an expression.
void Reader::begin_inner(std::uint32_t depth) {
  inner_role_ = kw() == Kw::Order || kw() == Kw::Sort ? ColumnRole::Ordered : ColumnRole::Grouped;
  inner_depth_ = depth;
  at_ += 2;
}

// The other side of "=" is a column of another table: WHERE a.id = b.a_id.
bool Reader::compared_with_other(const Reference& r) const {
  if (r.parts < 2) return false;
  const std::string_view own = tokens_.of(list_[r.token]);
  const auto name_at = [&](std::uint32_t i) {
    return i < end_ && (list_[i].kind == TokenKind::Word || list_[i].kind == TokenKind::Quoted);
  };
  if (op("=") && name_at(at_ + 1) && is(TokenKind::Dot, 2) && name_at(at_ + 3) &&
      !(is(TokenKind::Open, 4) && !op("+", 5))) {
    return !equals_ignoring_case(own, tokens_.of(tok(1)));
  }
  if (r.token < 5 || list_[r.token - 1].kind != TokenKind::Operator || tokens_.of(list_[r.token - 1]) != "=")
    return false;
  std::uint32_t before = r.token - 2;
  if (list_[before].kind == TokenKind::Close && before > 4 && list_[before - 1].op == '+') before -= 3;  // a.id (+) =
  return before >= 2 && name_at(before) && list_[before - 1].kind == TokenKind::Dot && name_at(before - 2) &&
         !equals_ignoring_case(own, tokens_.of(list_[before - 2]));
}

// Is the column compared with a value, and how? Looks at the token before and at those after it.
void Reader::compare_shape(Reference& r) const {
  if (r.role != ColumnRole::Filtered && r.role != ColumnRole::Joined) return;
  if (r.role == ColumnRole::Filtered && compared_with_other(r)) {
    r.role = ColumnRole::Joined;
    return;
  }
  const auto value = [&](const Token& t) {
    const bool call = t.kind == TokenKind::Word && (&t + 1)->kind == TokenKind::Open;
    return call || t.kind == TokenKind::String || t.kind == TokenKind::Number || t.kind == TokenKind::Placeholder ||
           t.kind == TokenKind::Hole || t.kind == TokenKind::Template;
  };
  const auto compare = [&](std::string_view text) {
    if (text == "=" || text == "==" || text == "<=>") r.key = r.equal = true;
    if (text == "<" || text == ">" || text == "<=" || text == ">=" || text[0] == '&') r.range = true;
  };
  std::uint32_t ahead = 0;
  if (kw() == Kw::Not) ahead = 1;
  switch (kw(ahead)) {
    case Kw::Like:
    case Kw::Ilike:
    case Kw::Rlike:
    case Kw::Regexp:
    case Kw::Similar:
    case Kw::Glob: r.search = true; return;
    case Kw::Between: r.range = true; return;
    case Kw::In:
      if (ahead == 0 && !query_starts(2)) r.key = true;
      return;
    default: break;
  }
  if (is(TokenKind::Operator)) {
    const std::string_view text = tokens_.of(tok());
    if (text[0] == '~' || text[0] == '!') r.search |= text[0] == '~' || text == "!~";
    std::uint32_t next = 1;
    if (op("-", 1)) next = 2;
    if (value(tok(next)) && next + at_ < end_) compare(text);
  }
  if (r.token >= 2 && list_[r.token - 1].kind == TokenKind::Operator && value(list_[r.token - 2]))
    compare(tokens_.of(list_[r.token - 1]));
}

}  // namespace onewriter::sql::general
