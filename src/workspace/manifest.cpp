#include "workspace/manifest.h"

#include "facts/resources.h"
#include "workspace/document_reader.h"

namespace onewriter::workspace {
namespace {

Manifest::Use read_use(const DocumentReader& in, YamlId entry) {
  Manifest::Use use;
  use.service = in.text(entry, "service");
  use.data = in.placed(in.get(entry, "data"));
  use.via = in.text(entry, "via");
  use.consistency = in.text(entry, "consistency");
  use.fallback = in.text(entry, "fallback");
  YamlId cache = in.get(entry, "cache");
  use.cached = cache != no_yaml;
  use.cache_ttl = in.text(cache, "ttl");
  use.cache_invalidated_by = in.texts(in.get(cache, "invalidated_by"));
  YamlId freshness = in.get(entry, "freshness");
  use.freshness_monitor = in.text(freshness, "monitor");
  use.freshness_max_lag = in.text(freshness, "max_lag");
  use.cdc_decommission_by = in.text(in.get(entry, "cdc"), "decommission_by");
  use.place = in.place(entry);
  return use;
}

}  // namespace

bool may_be_manifest(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "service.yaml" || name == "service.yml";
}

std::string_view manifest_schema() {
  return facts::resource("rules/schema/service.schema.json").value_or(std::string_view());
}

std::optional<ManifestReading> parse_manifest(std::string_view text, const std::string& file) {
  ManifestReading out;
  DocumentReader in(text, file, manifest_schema(), out.errors);
  YamlId root = in.root();
  YamlId service = in.get(root, "service");
  if (service == no_yaml || in.get(root, "apiVersion") != no_yaml || in.get(root, "kind") != no_yaml)
    return std::nullopt;
  bool other_use = in.kind(service) == YamlNode::Kind::Map && in.get(root, "owns") == no_yaml &&
                   in.get(root, "reads_from") == no_yaml;
  if (other_use) return std::nullopt;
  out.manifest.service = in.value(service);
  out.manifest.team = in.text(root, "team");
  out.manifest.databases = in.placed(in.get(root, "database"));
  out.manifest.owns = in.placed(in.get(root, "owns"));
  for (YamlId entry : in.children(in.get(root, "reads_from"))) out.manifest.reads_from.push_back(read_use(in, entry));
  out.manifest.apis = in.placed(in.get(root, "apis"));
  out.manifest.events = in.placed(in.get(root, "events"));
  out.manifest.place = in.place(service);
  return out;
}

}  // namespace onewriter::workspace
