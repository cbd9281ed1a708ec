// Texts and names in quotes, as tokens and without their quotes.

#include "sql/tokenizing/tokenizer.h"

namespace onewriter::sql::tokenizing {

// E'..', N'..', B'..', X'..', U&'..', r'..', rb'..', q'[..]', _utf8'..'; at_ stands after the prefix.
bool Tokenizer::string_with_prefix(std::size_t begin) {
  const std::string_view prefix = text_.substr(begin, at_ - begin);
  char c = peek();
  if (c == '&' && prefix.size() == 1 && lower(prefix[0]) == 'u' && (peek(1) == '\'' || peek(1) == '"')) {
    ++at_;
    quoted(peek(), peek() == '"' ? TokenKind::Quoted : TokenKind::String, false, begin);
    return true;
  }
  if (c != '\'' && !(c == '"' && lexis_.double_quote_text)) return false;
  const char first = lower(prefix[0]);
  if (prefix[0] == '_' && prefix.size() > 2) return quoted(c, TokenKind::String, lexis_.backslash, begin), true;
  if (prefix.size() > 2) return false;
  const char last = lower(prefix.back());
  if (last == 'q' && (prefix.size() == 1 || first == 'n') && c == '\'' &&
      lexis_of(options_.dialect).backslash == false) {
    const char open = peek(1);
    const char close = open == '[' ? ']' : open == '(' ? ')' : open == '{' ? '}' : open == '<' ? '>' : open;
    const char ending[] = {close, '\'', 0};
    const auto end = open == '\0' ? std::string_view::npos : find_once(std::string_view(ending, 2), at_ + 2);
    if (end == std::string_view::npos) return false;
    at_ = end + 2;
    add(TokenKind::String, begin, 'q');
    return true;
  }
  if (prefix.size() == 1 && (first == 'e' || first == 'n' || first == 'b' || first == 'x' || first == 'r')) {
    quoted(c, TokenKind::String, (lexis_.backslash && first != 'r') || first == 'e', begin);
    return true;
  }
  if (prefix.size() == 2 && ((first == 'r' && last == 'b') || (first == 'b' && last == 'r'))) {
    quoted(c, TokenKind::String, lexis_.backslash, begin);
    return true;
  }
  return false;
}

// From the opening quote at at_; a doubled closing quote stands for itself.
void Tokenizer::quoted(char close, TokenKind kind, bool backslash, std::size_t begin) {
  const char open = text_[at_];
  const bool triple =
      options_.dialect == Dialect::BigQuery && (close == '\'' || close == '"') && peek(1) == close && peek(2) == close;
  bool hole_seen = false;
  at_ += triple ? 3 : 1;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == close) {
      if (triple) {
        if (peek(1) == close && peek(2) == close) break;
      } else if (peek(1) == close) {
        ++at_;
      } else {
        break;
      }
    } else if (c == '\\' && backslash) {
      ++at_;
    } else if (c == hole_begin) {
      hole_seen = true;
    }
    ++at_;
  }
  if (at_ >= text_.size()) {
    at_ = text_.size();
    out_.unterminated = true;
  } else {
    at_ += triple ? 3 : 1;
  }
  if (kind == TokenKind::Quoted && hole_seen) kind = TokenKind::Hole;
  add(kind, begin, open);
}

// For texts whose dialect is not known: [dbo], [Order Details], but not a[1], array[x], [1, 2].
bool Tokenizer::bracket_is_name() const {
  if (!is(peek(1), name_start)) return false;
  if (at_ > 0 && (is(text_[at_ - 1], name_part) || text_[at_ - 1] == ']' || text_[at_ - 1] == ')')) return false;
  std::size_t end = at_ + 1;
  while (end < text_.size() && end - at_ < 130 && text_[end] != ']') {
    const char c = text_[end];
    if (!is(c, name_part) && c != ' ' && c != '-' && c != '.' && c != '#' && c != '/') return false;
    ++end;
  }
  return end < text_.size() && text_[end] == ']';
}

}  // namespace onewriter::sql::tokenizing

namespace onewriter::sql {

std::string unquoted(std::string_view text, const Lexis& lexis) {
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] != '\'' && text[begin] != '"' && text[begin] != '`' && text[begin] != '[' &&
         text[begin] != '$')
    ++begin;
  if (begin >= text.size()) return std::string(text);
  char open = text[begin];
  if (open == '$') {
    const auto tag = text.find('$', begin + 1);
    if (tag == std::string_view::npos) return std::string(text);
    const std::size_t mark = tag + 1 - begin;
    if (text.size() < begin + 2 * mark) return std::string(text.substr(tag + 1));
    return std::string(text.substr(tag + 1, text.size() - begin - 2 * mark));
  }
  const std::string_view prefix = text.substr(0, begin);
  if (!prefix.empty() && lower(prefix.back()) == 'q' && text.size() >= begin + 4)
    return std::string(text.substr(begin + 2, text.size() - begin - 4));
  const char close = open == '[' ? ']' : open;
  const bool backslash =
      open != '[' && open != '`' &&
      ((lexis.backslash && (open == '\'' || lexis.double_quote_text)) || (!prefix.empty() && lower(prefix[0]) == 'e'));
  std::string_view body = text.substr(begin + 1);
  if (!body.empty() && body.back() == close) body.remove_suffix(1);
  const bool tripled = open == '\'' || (open == '"' && lexis.double_quote_text);
  if (tripled && body.size() >= 4 && body[0] == close && body[1] == close && body[body.size() - 1] == close)
    body = body.substr(2, body.size() - 4);
  std::string result;
  result.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (backslash && body[i] == '\\' && i + 1 < body.size()) {
      ++i;
      result += body[i] == 'n' ? '\n' : body[i] == 't' ? '\t' : body[i];
      continue;
    }
    if (body[i] == close && i + 1 < body.size() && body[i + 1] == close) ++i;
    result += body[i];
  }
  return result;
}

}  // namespace onewriter::sql
