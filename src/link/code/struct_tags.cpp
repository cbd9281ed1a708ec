#include "link/code/struct_tags.h"

#include <algorithm>

namespace onewriter::link {

std::string struct_tag_entry(std::string_view value, std::string_view entry) {
  bool first = true;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find_first_of(",;"), value.size());
    std::string_view part = value.substr(0, end);
    value.remove_prefix(std::min(end + 1, value.size()));
    while (part.starts_with(' ')) part.remove_prefix(1);
    const std::size_t colon = part.find(':');
    if (entry == "0" && first) return colon == std::string_view::npos ? std::string(part) : "";
    first = false;
    if (part.substr(0, colon) == entry)
      return colon == std::string_view::npos ? std::string(entry) : std::string(part.substr(colon + 1));
  }
  return "";
}

std::string_view struct_tag(std::string_view tag, std::string_view key) {
  const std::string head = std::string(key) + ":\"";
  std::size_t at = tag.find(head);
  while (at != std::string_view::npos && at > 0 && tag[at - 1] != ' ') at = tag.find(head, at + 1);
  if (at == std::string_view::npos) return {};
  tag.remove_prefix(at + head.size());
  return tag.substr(0, tag.find('"'));
}

}  // namespace onewriter::link
