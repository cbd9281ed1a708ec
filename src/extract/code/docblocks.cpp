#include "extract/code/docblocks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace onewriter::extract {
namespace {

using std::string_view;

constexpr string_view blanks = " \t\r\n";

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '\\'; }

string_view word_at(string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

// What begins a declaration that may have attributes.
bool declares(string_view text, std::size_t at) {
  at = text.find_first_not_of(blanks, at);
  if (at == string_view::npos) return false;
  if (text.substr(at, 2) == "#[") return true;
  constexpr std::array<string_view, 13> words = {"abstract",  "class",   "enum",      "final",  "function",
                                                 "interface", "private", "protected", "public", "readonly",
                                                 "static",    "trait",   "var"};
  return std::find(words.begin(), words.end(), word_at(text, at)) != words.end();
}

// An annotation's name has a capital: `@Route`, `@ORM\Id`; the tags of documentation are written in lower case.
bool is_annotation(string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; });
}

// Blanks the stars at the beginnings of lines: what stands between the annotations' words is theirs.
void blank_stars(std::string& body) {
  bool begins = true;
  for (char& c : body) {
    if (begins && c == '*') c = ' ';
    if (c == '\n')
      begins = true;
    else if (c != ' ' && c != '\t' && c != '\r')
      begins = false;
  }
}

// One past the string that begins at `at`; a quote is written twice inside of it.
std::size_t string_end(string_view body, std::size_t at) {
  for (std::size_t i = at + 1; i < body.size(); ++i) {
    if (body[i] == '\\' || (body[i] == '"' && body.substr(i + 1, 1) == "\"")) {
      ++i;
      continue;
    }
    if (body[i] == '"') return i + 1;
  }
  return string_view::npos;
}

// Rewrites the arguments from the opening bracket on; one past the closing one, or npos when there is none.
std::size_t rewrite_arguments(std::string& body, std::size_t at) {
  std::string open;
  for (; at < body.size(); ++at) {
    char& c = body[at];
    if (c == '"') {
      const std::size_t end = string_end(body, at);
      if (end == string_view::npos) return end;
      // Backslashes are content: "App\Entity\Order".
      if (std::find(body.begin() + static_cast<long>(at), body.begin() + static_cast<long>(end), '\'') ==
          body.begin() + static_cast<long>(end))
        c = body[end - 1] = '\'';
      at = end - 1;
    } else if (c == '(' || c == '{') {
      open += c;
      if (c == '{') c = '[';
    } else if (c == ')' || c == '}') {
      if (open.empty() || open.back() != (c == ')' ? '(' : '{')) return string_view::npos;
      open.pop_back();
      if (c == '}') c = ']';
      if (open.empty()) return at + 1;
    } else if (c == '=' || c == ':') {
      if (body.substr(at, 2) == "::") {
        ++at;  // a constant of a class
      } else if (open.back() == '(') {
        c = ':';
      } else {
        // An entry needs an arrow; without room for one, key and value stand side by side.
        const bool room = at + 1 < body.size() && body[at + 1] == ' ';
        c = room ? '=' : ',';
        if (room) body[at + 1] = '>';
      }
    } else if (c == '@') {
      c = ' ';  // an annotation inside of another reads as a call
    }
  }
  return string_view::npos;
}

// The inside of a docblock as the inside of an attribute group; nothing when it has no annotations.
std::optional<std::string> as_attributes(string_view inside) {
  std::string body(inside);
  blank_stars(body);
  std::string result;
  for (const char c : body) result += c == '\n' || c == '\r' ? c : ' ';
  bool any = false;
  for (std::size_t line = 0; line < body.size();) {
    const std::size_t at = body.find_first_not_of(" \t\r\n", line);
    if (at == std::string::npos) break;
    std::size_t end = std::min(body.find('\n', at), body.size());
    if (const string_view name = body[at] == '@' ? word_at(body, at + 1) : string_view(); is_annotation(name)) {
      std::size_t last = at + 1 + name.size();
      if (last < body.size() && body[last] == '(') last = rewrite_arguments(body, last);
      if (last == std::string::npos) return std::nullopt;
      std::copy(body.begin() + static_cast<long>(at) + 1, body.begin() + static_cast<long>(last),
                result.begin() + static_cast<long>(at) + 1);
      if (any) result[at] = ',';
      any = true;
      // Another may follow on the same line; other words there are prose.
      const std::size_t next = body.find_first_not_of(" \t", last);
      end = next != std::string::npos && body[next] == '@' ? next : std::min(body.find('\n', last), body.size());
    }
    line = end;
  }
  return any ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace

std::string docblocks_as_attributes(string_view text) {
  std::string result(text);
  for (std::size_t at = text.find("/**"); at != string_view::npos; at = text.find("/**", at)) {
    const std::size_t end = text.find("*/", at + 3);
    if (end == string_view::npos) break;
    const string_view inside = text.substr(at + 3, end - at - 3);
    if (inside.find('@') != string_view::npos && inside.find("onewriter:") == string_view::npos &&
        declares(text, end + 2))
      if (const auto attributes = as_attributes(inside)) result.replace(at, end + 2 - at, "#[ " + *attributes + " ]");
    at = end + 2;
  }
  return result;
}

}  // namespace onewriter::extract
