#include "link/services/kubernetes_values.h"

#include <algorithm>

#include "link/services/env_file.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

// RFC 4648; Secrets keep their data so. Text that is none of it is returned as it is.
std::string base64_decoded(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (char c : text) {
    int value = 0;
    if (c >= 'A' && c <= 'Z')
      value = c - 'A';
    else if (c >= 'a' && c <= 'z')
      value = c - 'a' + 26;
    else if (c >= '0' && c <= '9')
      value = c - '0' + 52;
    else if (c == '+')
      value = 62;
    else if (c == '/')
      value = 63;
    else if (c == '=' || c == '\n' || c == ' ')
      continue;
    else
      return std::string(text);
    bits = bits << 6 | static_cast<unsigned>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFF);
    }
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

bool is_manifest(const SourceFile& f) {
  return f.outline.kind == workspace::FileKind::Yaml || f.outline.kind == workspace::FileKind::Json;
}

// Templates are where Helm keeps manifests, whatever else "templates" may mean.
bool is_set_aside(const FileTree& tree, const std::string& path) {
  if (Chart::of(tree, path)) return is_aside(parent_of(parent_of(path)));
  return is_aside(path);
}

}  // namespace

KubernetesValues::KubernetesValues(const FileTree& tree) {
  for (const SourceFile& f : tree.files()) {
    if (!is_manifest(f) || f.outline.config.empty() || is_set_aside(tree, f.path)) continue;
    const std::string_view name = base_name(f.path);
    if (name == "kustomization.yaml" || name == "kustomization.yml") {
      read_generators(tree, f);
      continue;
    }
    std::shared_ptr<const Chart> chart;
    if (std::optional<Chart> c = Chart::of(tree, f.path)) chart = std::make_shared<Chart>(std::move(*c));
    for (ConfigId document : f.outline.config.documents()) read_object(f, document, chart, 0);
  }
}

void KubernetesValues::read_object(const SourceFile& file, ConfigId node, const std::shared_ptr<const Chart>& chart,
                                   int depth) {
  const ConfigTree& config = file.outline.config;
  KubernetesObject o;
  o.kind = config.scalar(node, "kind");
  o.api = config.scalar(node, "apiVersion");
  if (o.kind.empty() || o.api.empty() || depth > 2) return;
  if (o.kind == "List" || o.kind == "Template") {
    for (std::string_view key : {"items", "objects"})
      for (ConfigId item : config.children(config.get(node, key))) read_object(file, item, chart, depth + 1);
    return;
  }
  o.file = &file;
  o.node = node;
  o.chart = chart;
  o.folder = chart ? chart->root() : parent_of(file.path);
  const ConfigId metadata = config.get(node, "metadata");
  const std::string_view name = config.scalar(metadata, "name");
  o.name = o.rendered(name);
  if (chart && contains(o.name, "{{") && depth == 0) {
    for (Chart& round : chart->rounds(config, node, name))
      read_object(file, node, std::make_shared<Chart>(std::move(round)), 1);
    return;
  }
  if (o.kind == "ConfigMap" || o.kind == "Secret") {
    Map map{o.kind == "Secret", o.name, o.folder, {}};
    for (std::string_view key : {"data", "stringData", "binaryData"})
      for (ConfigId entry : config.children(config.get(node, key))) {
        const ConfigNode& n = config.node(entry);
        const std::string value = o.rendered(n.value);
        map.entries.push_back(
            {n.key, map.secret && key == "data" ? base64_decoded(value) : value, "", place_of(file, n)});
      }
    maps_.push_back(std::move(map));
  }
  objects_.push_back(std::move(o));
}

// kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator
void KubernetesValues::read_generators(const FileTree& tree, const SourceFile& file) {
  const ConfigTree& config = file.outline.config;
  const std::string folder = parent_of(file.path);
  for (ConfigId document : config.documents())
    for (std::string_view kind : {"configMapGenerator", "secretGenerator"})
      for (ConfigId g : config.children(config.get(document, kind))) {
        Map map{kind == "secretGenerator", std::string(config.scalar(g, "name")), folder, {}};
        for (ConfigId literal : config.children(config.get(g, "literals")))
          set_setting(map.entries, env_pair(config.node(literal).value, place_of(file, config.node(literal))));
        std::vector<std::string> env_files;
        for (ConfigId e : config.children(config.get(g, "envs"))) env_files.push_back(config.node(e).value);
        if (const std::string_view e = config.scalar(g, "env"); !e.empty()) env_files.emplace_back(e);
        for (const std::string& path : env_files) {
          const auto joined = join(folder, path);
          if (const SourceFile* env = joined ? env_file_at(tree, *joined) : nullptr)
            for (Setting s : env_entries(*env)) set_setting(map.entries, std::move(s));
        }
        if (!map.name.empty()) maps_.push_back(std::move(map));
      }
}

const KubernetesValues::Map* KubernetesValues::nearest(bool secret, const std::string& name,
                                                       const KubernetesObject& asker) const {
  const Map* best = nullptr;
  std::size_t best_score = 0;
  for (const Map& m : maps_) {
    if (m.secret != secret || m.name != name) continue;
    const std::size_t shared = shared_segments(m.folder, asker.folder);
    const std::size_t distance = split(m.folder, "/").size() - shared;
    const std::size_t score =
        1000 + shared * 20 - std::min<std::size_t>(distance, 19) + (m.folder == asker.folder ? 100 : 0);
    if (!best || score > best_score) best = &m, best_score = score;
  }
  return best;
}

std::vector<Setting> KubernetesValues::all_of(bool secret, const std::string& name,
                                              const KubernetesObject& asker) const {
  const Map* map = nearest(secret, name, asker);
  return map ? map->entries : std::vector<Setting>();
}

void KubernetesValues::fill(Setting& setting, bool secret, const std::string& name, const std::string& key,
                            const KubernetesObject& asker) const {
  if (const Map* map = nearest(secret, name, asker))
    if (const Setting* found = find_setting(map->entries, key); found && !found->value.empty()) {
      setting.value = found->value;
      return;
    }
  setting.reference = std::string(secret ? "secret/" : "config/") + name + "/" + key;
}

}  // namespace onewriter::link
