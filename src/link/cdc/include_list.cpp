#include "link/cdc/include_list.h"

#include <cctype>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_patterns = 200;
constexpr int max_depth = 3;

// Splits at `separator` outside of parentheses and brackets.
std::vector<std::string_view> split_outside(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
      continue;
    }
    if (text[i] == '(' || text[i] == '[' || text[i] == '{') ++depth;
    if ((text[i] == ')' || text[i] == ']' || text[i] == '}') && depth > 0) --depth;
    if (text[i] == separator && depth == 0) {
      parts.push_back(text.substr(from, i - from));
      from = i + 1;
    }
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::size_t closing(std::string_view text, std::size_t open, char close) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == text[open])
      ++depth;
    else if (text[i] == close && --depth == 0)
      return i;
  }
  return std::string_view::npos;
}

class Expander {
 public:
  bool alternatives(std::string_view text, int depth, std::vector<std::string>& out) {
    if (depth > max_depth) return false;
    for (std::string_view part : split_outside(text, '|')) {
      std::vector<std::string> of_part = {""};
      if (!sequence(part, depth, of_part)) return false;
      out.insert(out.end(), of_part.begin(), of_part.end());
      if (out.size() > max_patterns) return false;
    }
    return true;
  }

 private:
  static void append(std::vector<std::string>& out, char c) {
    for (std::string& each : out)
      if (c != '*' || !each.ends_with('*')) each += c;
  }

  // A quantifier at `i` is eaten.
  static bool quantified(std::string_view text, std::size_t& i) {
    if (i >= text.size() || (text[i] != '*' && text[i] != '+')) return false;
    ++i;
    if (i < text.size() && text[i] == '?') ++i;  // reluctant
    return true;
  }

  bool sequence(std::string_view text, int depth, std::vector<std::string>& out) {
    for (std::size_t i = 0; i < text.size();) {
      const char c = text[i];
      if (c == '\\') {
        if (i + 1 >= text.size()) return false;
        const char escaped = text[i + 1];
        i += 2;
        const bool word = std::isalnum(static_cast<unsigned char>(escaped)) != 0;
        if (word && escaped != 'w' && escaped != 'd' && escaped != 'S') return false;
        if (word && !quantified(text, i)) return false;
        append(out, word ? '*' : escaped);
      } else if (c == '.') {
        ++i;
        append(out, quantified(text, i) ? '*' : '.');
      } else if (c == '[') {
        const std::size_t close = text.find(']', i);
        if (close == std::string_view::npos) return false;
        const std::string_view set = text.substr(i + 1, close - i - 1);
        i = close + 1;
        if (quantified(text, i))
          append(out, '*');
        else if (set == "." || set == "\\.")
          append(out, '.');
        else
          return false;
      } else if (c == '(') {
        const std::size_t close = closing(text, i, ')');
        if (close == std::string_view::npos) return false;
        std::string_view inner = text.substr(i + 1, close - i - 1);
        if (inner.starts_with("?:")) inner.remove_prefix(2);
        if (inner.starts_with('?')) return false;
        std::vector<std::string> choices, joined;
        if (!alternatives(inner, depth + 1, choices)) return false;
        for (const std::string& head : out)
          for (const std::string& tail : choices) joined.push_back(head + tail);
        if (joined.size() > max_patterns) return false;
        out = std::move(joined);
        i = close + 1;
        if (i < text.size() && (text[i] == '*' || text[i] == '+' || text[i] == '?' || text[i] == '{')) return false;
      } else if (c == '^' || c == '$') {
        ++i;
      } else if (c == '*' || c == '+' || c == '?' || c == '{') {
        return false;
      } else {
        ++i;
        append(out, c);
      }
    }
    return true;
  }
};

}  // namespace

std::optional<std::vector<std::string>> patterns_of_list(std::string_view list) {
  std::vector<std::string> out;
  Expander expander;
  for (std::string_view one : split_outside(list.substr(0, 20'000), ','))
    if (const std::string_view text = trim(one); !text.empty() && !expander.alternatives(text, 0, out))
      return std::nullopt;
  return out;
}

}  // namespace onewriter::link
