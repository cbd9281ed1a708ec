#include "link/services/declared.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "extract/config/own_manifest.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

constexpr std::size_t max_extends = 16;

// "src/orders/**" is the folder src/orders.
std::string folder_of_glob(std::string_view glob) {
  std::string path(glob.substr(0, glob.find_first_of("*?[{")));
  if (path.size() != glob.size()) path = path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
  return join("", path).value_or("");
}

// A name, {name, role}, or a list of such.
std::vector<DeclaredDatabase> databases_of(const SourceFile& f, ConfigId document) {
  const ConfigTree& config = f.outline.config;
  std::vector<DeclaredDatabase> out;
  auto add = [&](ConfigId id) {
    const ConfigNode& node = config.node(id);
    const std::string_view name =
        node.kind == ConfigNode::Kind::Scalar ? std::string_view(node.value) : config.scalar(id, "name");
    if (!name.empty()) out.push_back({std::string(name), std::string(config.scalar(id, "role")), place_of(f, node)});
  };
  const ConfigId told = config.get(document, "database");
  if (told == no_config) return out;
  if (config.node(told).kind != ConfigNode::Kind::List)
    add(told);
  else
    for (ConfigId id : config.children(told)) add(id);
  return out;
}

}  // namespace

std::vector<const SourceFile*> configurations_of(const FileTree& tree) {
  std::vector<const SourceFile*> out;
  for (std::string_view name : {"onewriter.yaml", "onewriter.yml", ".onewriter.yaml"})
    if (const SourceFile* f = tree.file(name); f && out.empty()) out.push_back(f);
  for (std::size_t i = 0; i < out.size() && out.size() < max_extends; ++i) {
    const ConfigTree& config = out[i]->outline.config;
    for (ConfigId document : config.documents()) {
      const ConfigId extends = config.get(document, "extends");
      if (extends == no_config) continue;
      std::vector<std::string> bases;
      if (config.node(extends).kind == ConfigNode::Kind::Scalar) bases.push_back(config.node(extends).value);
      for (ConfigId id : config.children(extends)) bases.push_back(config.node(id).value);
      for (const std::string& base : bases) {
        const auto path = (std::filesystem::path(out[i]->path).parent_path() / base).lexically_normal();
        const SourceFile* f = tree.file(path.generic_string());
        if (f && std::find(out.begin(), out.end(), f) == out.end()) out.push_back(f);
      }
    }
  }
  return out;
}

std::vector<const SourceFile*> manifests_of(const FileTree& tree) {
  std::vector<const SourceFile*> out;
  for (std::string_view name : {"service.yaml", "service.yml"})
    for (const SourceFile* f : tree.named(name))
      if (!contains(f->path, "/templates/") && !extract::own_manifests(*f).empty()) out.push_back(f);
  return out;
}

std::vector<Workload> read_declared(const FileTree& tree) {
  std::vector<Workload> out;
  auto add = [&](Workload::Source source, const SourceFile& f, const ConfigNode& node, std::string name,
                 std::string root) {
    Workload w;
    w.source = source;
    w.name = std::move(name);
    w.root = std::move(root);
    w.root_certain = true;
    w.deployment = f.path;
    w.hosts = {w.name};
    w.place = place_of(f, node);
    out.push_back(std::move(w));
  };
  std::set<std::string> named;  // in a file that extends others: it wins
  for (const SourceFile* f : configurations_of(tree)) {
    const ConfigTree& config = f->outline.config;
    for (ConfigId document : config.documents())
      for (ConfigId id : config.children(config.get(document, "services"))) {
        if (!named.insert(config.node(id).key).second) continue;
        const ConfigNode& node = config.node(id);
        std::vector<std::string> roots;
        if (node.kind == ConfigNode::Kind::Scalar) roots.push_back(node.value);
        for (std::string_view key : {"root", "path", "paths", "globs", "roots"}) {
          const ConfigId at = config.get(id, key);
          if (at == no_config) continue;
          if (config.node(at).kind == ConfigNode::Kind::Scalar) roots.push_back(config.node(at).value);
          for (ConfigId r : config.children(at)) roots.push_back(config.node(r).value);
        }
        if (node.kind == ConfigNode::Kind::List)
          for (ConfigId r : config.children(id)) roots.push_back(config.node(r).value);
        // An entry with nothing but rules is about a service that is told otherwise.
        if (roots.empty() && config.get(id, "rules") != no_config) continue;
        if (roots.empty()) roots.push_back(node.key);
        for (const std::string& root : roots) add(Workload::Source::Declared, *f, node, node.key, folder_of_glob(root));
        if (const std::string_view kind = config.scalar(id, "kind"); !kind.empty() && !out.empty())
          out.back().kind = kind;
      }
  }
  for (const SourceFile* f : manifests_of(tree)) {
    const ConfigTree& config = f->outline.config;
    for (ConfigId document : extract::own_manifests(*f))
      if (const ConfigId id = config.get(document, "service"); id != no_config && !config.node(id).value.empty()) {
        add(Workload::Source::Manifest, *f, config.node(id), config.node(id).value, parent_of(f->path));
        out.back().team = config.scalar(document, "team");
        out.back().databases = databases_of(*f, document);
      }
  }
  return out;
}

}  // namespace onewriter::link
