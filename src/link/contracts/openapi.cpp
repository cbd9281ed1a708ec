#include "link/contracts/openapi.h"

#include <algorithm>
#include <set>

#include "facts/ascii.h"
#include "link/contracts/schema.h"
#include "link/contracts/version.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigNode;
using facts::Api;
using facts::ApiOperation;

constexpr std::size_t most_operations = 20'000;

using ascii::upper;

bool is_method(std::string_view key) {
  static const std::set<std::string_view> methods = {"get",  "put",   "post",  "delete", "options",
                                                     "head", "patch", "trace", "query"};
  return methods.count(key) > 0;
}

class Reader {
 public:
  Reader(const Documents& documents, const ContractDocument& document, ContractReading& out)
      : documents_(documents), document_(document), out_(out) {}

  void read() {
    const SpecNode root = document_.root;
    api_.kind = "openapi";
    api_.format = document_.format;
    api_.scope = document_.scope;
    SpecNode told = documents_.child(root, "openapi");
    if (!told) told = documents_.child(root, "swagger");
    api_.place = (told ? told : root).place();
    const SpecNode info = documents_.get(root, "info");
    api_.title = documents_.text(info, "title");
    api_.version = documents_.text(info, "version");
    servers(root);
    const SpecNode paths = document_.format.empty() ? root : documents_.get(root, "paths");
    for (SpecNode path : documents_.children(paths))
      if (path->key.starts_with("/")) read_path(path);
    for (const char* key : {"produces", "consumes"})
      for (SpecNode type : documents_.children(documents_.child(root, key))) media_type(type->value);
    for (const std::string& where : version_in_) api_.version_in += (api_.version_in.empty() ? "" : " ") + where;
    out_.names.push_back(api_.title);
    out_.apis.push_back(std::move(api_));
  }

 private:
  // Server Object; in Swagger 2.0 `host` and `basePath`.
  void servers(SpecNode root) {
    if (const std::string_view host = documents_.text(root, "host"); !host.empty()) server_host(host);
    if (const std::string_view base = documents_.text(root, "basePath"); !base.empty()) server_path(base);
    for (SpecNode server : documents_.children(documents_.child(root, "servers"))) {
      const SpecNode variables = documents_.get(server, "variables");
      std::string url(documents_.text(server, "url"));
      for (SpecNode variable : documents_.children(variables)) {
        const std::string hole = "{" + variable->key + "}";
        if (is_version_name(variable->key)) version_in_.insert("server");
        for (std::size_t at = url.find(hole); at != std::string::npos; at = url.find(hole, at + 1))
          url.replace(at, hole.size(), documents_.text(variable, "default"));
      }
      const std::size_t scheme = url.find("://");
      std::string_view rest = url;
      if (scheme != std::string::npos) {
        rest.remove_prefix(scheme + 3);
        server_host(rest.substr(0, rest.find('/')));
        rest.remove_prefix(std::min(rest.find('/'), rest.size()));
      }
      server_path(rest);
    }
  }

  void server_host(std::string_view host) {
    host = host.substr(0, host.find(':'));
    if (has_version_in_host(host)) version_in_.insert("server");
    if (!host.empty()) out_.hosts.emplace_back(host);
  }

  void server_path(std::string_view path) {
    if (has_version_segment(path, true)) version_in_.insert("server");
    if (base_.empty() && path.size() > 1) base_ = path.substr(0, path.find_last_not_of('/') + 1);
  }

  void read_path(SpecNode path) {
    const std::string name = path->key;
    if (has_version_segment(name)) version_in_.insert("path");
    const SpecNode item = documents_.behind(path);
    parameters(item);
    std::vector<std::pair<std::string, SpecNode>> operations;
    for (SpecNode child : documents_.children(item)) {
      if (is_method(child->key)) operations.emplace_back(upper(child->key), child);
      if (child->key == "additionalOperations")  // OpenAPI 3.2, Path Item Object
        for (SpecNode other : documents_.children(child)) operations.emplace_back(other->key, other);
    }
    for (const auto& [method, operation] : operations) {
      if (api_.operations.size() >= most_operations) return;
      parameters(operation);
      ApiOperation o;
      o.method = method;
      o.path = base_ + name;
      o.pattern = facts::pattern_of(name);
      o.operation = documents_.text(operation, "operationId");
      o.fields = answer(operation);
      o.place = operation.place();
      for (SpecNode type : documents_.children(documents_.get(documents_.get(operation, "requestBody"), "content")))
        media_type(type->key);
      for (const char* key : {"produces", "consumes"})
        for (SpecNode type : documents_.children(documents_.child(operation, key))) media_type(type->value);
      api_.operations.push_back(std::move(o));
    }
  }

  void parameters(SpecNode holder) {
    for (SpecNode parameter : documents_.children(documents_.child(holder, "parameters"))) {
      const SpecNode there = documents_.behind(parameter);
      const std::string_view in = documents_.text(there, "in"), name = documents_.text(there, "name");
      if ((in == "query" || in == "header" || in == "path") && is_version_name(name))
        version_in_.insert(std::string(in));
      if (in == "header" && lower(name) == "accept") accepted(documents_.get(there, "schema"));
    }
  }

  // A header parameter "Accept" that lists media types with a version.
  void accepted(SpecNode schema) {
    for (const char* key : {"default", "example", "const"}) media_type(documents_.text(schema, key));
    for (SpecNode value : documents_.children(documents_.child(schema, "enum"))) media_type(value->value);
  }

  void media_type(std::string_view type) {
    if (has_version_in_media_type(type)) version_in_.insert("media-type");
  }

  // The fields of the first answer of success that has any.
  std::string answer(SpecNode operation) {
    std::string fields;
    for (SpecNode response : documents_.children(documents_.child(operation, "responses"))) {
      const SpecNode there = documents_.behind(response);
      for (SpecNode header : documents_.children(documents_.child(there, "headers")))
        if (is_version_name(header->key)) version_in_.insert("header");
      for (SpecNode type : documents_.children(documents_.child(there, "content"))) media_type(type->key);
      if (!response->key.starts_with("2") || !fields.empty()) continue;
      fields = names_of(fields_of(documents_, documents_.child(there, "schema")));  // Swagger 2.0
      for (SpecNode type : documents_.children(documents_.child(there, "content")))
        if (fields.empty() && contains(type->key, "json"))
          fields = names_of(fields_of(documents_, documents_.child(documents_.behind(type), "schema")));
    }
    return fields;
  }

  const Documents& documents_;
  const ContractDocument& document_;
  ContractReading& out_;
  Api api_;
  std::string base_;
  std::set<std::string> version_in_;
};

}  // namespace

ContractReading read_openapi(const Documents& documents, const ContractDocument& document) {
  ContractReading out;
  Reader(documents, document, out).read();
  return out;
}

}  // namespace onewriter::link
