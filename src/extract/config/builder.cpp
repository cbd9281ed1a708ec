#include "extract/config/builder.h"

#include <algorithm>

namespace onewriter::extract::config {

Lines::Lines(std::string_view text) : starts_{0} {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
}

At Lines::at(std::size_t offset) const {
  auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  std::size_t line = static_cast<std::size_t>(after - starts_.begin());
  return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(offset - starts_[line - 1] + 1)};
}

Builder::Builder(std::vector<facts::Diagnostic>& diagnostics) : diagnostics_(diagnostics) {
  tree_.nodes.emplace_back();
  tree_.nodes[0].kind = ConfigNode::Kind::List;
  last_child_.push_back(no_config);
}

ConfigId Builder::add(ConfigId parent, ConfigNode::Kind kind, std::string key, At at, std::uint32_t value_line) {
  if (parent == no_config || full_) return no_config;
  if (tree_.nodes.size() > max_nodes) {
    full_ = true;
    warn(at, "more than " + std::to_string(max_nodes) + " entries; the rest is not read");
    return no_config;
  }
  ConfigId id = static_cast<ConfigId>(tree_.nodes.size());
  ConfigNode& node = tree_.nodes.emplace_back();
  node.kind = kind;
  node.key = std::move(key);
  node.line = at.line;
  node.column = at.column;
  node.value_line = value_line == 0 ? at.line : value_line;
  node.parent = parent;
  if (last_child_[parent] == no_config)
    tree_.nodes[parent].first_child = id;
  else
    tree_.nodes[last_child_[parent]].next_sibling = id;
  last_child_[parent] = id;
  last_child_.push_back(no_config);
  return id;
}

ConfigId Builder::scalar(ConfigId parent, std::string key, std::string value, At at, std::uint32_t value_line) {
  ConfigId id = add(parent, ConfigNode::Kind::Scalar, std::move(key), at, value_line);
  if (id != no_config) tree_.nodes[id].value = std::move(value);
  return id;
}

void Builder::warn(At at, std::string message) {
  diagnostics_.push_back({facts::Level::Warning, {"", at.line, at.column, 0}, std::move(message)});
}

}  // namespace onewriter::extract::config
