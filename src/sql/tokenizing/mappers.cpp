// XML around SQL: the tags of mapper files and entities; SQL*Plus has variables that begin like an entity.

#include <algorithm>

#include "sql/tokenizing/tokenizer.h"

namespace onewriter::sql::tokenizing {

namespace {

// Tags of MyBatis and iBATIS mappers that stand between pieces of SQL.
constexpr std::string_view mapper_tags[] = {"if",      "where",     "set",        "trim",      "foreach",
                                            "include", "choose",    "when",       "otherwise", "bind",
                                            "script",  "selectkey", "isnotempty", "isempty",   "isnotnull",
                                            "isnull",  "isequal",   "isnotequal", "dynamic",   "iterate"};

}  // namespace

// <where>, </if>, <include refid="x"/> of mapper files; <where> and <set> are the keywords.
bool Tokenizer::tag() {
  const std::size_t begin = at_;
  std::size_t name = at_ + 1;
  const bool closing = name < text_.size() && text_[name] == '/';
  if (closing) ++name;
  std::size_t end = name;
  while (end < text_.size() && is(text_[end], name_part)) ++end;
  if (end == name || end >= text_.size()) return false;
  const std::string_view word = text_.substr(name, end - name);
  if (std::none_of(std::begin(mapper_tags), std::end(mapper_tags),
                   [&](std::string_view t) { return equals_ignoring_case(t, word); }))
    return false;
  const char after = text_[end];
  if (!is(after, space) && after != '>' && after != '/') return false;
  std::size_t close = end;
  char quote = 0;
  while (close < text_.size() && close - at_ < 500 && (quote || (text_[close] != '>' && text_[close] != '<'))) {
    if (quote ? text_[close] == quote : (text_[close] == '"' || text_[close] == '\'')) quote = quote ? 0 : text_[close];
    ++close;
  }
  if (close >= text_.size() || text_[close] != '>') return false;
  if (is(after, space) && text_.substr(end, close - end).find('=') == std::string_view::npos) return false;
  at_ = close + 1;
  out_.rewritten = true;
  if (closing || text_[close - 1] == '/') {
    if (equals_ignoring_case(word, "include")) add(TokenKind::Placeholder, begin, '<');
    return true;
  }
  if (equals_ignoring_case(word, "where")) add(TokenKind::Word, begin).kw = Kw::Where;
  if (equals_ignoring_case(word, "set")) add(TokenKind::Word, begin).kw = Kw::Set;
  return true;
}

// &lt; &gt; &amp; &quot; of XML; &name and &&name of SQL*Plus.
bool Tokenizer::entity() {
  const std::size_t begin = at_;
  for (std::string_view name : {"&lt;", "&gt;", "&amp;"}) {
    if (!has(name)) continue;
    out_.rewritten = true;
    at_ += name.size();
    if (peek() == '=') ++at_;
    add(TokenKind::Operator, begin, name == "&lt;" ? '<' : name == "&gt;" ? '>' : '&');
    return true;
  }
  if (options_.dialect != Dialect::Oracle) return false;
  std::size_t end = at_ + 1;
  if (end < text_.size() && text_[end] == '&') ++end;
  const std::size_t name = end;
  while (end < text_.size() && is(text_[end], name_part)) ++end;
  if (end == name) return false;
  if (end < text_.size() && text_[end] == '.') ++end;
  at_ = end;
  add(TokenKind::Placeholder, begin, '&');
  return true;
}

}  // namespace onewriter::sql::tokenizing
