#include "link/services/skaffold.h"

#include "link/services/images.h"
#include "link/services/words.h"

namespace onewriter::link {

using extract::ConfigId;
using extract::ConfigTree;

std::vector<Workload> read_skaffold(const FileTree& tree) {
  std::vector<Workload> out;
  for (const extract::SourceFile& f : tree.files()) {
    if (!base_name(f.path).starts_with("skaffold") || f.outline.kind != workspace::FileKind::Yaml || is_aside(f.path))
      continue;
    const ConfigTree& config = f.outline.config;
    for (ConfigId document : config.documents())
      for (ConfigId a : config.children(config.find(document, "build.artifacts"))) {
        Workload w;
        w.source = Workload::Source::Skaffold;
        w.image = config.scalar(a, "image");
        w.name = image_base(w.image);
        const std::string_view context = config.scalar(a, "context");
        w.root = join(parent_of(f.path), context.empty() ? "." : context);
        if (w.name.empty() || !w.root) continue;
        const std::string_view dockerfile = config.scalar(a, "docker.dockerfile");
        if (const auto path = join(*w.root, dockerfile.empty() ? "Dockerfile" : dockerfile); path && tree.file(*path))
          w.dockerfile = *path;
        w.deployment = f.path;
        w.place = place_of(f, config.node(a));
        out.push_back(std::move(w));
      }
  }
  return out;
}

}  // namespace onewriter::link
