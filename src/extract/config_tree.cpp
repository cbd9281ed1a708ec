#include "extract/config_tree.h"

#include <charconv>

namespace onewriter::extract {
namespace {

// Takes `key` off the front of `path`, segment by segment ("*" stands for one): the rest of the path, or nothing when
// they differ. "spring.datasource.url" less "spring.datasource" is "url".
bool strip(std::string_view& path, std::string_view key) {
  while (true) {
    std::size_t path_dot = path.find('.');
    std::size_t key_dot = key.find('.');
    std::string_view wanted = path.substr(0, path_dot);
    if (wanted != "*" && wanted != key.substr(0, key_dot)) return false;
    path = path_dot == std::string_view::npos ? std::string_view() : path.substr(path_dot + 1);
    if (key_dot == std::string_view::npos) return true;
    if (path_dot == std::string_view::npos) return false;
    key = key.substr(key_dot + 1);
  }
}

bool is_index(std::string_view segment, std::size_t& index) {
  auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
  return error == std::errc() && end == segment.data() + segment.size();
}

}  // namespace

std::vector<ConfigId> ConfigTree::children(ConfigId id) const {
  std::vector<ConfigId> out;
  if (id >= nodes.size()) return out;
  for (ConfigId child = nodes[id].first_child; child != no_config; child = nodes[child].next_sibling)
    out.push_back(child);
  return out;
}

ConfigId ConfigTree::get(ConfigId from, std::string_view key) const {
  if (from >= nodes.size() || nodes[from].kind != ConfigNode::Kind::Map) return no_config;
  for (ConfigId child = nodes[from].first_child; child != no_config; child = nodes[child].next_sibling)
    if (nodes[child].key == key) return child;
  return no_config;
}

ConfigId ConfigTree::find(ConfigId from, std::string_view path) const {
  if (from >= nodes.size()) return no_config;
  if (path.empty()) return from;
  std::size_t dot = path.find('.');
  std::string_view segment = path.substr(0, dot);
  std::string_view rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  bool is_map = nodes[from].kind == ConfigNode::Kind::Map;
  std::size_t index = 0;
  bool by_index = !is_map && is_index(segment, index);
  for (ConfigId child = nodes[from].first_child; child != no_config; child = nodes[child].next_sibling) {
    ConfigId found = no_config;
    std::string_view left = path;
    bool any = segment == "*";
    if (any || (by_index && index-- == 0)) found = find(child, rest);
    bool dotted = nodes[child].key.find('.') != std::string::npos;
    if (found == no_config && is_map && (!any || dotted) && strip(left, nodes[child].key)) found = find(child, left);
    if (found != no_config) return found;
  }
  return no_config;
}

std::string_view ConfigTree::scalar(ConfigId from, std::string_view path) const {
  ConfigId id = find(from, path);
  if (id == no_config) return {};
  if (nodes[id].kind == ConfigNode::Kind::Map) id = get(id, "#text");
  return id == no_config ? std::string_view() : std::string_view(nodes[id].value);
}

}  // namespace onewriter::extract
