#include "sql/postgres/guard.h"

#include <vector>

#include "sql/postgres/text.h"

namespace onewriter::sql::postgres {
namespace {

bool is_set_operator(std::string_view word) {
  return same_word(word, "union") || same_word(word, "except") || same_word(word, "intersect");
}

}  // namespace

bool is_safe_to_parse(std::string_view sql) {
  if (sql.find('\0') != std::string_view::npos) return false;
  if (sql.size() <= most_nested_tokens) return true;
  std::size_t tokens = 0;
  std::size_t nested = 0;            // tokens since the last comma, of this and all open levels
  std::vector<std::size_t> open{0};  // what `nested` was when the level began
  for (std::size_t at = skip_blank(sql, 0); at < sql.size(); at = skip_blank(sql, at)) {
    const char c = sql[at];
    const std::size_t begin = at;
    at = skip_token(sql, at);
    if (++tokens > most_tokens || ++nested > most_nested_tokens) return false;
    if (c == '(' || c == '[') {
      open.push_back(nested);
    } else if ((c == ')' || c == ']') && open.size() > 1) {
      nested = open.back();
      open.pop_back();
    } else if (c == ',') {
      nested = open.back();
    } else if (is_set_operator(sql.substr(begin, at - begin))) {
      nested = ++open.back();  // the branches nest, whatever commas are in them
    }
  }
  return true;
}

}  // namespace onewriter::sql::postgres
