#include "sql/postgres/guard.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "sql/postgres/text.h"

namespace onewriter::sql::postgres {
namespace {

bool is_set_operator(std::string_view word) {
  return same_word(word, "union") || same_word(word, "except") || same_word(word, "intersect");
}

// PostgreSQL's lexer takes /* with all operator characters behind it, to give all but these two back: a long run of
// /*/*/* is read over again for each.
bool has_costly_comments(std::string_view sql) {
  std::size_t cost = 0;
  for (std::size_t at = sql.find("/*"); at != std::string_view::npos; at = sql.find("/*", at)) {
    const std::size_t end = std::min(sql.find_first_not_of("~!@#^&|`?+-*/%<=>", at), sql.size());
    const std::size_t run = end - at;
    std::size_t starts = 0;
    for (; at + 1 < end; ++at) starts += sql[at] == '/' && sql[at + 1] == '*' ? 1 : 0;
    cost += starts * run;
    at = end;
    if (cost > 1'000'000) return true;
  }
  return false;
}

// libpg_query writes < and > and control characters as escapes, 20 in a microsecond.
bool has_costly_characters(std::string_view sql) {
  constexpr std::ptrdiff_t most = 200'000;
  return std::count_if(sql.begin(), sql.end(), [](char c) { return c == '<' || c == '>' || (c >= 0 && c < ' '); }) >
         most;
}

}  // namespace

bool is_safe_to_parse(std::string_view sql) {
  if (sql.find('\0') != std::string_view::npos) return false;
  if (sql.size() <= always_safe) return true;
  if (has_costly_comments(sql) || has_costly_characters(sql)) return false;
  struct Level {
    std::size_t nested;  // tokens since the last comma when the level began
    std::size_t weight;  // of a token, when the level began
    std::size_t now;     // of a token now: more behind (a, b, ..) =
    std::size_t items = 1;
  };
  std::vector<Level> open{{0, 1, 1}};
  std::size_t tokens = 0;
  std::size_t nested = 0;  // tokens since the last comma, of this and all open levels
  std::size_t closed = 0;  // items of the list that the last token closed
  for (std::size_t at = skip_blank(sql, 0); at < sql.size(); at = skip_blank(sql, at)) {
    const char c = sql[at];
    const std::size_t begin = at;
    at = skip_token(sql, at);
    tokens += open.back().now;
    if (tokens > most_tokens || ++nested > most_nested_tokens) return false;
    const std::size_t list = std::exchange(closed, 0);
    Level& level = open.back();
    if (c == '(' || c == '[') {
      open.push_back({nested, level.now, level.now});
    } else if ((c == ')' || c == ']') && open.size() > 1) {
      closed = level.items;
      nested = level.nested;
      open.pop_back();
    } else if (c == ',') {
      ++level.items;
      level.now = level.weight;
      nested = level.nested;
    } else if (c == '=' && list > 1) {
      level.now = level.weight * list;
    } else if (is_set_operator(sql.substr(begin, at - begin))) {
      nested = ++level.nested;  // the branches nest, whatever commas are in them
    }
  }
  return true;
}

}  // namespace onewriter::sql::postgres
