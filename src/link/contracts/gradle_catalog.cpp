#include "link/contracts/gradle_catalog.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::ConfigId;
using extract::ConfigTree;
using extract::Kind;
using extract::NodeId;
using extract::Role;
using extract::SourceFile;

using Catalog = std::map<std::string, std::vector<std::string>>;  // by accessor, without "libs."

// "springdoc-webmvc_ui" is asked for as springdoc.webmvc.ui.
std::string accessor_of(std::string alias) {
  std::replace_if(
      alias.begin(), alias.end(), [](char c) { return c == '-' || c == '_'; }, '.');
  return alias;
}

// "group:artifact:version"; { module = "group:artifact" }; { group = "group", name = "artifact" }
std::string coordinates_of(const ConfigTree& config, ConfigId library) {
  std::string text = config.node(library).value;
  if (text.empty()) text = config.scalar(library, "module");
  if (text.empty())
    text = std::string(config.scalar(library, "group")) + ":" + std::string(config.scalar(library, "name"));
  const std::size_t first = text.find(':');
  return text.substr(0, first == std::string::npos ? first : text.find(':', first + 1));
}

Catalog read_catalog(const ConfigTree& config) {
  Catalog out;
  for (ConfigId document : config.documents()) {
    for (ConfigId library : config.children(config.get(document, "libraries")))
      out[accessor_of(config.node(library).key)] = {coordinates_of(config, library)};
    for (ConfigId bundle : config.children(config.get(document, "bundles")))
      for (ConfigId alias : config.children(bundle))
        if (const auto library = out.find(accessor_of(config.node(alias).value)); library != out.end())
          out["bundles." + accessor_of(config.node(bundle).key)].push_back(library->second.front());
  }
  return out;
}

Catalog catalog_above(const FileTree& tree, std::string folder) {
  for (;; folder = parent_of(folder)) {
    const std::string path = (folder.empty() ? "" : folder + "/") + std::string("gradle/libs.versions.toml");
    if (const SourceFile* file = tree.file(path)) return read_catalog(file->outline.config);
    if (folder.empty()) return {};
  }
}

bool is_for_tests(std::string_view configuration) { return configuration.starts_with("test"); }

// libs.springdoc.webmvc
std::string chain_of(const CodeOutline& code, NodeId id) {
  std::string out;
  for (; id != extract::no_node && code.node(id).kind == Kind::Member; id = code.child(id, Role::Object))
    out = "." + std::string(code.word(id, Role::Name)) + out;
  return id == extract::no_node ? std::string() : std::string(code.text(id)) + out;
}

}  // namespace

std::vector<CatalogUse> taken_from_catalog(const FileTree& tree, const SourceFile& build_file) {
  constexpr std::string_view catalogued = "libs.";
  std::vector<CatalogUse> out;
  const bool kotlin = build_file.path.ends_with(".gradle.kts");
  if (!kotlin && !build_file.path.ends_with(".gradle")) return out;
  const Catalog catalog = catalog_above(tree, parent_of(build_file.path));
  const auto take = [&](std::string_view accessor, const facts::Place& place) {
    const auto found = catalog.find(std::string(accessor));
    if (found == catalog.end()) return;
    for (const std::string& coordinates : found->second) out.push_back({coordinates, place});
  };
  if (catalog.empty()) return out;
  const CodeOutline& code = build_file.outline.code;
  for (NodeId id = 0; kotlin && id < code.nodes.size(); ++id) {
    const NodeId around = code.node(id).parent;
    if (code.node(id).kind != Kind::Member || around == extract::no_node || is_for_tests(code.word(around, Role::Name)))
      continue;
    const extract::Span& span = code.node(id).span;
    if (const std::string chain = chain_of(code, id); chain.starts_with(catalogued))
      take(std::string_view(chain).substr(catalogued.size()), {build_file.path, span.line, span.column, 0});
  }
  // Groovy, of which a line is a name and what follows it.
  const ConfigTree& config = build_file.outline.config;
  for (ConfigId document : config.documents())
    for (ConfigId line : config.children(document)) {
      const std::string text = config.node(line).key + " " + config.node(line).value;
      const std::size_t at = text.find(catalogued);
      if (kotlin || at == std::string::npos || text.starts_with("//") || is_for_tests(text)) continue;
      std::size_t end = at + catalogued.size();
      while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '.')) ++end;
      take(std::string_view(text).substr(at + catalogued.size(), end - at - catalogued.size()),
           place_of(build_file, config.node(line)));
    }
  return out;
}

}  // namespace onewriter::link
