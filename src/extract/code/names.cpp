#include "extract/code/names.h"

#include <algorithm>
#include <cctype>

namespace onewriter::extract {

bool is_path(std::string_view text) {
  if (text.empty() || text.size() > name_limit || text.find("..") != std::string_view::npos) return false;
  if (text[0] >= '0' && text[0] <= '9') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == ':' || c == '\\';
  });
}

std::string tight(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
    if (out.size() >= name_limit) break;
  }
  return out;
}

}  // namespace onewriter::extract
