// Mentions of columns.

#include <algorithm>

#include "sql/general/reader.h"
#include "sql/general/words.h"

namespace onewriter::sql::general {

// x -> x + 1, and no path of JSON.
bool Reader::lambda_starts() const {
  return op("->") && !is(TokenKind::String, 1) && !is(TokenKind::Number, 1) && !is(TokenKind::Placeholder, 1) &&
         !mysql() && !dialect({Dialect::Postgres, Dialect::Sqlite});
}

// Behind a parenthesis that `open` may have opened: (x, y) -> x + y, and no f(x, y) -> a.
bool Reader::parameters_of_lambda(std::uint32_t open) const {
  const auto name = [](const Token& t) { return t.kind == TokenKind::Word || t.kind == TokenKind::Quoted; };
  return lambda_starts() && list_[open].kind == TokenKind::Open && list_[open].mate + 1 == at_ &&
         (open == 0 || !name(list_[open - 1])) && std::all_of(list_ + open + 1, list_ + at_ - 1, [&](const Token& t) {
           return name(t) || t.kind == TokenKind::Comma;
         });
}

void Reader::name_of_lambda(std::uint32_t token) {
  constexpr std::size_t most_names = 16;  // all columns are compared with them
  if (lambda_names_.size() < most_names) lambda_names_.push_back(folded(token));
}

// a, t.a, s.t.a, t.*, f(...) with a qualified name.
void Reader::reference(ColumnRole role, unsigned how, Item* item, bool& operand) {
  Reference r;
  r.token = at_;
  r.role = inner_role_.value_or(role);
  r.output = (how & may_be_output) != 0;
  const bool single_word = is(TokenKind::Word);
  ++at_;
  while (is(TokenKind::Dot) && r.parts < 8) {
    if (op("*", 1)) {
      r.star = true;
      ++r.parts;
      at_ += 2;
      break;
    }
    if (!is(TokenKind::Word, 1) && !is(TokenKind::Quoted, 1)) {
      ++at_;
      operand = true;
      return;  // t.${column}
    }
    ++r.parts;
    at_ += 2;
  }
  operand = true;
  if (is(TokenKind::Open) && op("+", 1) && is(TokenKind::Close, 2)) at_ += 3;  // Oracle: a.id (+)
  if (is(TokenKind::Open) && !r.star) {                                        // schema.function(...), "f"(...)
    operand = false;
    return;
  }
  if (r.star && (kw() == Kw::Except || kw() == Kw::Exclude || kw() == Kw::Replace) && is(TokenKind::Open, 1) &&
      !query_starts(2))
    changed_columns(inner_role_.value_or(role));
  if (op("=>")) return;  // named argument
  if (r.parts == 1 && (how & argument) && lambda_starts()) {
    name_of_lambda(r.token);
    return;
  }
  if (!lambda_names_.empty() &&
      std::find(lambda_names_.begin(), lambda_names_.end(), folded(r.token)) != lambda_names_.end())
    return;
  if (r.parts == 1 && single_word) {
    if ((kw() == Kw::First || kw() == Kw::Last) && r.token >= 2 && list_[r.token - 2].kw == Kw::Keep)
      return;  // KEEP (DENSE_RANK LAST ...)
    const std::string_view text = tokens_.of(list_[r.token]);
    if (is(TokenKind::Close) && r.token > 0 && list_[r.token - 1].kind == TokenKind::Comma && one_of(text, units))
      return;                                             // DATE_TRUNC(x, MONTH)
    if (is(TokenKind::String) && text[0] == '_') return;  // _utf8 'x'
  }
  if (r.parts == 2) {
    const Token& last = list_[r.token + 2];
    if (last.kind == TokenKind::Word) {
      const std::string_view text = tokens_.of(last);
      if (equals_ignoring_case(text, "nextval") || equals_ignoring_case(text, "currval")) return;
    }
  }
  if (!scope_) return;
  constexpr std::size_t most_references = 20000;
  if (scope_->references.size() >= most_references) return;
  compare_shape(r);
  scope_->references.push_back(r);
  if (item && at_ > r.token)
    item->only_reference = item->first == r.token ? static_cast<std::uint32_t>(scope_->references.size()) : 0;
}

}  // namespace onewriter::sql::general
