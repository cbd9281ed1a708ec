#include "sql/postgres/text.h"

#include <algorithm>

#include "sql/postgres/escape.h"

namespace onewriter::sql::postgres {
namespace {

// The length of the $tag$ at `at`, or 0. PostgreSQL documentation: "4.1.2.4. Dollar-Quoted String Constants".
std::size_t dollar_tag(std::string_view sql, std::size_t at) {
  std::size_t end = at + 1;
  if (end < sql.size() && sql[end] >= '0' && sql[end] <= '9') return 0;
  while (end < sql.size() && sql[end] != '$' && is_word(sql[end])) ++end;
  return end < sql.size() && sql[end] == '$' ? end + 1 - at : 0;
}

std::size_t skip_quoted(std::string_view sql, std::size_t at, char quote, bool backslashes) {
  for (++at; at < sql.size(); ++at) {
    if (backslashes && sql[at] == '\\') {
      ++at;
    } else if (sql[at] == quote) {
      if (at + 1 < sql.size() && sql[at + 1] == quote) {
        ++at;
      } else {
        return at + 1;
      }
    }
  }
  return sql.size();
}

bool is_string_prefix(std::string_view sql, std::size_t at) {
  return at + 1 < sql.size() && sql[at + 1] == '\'' &&
         std::string_view("eEbBxXnN").find(sql[at]) != std::string_view::npos;
}

}  // namespace

std::uint32_t Text::place(std::size_t offset) const {
  if (origin.empty()) return static_cast<std::uint32_t>(std::min(offset, sql.size()));
  return offset < origin.size() ? origin[offset] : origin.back();
}

void Text::append(std::string_view made_up, std::uint32_t at) {
  sql += made_up;
  origin.insert(origin.end(), made_up.size(), at);
}

void Text::append(const Text& other, std::size_t begin, std::size_t length) {
  length = std::min(length, other.sql.size() - std::min(begin, other.sql.size()));
  sql.append(other.sql, begin, length);
  for (std::size_t i = 0; i < length; ++i) origin.push_back(other.place(begin + i));
}

Text slice(const Text& text, std::size_t begin, std::size_t length) {
  Text result;
  result.append(text, begin, length);
  return result;
}

bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_word(char c) { return is_word_start(c) || (c >= '0' && c <= '9') || c == '$'; }

bool same_word(std::string_view token, std::string_view lower) {
  return token.size() == lower.size() &&
         std::equal(token.begin(), token.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

std::size_t skip_blank(std::string_view sql, std::size_t at) {
  while (at < sql.size()) {
    const char c = sql[at];
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      ++at;
    } else if (sql.substr(at, 2) == "--") {
      at = std::min(sql.find_first_of("\r\n", at), sql.size());
    } else if (sql.substr(at, 2) == "/*") {
      int depth = 1;
      for (at += 2; at < sql.size() && depth > 0;) {
        const std::string_view two = sql.substr(at, 2);
        depth += two == "/*" ? 1 : two == "*/" ? -1 : 0;
        at += two == "/*" || two == "*/" ? 2 : 1;
      }
    } else {
      break;
    }
  }
  return at;
}

std::size_t skip_token(std::string_view sql, std::size_t at) {
  const char c = sql[at];
  if (c == '\'') return skip_quoted(sql, at, c, false);
  if (c == '"') return skip_quoted(sql, at, c, false);
  if (is_string_prefix(sql, at)) return skip_quoted(sql, at + 1, '\'', c == 'e' || c == 'E');
  if (c == '$') {
    if (const std::size_t tag = dollar_tag(sql, at)) {
      const std::size_t end = sql.find(sql.substr(at, tag), at + tag);
      return end == std::string_view::npos ? sql.size() : end + tag;
    }
  }
  if (is_word(c)) {
    while (at < sql.size() && is_word(sql[at])) ++at;
    return at;
  }
  return at + 1;
}

std::optional<Text> literal_at(const Text& text, std::size_t at) {
  const std::string_view sql = text.sql;
  at = skip_blank(sql, at);
  if (at >= sql.size()) return std::nullopt;
  Text result;
  if (sql[at] == '$') {
    const std::size_t tag = dollar_tag(sql, at);
    const std::size_t end = skip_token(sql, at);
    if (tag == 0 || end < at + 2 * tag) return std::nullopt;
    return slice(text, at + tag, end - at - 2 * tag);
  }
  const bool backslashes = sql[at] == 'e' || sql[at] == 'E';
  if (is_string_prefix(sql, at)) ++at;
  if (sql[at] != '\'') return std::nullopt;
  while (at < sql.size() && sql[at] == '\'') {
    const std::size_t end = skip_quoted(sql, at, '\'', backslashes);
    for (std::size_t i = at + 1; i + 1 < end; ++i) {
      const std::size_t from = i;
      char c = sql[i];
      if (c == '\'' || (c == '\\' && backslashes)) {
        ++i;
        if (c == '\\' && i < sql.size()) c = unescaped(sql[i]);
      }
      result.append({&c, 1}, text.place(from));
    }
    at = skip_blank(sql, end);
    if (sql.substr(end, at - end).find('\n') == std::string_view::npos) break;
  }
  if (result.sql.empty()) return std::nullopt;
  return result;
}

}  // namespace onewriter::sql::postgres
