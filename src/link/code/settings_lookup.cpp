#include "link/code/settings_lookup.h"

#include <algorithm>

#include "link/code/names.h"
#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {

std::string module_root(std::string_view path) {
  if (path.starts_with("src/")) return {};
  if (auto src = path.find("/src/"); src != std::string_view::npos) return std::string(path.substr(0, src));
  auto slash = path.find('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

SettingsLookup::SettingsLookup(const std::vector<extract::SourceFile>& files) {
  using workspace::FileKind;
  for (const extract::SourceFile& file : files) {
    const FileKind kind = file.outline.kind;
    const bool config =
        kind == FileKind::Yaml || kind == FileKind::Properties || kind == FileKind::Json || kind == FileKind::Toml;
    if (config && file.scope != facts::Scope::Test && !file.outline.config.empty()) files_.push_back(&file);
  }
}

std::string SettingsLookup::value(std::string_view source, std::string_view key) const {
  const std::string root = module_root(source);
  std::string best;
  std::size_t shared = 0;
  for (const extract::SourceFile* file : files_) {
    if (!inside(file->path, root)) continue;
    for (extract::ConfigId document : file->outline.config.documents()) {
      const std::string_view found = file->outline.config.scalar(document, key);
      if (found.empty()) continue;
      const std::size_t common = 1 + shared_prefix(source, file->path);
      if (common > shared) shared = common, best = std::string(found);
    }
  }
  return best;
}

std::vector<SettingsLookup::Said> SettingsLookup::all(std::string_view key) const {
  std::vector<Said> out;
  for (const extract::SourceFile* file : files_) {
    const extract::ConfigTree& config = file->outline.config;
    for (extract::ConfigId document : config.documents())
      if (const extract::ConfigId at = config.find(document, key); at != extract::no_config) {
        out.push_back({config.node(at).value, place_of(*file, config.node(at))});
        break;
      }
  }
  return out;
}

}  // namespace onewriter::link
