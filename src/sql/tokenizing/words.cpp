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
  // 2020_orders, 0xff, 10L: a name may begin with digits in MySQL and Hive.
  bool letters = false;
  while (at_ < text_.size() && is(text_[at_], name_part)) {
    letters = true;
    ++at_;
  }
  if (letters && at_ - begin > 2 && (text_[begin] != '0' || lower(text_[begin + 1]) != 'x') &&
      text_.substr(begin, at_ - begin).find('_') != std::string_view::npos) {
    add(TokenKind::Word, begin);
    return;
  }
  add(TokenKind::Number, begin);
}

}  // namespace onewriter::sql::tokenizing
