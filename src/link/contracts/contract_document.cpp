#include "link/contracts/contract_document.h"

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::SourceFile;
using workspace::FileKind;

bool is_format_version(std::string_view text) {
  return text.size() >= 1 && text.size() < 16 && text[0] >= '1' && text[0] <= '9' &&
         text.find_first_not_of("0123456789.-abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

bool is_method(std::string_view key) {
  static const std::set<std::string_view> methods = {"get",     "put",  "post",  "delete",
                                                     "options", "head", "patch", "trace"};
  return methods.count(key) > 0;
}

bool has_method(const ConfigTree& config, ConfigId path) {
  for (ConfigId c : config.children(path))
    if (is_method(config.node(c).key) && config.node(c).kind == ConfigNode::Kind::Map) return true;
  return false;
}

// "/orders/{id}": {get: ...}
bool is_paths(const ConfigTree& config, ConfigId document) {
  const auto children = config.children(document);
  if (children.empty()) return false;
  for (ConfigId c : children) {
    const ConfigNode& node = config.node(c);
    if (!node.key.starts_with("/") || node.kind != ConfigNode::Kind::Map) return false;
    if (!has_method(config, c)) return false;
  }
  return true;
}

// OrderPlaced: {payload: ...}
bool is_messages(const ConfigTree& config, ConfigId document) {
  const auto children = config.children(document);
  if (children.empty()) return false;
  for (ConfigId c : children) {
    const ConfigId payload = config.get(c, "payload");
    if (payload == extract::no_config || config.node(payload).kind != ConfigNode::Kind::Map) return false;
    if (config.get(payload, "type") == extract::no_config && config.get(payload, "$ref") == extract::no_config)
      return false;
  }
  return true;
}

}  // namespace

facts::Scope scope_of_contract(const SourceFile& file) {
  if (file.scope == facts::Scope::Migration) return facts::Scope::Main;
  return file.scope;
}

std::vector<ContractDocument> find_contract_documents(const std::vector<SourceFile>& files) {
  std::vector<ContractDocument> whole, parts;
  for (const SourceFile& f : files) {
    if (f.outline.kind != FileKind::Yaml && f.outline.kind != FileKind::Json) continue;
    // What rspec_api_documentation (readme, "open_api") puts into the document that it makes.
    if (f.path.ends_with("config/open_api.yml")) continue;
    const ConfigTree& config = f.outline.config;
    for (ConfigId document : config.documents()) {
      if (config.node(document).kind != ConfigNode::Kind::Map) continue;
      const facts::Scope scope = scope_of_contract(f);
      using Kind = ContractDocument::Kind;
      bool known = false;
      for (const auto& [key, kind] :
           {std::pair{"openapi", Kind::OpenApi}, {"swagger", Kind::OpenApi}, {"asyncapi", Kind::AsyncApi}}) {
        const ConfigId id = config.get(document, key);
        if (id == extract::no_config || config.node(id).kind != ConfigNode::Kind::Scalar) continue;
        if (known || !is_format_version(config.node(id).value)) continue;
        whole.push_back({kind, {&f, document}, config.node(id).value, scope});
        known = true;
      }
      if (known) continue;
      if (is_paths(config, document)) parts.push_back({Kind::OpenApi, {&f, document}, "", scope});
      if (is_messages(config, document)) parts.push_back({Kind::AsyncApi, {&f, document}, "", scope});
    }
  }
  whole.insert(whole.end(), parts.begin(), parts.end());
  return whole;
}

}  // namespace onewriter::link
