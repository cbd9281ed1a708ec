#include "extract/config/own_manifest.h"

#include "workspace/manifest.h"

namespace onewriter::extract {

std::vector<ConfigId> own_manifests(const SourceFile& file) {
  std::vector<ConfigId> out;
  if (!workspace::may_be_manifest(file.path)) return out;
  const ConfigTree& config = file.outline.config;
  for (ConfigId document : config.documents()) {
    std::vector<std::string> keys;
    for (ConfigId entry : config.children(document)) keys.push_back(config.node(entry).key);
    const ConfigId service = config.get(document, "service");
    const bool named = service != no_config && config.node(service).kind == ConfigNode::Kind::Scalar;
    if (workspace::is_manifest_of(keys, named)) out.push_back(document);
  }
  return out;
}

}  // namespace onewriter::extract
