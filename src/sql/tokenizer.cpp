// Which token begins here; operators and punctuation; the pairs of parentheses.

#include "sql/tokenizing/tokenizer.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace onewriter::sql::tokenizing {

Tokens Tokenizer::run() {
  while (at_ < text_.size()) {
    if (!skip_blank()) next();
  }
  add(TokenKind::End, at_);
  pair_up();
  return std::move(out_);
}

void Tokenizer::next() {
  const std::size_t begin = at_;
  const char c = text_[at_];
  if (!delimiter_.empty() && has(delimiter_)) {
    at_ += delimiter_.size();
    add(TokenKind::Delimiter, begin);
    statement_ = out_.list.size();
    return;
  }
  if (is(c, name_start) || c == hole_begin) return word();
  if (is(c, digit) || (c == '.' && is(peek(1), digit) && (begin == 0 || !is(text_[begin - 1], name_part))))
    return number();
  switch (c) {
    case '\'': return quoted('\'', TokenKind::String, lexis_.backslash, begin);
    case '"':
      return quoted('"', lexis_.double_quote_text ? TokenKind::String : TokenKind::Quoted,
                    lexis_.double_quote_text && lexis_.backslash, begin);
    case '`': return quoted('`', TokenKind::Quoted, false, begin);
    case '[':
      if (lexis_.brackets || (lexis_.guess_brackets && bracket_is_name()))
        return quoted(']', TokenKind::Quoted, false, begin);
      break;
    case '(':
      ++at_;
      add(TokenKind::Open, begin);
      return;
    case ')':
      ++at_;
      add(TokenKind::Close, begin);
      return;
    case ',':
      ++at_;
      add(TokenKind::Comma, begin);
      return;
    case '.':
      ++at_;
      add(TokenKind::Dot, begin);
      return;
    case ';': {
      ++at_;
      // T-SQL: OPENROWSET ('provider', 'file'; 'user'; 'password', t). No statement begins with a text.
      const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
      if (next != std::string_view::npos && text_[next] == '\'' && !out_.list.empty() &&
          out_.list.back().kind == TokenKind::String) {
        add(TokenKind::Operator, begin, ';');
        return;
      }
      add(TokenKind::Semicolon, begin);
      after_semicolon();
      return;
    }
    case '$':
      if (dollar()) return;
      break;
    case '{':
      if (braces()) return;
      break;
    case '%':
      if (percent()) return;
      break;
    case '<':
      if (tag()) return;
      break;
    case '&':
      if (entity()) return;
      break;
    case '?':
    case ':':
    case '@':
    case '#':
      if (placeholder()) return;
      break;
    default: break;
  }
  // Operators; the ones of several characters that the readers tell apart.
  ++at_;
  if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) return;  // control characters are nothing
  static constexpr std::string_view pairs[] = {"<=>", "<>", "<=", ">=", "!=",  "::", ":=", "||", "&&", "->>",
                                               "->",  "=>", "|>", "~*", "!~*", "!~", "==", "<<", ">>", "**"};
  constexpr std::string_view seconds = "=><:|&~*-";
  if (at_ >= text_.size() || seconds.find(text_[at_]) == std::string_view::npos) {
    add(TokenKind::Operator, begin, c);
    return;
  }
  for (std::string_view pair : pairs) {
    if (pair[0] == c && pair[1] == text_[at_] && text_.compare(begin, pair.size(), pair) == 0) {
      at_ = begin + pair.size();
      break;
    }
  }
  add(TokenKind::Operator, begin, c);
}

// Parentheses are paired within a statement, so that one lost parenthesis spoils one statement only.
void Tokenizer::pair_up() {
  std::vector<std::uint32_t> open;
  auto& list = out_.list;
  const auto close_all = [&](std::size_t end) {
    for (std::uint32_t i : open) list[i].mate = static_cast<std::uint32_t>(end);
    open.clear();
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    switch (list[i].kind) {
      case TokenKind::Open:
        open.push_back(static_cast<std::uint32_t>(i));
        out_.depth = std::max(out_.depth, static_cast<std::uint32_t>(open.size()));
        break;
      case TokenKind::Close:
        if (!open.empty()) {
          list[open.back()].mate = static_cast<std::uint32_t>(i);
          list[i].mate = open.back();
          open.pop_back();
        }
        break;
      case TokenKind::Semicolon:
      case TokenKind::Delimiter:
      case TokenKind::End: close_all(i); break;
      default: break;
    }
  }
}

}  // namespace onewriter::sql::tokenizing

namespace onewriter::sql {

Tokens tokenize(std::string_view text, const TokenizeOptions& options) {
  return tokenizing::Tokenizer(text, options).run();
}

}  // namespace onewriter::sql
