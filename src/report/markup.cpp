#include "report/markup.h"

#include "report/terminal.h"

namespace onewriter::report {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string code(std::string_view text) {
  std::string out = "`";
  for (const char c : printable(text)) out += c == '`' ? '\'' : c;
  return out + "`";
}

}  // namespace onewriter::report
