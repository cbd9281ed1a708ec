#include "link/code/jpql.h"

#include <algorithm>
#include <map>

namespace onewriter::link {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t i = 0;
  auto name_char = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '$' || c == '\\' || (c & 0x80);
  };
  while (i < text.size()) {
    const char c = text[i];
    if (c == '\'') {
      for (++i; i < text.size() && text[i] != '\''; ++i) {
      }
      ++i;
      words.push_back("''");
    } else if (name_char(c)) {
      std::size_t start = i;
      while (i < text.size() && name_char(text[i])) ++i;
      words.emplace_back(text.substr(start, i - start));
    } else {
      if (c == '(' || c == ')' || c == ',') words.emplace_back(1, c);
      ++i;
    }
  }
  return words;
}

bool is(const std::string& word, std::string_view keyword) {
  return word.size() == keyword.size() && std::equal(word.begin(), word.end(), keyword.begin(),
                                                     [](char a, char b) { return (a & ~0x20) == (b & ~0x20); });
}

}  // namespace

std::vector<EntityUse> read_jpql(std::string_view query) {
  const std::vector<std::string> words = words_of(query.substr(0, 64 * 1024));
  std::vector<EntityUse> uses;
  std::map<std::string, std::string> aliases;
  auto keyword = [&](std::size_t i) {
    for (std::string_view k : {"where",  "set",   "join",  "left",   "inner", "outer",  "fetch",  "order",  "group",
                               "having", "on",    "with",  "select", "from",  "update", "delete", "values", "as",
                               "in",     "union", "limit", "offset", "right", "cross",  "insert", "into"})
      if (is(words[i], k)) return true;
    return false;
  };
  auto take = [&](std::size_t& i, bool written) {
    // An entity may be called Order: where an entity must stand, only a subquery's parenthesis is none.
    if (i >= words.size() || words[i] == "(" || words[i] == ")") return;
    EntityUse use;
    use.name = words[i];
    use.written = written;
    std::size_t next = i + 1;
    if (next < words.size() && is(words[next], "as")) ++next;
    const std::string head = use.name.substr(0, use.name.find('.'));
    if (aliases.count(head) && use.name.find('.') != std::string::npos) {
      use.owner = aliases[head];
      use.path = use.name.substr(use.name.find('.') + 1);
    }
    if (next < words.size() && words[next] != "," && words[next] != "(" && words[next] != ")" && !keyword(next)) {
      aliases[words[next]] = use.name;
      i = next;
    }
    uses.push_back(std::move(use));
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool update = is(words[i], "update");
    const bool remove = is(words[i], "delete");
    if (update || remove || is(words[i], "insert")) {
      std::size_t target = i + 1;
      if (target < words.size() && (is(words[target], "from") || is(words[target], "into"))) ++target;
      take(target, true);
      i = target;
    } else if (is(words[i], "from") || is(words[i], "join")) {
      std::size_t at = i + 1;
      if (at < words.size() && is(words[at], "fetch")) ++at;
      take(at, false);
      // from A a, B b
      while (at + 2 < words.size() && words[at + 1] == "," && words[at + 2] != "(") {
        at += 2;
        take(at, false);
      }
      i = std::max(i, at == i + 1 ? i : at);
    }
  }
  return uses;
}

}  // namespace onewriter::link
