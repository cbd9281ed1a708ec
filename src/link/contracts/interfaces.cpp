#include "link/contracts/interfaces.h"

#include "link/contracts/contract_document.h"
#include "link/contracts/version.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::SourceFile;
using facts::Api;
using workspace::FileKind;

// Definitions that come with tools: google/api/annotations.proto, grpc/health/v1.
bool is_common(std::string_view package) {
  for (std::string_view common : {"google.", "grpc.", "validate", "gogoproto", "buf.validate", "openapi.", "envoy."})
    if (package.starts_with(common)) return true;
  return false;
}

std::vector<Api> owned(Api api, const SourceFile& file, const std::vector<std::string>& names,
                       const ContractOwners& owners) {
  std::vector<Api> out;
  api.scope = scope_of_contract(file);
  for (const Whose& whose : owners.of(file.path, names, {})) {
    api.service = whose.service;
    api.confidence = whose.confidence;
    out.push_back(api);
  }
  if (out.empty()) out.push_back(api);
  return out;
}

void read_proto(const SourceFile& file, const ContractOwners& owners, std::vector<Api>& out) {
  const ConfigTree& config = file.outline.config;
  for (ConfigId document : config.documents()) {
    const std::string package(config.scalar(document, "package"));
    if (is_common(package)) continue;
    for (ConfigId service : config.children(config.get(document, "service"))) {
      Api api;
      api.kind = "grpc";
      api.format = config.scalar(document, "syntax");
      api.title = package + (package.empty() ? "" : ".") + config.node(service).key;
      api.version = version_word_of(package);
      if (!api.version.empty()) api.version_in = "package";
      api.place = place_of(file, config.node(service));
      for (ConfigId rpc : config.children(service)) {
        facts::ApiOperation o;
        o.method = "rpc";
        o.path = "/" + api.title + "/" + config.node(rpc).key;  // gRPC over HTTP2, "Requests"
        o.pattern = o.path;
        o.operation = config.node(rpc).key;
        o.place = place_of(file, config.node(rpc));
        api.operations.push_back(std::move(o));
      }
      for (Api& a : owned(api, file, {config.node(service).key}, owners)) out.push_back(std::move(a));
    }
  }
}

void read_graphql(const SourceFile& file, const ContractOwners& owners, std::vector<Api>& out) {
  const ConfigTree& config = file.outline.config;
  for (ConfigId document : config.documents()) {
    Api api;
    api.kind = "graphql";
    const ConfigId types = config.get(document, "type");
    for (const auto& [type, method] :
         {std::pair{"Query", "query"}, {"Mutation", "mutation"}, {"Subscription", "subscription"}}) {
      const ConfigId id = config.get(types, type);
      if (id == extract::no_config) continue;
      if (api.place.file.empty()) api.place = place_of(file, config.node(id));
      for (ConfigId field : config.children(id))
        api.operations.push_back({method, config.node(field).key, config.node(field).key, config.node(field).key, "",
                                  place_of(file, config.node(field))});
    }
    if (api.place.file.empty()) continue;
    for (Api& a : owned(api, file, {}, owners)) out.push_back(std::move(a));
  }
}

}  // namespace

std::vector<Api> find_interfaces(const FileTree& tree, const ContractOwners& owners) {
  std::vector<Api> out;
  for (const SourceFile& file : tree.files()) {
    if (file.outline.kind == FileKind::Proto) read_proto(file, owners, out);
    if (file.outline.kind == FileKind::GraphQl) read_graphql(file, owners, out);
  }
  return out;
}

}  // namespace onewriter::link
