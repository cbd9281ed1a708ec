// Java properties, as java.util.Properties.load(Reader) documents them: '#' and '!' comments, a key that ends at the
// first unescaped '=',
// ':' or blank, a backslash at the end of a line that continues it, \u and four digits. A "#---" or "!---" line begins
// another document (Spring Boot reference, "Working With Multi-Document Files").

#include <algorithm>

#include "extract/characters.h"
#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

constexpr std::string_view blanks = " \t\f";

std::string decode(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] != '\\' || i + 1 >= s.size()) {
      out += s[i];
      continue;
    }
    char c = s[++i];
    switch (c) {
      case 't': out += '\t'; break;
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 'f': out += '\f'; break;
      case 'u': {
        std::uint32_t code = 0;
        std::size_t digits = 0;
        for (; digits < 4 && i + 1 + digits < s.size(); ++digits) {
          char d = s[i + 1 + digits];
          const int v = hex_digit(d);
          if (v < 0) break;
          code = code * 16 + static_cast<std::uint32_t>(v);
        }
        if (digits == 4) {
          append_utf8(out, code);
          i += 4;
        } else {
          out += "\\u";
        }
        break;
      }
      default: out += c; break;
    }
  }
  return out;
}

bool continues(std::string_view line) {
  std::size_t slashes = 0;
  while (slashes < line.size() && line[line.size() - 1 - slashes] == '\\') ++slashes;
  return slashes % 2 == 1;
}

}  // namespace

void read_properties(std::string_view text, Builder& out) {
  ConfigId document = no_config;
  std::uint32_t number = 0;
  auto next_line = [&] {
    ++number;
    std::size_t end = text.find_first_of("\r\n");
    std::string_view line = text.substr(0, end);
    if (end == std::string_view::npos)
      text = {};
    else
      text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    return line;
  };
  while (!text.empty()) {
    std::string_view line = next_line();
    if (line == "#---" || line == "!---") {
      document = no_config;
      continue;
    }
    std::size_t start = line.find_first_not_of(blanks);
    if (start == std::string_view::npos || line[start] == '#' || line[start] == '!') continue;
    At at{number, static_cast<std::uint32_t>(start + 1)};
    std::string logical(line.substr(start));
    while (continues(logical) && !text.empty()) {
      logical.pop_back();
      std::string_view more = next_line();
      std::size_t first = more.find_first_not_of(blanks);
      if (first != std::string_view::npos) logical += more.substr(first);
    }
    if (continues(logical)) logical.pop_back();

    std::size_t key_end = 0;
    while (key_end < logical.size() && std::string_view("=: \t\f").find(logical[key_end]) == std::string_view::npos)
      key_end += logical[key_end] == '\\' ? 2 : 1;
    key_end = std::min(key_end, logical.size());
    std::size_t value = std::min(logical.find_first_not_of(blanks, key_end), logical.size());
    if (value < logical.size() && (logical[value] == '=' || logical[value] == ':'))
      value = std::min(logical.find_first_not_of(blanks, value + 1), logical.size());
    if (document == no_config) document = out.add(0, ConfigNode::Kind::Map, "", at);
    out.scalar(document, decode(std::string_view(logical).substr(0, key_end)),
               decode(std::string_view(logical).substr(value)), at);
  }
}

}  // namespace onewriter::extract::config
