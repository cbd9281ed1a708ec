#include <map>
#include <set>
#include <string>

#include "link/contracts/openapi.h"
#include "link/contracts/schema_form.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigNode;
using Kind = ConfigNode::Kind;

class Form {
 public:
  Form(const Documents& documents, const ContractDocument& document, std::vector<facts::ContractError>& errors)
      : documents_(documents),
        document_(document),
        errors_(errors),
        schemas_(documents, document.format.starts_with("2") || document.format.starts_with("3.0"),
                 [this](SpecNode at, std::string message) { error(at, std::move(message)); }) {
    old_ = document.format.starts_with("2");
    // From 3.1 on a document may hold webhooks or components alone, and operations need no responses.
    modern_ = document.format.starts_with("3.") && !document.format.starts_with("3.0");
  }

  void check() {
    const SpecNode root = document_.root;
    if (!old_ && !document_.format.starts_with("3.")) {
      error(root, "there is no OpenAPI " + document_.format);
      return;
    }
    const SpecNode info = documents_.get(root, "info");
    if (!info.is(Kind::Map))
      error(info ? info : root, "`info` is missing: an OpenAPI document has a title and a version");
    else if (documents_.text(info, "title").empty())
      error(info, "`info.title` is missing");
    const SpecNode components = documents_.get(root, "components");
    check_schemes(old_ ? documents_.child(root, "securityDefinitions")
                       : documents_.child(components, "securitySchemes"));
    check_security(documents_.child(root, "security"));
    const SpecNode written = documents_.child(root, "paths");
    const SpecNode paths = documents_.behind(written);
    bool others = false;
    for (const char* key : {"components", "webhooks", "definitions"}) others = others || documents_.child(root, key);
    if (!written && !others)
      error(root, "`paths` is missing: the document describes nothing");
    else if (paths && !paths.is(Kind::Map) && !paths.is(Kind::Null))
      error(written, "`paths` is no map of paths");
    else if (paths.is(Kind::Map))
      for (SpecNode path : documents_.children(paths)) check_path(path);
    for (SpecNode holder : {documents_.child(components, "schemas"), documents_.child(root, "definitions")})
      for (SpecNode schema : documents_.children(holder)) schemas_.check(schema);
    for (SpecNode server : documents_.children(documents_.child(root, "servers")))
      if (server.is(Kind::Map) && documents_.text(server, "url").empty()) error(server, "a server without `url`");
  }

 private:
  void check_path(SpecNode path) {
    if (path->key.starts_with("x-") || path->key == "$ref") return;
    if (!path->key.starts_with("/")) {
      error(path, "the path \"" + path->key + "\" does not begin with /");
      return;
    }
    const SpecNode item = documents_.behind(path);
    if (!item || item.is(Kind::Null)) return;
    if (!item.is(Kind::Map)) {
      error(path, "the path \"" + path->key + "\" has no operations: it is no map");
      return;
    }
    // OpenAPI 3, "Paths Object": paths that differ only by the names of their parameters are identical.
    if (const auto [same, fresh] = templates_.try_emplace(facts::pattern_of(path->key), path->key); !fresh && !old_)
      error(path, "the path \"" + path->key + "\" is the same as \"" + same->second + "\"");
    static const std::set<std::string_view> methods = {"get",  "put",   "post",  "delete", "options",
                                                       "head", "patch", "trace", "query"};
    static const std::set<std::string_view> others = {"$ref",    "summary",    "description",
                                                      "servers", "parameters", "additionalOperations"};
    const Said shared = check_parameters(documents_.child(item, "parameters"));
    for (SpecNode child : documents_.children(item)) {
      if (methods.count(child->key))
        check_operation(path->key, child, shared);
      else if (!others.count(child->key) && !child->key.starts_with("x-"))
        error(child, "\"" + child->key + "\" is no HTTP method, and nothing else that a path has");
    }
  }

  // The parameters of a path that are declared.
  struct Said {
    std::set<std::string> in_path;
    bool whole = true;  // all of them can be read
  };

  void check_operation(const std::string& path, SpecNode operation, Said said) {
    const std::string what = operation->key + " " + path;
    const SpecNode there = documents_.behind(operation);
    if (!there) return;
    if (!there.is(Kind::Map)) {
      error(operation, "\"" + what + "\" is no map");
      return;
    }
    const std::string id(documents_.text(there, "operationId"));
    if (!id.empty() && !ids_.insert(id).second)
      error(documents_.child(there, "operationId"), "the operation id \"" + id + "\" is given twice");
    const Said own = check_parameters(documents_.child(there, "parameters"));
    said.in_path.insert(own.in_path.begin(), own.in_path.end());
    if (said.whole && own.whole) check_template(what, path, operation, said.in_path);
    check_body(what, documents_.child(there, "requestBody"));
    check_security(documents_.child(there, "security"));
    const SpecNode written = documents_.child(there, "responses");
    const SpecNode responses = documents_.behind(written);
    if (!written && !modern_) error(operation, "\"" + what + "\" has no `responses`");
    if (responses && !responses.is(Kind::Map) && !responses.is(Kind::Null))
      error(written, "the `responses` of \"" + what + "\" are no map by status");
    if (!responses.is(Kind::Map)) return;
    for (SpecNode response : documents_.children(responses)) {
      const SpecNode answer = documents_.behind(response);
      if (response->key.starts_with("x-") || !answer) continue;
      const std::string& status = response->key;
      const bool known = status == "default" || (status.size() == 3 && status[0] >= '1' && status[0] <= '5');
      if (!known) error(response, "\"" + status + "\" is no HTTP status");
      if (!answer.is(Kind::Map)) error(response, "the answer " + status + " of \"" + what + "\" is no map");
      schemas_.check(documents_.child(answer, "schema"));
      check_content(answer);
    }
  }

