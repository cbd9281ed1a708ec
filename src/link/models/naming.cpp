#include "link/models/naming.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "facts/ascii.h"

namespace onewriter::link {
namespace {

using ascii::is_upper;
using ascii::lower;
using ascii::upper;

bool is_lower(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string lower_first(std::string_view name) {
  std::string result(name);
  if (!result.empty()) result[0] = lower(result[0]);
  return result;
}

// The irregular and uncountable nouns of ActiveSupport's default inflections that name tables in practice.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> irregular = {{
    {"person", "people"},
    {"man", "men"},
    {"woman", "women"},
    {"child", "children"},
    {"sex", "sexes"},
    {"move", "moves"},
    {"zombie", "zombies"},
    {"mouse", "mice"},
    {"ox", "oxen"},
    {"quiz", "quizzes"},
    {"datum", "data"},
    {"medium", "media"},
    {"criterion", "criteria"},
    {"goose", "geese"},
}};
constexpr std::array<std::string_view, 13> uncountable = {"equipment", "information", "rice",    "money", "species",
                                                          "series",    "fish",        "sheep",   "jeans", "police",
                                                          "news",      "data",        "feedback"};

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return word.ends_with(end); });
}

}  // namespace

std::string snake_case(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (is_upper(c) && i > 0 && name[i - 1] != '_' && name[i - 1] != '.') {
      const bool after_lower = is_lower(name[i - 1]);
      const bool before_lower = i + 1 < name.size() && is_lower(name[i + 1]) && is_upper(name[i - 1]);
      if (after_lower || before_lower) result += '_';
    }
    result += lower(c);
  }
  return result;
}

std::string plural(std::string_view word) {
  // Only the last part of a compound changes: order_item -> order_items, salesPerson -> salesPeople.
  std::size_t start = word.size();
  while (start > 0 && word[start - 1] != '_' && !(start < word.size() && is_upper(word[start]))) --start;
  const std::string head(word.substr(0, start));
  const std::string tail(word.substr(start));
  const std::string low = lower(tail);
  auto keep_case = [&](std::string_view form) {
    std::string result(form);
    if (!tail.empty() && is_upper(tail[0]) && !result.empty()) result[0] = static_cast<char>(std::toupper(result[0]));
    return head + result;
  };
  if (low.empty()) return std::string(word);
  if (std::find(uncountable.begin(), uncountable.end(), low) != uncountable.end()) return std::string(word);
  for (const auto& [one, many] : irregular) {
    if (low == one) return keep_case(many);
    if (low == many) return std::string(word);
  }
  if (ends_with_any(low, {"status", "alias", "virus", "bus", "octopus"})) return std::string(word) + "es";
  if (ends_with_any(low, {"ss", "sh", "ch", "x", "z"})) return std::string(word) + "es";
  if (low.ends_with("sis")) return std::string(word.substr(0, word.size() - 2)) + "es";
  if (low.ends_with("s")) return std::string(word);
  if (low.size() > 1 && low.ends_with("y") &&
      std::string_view("aeiou").find(low[low.size() - 2]) == std::string_view::npos)
    return std::string(word.substr(0, word.size() - 1)) + "ies";
  if (ends_with_any(low, {"matrix", "vertex", "index"})) return std::string(word.substr(0, word.size() - 2)) + "ices";
  if (ends_with_any(low, {"tomato", "buffalo", "hero", "potato", "echo"})) return std::string(word) + "es";
  if (ends_with_any(low, {"half", "shelf", "leaf", "self", "wolf", "calf"}))
    return std::string(word.substr(0, word.size() - 1)) + "ves";
  if (ends_with_any(low, {"life", "wife", "knife"})) return std::string(word.substr(0, word.size() - 2)) + "ves";
  return std::string(word) + "s";
}

std::string singular(std::string_view word) {
  const auto ends = [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); };
  if (ends("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  if (ends("sses") || ends("xes") || ends("ches") || ends("shes"))
    word.remove_suffix(2);
  else if (ends("s") && !ends("ss") && !ends("us") && !ends("is"))
    word.remove_suffix(1);
  return std::string(word);
}

namespace {
struct Naming {
  std::string_view word;
  std::string (*apply)(std::string_view);
};
constexpr std::array<Naming, 12> namings = {{
    {"as-is", [](std::string_view n) { return std::string(n); }},
    {"lower", [](std::string_view n) { return lower(n); }},
    {"upper", [](std::string_view n) { return upper(n); }},
    {"snake", [](std::string_view n) { return snake_case(n); }},
    {"upper-snake", [](std::string_view n) { return upper(snake_case(n)); }},
    {"snake-plural", [](std::string_view n) { return plural(snake_case(n)); }},
    {"plural", [](std::string_view n) { return plural(n); }},
    {"lower-plural", [](std::string_view n) { return plural(lower(n)); }},
    {"lower-first", [](std::string_view n) { return lower_first(n); }},
    {"lower-first-plural", [](std::string_view n) { return plural(lower_first(n)); }},
    {"less-table",
     [](std::string_view n) {
       return std::string(n.ends_with("Table") && n.size() > 5 ? n.substr(0, n.size() - 5) : n);
     }},
    {"first-word",
     [](std::string_view n) {
       std::string word(n.substr(0, n.find_first_of(" \t\n,(")));
       std::erase_if(word, [](char c) { return c == '"' || c == '`'; });
       return word;
     }},
}};
}  // namespace

std::optional<std::string> named(std::string_view word, std::string_view name) {
  for (const Naming& naming : namings)
    if (naming.word == word) return naming.apply(name);
  return std::nullopt;
}

std::vector<std::string_view> naming_words() {
  std::vector<std::string_view> words;
  for (const Naming& naming : namings) words.push_back(naming.word);
  return words;
}

std::optional<std::string> joined_table(std::string_view word, JoinedNames names) {
  const auto joined = [](const std::string& a, const std::string& b) { return a + "_" + b; };
  if (word == "tables") return joined(names.table, names.other_table);
  if (word == "tables-through") return joined(joined(names.table, names.other_table), "through");
  if (word == "types") return named("lower", joined(names.type, names.other_type));
  if (word == "table-member") return joined(names.table, snake_case(names.member));
  if (word == "table-member-table")
    return joined(joined(snake_case(names.table), snake_case(names.member)), snake_case(names.other_table));
  const bool types = word == "types-sorted";
  if (!types && word != "tables-sorted") return std::nullopt;
  std::string first = types ? snake_case(names.type) : names.table;
  std::string second = types ? snake_case(names.other_type) : names.other_table;
  if (second < first) std::swap(first, second);
  std::size_t common = 0;
  for (std::size_t i = 0; !types && i < first.size() && i < second.size() && first[i] == second[i]; ++i)
    if (first[i] == '_' || first[i] == '.') common = i + 1;
  return joined(first, second.substr(common));
}

}  // namespace onewriter::link
