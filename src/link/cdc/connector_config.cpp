#include "link/cdc/connector_config.h"

#include <algorithm>

#include "link/services/embedded_config.h"
#include "link/services/literal.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::Kind;
using extract::no_config;
using extract::no_node;
using extract::NodeId;
using extract::Role;
using extract::SourceFile;

constexpr std::string_view class_key = "connector.class";
constexpr int max_depth = 6;

// DEBEZIUM_SOURCE_TABLE_INCLUDE_LIST is debezium.source.table.include.list (MicroProfile Config, "Environment
// Variables Mapping Rules").
std::string dotted(std::string_view key) {
  std::string out = lower(key);
  const bool variable = key.find('.') == std::string_view::npos && out != key;
  if (variable) std::replace(out.begin(), out.end(), '_', '.');
  return out;
}

class Collector {
 public:
  Collector(const SourceFile& file, std::vector<ConnectorConfig>& out) : file_(file), out_(out) {}

  void tree(const ConfigTree& config, std::uint32_t lines_before, int depth) {
    for (ConfigId id = 1; id < config.nodes.size(); ++id) {
      const ConfigNode& node = config.node(id);
      if (node.kind == ConfigNode::Kind::Map) {
        kafka_connector(config, id, lines_before);
        continue;
      }
      if (node.kind != ConfigNode::Kind::Scalar) continue;
      const ConfigNode& around = config.node(node.parent);
      if (node.key == "class" && around.key == "connector") {
        from(config, around.parent, "", id, lines_before);
        continue;
      }
      if (node.key.empty() && around.kind == ConfigNode::Kind::List) {  // an environment of KEY=value entries
        const std::string key = dotted(std::string_view(node.value).substr(0, node.value.find('=')));
        if (key.ends_with(class_key) && contains(node.value, "="))
          from(config, node.parent, key.substr(0, key.size() - class_key.size()), id, lines_before);
      }
      const std::string key = dotted(node.key);
      if (key.ends_with(class_key))
        from(config, node.parent, key.substr(0, key.size() - class_key.size()), id, lines_before);
      else if (depth == 0 && contains(node.value, class_key))
        embedded(node);
    }
  }

  // Configuration.create().with("connector.class", ...), properties.setProperty(...): debezium.io/documentation,
  // "Debezium Engine".
  void code(const CodeOutline& code) {
    for (NodeId id = 1; id < code.nodes.size(); ++id) {
      if (code.node(id).kind != Kind::Call || first_text(code, id) != class_key) continue;
      NodeId method = id;
      while (method != 0 && code.node(method).kind != Kind::Method) method = code.node(method).parent;
      ConnectorConfig found;
      found.place = {file_.path, code.node(id).span.line, code.node(id).span.column, 0};
      for (NodeId other = method; other < code.nodes.size(); ++other) {
        if (code.node(other).kind != Kind::Call || !within(code, other, method)) continue;
        const std::string key = first_text(code, other);
        if (!key.empty()) found.settings.emplace(key, second_text(code, other));
      }
      found.name = found.get({"name"});
      out_.push_back(std::move(found));
    }
  }

 private:
  static bool within(const CodeOutline& code, NodeId id, NodeId around) {
    while (id != 0 && id != around) id = code.node(id).parent;
    return id == around;
  }

  static NodeId argument(const CodeOutline& code, NodeId call, std::size_t at) {
    for (NodeId child : code.children(call))
      if (code.node(child).role == Role::Argument && at-- == 0) return child;
    return no_node;
  }

  static std::string first_text(const CodeOutline& code, NodeId call) { return literal(code, argument(code, call, 0)); }

  // A text, or the name of the class in PostgresConnector.class.getName().
  static std::string second_text(const CodeOutline& code, NodeId call) {
    const NodeId value = argument(code, call, 1);
    if (value == no_node) return {};
    if (std::string text = literal(code, value); !text.empty()) return text;
    for (NodeId id = value; id < code.nodes.size() && within(code, id, value); ++id)
      if (const std::string_view word = code.text(id); word.ends_with("Connector")) return std::string(word);
    return {};
  }

