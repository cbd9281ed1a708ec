// What stands between tokens: blanks, comments, Jinja's statements, lines meant for the client program and the data
// behind a COPY.

#include <algorithm>
#include <utility>

#include "sql/tokenizing/tokenizer.h"

namespace onewriter::sql::tokenizing {

namespace {

// Of .import's line: the second word that is neither an option nor an option's value.
std::string_view table_of_import(std::string_view line) {
  if (line.find('=') != std::string_view::npos) return {};  // Teradata's: .IMPORT VARTEXT ',' FILE = orders.csv
  bool value = false;
  bool file = false;
  for (std::size_t at = 0; at < line.size();) {
    if (is(line[at], space)) {
      ++at;
      continue;
    }
    const bool quotes = line[at] == '"' || line[at] == '\'';
    std::size_t end = quotes ? line.find(line[at], at + 1) : std::min(line.find_first_of(" \t", at), line.size());
    if (end == std::string_view::npos) return {};
    if (quotes) ++end;
    const std::string_view word = line.substr(at, end - at);
    at = end;
    if (std::exchange(value, false)) continue;
    if (word[0] == '-')
      value = word.ends_with("-skip") || word.ends_with("-schema");
    else if (std::exchange(file, true))
      return quotes && word.size() < 3 ? std::string_view() : word;
  }
  return {};
}

}  // namespace

bool Tokenizer::skip_blank() {
  const char c = peek();
  if (is(c, space)) {
    if (c == '\n') line_start_ = true;
    ++at_;
    return true;
  }
  const bool line_start = line_start_;
  if (line_start) {
    line_start_ = false;
    if (line_command()) return true;
  }
  if (c == '-' && peek(1) == '-') {
    const bool head = line_start && statement_ == out_.list.size();  // no statement begins with a minus
    if (lexis_.dash_needs_space && !head && at_ + 2 < text_.size() && !is(peek(2), space)) return false;
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
    const bool comment = lexis_.hash_comment || (lexis_.spaced_hash_comment && (peek(1) == ' ' || peek(1) == '!')) ||
                         (lexis_.hash_name && options_.dialect == Dialect::Unknown &&
                          (peek(1) == ' ' || peek(1) == '#') && !is(peek(2), name_start));
    if (comment) {
      skip_line();
      line_start_ = true;
      return true;
    }
  }
  if (c == '\xc2' && peek(1) == '\xa0') return at_ += 2, true;
  if ((c == '\xef' && has("\xef\xbb\xbf")) || (c == '\xe3' && has("\xe3\x80\x80"))) return at_ += 3, true;
  if (c == '{' && (peek(1) == '%' || peek(1) == '#')) {  // Jinja statements and comments
    const auto close = find_once(peek(1) == '%' ? "%}" : "#}", at_ + 2);
    if (close == std::string_view::npos) return false;
    at_ = close + 2;
    out_.rewritten = true;
    return true;
  }
  if (c == '<' && has("<![CDATA[")) return cdata_ = out_.rewritten = true, at_ += 9, true;
  if (cdata_ && c == ']' && has("]]>")) return at_ += 3, true;
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
  if (c == '.' && statement_ == out_.list.size()) return dot_command();
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
  const bool option = statement_ != out_.list.size() && word.find_first_of("'\"") != std::string_view::npos;
  if (option) return false;  // COPY t FROM 'orders.csv' WITH (DELIMITER ',')
  delimiter_ = word == ";" ? "" : std::string(word);
  add(TokenKind::Delimiter, at_);
  at_ = line_end;
  statement_ = out_.list.size();
  return true;
}

// .LOGON host/user, .mode csv, .import FILE TABLE: a line for Teradata's client ("BTEQ Commands" of its reference) or
// SQLite's ("Special commands to sqlite3"). No statement begins with a dot. Only what fills a table is kept, as two
// tokens: the command's name and the table.
bool Tokenizer::dot_command() {
  std::size_t end = at_ + 1;
  while (end < text_.size() && is(text_[end], name_part)) ++end;
  if (end == at_ + 1 || is(text_[at_ + 1], digit)) return false;
  const std::size_t begin = at_;
  const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
  const std::string_view line = trim(text_.substr(end, line_end - end));
  if (equals_ignoring_case(text_.substr(begin, end - begin), ".import") && options_.dialect != Dialect::Postgres) {
    const std::string_view table = table_of_import(line);
    const bool quotes = !table.empty() && (table[0] == '"' || table[0] == '\'');
    if (quotes || (!table.empty() && is(table[0], name_start))) {
      at_ = end;
      add(TokenKind::Word, begin);
      const std::size_t name = static_cast<std::size_t>(table.data() - text_.data());
      at_ = name + table.size();
      add(quotes ? TokenKind::Quoted : TokenKind::Word, name, quotes ? table[0] : '\0');
      at_ = line_end;
      add(TokenKind::Delimiter, at_);
      statement_ = out_.list.size();
    }
  }
  at_ = std::min(line_end + 1, text_.size());
  line_start_ = true;
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

}  // namespace onewriter::sql::tokenizing
