#include "link/services/declared.h"

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

// "src/orders/**" is the folder src/orders.
std::string folder_of_glob(std::string_view glob) {
  std::string path(glob.substr(0, glob.find_first_of("*?[{")));
  if (path.size() != glob.size()) path = path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
  return join("", path).value_or("");
}

}  // namespace

const SourceFile* configuration_of(const FileTree& tree) {
  for (std::string_view name : {"onewriter.yaml", "onewriter.yml", ".onewriter.yaml"})
    if (const SourceFile* f = tree.file(name)) return f;
  return nullptr;
}

std::vector<const SourceFile*> manifests_of(const FileTree& tree) {
  std::vector<const SourceFile*> out;
  for (std::string_view name : {"service.yaml", "service.yml"})
    for (const SourceFile* f : tree.named(name))
      for (ConfigId document : f->outline.config.documents()) {
        // Kubernetes Services stand in files of that name too.
        const ConfigTree& config = f->outline.config;
        if (config.get(document, "apiVersion") == no_config && !config.scalar(document, "service").empty() &&
            !contains(f->path, "/templates/")) {
          out.push_back(f);
          break;
        }
      }
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
  if (const SourceFile* f = configuration_of(tree)) {
    const ConfigTree& config = f->outline.config;
    for (ConfigId document : config.documents())
      for (ConfigId id : config.children(config.get(document, "services"))) {
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
        if (roots.empty()) roots.push_back(node.key);
        for (const std::string& root : roots) add(Workload::Source::Declared, *f, node, node.key, folder_of_glob(root));
        if (const std::string_view kind = config.scalar(id, "kind"); !kind.empty() && !out.empty())
          out.back().kind = kind;
      }
  }
  for (const SourceFile* f : manifests_of(tree)) {
    const ConfigTree& config = f->outline.config;
    for (ConfigId document : config.documents())
      if (const ConfigId id = config.get(document, "service"); id != no_config)
        add(Workload::Source::Manifest, *f, config.node(id), config.node(id).value, parent_of(f->path));
  }
  return out;
}

}  // namespace onewriter::link
