#include "link/contracts/documents.h"

#include <algorithm>
#include <set>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;
using workspace::FileKind;

constexpr std::size_t wide = 32;  // children from which on a map is looked up by an index

// RFC 6901, 4: "~1" is a slash, "~0" a tilde.
std::string step_decoded(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool escape = step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1');
    out += escape ? (step[i + 1] == '1' ? '/' : '~') : step[i];
    if (escape) ++i;
  }
  return out;
}

bool is_remote(std::string_view target) {
  return contains(target, "://") || target.starts_with("//") || target.starts_with("urn:");
}

// A schema that says where it lives resolves its relative references against that (JSON Schema, "$id").
bool lives_elsewhere(const ConfigTree& config, ConfigId id) {
  for (; id != no_config && id != 0; id = config.node(id).parent) {
    const ConfigId name = config.get(id, "$id");
    if (name != no_config && is_remote(config.node(name).value)) return true;
  }
  return false;
}

bool is_installed(std::string_view path) {
  return contains(path, "node_modules/") || contains(path, "site-packages/") || contains(path, "vendor/");
}

}  // namespace

ConfigId document_of(const ConfigTree& config, ConfigId node) {
  while (node != 0 && node != no_config && config.node(node).parent != 0) node = config.node(node).parent;
  return node;
}

bool is_whole(const SourceFile& file) {
  return std::none_of(file.outline.diagnostics.begin(), file.outline.diagnostics.end(),
                      [](const facts::Diagnostic& d) { return d.place.line > 0 || d.level != facts::Level::Note; });
}

SpecNode Documents::child(SpecNode map, std::string_view key) const {
  if (!map) return {};
  const ConfigTree& config = map.file->outline.config;
  std::size_t before = 0;
  for (ConfigId c = map->first_child; c != no_config && before < wide; c = config.node(c).next_sibling, ++before)
    if (config.node(c).key == key && map->kind == ConfigNode::Kind::Map) return {map.file, c};
  if (before < wide || map->kind != ConfigNode::Kind::Map) return {};
  auto [at, fresh] = wide_.try_emplace(map);
  if (fresh)
    for (ConfigId c = map->first_child; c != no_config; c = config.node(c).next_sibling)
      at->second.try_emplace(config.node(c).key, c);
  const auto found = at->second.find(key);
  return found == at->second.end() ? SpecNode() : SpecNode{map.file, found->second};
}

SpecNode Documents::reference(SpecNode map) const {
  const SpecNode found = child(map, "$ref");
  return found.is(ConfigNode::Kind::Scalar) ? found : SpecNode();
}

Lead Documents::part_of(const SourceFile& file, ConfigId document, std::string_view fragment) const {
  SpecNode at{&file, document};
  if (!at) return {is_whole(file) ? Lead::Kind::NoPart : Lead::Kind::Unread, {}, file.path};
  const std::string decoded = percent_decoded(fragment);
  if (decoded.empty() || decoded == "/") return {Lead::Kind::Found, at, {}};
  if (decoded.front() != '/') {
    // JSON Schema, "$anchor" and "$id"; where a schema language has no pointers, the name of a type.
    const ConfigTree& config = file.outline.config;
    for (ConfigId id = 0; id < config.nodes.size(); ++id) {
      const ConfigNode& node = config.node(id);
      const bool anchor = (node.key == "$anchor" || node.key == "$dynamicAnchor") && node.value == decoded;
      if (anchor || ((node.key == "$id" || node.key == "id") && node.value == "#" + decoded))
        return {Lead::Kind::Found, {&file, node.parent}, {}};
    }
    const bool schema = file.outline.kind == FileKind::Proto || file.outline.kind == FileKind::Avro;
    return schema ? Lead{Lead::Kind::Found, at, {}} : Lead{Lead::Kind::NoPart, {}, decoded};
  }
  for (std::size_t from = 1; from <= fragment.size();) {
    const std::size_t end = std::min(fragment.find('/', from), fragment.size());
    const std::string step = step_decoded(percent_decoded(fragment.substr(from, end - from)));
    from = end + 1;
    // A step may lead through a reference: paths/~1orders/get where the path itself stands in another file.
    if (reference(at)) {
      if (depth_ >= 20) return {Lead::Kind::NoPart, {}, step};
      ++depth_;
      at = behind(at);
      --depth_;
    }
    SpecNode next = child(at, step);
    if (at.is(ConfigNode::Kind::List) && !step.empty() && step.size() < 7 &&
        step.find_first_not_of("0123456789") == std::string::npos) {
      std::size_t index = std::stoul(step);
      ConfigId c = at->first_child;
      while (c != no_config && index-- > 0) c = file.outline.config.node(c).next_sibling;
      next = {at.file, c};
    }
    if (!next) return {is_whole(*(at ? at.file : &file)) ? Lead::Kind::NoPart : Lead::Kind::Unread, {}, step};
    at = next;
  }
  return {Lead::Kind::Found, at, {}};
}

Lead Documents::lead(SpecNode reference) const {
  const std::string& text = reference->value;
  const ConfigTree& config = reference.file->outline.config;
  const std::size_t hash = std::min(text.find('#'), text.size());
  const std::string_view fragment = hash < text.size() ? std::string_view(text).substr(hash + 1) : std::string_view();
  if (hash == 0) {
    Lead here = part_of(*reference.file, document_of(config, reference.id), fragment);
    if (here.kind == Lead::Kind::NoPart && lives_elsewhere(config, reference.id)) here.kind = Lead::Kind::Remote;
    return here;
  }
  const std::string target = percent_decoded(std::string_view(text).substr(0, hash));
  if (is_remote(target)) return {Lead::Kind::Remote, {}, {}};
  const bool elsewhere = lives_elsewhere(config, reference.id);
  const auto path = join(parent_of(reference.file->path), target);
  if (!path) return {elsewhere ? Lead::Kind::Remote : Lead::Kind::Outside, {}, {}};
  const SourceFile* file = tree_.file(*path);
  if (!file) {
    if (elsewhere) return {Lead::Kind::Remote, {}, {}};
    return {is_installed(*path) ? Lead::Kind::Unread : Lead::Kind::NoFile, {}, *path};
  }
  const auto documents = file->outline.config.documents();
  if (documents.empty()) return {Lead::Kind::Unread, {}, {}};
  return part_of(*file, documents.front(), fragment);
}

SpecNode Documents::behind(SpecNode node) const {
  std::set<SpecNode> met;
  while (node && met.insert(node).second && met.size() < 100) {
    const SpecNode to = reference(node);
    if (!to) return node;
    const Lead found = lead(to);
    if (found.kind != Lead::Kind::Found) return {};
    node = found.node;
  }
  return {};
}

std::vector<SpecNode> Documents::children(SpecNode node) const {
  std::vector<SpecNode> out;
  node = behind(node);
  if (!node) return out;
  for (ConfigId c : node.file->outline.config.children(node.id)) out.push_back({node.file, c});
  return out;
}

std::string_view Documents::text(SpecNode from, std::string_view key) const {
  const SpecNode found = get(from, key);
  return found.is(ConfigNode::Kind::Scalar) ? std::string_view(found->value) : std::string_view();
}

}  // namespace onewriter::link
