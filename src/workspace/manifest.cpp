#include "workspace/manifest.h"

#include <algorithm>

#include "facts/resources.h"
#include "workspace/document_reader.h"
#include "workspace/schema_check.h"

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

// The keys of rules/schema/service.schema.json.
std::vector<std::string_view> our_keys() {
  return {"service", "team", "database", "owns", "reads_from", "apis", "events"};
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

// The words before a colon at the beginning of a line: the keys of text that is no YAML.
std::vector<std::string> keys_in_text(std::string_view text) {
  std::vector<std::string> keys;
  for (std::size_t at = 0; at < text.size() && keys.size() < 100;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    std::size_t length = 0;
    while (length < line.size() && is_name_character(line[length])) ++length;
    if (length > 0 && length < line.size() && line[length] == ':') keys.emplace_back(line.substr(0, length));
    at = end + 1;
  }
  return keys;
}

}  // namespace

bool is_manifest_of(const std::vector<std::string>& keys, bool names_service) {
  auto has = [&](std::string_view key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
  if (has("apiVersion") || has("kind")) return false;
  if (has("owns") || has("reads_from")) return true;
  const std::vector<std::string_view> ours = our_keys();
  std::vector<std::string_view> own;
  for (const std::string& key : keys) {
    const bool known = std::find(ours.begin(), ours.end(), key) != ours.end();
    const std::string_view meant = known ? std::string_view(key) : nearest(key, ours);
    if (meant.empty()) return false;
    own.push_back(meant);
  }
  auto means = [&](std::string_view key) { return std::find(own.begin(), own.end(), key) != own.end(); };
  return (has("service") && names_service) || means("owns") || means("reads_from");
}

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
  const YamlId service = in.get(root, "service");
  const bool broken = !read_yaml(text).problems.empty();
  std::vector<std::string> keys;
  for (YamlId entry : in.children(root)) keys.push_back(in.key(entry));
  if (broken) keys = keys_in_text(text);
  const bool names_service = broken || (service != no_yaml && in.kind(service) == YamlNode::Kind::Scalar);
  if (!is_manifest_of(keys, names_service)) return std::nullopt;
  out.manifest.service = in.text(root, "service");
  out.manifest.team = in.text(root, "team");
  const YamlId databases = in.get(root, "database");
  out.manifest.databases = in.placed(databases);
  if (databases != no_yaml && in.kind(databases) != YamlNode::Kind::Scalar)
    for (YamlId entry :
         in.kind(databases) == YamlNode::Kind::Map ? std::vector<YamlId>{databases} : in.children(databases))
      if (const YamlId name = in.get(entry, "name"); name != no_yaml)
        out.manifest.databases.push_back({in.value(name), in.place(name)});
  out.manifest.owns = in.placed(in.get(root, "owns"));
  for (YamlId entry : in.children(in.get(root, "reads_from"))) out.manifest.reads_from.push_back(read_use(in, entry));
  out.manifest.apis = in.placed(in.get(root, "apis"));
  out.manifest.events = in.placed(in.get(root, "events"));
  if (service != no_yaml) out.manifest.place = in.place(service);
  return out;
}

}  // namespace onewriter::workspace
