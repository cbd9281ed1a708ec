#include <string>
#include <string_view>

#include "facts/facts.h"

namespace onewriter::facts {
namespace {

// What one segment looks like to somebody who compares: whole parameters, and parameters beside fixed text.
std::string segment_pattern(std::string_view segment) {
  if (segment.empty()) return {};
  if (segment.front() == ':' || segment.front() == '*') return "{}";
  std::string out;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const char open = segment[i];
    const char close = open == '{' ? '}' : open == '<' ? '>' : open == '[' ? ']' : '\0';
    if (close == '\0') {
      out += open;
      continue;
    }
    std::size_t depth = 1, end = i + 1;
    for (; end < segment.size() && depth > 0; ++end) depth += segment[end] == open ? 1 : segment[end] == close ? -1 : 0;
    if (depth > 0) return out + std::string(segment.substr(i));  // never closed: it is text
    out += "{}";
    i = end - 1;
  }
  return out;
}

}  // namespace

std::string pattern_of(std::string_view path) {
  std::string out;
  std::size_t depth = 0, from = 0;
  const auto close_segment = [&](std::size_t to) {
    const std::string segment = segment_pattern(path.substr(from, to - from));
    if (!segment.empty()) out += "/" + segment;
    from = to + 1;
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c == '{' || c == '<' || c == '[') ++depth;
    if ((c == '}' || c == '>' || c == ']') && depth > 0) --depth;
    if (c == '?' && depth == 0) {
      path = path.substr(0, i);
      break;
    }
    if (c == '/' && depth == 0) close_segment(i);
  }
  if (from <= path.size()) close_segment(path.size());
  return out.empty() ? "/" : out;
}

}  // namespace onewriter::facts
