#include "extract/code/strings.h"

#include <algorithm>
#include <cstdint>

#include "extract/characters.h"

namespace onewriter::extract {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char closing(char opening) {
  switch (opening) {
    case '(': return ')';
    case '[': return ']';
    case '{': return '}';
    case '<': return '>';
    default: return opening;
  }
}

// Ruby: %q(...), %Q{...}, %w[...], %i(...), %(...)
Content percent_literal(std::string_view literal) {
  std::size_t begin = 1;
  const bool lower =
      begin < literal.size() && (literal[begin] == 'q' || literal[begin] == 'w' || literal[begin] == 'i');
  if (begin < literal.size() && is_letter(literal[begin])) ++begin;
  if (begin >= literal.size()) return {0, literal.size(), true};
  const char close = closing(literal[begin]);
  ++begin;
  const std::size_t end = literal.size() > begin && literal.back() == close ? literal.size() - 1 : literal.size();
  return {begin, end, lower};
}

}  // namespace

Content content_of(std::string_view literal) {
  if (literal.size() > 2 && literal[0] == '%') return percent_literal(literal);
  std::size_t at = 0;
  bool raw = false;
  while (at < literal.size() && at < 4 && (is_letter(literal[at]) || literal[at] == '8')) {
    if (literal[at] == 'r' || literal[at] == 'R') raw = true;
    ++at;
  }
  bool verbatim = false;
  while (at < literal.size() && (literal[at] == '@' || literal[at] == '$')) verbatim |= literal[at++] == '@';
  std::size_t hashes = 0;  // Rust: r#"..."#
  while (at + hashes < literal.size() && literal[at + hashes] == '#') ++hashes;
  at += hashes;
  if (at >= literal.size()) return {0, literal.size(), true};
  const char quote = literal[at];
  if (quote == ':' && at == 0) {  // Ruby: :symbol, :"symbol"
    Content inner = content_of(literal.substr(1));
    return {inner.begin + 1, inner.end + 1, inner.raw};
  }
  if (quote != '"' && quote != '\'' && quote != '`') {
    const bool label = literal.back() == ':' && literal.size() > 1;  // Ruby: { key: value }
    return {0, literal.size() - (label ? 1 : 0), true};
  }
  std::size_t quotes = 1;
  while (at + quotes < literal.size() && literal[at + quotes] == quote) ++quotes;
  const std::size_t rest = literal.size() - at;
  if (quotes == 2 || quotes == rest) {  // "" or, without content, """"""
    if (rest == quotes) return {at, at, true};
    quotes = 1;
  }
  if (quote == '`') raw = true;
  if (hashes == 0 && raw && quotes == 1 && literal[at] == '"') {  // C++: R"tag(...)tag"
    const std::size_t open = literal.find('(', at);
    const std::string_view tag = open == std::string_view::npos ? "" : literal.substr(at + 1, open - at - 1);
    const std::size_t close = literal.size() >= tag.size() + 2 ? literal.size() - tag.size() - 2 : 0;
    if (open != std::string_view::npos && literal.starts_with("R") && close > open && literal[close] == ')')
      return {open + 1, close, true};
  }
  if (quotes > 3) {
    // More than three are C#'s, or three and a quote that belongs to the content.
    std::size_t closers = 0;
    while (closers < quotes && literal[literal.size() - 1 - closers] == quote) ++closers;
    quotes = closers >= quotes ? quotes : 3;
  }
  const std::size_t begin = at + quotes;
  const std::size_t tail = quotes + hashes;
  std::size_t end = literal.size() >= begin + tail ? literal.size() - tail : literal.size();
  if (hashes == 0 && literal.size() > begin && literal.back() == ':' && end + 2 <= literal.size()) {
    end = literal.size() - 2;  // Ruby: "key": value
  }
  return {begin, std::max(begin, end), raw || verbatim || quotes > 2};
}

std::size_t escape_size(std::string_view text) {
  if (text.size() < 2 || text[0] != '\\') return std::min<std::size_t>(text.size(), 1);
  const auto digits = [&](std::size_t from, std::size_t most) {
    std::size_t n = 0;
    while (n < most && from + n < text.size() && hex_digit(text[from + n]) >= 0) ++n;
    return from + n;
  };
  switch (text[1]) {
    case 'x': return digits(2, 2);
    case 'U': return digits(2, 8);
    case 'u':
    case 'N':
      if (text.size() > 2 && text[2] == '{') {
        const std::size_t close = text.substr(0, 80).find('}');
        return close == std::string_view::npos ? 2 : close + 1;
      }
      return text[1] == 'u' ? digits(2, 4) : 2;
    case '\r': return text.size() > 2 && text[2] == '\n' ? 3 : 2;
    default: break;
  }
  std::size_t n = 1;
  while (n < 4 && n < text.size() && text[n] >= '0' && text[n] <= '7') ++n;
  return std::max<std::size_t>(n, 2);
}

bool decode_escape(std::string_view escape, std::string& out) {
  if (escape.size() < 2 || escape[0] != '\\') {
    // A doubled character (C#'s "", f-strings' {{) or what the grammar calls an escape and we do not.
    out += escape.size() == 2 && escape[0] == escape[1] ? escape.substr(1) : escape;
    return true;
  }
  const char c = escape[1];
  if (c == '\n' || c == '\r') return false;
  switch (c) {
    case 'n': out += '\n'; return true;
    case 't': out += '\t'; return true;
    case 'r': out += '\r'; return true;
    case 's': out += ' '; return true;
    case 'a': out += '\a'; return true;
    case 'b': out += '\b'; return true;
    case 'f': out += '\f'; return true;
    case 'v': out += '\v'; return true;
    case 'e': out += '\x1b'; return true;
    default: break;
  }
  if (c == 'x' || c == 'u' || c == 'U') {
    std::uint32_t code = 0;
    bool any = false;
    for (char digit : escape.substr(2)) {
      const int value = hex_digit(digit);
      if (value < 0) continue;
      code = (code << 4 | static_cast<std::uint32_t>(value)) & 0x1FFFFFFF;
      any = true;
    }
    if (any) append_utf8(out, code);
    return true;
  }
  if (c >= '0' && c <= '7') {
    std::uint32_t code = 0;
    for (char digit : escape.substr(1))
      if (digit >= '0' && digit <= '7') code = code * 8 + static_cast<std::uint32_t>(digit - '0');
    append_utf8(out, code);
    return true;
  }
  // An unknown letter keeps its backslash (patterns in plain strings); punctuation was escaped to stand for itself.
  out += is_letter(c) || c == '8' || c == '9' ? escape : escape.substr(1);
  return true;
}

std::size_t common_indent(std::string_view content, bool first) {
  std::size_t common = std::string_view::npos;
  bool counted = first;
  while (true) {
    const std::size_t newline = content.find('\n');
    const std::string_view line = content.substr(0, newline);
    const std::size_t indent = line.find_first_not_of(" \t");
    const bool blank = indent == std::string_view::npos || line[indent] == '\r';
    const bool last = newline == std::string_view::npos;
    if (counted && (!blank || last)) common = std::min(common, blank ? line.size() : indent);
    if (last) break;
    counted = true;
    content.remove_prefix(newline + 1);
  }
  return common == std::string_view::npos ? 0 : common;
}

}  // namespace onewriter::extract