  // "Path Templating": each template expression in the path must correspond to a path parameter, and the reverse.
  void check_template(const std::string& what, const std::string& path, SpecNode operation,
                      const std::set<std::string>& said) {
    std::set<std::string> wanted;
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1))
      wanted.insert(path.substr(open + 1, path.find('}', open) - open - 1));
    for (const std::string& name : wanted)
      if (!said.count(name)) error(operation, "\"" + what + "\" declares no path parameter \"" + name + "\"");
    for (const std::string& name : said)
      if (!wanted.count(name)) error(operation, "\"" + what + "\" has no {" + name + "} in its path");
  }

  void check_body(const std::string& what, SpecNode written) {
    if (!written) return;
    const SpecNode body = documents_.behind(written);
    if (old_)
      error(written, "\"" + what + "\" has a `requestBody`, which OpenAPI 2.0 does not know");
    else if (body.is(Kind::Map) && !documents_.child(body, "content"))
      error(written, "the `requestBody` of \"" + what + "\" has no `content`");
    check_content(body);
  }

  void check_content(SpecNode holder) {
    for (SpecNode type : documents_.children(documents_.child(holder, "content")))
      schemas_.check(documents_.child(documents_.behind(type), "schema"));
  }

  void check_schemes(SpecNode schemes) {
    static const std::set<std::string_view> types = {"apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"},
                                            old_types = {"apiKey", "basic", "oauth2"};
    for (SpecNode scheme : documents_.children(schemes)) {
      schemes_.insert(scheme->key);
      const SpecNode there = documents_.behind(scheme);
      if (!there.is(Kind::Map) || scheme->key.starts_with("x-")) continue;
      const std::string_view type = documents_.text(there, "type");
      if (!(old_ ? old_types : types).count(type))
        error(scheme, type.empty() ? "the security scheme \"" + scheme->key + "\" has no `type`"
                                   : "there is no type \"" + std::string(type) + "\" of a security scheme");
    }
  }

  // "Security Requirement Object": each name must correspond to a declared scheme; from 3.2 on it may be a URI.
  void check_security(SpecNode requirements) {
    for (SpecNode requirement : documents_.children(requirements))
      for (SpecNode scheme : documents_.children(requirement))
        if (!schemes_.count(scheme->key) && scheme->key.find_first_of("/#:") == std::string::npos)
          error(scheme, "there is no security scheme \"" + scheme->key + "\"");
  }

  Said check_parameters(SpecNode parameters) {
    Said said;
    if (!parameters) return said;
    if (!documents_.behind(parameters).is(Kind::List)) {
      if (documents_.behind(parameters) && !documents_.behind(parameters).is(Kind::Null))
        error(parameters, "`parameters` is no list");
      said.whole = false;
      return said;
    }
    std::set<std::pair<std::string, std::string>> met;
    for (SpecNode parameter : documents_.children(parameters)) {
      const SpecNode there = documents_.behind(parameter);
      if (!there.is(Kind::Map)) {
        said.whole = false;
        continue;
      }
      const std::string name(documents_.text(there, "name")), in(documents_.text(there, "in"));
      for (const char* key : {"name", "in"})
        if (documents_.text(there, key).empty()) error(parameter, std::string("a parameter without `") + key + "`");
      if (!is_place(in)) error(parameter, "there is no place \"" + in + "\" for a parameter");
      // Of a body there is but one, whatever its name.
      if (!name.empty() && !in.empty() && !met.insert({in == "body" ? "" : name, in}).second)
        error(parameter, in == "body" ? "there are two parameters in the body"
                                      : "the " + in + " parameter \"" + name + "\" is given twice");
      if (in == "path") {
        said.in_path.insert(name);
        if (documents_.text(there, "required") != "true")
          error(parameter, "the path parameter \"" + name + "\" is not `required: true`");
      }
      check_value(parameter, there, name, in);
    }
    return said;
  }

  bool is_place(const std::string& in) const {
    static const std::set<std::string_view> places = {"", "query", "path", "header", "cookie", "querystring"},
                                            old_places = {"", "query", "path", "header", "body", "formData"};
    return (old_ ? old_places : places).count(in) > 0;
  }

  // What the parameter holds: a schema or content; before 3.0 a type, but in the body.
  void check_value(SpecNode parameter, SpecNode there, const std::string& name, const std::string& in) {
    const auto has = [&](const char* key) { return static_cast<bool>(documents_.child(there, key)); };
    if (!has("schema") && !(old_ ? in != "body" && has("type") : has("content")))
      error(parameter, "the parameter \"" + name + "\" has no `" + (old_ && in != "body" ? "type`" : "schema`"));
    schemas_.check(documents_.child(there, "schema"));
    check_content(there);
  }

  void error(SpecNode at, std::string message) { errors_.push_back(document_.error(at.place(), std::move(message))); }

  const Documents& documents_;
  const ContractDocument& document_;
  std::vector<facts::ContractError>& errors_;
  bool old_ = false, modern_ = false;
  SchemaForm schemas_;
  std::set<std::string> ids_, schemes_;
  std::map<std::string, std::string> templates_;  // pattern -> the path as written
};

}  // namespace

void check_openapi_form(const Documents& documents, const ContractDocument& document,
                        std::vector<facts::ContractError>& errors) {
  if (!document.format.empty()) Form(documents, document, errors).check();
}

}  // namespace onewriter::link
