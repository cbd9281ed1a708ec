#include "sql/tokenizer.h"

#include <algorithm>
#include <array>

#include "sql/reader.h"

namespace onewriter::sql {
namespace {

enum : std::uint8_t { space = 1, digit = 2, name_start = 4, name_part = 8 };

constexpr auto classes = [] {
  std::array<std::uint8_t, 256> c{};
  for (int i = 0; i <= ' '; ++i) c[i] = space;
  c[0x01] = c[0x02] = 0;
  for (int i = '0'; i <= '9'; ++i) c[i] = digit | name_part;
  for (int i = 'a'; i <= 'z'; ++i) c[i] = name_start | name_part;
  for (int i = 'A'; i <= 'Z'; ++i) c[i] = name_start | name_part;
  for (int i = 0x80; i < 256; ++i) c[i] = name_start | name_part;
  c['_'] = name_start | name_part;
  c['$'] = name_part;
  return c;
}();

bool is(char c, std::uint8_t mask) { return classes[static_cast<unsigned char>(c)] & mask; }

// Tags of MyBatis and iBATIS mappers that stand between pieces of SQL.
constexpr std::string_view mapper_tags[] = {"if",      "where",     "set",        "trim",      "foreach",
                                            "include", "choose",    "when",       "otherwise", "bind",
                                            "script",  "selectkey", "isnotempty", "isempty",   "isnotnull",
                                            "isnull",  "isequal",   "isnotequal", "dynamic",   "iterate"};

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const TokenizeOptions& options)
      : text_(text), options_(options), lexis_(lexis_of(options.dialect)) {
    out_.text = text;
    out_.list.reserve(text.size() / 5 + 8);
  }

