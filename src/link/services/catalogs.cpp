#include "link/services/catalogs.h"

#include <map>
#include <set>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

// "group:default/payments" -> payments; backstage.io/docs/features/software-catalog/references
std::string without_namespace(std::string_view reference) {
  return std::string(
      reference.substr(reference.find_last_of(":/") == std::string_view::npos ? 0 : reference.find_last_of(":/") + 1));
}

CatalogEntry backstage(const ConfigTree& config, ConfigId document) {
  CatalogEntry e;
  e.name = config.scalar(document, "metadata.name");
  e.kind = config.scalar(document, "spec.type");
  e.owner = without_namespace(config.scalar(document, "spec.owner"));
  return e;
}

CatalogEntry datadog(const ConfigTree& config, ConfigId document) {
  CatalogEntry e;
  e.name = config.scalar(document, "dd-service");
  e.owner = config.scalar(document, "team");
  if (e.name.empty() && config.scalar(document, "kind") == "service") {
    e.name = config.scalar(document, "metadata.name");
    e.owner = config.scalar(document, "metadata.owner");
  }
  return e;
}

CatalogEntry opslevel(const ConfigTree& config, ConfigId document) {
  CatalogEntry e;
  for (std::string_view key : {"service", "component"})
    if (const ConfigId at = config.get(document, key); at != no_config && e.name.empty()) {
      e.name = config.scalar(at, "name");
      e.owner = config.scalar(at, "owner");
      e.kind = config.scalar(at, "type");
    }
  return e;
}

CatalogEntry cortex(const ConfigTree& config, ConfigId document) {
  CatalogEntry e;
  const ConfigId info = config.get(document, "info");
  if (config.get(info, "x-cortex-tag") == no_config) return e;
  e.name = config.scalar(info, "x-cortex-tag");
  e.kind = config.scalar(info, "x-cortex-type");
  for (ConfigId owner : config.children(config.get(info, "x-cortex-owners")))
    if (e.owner.empty()) {
      e.owner = config.scalar(owner, "name");
      if (e.owner.empty()) e.owner = config.scalar(owner, "email");
    }
  return e;
}

bool matches(std::string_view pattern, std::string_view folder) {
  const bool rooted = pattern.starts_with('/');
  if (rooted) pattern.remove_prefix(1);
  while (!pattern.empty() && (pattern.ends_with('/') || pattern.ends_with('*'))) pattern.remove_suffix(1);
  if (pattern.empty()) return true;
  if (pattern.find_first_of("*?[") != std::string_view::npos) return false;  // of some files, not of a folder
  if (inside(folder, pattern)) return true;
  if (rooted || contains(pattern, "/")) return false;
  for (const std::string& segment : split(folder, "/"))
    if (segment == pattern) return true;
  return false;
}

}  // namespace

std::vector<CatalogEntry> catalog_entries(const FileTree& tree) {
  std::vector<CatalogEntry> out;
  for (const SourceFile& f : tree.files()) {
    if (f.outline.kind != workspace::FileKind::Yaml || f.outline.config.empty() || is_aside(f.path)) continue;
    const std::string name = lower(base_name(f.path));
    const ConfigTree& config = f.outline.config;
    for (ConfigId document : config.documents()) {
      CatalogEntry e;
      if (config.scalar(document, "apiVersion").starts_with("backstage.io/")) {
        if (config.scalar(document, "kind") == "Component") e = backstage(config, document);
      } else if (name == "service.datadog.yaml" || name == "service.datadog.yml" || name == "entity.datadog.yaml" ||
                 config.get(document, "dd-service") != no_config) {
        e = datadog(config, document);
      } else if (name == "opslevel.yml" || name == "opslevel.yaml") {
        e = opslevel(config, document);
      } else if (name == "cortex.yaml" || name == "cortex.yml" || contains(f.path, ".cortex/")) {
        e = cortex(config, document);
      }
      if (e.name.empty() || contains(e.name, "{{")) continue;
      e.place = place_of(f, config.node(document));
      out.push_back(std::move(e));
    }
  }
  return out;
}

std::vector<Workload> read_catalogs(const FileTree& tree) {
  std::vector<Workload> out;
  const std::vector<CatalogEntry> entries = catalog_entries(tree);
  std::map<std::string, std::set<std::string>> described;  // folder -> what descriptors in it describe
  for (const CatalogEntry& e : entries) described[parent_of(e.place.file)].insert(folded(e.name));
  for (const CatalogEntry& e : entries) {
    const std::string kind = lower(e.kind);
    if (!kind.empty() && kind != "service" && kind != "website" && kind != "backend" && kind != "frontend") continue;
    Workload w;
    w.source = Workload::Source::Catalog;
    w.name = e.name;
    w.team = e.owner;
    w.hosts = {e.name};
    w.deployment = e.place.file;
    // A folder of descriptors, or one that describes several things, is the folder of none of them.
    std::string folder = parent_of(e.place.file);
    const bool own = described[folder].size() == 1;
    while (base_name(folder).starts_with('.')) folder = parent_of(folder);
    if (own && tree.holds_code(folder)) w.root = folder;
    w.place = e.place;
    out.push_back(std::move(w));
  }
  return out;
}

std::string code_owner_of(const FileTree& tree, std::string_view folder) {
  std::string owner;
  for (std::string_view path : {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"}) {
    const SourceFile* f = tree.file(path);
    if (!f) continue;
    for (ConfigId document : f->outline.config.documents())
      for (ConfigId rule : f->outline.config.children(document)) {
        const ConfigNode& node = f->outline.config.node(rule);
        const std::vector<std::string> owners = split(node.value, " \t");
        if (matches(node.key, folder)) owner = owners.empty() || owners[0].starts_with("#") ? "" : owners[0];
      }
    break;
  }
  return owner;
}

}  // namespace onewriter::link
