// Names, keywords and numbers.

#include "sql/tokenizing/tokenizer.h"

namespace onewriter::sql::tokenizing {

// A hole may be a part of a name: audit_<hole>, <hole>_2020.
void Tokenizer::word() {
  const std::size_t begin = at_;
  bool hole_seen = false;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == hole_begin) {
      hole_seen = true;
      const auto close = text_.find(hole_end, at_);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
    } else if (is(c, name_part) || (c == '#' && lexis_.hash_name && peek(1) != '{') ||
               (c == '@' && lexis_.at_in_name)) {
      if ((c == '\xc2' && peek(1) == '\xa0') || (c == '\xe3' && has("\xe3\x80\x80"))) break;
      if (c == '$' && peek(1) == '{') break;
      ++at_;
    } else {
      break;
    }
  }
  if (at_ == begin) {
    ++at_;
    return;
  }
  if (hole_seen) {
    add(TokenKind::Hole, begin);
    return;
  }
  if (at_ < text_.size() && at_ - begin <= 6 && string_with_prefix(begin)) return;
  const std::string_view text = text_.substr(begin, at_ - begin);
  add(TokenKind::Word, begin).kw = keyword_from(text);
}

void Tokenizer::number() {
  const std::size_t begin = at_;
  bool exponent = false;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (is(c, digit)) {
      ++at_;
    } else if (c == '.' && peek(1) != '.' && !is(peek(1), name_start)) {
      ++at_;
    } else if (!exponent && (c == 'e' || c == 'E') &&
               (is(peek(1), digit) || ((peek(1) == '+' || peek(1) == '-') && is(peek(2), digit)))) {
      exponent = true;
      at_ += 2;
    } else {
      break;
    }
  }
  const std::size_t digits_end = at_;
  bool letter = false;
  while (at_ < text_.size() && is(text_[at_], name_part))
    letter |= is(text_[at_++], name_start) && text_[at_ - 1] != '_';
  if (letter && is_reserved(keyword_from(text_.substr(digits_end, at_ - digits_end)))) at_ = digits_end;  // 2WHERE
  if (at_ > digits_end && letter && names_something(text_.substr(begin, at_ - begin))) {
    add(TokenKind::Word, begin);
    return;
  }
  add(TokenKind::Number, begin);
}

// Digits with letters behind: a number (0xff, 0b1, 10L, 1.5BD), or a name that begins with digits (2020_orders, 1a)?
// MySQL, Hive and Spark have such names ("Schema Object Names" of MySQL's manual, "Identifiers" of Spark's).
bool Tokenizer::names_something(std::string_view text) const {
  const char second = lower(text[1]);
  if (text.find('.') != std::string_view::npos || (text[0] == '0' && (second == 'x' || second == 'b'))) return false;
  if (text.find('_') != std::string_view::npos) return true;
  const Dialect d = options_.dialect;
  if (d == Dialect::MySql || d == Dialect::MariaDb) return true;
  if (d != Dialect::Hive && d != Dialect::Spark) return false;
  const std::string_view letters = text.substr(text.find_last_of("0123456789") + 1);
  return letters.size() > 1 && !equals_ignoring_case(letters, "bd");  // one letter or BD is a type
}

}  // namespace onewriter::sql::tokenizing
