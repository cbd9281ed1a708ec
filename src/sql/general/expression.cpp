// Expressions: one pass over the tokens with a depth counter, no recursion but for subqueries. Notes the columns, with
// what is done to them.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::expressions(ColumnRole role, unsigned how) {
  do {
    expression(role, how | stop_comma);
  } while (take(TokenKind::Comma));
}

// An expression whose names are no columns (variables, options): what its subqueries read.
void Reader::subqueries_of(ColumnRole role, unsigned how) {
  Scope scope;
  open_scope(scope);
  expression(role, how);
  scope.references.clear();
  close_scope();
}

// DuckDB: [x + 1 FOR x IN list IF x > 2], at the bracket; x is no column.
void Reader::comprehension() {
  constexpr std::uint32_t farthest = 100;
  for (std::uint32_t ahead = 1; ahead < farthest && !ends(ahead) && !op("[", ahead) && !op("]", ahead); ++ahead) {
    if (kw(ahead) == Kw::For && is(TokenKind::Word, ahead + 1) && kw(ahead + 2) == Kw::In)
      return name_of_lambda(at_ + ahead + 1);
  }
}

// * EXCEPT (a, b), * REPLACE (a + 1 AS a): what replaces a column is read.
void Reader::changed_columns(ColumnRole role) {
  const bool replaces = kw() == Kw::Replace && depth_ < deepest_query;
  ++at_;
  const std::uint32_t close = after_mate(at_);
  if (replaces) {
    ++depth_;
    ++at_;
    Item item;
    do {
      expression(role, stop_comma, &item);
    } while (take(TokenKind::Comma));
    --depth_;
  }
  at_ = close;
}

void Reader::expression(ColumnRole role, unsigned how, Item* item) {
  const auto outer_role = std::exchange(inner_role_, std::nullopt);
  const std::uint32_t outer_depth = inner_depth_;
  const std::size_t outer_names = lambda_names_.size();
  read_expression(role, how, item);
  lambda_names_.resize(outer_names);
  inner_role_ = outer_role;
  inner_depth_ = outer_depth;
}

void Reader::read_expression(ColumnRole role, unsigned how, Item* item) {
  const std::uint32_t begin = at_;
  std::uint32_t depth = 0;
  std::uint32_t cases = 0;
  std::uint32_t braces = 0;
  bool operand = false;
  while (at_ < end_) {
    const Token& t = tok();
    switch (t.kind) {
      case TokenKind::Semicolon:
      case TokenKind::Delimiter:
      case TokenKind::End: return;
      case TokenKind::Open:
        if (query_starts(1)) {
          parenthesised_query();
          operand = true;
          break;
        }
        ++depth;
        ++at_;
        operand = false;
        break;
      case TokenKind::Close:
        // A [ without its ] must not hide the end of the query around: its rest would be read again for each level.
        if (depth == 0 || (t.mate < begin && list_[t.mate].mate == at_)) return;
        --depth;
        if (depth < inner_depth_) inner_role_.reset();
        ++at_;
        operand = true;
        if (!scope_ || t.mate < begin || !parameters_of_lambda(t.mate)) break;
        for (auto& noted = scope_->references; !noted.empty() && noted.back().token > t.mate; noted.pop_back())
          name_of_lambda(noted.back().token);  // (x, y) -> x + y
        if (item) item->only_reference = 0;
        break;
      case TokenKind::Comma:
        if (depth == 0 && (how & stop_comma)) return;
        ++at_;
        operand = false;
        break;
      case TokenKind::Dot:
        ++at_;
        if (is(TokenKind::Word) || is(TokenKind::Quoted) || op("*")) ++at_;  // a field of what stands before
        break;
      case TokenKind::String:
        if (item && operand && depth == 0 && (how & item_alias))
          item->alias = fold_name(unquoted(tokens_.of(t), lexis_), true, session_.dialect);
        ++at_;
        operand = true;
        break;
      case TokenKind::Number:
      case TokenKind::Placeholder:
      case TokenKind::Hole:
      case TokenKind::Template:
        ++at_;
        operand = true;
        break;
      case TokenKind::Operator: {
        const std::string_view text = tokens_.of(t);
        if (text == "*" && !operand) {
          if (depth == 0 && item) {
            item->star = true;
            Reference star;
            star.token = at_;
            star.role = role;
            star.star = true;
            if (scope_) scope_->references.push_back(star);
          }
          operand = true;
          ++at_;
          bool changed = false;
          while ((kw() == Kw::Except || kw() == Kw::Exclude || kw() == Kw::Replace || kw() == Kw::Rename) &&
                 is(TokenKind::Open, 1) && !query_starts(2)) {
            changed_columns(role);
            changed = true;
          }
          if (changed) break;
          if (kw() == Kw::Replace && depth == 0 && item && !ends(1)) {  // DuckDB: * REPLACE a + 1 AS a
            ++at_;
            operand = false;
            break;
          }
          if ((kw() == Kw::Exclude || kw() == Kw::Rename || kw() == Kw::Except) && is(TokenKind::Word, 1) &&
              kw(1) == Kw::None) {
            at_ += 2;
          }
          break;
        }
        if (text == "|>" && depth == 0) return;
        if (text == "[" && !operand) comprehension();
        ++at_;
        if (text == "::") {
          skip_type();
          operand = true;
        } else if (text == ":" && operand && braces == 0 && list_[at_ - 2].kind != TokenKind::String) {
          if (is(TokenKind::Word) || is(TokenKind::Quoted)) ++at_;
        } else if (text == "{") {  // {'key': value, ...} of DuckDB and ClickHouse
          ++braces;
          ++depth;
          operand = false;
        } else if (text == "}" && braces > 0) {
          --braces;
          if (depth > 0) --depth;
          operand = true;
        } else if (text == "[") {
          ++depth;
          operand = false;
        } else if (text == "]") {
          if (depth > 0) --depth;
          operand = true;
        } else {
          operand = false;
        }
        break;
      }
      case TokenKind::Word:
      case TokenKind::Quoted: {
        if (stops(depth, cases, operand)) return;
        const bool goes_on = operand ? word_after_operand(how, item, depth, cases, operand)
                                     : word_in_operand_place(role, how, item, depth, cases, operand);
        if (!goes_on) return;
        break;
      }
    }
  }
}

}  // namespace onewriter::sql::general