  void add(ConnectorConfig found, const ConfigNode& at, std::uint32_t lines_before) {
    found.place = place_of(file_, at, lines_before);
    out_.push_back(std::move(found));
  }

  void flatten(const ConfigTree& config, ConfigId base, const std::string& prefix, int depth, ConnectorConfig& into) {
    if (depth > max_depth) return;
    for (ConfigId child : config.children(base)) {
      const ConfigNode& node = config.node(child);
      std::string_view key = node.key, value = node.value;
      if (key.empty()) {
        const auto equals = value.find('=');
        if (equals == std::string_view::npos) continue;
        key = value.substr(0, equals);
        value.remove_prefix(equals + 1);
      }
      const std::string name = (prefix.empty() ? "" : prefix + ".") + dotted(key);
      if (node.kind == ConfigNode::Kind::Scalar)
        into.settings.emplace(name, value);
      else if (node.kind == ConfigNode::Kind::Map)
        flatten(config, child, name, depth + 1, into);
    }
  }

  // The settings beside a connector's class, those that begin with `prefix`.
  void from(const ConfigTree& config, ConfigId base, const std::string& prefix, ConfigId at,
            std::uint32_t lines_before) {
    ConnectorConfig all, found;
    flatten(config, base, "", 0, all);
    for (const auto& [key, value] : all.settings)
      if (key.starts_with(prefix)) found.settings.emplace(key.substr(prefix.size()), value);
    found.name = found.get({"name"});
    // {"name": ..., "config": {...}}, as POST /connectors takes it.
    const ConfigId around = config.node(base).parent;
    if (found.name.empty() && config.node(base).key.starts_with("config")) found.name = config.scalar(around, "name");
    // A configuration under its connector's name.
    if (found.name.empty() && prefix.empty() && !config.node(base).key.starts_with("config"))
      found.name = config.node(base).key;
    add(std::move(found), config.node(at), lines_before);
  }

  // Strimzi documentation, "KafkaConnector schema": the class stands beside the configuration.
  void kafka_connector(const ConfigTree& config, ConfigId object, std::uint32_t lines_before) {
    if (config.scalar(object, "kind") != "KafkaConnector") return;
    const ConfigId type = config.find(object, "spec.class");
    if (type == no_config) return;
    ConnectorConfig found;
    flatten(config, config.find(object, "spec.config"), "", 0, found);
    found.settings.insert_or_assign(std::string(class_key), config.node(type).value);
    found.name = config.scalar(object, "metadata.name");
    add(std::move(found), config.node(type), lines_before);
  }

  // JSON or properties inside of a text: a ConfigMap's file, the body that a command sends.
  void embedded(const ConfigNode& node) {
    constexpr std::size_t longest = 200'000;
    if (node.value.size() > longest) return;
    const std::string_view text = node.value;
    const std::size_t open = text.find('{'), close = text.rfind('}');
    const bool json = open != std::string_view::npos && close != std::string_view::npos && close > open;
    const EmbeddedConfig inner =
        json ? read_embedded(node, text.substr(open, close - open + 1), workspace::FileKind::Json)
             : read_embedded(node, text, workspace::FileKind::Properties);
    tree(inner.tree, inner.lines_before, 1);
  }

  const SourceFile& file_;
  std::vector<ConnectorConfig>& out_;
};

}  // namespace

std::string ConnectorConfig::get(std::initializer_list<std::string_view> names) const {
  for (std::string_view key : names)
    if (const auto at = settings.find(key);
        at != settings.end() && !contains(at->second, "${") && !contains(at->second, "{{"))
      return at->second;
  return {};
}

std::vector<ConnectorConfig> connector_configs(const std::vector<SourceFile>& files) {
  std::vector<ConnectorConfig> out;
  for (const SourceFile& file : files) {
    if (file.scope == facts::Scope::Test) continue;
    Collector collector(file, out);
    if (!file.outline.config.empty()) collector.tree(file.outline.config, 0, 0);
    if (contains(file.outline.code.texts, class_key)) collector.code(file.outline.code);
  }
  return out;
}

}  // namespace onewriter::link
