#include "check/message.h"

#include <algorithm>

namespace onewriter::check {
namespace {
constexpr std::size_t most_listed = 12;
}

std::string listing(const std::vector<std::string>& values) {
  std::vector<std::string> distinct;
  for (const std::string& v : values)
    if (!v.empty() && std::find(distinct.begin(), distinct.end(), v) == distinct.end()) distinct.push_back(v);
  const std::size_t shown = distinct.size() > most_listed ? most_listed - 1 : distinct.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == distinct.size() ? " and " : ", ";
    text += distinct[i];
  }
  if (shown < distinct.size()) text += " and " + std::to_string(distinct.size() - shown) + " more";
  return text;
}

std::optional<std::string> fill(std::string_view text,
                                const std::function<std::optional<std::string>(std::string_view)>& value,
                                std::string& unknown) {
  std::string filled;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = text.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    filled += text.substr(0, open);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto found = value(name);
    if (!found) {
      unknown = name;
      return std::nullopt;
    }
    filled += *found;
    text.remove_prefix(close + 1);
  }
  return filled += text;
}

}  // namespace onewriter::check
