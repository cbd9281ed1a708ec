// Values that come later: ?, :a, @p, %s, $1, {0}, #{a}, ${a}, {{ ... }}; with them what begins alike: dollar quotes,
// #temp.

#include "sql/tokenizing/tokenizer.h"

namespace onewriter::sql::tokenizing {

// $tag$ text $tag$, $1, $name, ${name}
bool Tokenizer::dollar() {
  const std::size_t begin = at_;
  if (peek(1) == '{') {
    const auto close = find_near("}", at_, 200);
    if (close == std::string_view::npos) return false;
    at_ = close + 1;
    add(TokenKind::Placeholder, begin, '$');
    return true;
  }
  std::size_t end = at_ + 1;
  while (end < text_.size() && is(text_[end], name_part) && text_[end] != '$') ++end;
  const bool quotes = lexis_.dollar_quote || (lexis_.plain_dollar_quote && end == at_ + 1);
  if (quotes && end < text_.size() && text_[end] == '$' && !is(peek(1), digit)) {
    const std::string_view tag = text_.substr(at_, end + 1 - at_);
    const auto close = text_.find(tag, end + 1);
    if (close == std::string_view::npos) out_.unterminated = true;
    at_ = close == std::string_view::npos ? text_.size() : close + tag.size();
    add(TokenKind::String, begin, '$');
    return true;
  }
  if (end == at_ + 1) return false;
  at_ = end;
  add(TokenKind::Placeholder, begin, '$');
  return true;
}

// {{ template }}, {0}, {name}, {name:Type}; other braces (ODBC escapes, struct literals) are operators.
bool Tokenizer::braces() {
  const std::size_t begin = at_;
  if (peek(1) == '{') {
    const auto close = find_once("}}", at_ + 2);
    if (close == std::string_view::npos) return false;
    at_ = close + 2;
    add(TokenKind::Template, begin, '{');
    return true;
  }
  std::size_t end = at_ + 1;
  while (end < text_.size() && end - at_ < 100 && text_[end] != '}' && text_[end] != '{' && !is(text_[end], space) &&
         text_[end] != ';')
    ++end;
  if (end >= text_.size() || text_[end] != '}' || peek(1) == '\'' || peek(1) == '"') return false;
  at_ = end + 1;
  add(TokenKind::Placeholder, begin, '{');
  return true;
}

// %s, %d, %(name)s, %1$s; otherwise modulo.
bool Tokenizer::percent() {
  const std::size_t begin = at_;
  if (begin > 0 && (is(text_[begin - 1], digit) || text_[begin - 1] == ')')) return false;
  std::size_t end = at_ + 1;
  if (peek(1) == '(') {
    const auto close = find_near(")", at_, 100);
    if (close == std::string_view::npos) return false;
    end = close + 1;
  } else {
    while (end < text_.size() && (is(text_[end], digit) || text_[end] == '$')) ++end;
  }
  if (end >= text_.size()) return false;
  const char type = text_[end];
  if (type != 's' && type != 'd' && type != 'i' && type != 'f' && type != 'u' && type != 'b' && type != 'v' &&
      type != 'q' && type != 'I' && type != 'L')
    return false;
  if (end + 1 < text_.size() && is(text_[end + 1], name_part) && text_[end + 1] != '_') {
    if (type == 'l' || peek(1) != '(') return false;
  }
  at_ = end + 1;
  add(TokenKind::Placeholder, begin, '%');
  return true;
}

// :name is a placeholder unless it follows a value (Snowflake's paths, slices).
bool Tokenizer::colon() {
  if (peek(1) == ':' || peek(1) == '=') return false;
  if (at_ == 0 || out_.list.empty()) return true;
  const char before = text_[at_ - 1];
  if (is(before, name_part)) return out_.list.back().kind == TokenKind::Word && is_reserved(out_.list.back().kw);
  return before != ')' && before != ']' && before != '"' && before != '?';
}

bool Tokenizer::placeholder() {
  const std::size_t begin = at_;
  const char c = text_[at_];
  const char after = peek(1);
  std::size_t end = at_ + 1;
  if (c == '?') {
    if (after == '?' || after == '|' || after == '&') return false;
    while (end < text_.size() && is(text_[end], digit)) ++end;
  } else if (c == '#') {
    if (after == '{') {
      const auto close = find_near("}", at_, 300);
      if (close == std::string_view::npos) return false;
      end = close + 1;
    } else if (lexis_.hash_name && (is(after, name_start) || after == '#')) {  // #temp and ##temp
      while (end < text_.size() && (is(text_[end], name_part) || text_[end] == '#')) ++end;
      at_ = end;
      add(TokenKind::Word, begin, '#');
      return true;
    } else {
      return false;
    }
  } else if (c == '@') {
    if (after == '{') {
      const auto close = find_near("}", at_, 200);
      if (close == std::string_view::npos) return false;
      end = close + 1;
    } else {
      if (after == '@') ++end;
      const std::size_t name = end;
      if (end < text_.size() && (text_[end] == '\'' || text_[end] == '`' || text_[end] == '"') &&
          options_.dialect != Dialect::Postgres) {
        at_ = end;
        quoted(text_[end], TokenKind::Placeholder, lexis_.backslash && text_[end] != '`', begin);
        out_.list.back().op = '@';
        return true;
      }
      while (end < text_.size() && (is(text_[end], name_part) || (text_[end] == '#' && lexis_.hash_name))) ++end;
      if (end == name) return false;
    }
  } else {  // ':'
    if (!colon()) return false;
    if (after == '\'' || after == '"') {
      at_ += 1;
      quoted(after, TokenKind::Placeholder, false, begin);
      out_.list.back().op = ':';
      return true;
    }
    if (!is(after, name_part)) return false;
    while (end < text_.size() && is(text_[end], name_part)) ++end;
  }
  at_ = end;
  add(TokenKind::Placeholder, begin, c);
  return true;
}

}  // namespace onewriter::sql::tokenizing