  Tokens run() {
    while (at_ < text_.size()) {
      if (!skip_blank()) next();
    }
    add(TokenKind::End, at_);
    pair_up();
    return std::move(out_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool has(std::string_view s) const { return text_.compare(at_, s.size(), s) == 0; }

  Token& add(TokenKind kind, std::size_t begin, char op = 0) {
    Token t;
    t.offset = static_cast<std::uint32_t>(begin);
    t.length = static_cast<std::uint32_t>(at_ - begin);
    t.kind = kind;
    t.op = op;
    out_.list.push_back(t);
    return out_.list.back();
  }

  bool skip_blank();
  bool line_command();
  // The needle at most `limit` bytes away: what is opened and never closed must not be searched to the end again and
  // again.
  std::size_t find_near(std::string_view needle, std::size_t from, std::size_t limit) const {
    const auto found = text_.substr(std::min(from, text_.size()), limit).find(needle);
    return found == std::string_view::npos ? found : from + found;
  }
  // The needle anywhere behind; what is not found once is never looked for again.
  std::size_t find_once(std::string_view needle, std::size_t from) {
    bool& never = never_closed_[static_cast<unsigned char>(needle[0])];
    if (never) return std::string_view::npos;
    const auto found = text_.find(needle, from);
    never = found == std::string_view::npos;
    return found;
  }
  void skip_line() {
    const auto end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
  }
  void block_comment();
  void next();
  void word();
  void number();
  void quoted(char close, TokenKind kind, bool backslash, std::size_t begin);
  bool string_with_prefix(std::size_t begin);
  bool dollar();
  bool placeholder();
  bool braces();
  bool percent();
  bool tag();
  bool entity();
  bool colon();
  bool bracket_is_name() const;
  void after_semicolon();
  void pair_up();

  std::string_view text_;
  TokenizeOptions options_;
  Lexis lexis_;
  Tokens out_;
  std::size_t at_ = 0;
  std::string delimiter_;      // what DELIMITER set, unless ;
  std::size_t statement_ = 0;  // index of the first token of the running statement
  bool line_start_ = true;
  bool no_copy_end_ = false;              // there is no further "\."
  std::array<bool, 256> never_closed_{};  // by the first character of what would close it
  bool cdata_ = false;                    // inside XML's <![CDATA[
};

bool Tokenizer::skip_blank() {
  const char c = peek();
  if (is(c, space)) {
    if (c == '\n') line_start_ = true;
    ++at_;
    return true;
  }
  if (line_start_) {
    line_start_ = false;
    if (line_command()) return true;
  }
  if (c == '-' && peek(1) == '-') {
    if (lexis_.dash_needs_space && at_ + 2 < text_.size() && !is(peek(2), space)) return false;
    skip_line();
    line_start_ = true;
    return true;
  }
  if (c == '/' && peek(1) == '*') {
    block_comment();
    return true;
  }
  if (c == '*' && peek(1) == '/') {  // the end of an executed comment
    at_ += 2;
    return true;
  }
  if (c == '/' && peek(1) == '/' && lexis_.slash_comment) {
    skip_line();
    line_start_ = true;
    return true;
  }
  if (c == '#' && peek(1) != '{') {
    const bool comment = lexis_.hash_comment || (lexis_.hash_name && options_.dialect == Dialect::Unknown &&
                                                 (peek(1) == ' ' || peek(1) == '#') && !is(peek(2), name_start));
    if (comment) {
      skip_line();
      line_start_ = true;
      return true;
    }
  }
  if (c == '\xc2' && peek(1) == '\xa0') return at_ += 2, true;
  if (has("\xef\xbb\xbf") || has("\xe3\x80\x80")) return at_ += 3, true;
  if (c == '{' && (peek(1) == '%' || peek(1) == '#')) {  // Jinja statements and comments
    const auto close = find_once(peek(1) == '%' ? "%}" : "#}", at_ + 2);
    if (close == std::string_view::npos) return false;
    at_ = close + 2;
    out_.rewritten = true;
    return true;
  }
  if (has("<![CDATA[")) return cdata_ = out_.rewritten = true, at_ += 9, true;
  if (cdata_ && has("]]>")) return at_ += 3, true;
  return false;
}

// What stands alone on a line and is meant for the client program: psql's backslash commands, DELIMITER, GO, Oracle's
// slash.
bool Tokenizer::line_command() {
  const char c = lower(peek());
  if (c == '\\') {
    skip_line();
    line_start_ = true;
    return true;
  }
  if (c != '/' && c != 'g' && c != 'd') return false;
  auto line_end = text_.find('\n', at_);
  if (line_end == std::string_view::npos) line_end = text_.size();
  if (line_end - at_ > 80) return false;
  const std::string_view line = trim(text_.substr(at_, line_end - at_));
  if (c == '/') {
    if (line != "/") return false;
    at_ += 1;
    add(TokenKind::Delimiter, at_ - 1);
    statement_ = out_.list.size();
    return true;
  }
  if (c == 'g') {
    if (line.size() < 2 || !equals_ignoring_case(line.substr(0, 2), "go")) return false;
    const std::string_view rest = trim(line.substr(2));
    const bool counted = !rest.empty() && rest.size() < line.size() - 2 &&
                         rest.find_first_not_of("0123456789;") == std::string_view::npos;
    if (!rest.empty() && rest != ";" && !counted && rest.substr(0, 2) != "--") return false;
    at_ += 2;
    add(TokenKind::Delimiter, at_ - 2);
    at_ = line_end;
    statement_ = out_.list.size();
    return true;
  }
  if (line.size() < 11 || !equals_ignoring_case(line.substr(0, 9), "delimiter") || !is(line[9], space)) return false;
  const std::string_view word = trim(line.substr(10));
  if (word.size() > 8 || word.find(' ') != std::string_view::npos) return false;
  delimiter_ = word == ";" ? "" : std::string(word);
  add(TokenKind::Delimiter, at_);
  at_ = line_end;
  statement_ = out_.list.size();
  return true;
}

void Tokenizer::block_comment() {
  if (peek(2) == '!' && options_.dialect != Dialect::Postgres) {  // MySQL executes what is in /*!40101 ... */
    at_ += 3;
    while (is(peek(), digit)) ++at_;
    return;
  }
  at_ += 2;
  std::size_t depth = 1;
  while (at_ < text_.size() && depth > 0) {
    if (text_[at_] == '*' && peek(1) == '/') {
      --depth;
      at_ += 2;
    } else if (lexis_.nested_comment && text_[at_] == '/' && peek(1) == '*') {
      ++depth;
      at_ += 2;
    } else {
      ++at_;
    }
  }
  if (depth > 0) out_.unterminated = true;
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
    case ';':
      ++at_;
      add(TokenKind::Semicolon, begin);
      after_semicolon();
      return;
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
    if (text_.compare(begin, pair.size(), pair) == 0) {
      at_ = begin + pair.size();
      break;
    }
  }
  add(TokenKind::Operator, begin, c);
}

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
  if (lexis_.dollar_quote && end < text_.size() && text_[end] == '$' && !is(peek(1), digit)) {
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
        quoted(text_[end], TokenKind::Placeholder, false, begin);
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

// pg_dump's data: COPY t FROM stdin; and lines up to "\."
void Tokenizer::after_semicolon() {
  const std::size_t first = statement_;
  statement_ = out_.list.size();
  if (out_.list.size() - first < 5 || out_.list[first].kw != Kw::Copy) return;
  bool from_stdin = false;
  for (std::size_t i = first; i + 1 < out_.list.size() && i < first + 2000; ++i) {
    if (out_.list[i].kw == Kw::From && out_.list[i + 1].kw == Kw::Stdin) from_stdin = true;
  }
  if (!from_stdin) return;
  if (no_copy_end_) return;
  const auto end = text_.find("\n\\.", at_);
  if (end == std::string_view::npos) {
    no_copy_end_ = true;
    if (options_.script) at_ = text_.size();
    return;
  }
  at_ = end + 3;
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

}  // namespace

Tokens tokenize(std::string_view text, const TokenizeOptions& options) { return Tokenizer(text, options).run(); }

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
  if (body.size() >= 4 && body[0] == close && body[1] == close && body[body.size() - 1] == close)
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
