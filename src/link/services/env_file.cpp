#include "link/services/env_file.h"

#include <algorithm>

#include "link/services/words.h"

namespace onewriter::link {

std::vector<Setting> env_entries(const extract::SourceFile& file) {
  std::vector<Setting> out;
  const extract::ConfigTree& config = file.outline.config;
  if (config.empty()) return out;
  for (extract::ConfigId document : config.documents())
    for (extract::ConfigId id : config.children(document)) {
      const extract::ConfigNode& node = config.node(id);
      std::string_view key = node.key;
      if (key.starts_with("export ")) key = trim(key.substr(7));
      if (!key.empty() && node.kind != extract::ConfigNode::Kind::Map && node.kind != extract::ConfigNode::Kind::List)
        out.push_back({std::string(key), node.value, "", place_of(file, node)});
    }
  return out;
}

const extract::SourceFile* env_file_at(const FileTree& tree, std::string_view path) {
  if (const extract::SourceFile* f = tree.file(path)) return f;
  for (std::string_view suffix : {".example", ".sample", ".dist", ".template", ".default", ".defaults", "-example",
                                  ".dev", ".development", ".local"})
    if (const extract::SourceFile* f = tree.file(std::string(path) + std::string(suffix))) return f;
  const std::string folder = parent_of(path);
  const std::string name(base_name(path));
  if (name == ".env")
    for (std::string_view other : {"example.env", "sample.env", "env.example", "env.sample", "env.template"})
      if (const extract::SourceFile* f =
              tree.file(folder.empty() ? std::string(other) : folder + "/" + std::string(other)))
        return f;
  return nullptr;
}

Setting env_pair(std::string_view text, facts::Place place) {
  const std::size_t equals = text.find('=');
  std::string_view value = equals == std::string_view::npos ? std::string_view() : trim(text.substr(equals + 1));
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  return {std::string(trim(text.substr(0, equals))), std::string(value), "", std::move(place)};
}

const Setting* find_setting(const std::vector<Setting>& settings, std::string_view name) {
  for (const Setting& s : settings)
    if (s.name == name) return &s;
  return nullptr;
}

void set_setting(std::vector<Setting>& settings, Setting setting) {
  for (Setting& s : settings)
    if (s.name == setting.name) {
      s = std::move(setting);
      return;
    }
  settings.push_back(std::move(setting));
}

void add_setting(std::vector<Setting>& settings, Setting setting) {
  if (!find_setting(settings, setting.name)) settings.push_back(std::move(setting));
}

}  // namespace onewriter::link
