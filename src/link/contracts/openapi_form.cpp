#include <set>
#include <string>

#include "link/contracts/openapi.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigNode;
using Kind = ConfigNode::Kind;

class Form {
 public:
  Form(const Documents& documents, const ContractDocument& document, std::vector<facts::ContractError>& errors)
      : documents_(documents), document_(document), errors_(errors) {
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
    static const std::set<std::string_view> methods = {"get",  "put",   "post",  "delete", "options",
                                                       "head", "patch", "trace", "query"};
    static const std::set<std::string_view> others = {"$ref",    "summary",    "description",
                                                      "servers", "parameters", "additionalOperations"};
    for (SpecNode child : documents_.children(item)) {
      if (child->key == "parameters") check_parameters(child);
      if (methods.count(child->key))
        check_operation(path->key, child);
      else if (!others.count(child->key) && !child->key.starts_with("x-"))
        error(child, "\"" + child->key + "\" is no HTTP method, and nothing else that a path has");
    }
  }

  void check_operation(const std::string& path, SpecNode operation) {
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
    check_parameters(documents_.child(there, "parameters"));
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
    }
  }

  void check_parameters(SpecNode parameters) {
    if (!parameters) return;
    if (!documents_.behind(parameters).is(Kind::List)) {
      if (documents_.behind(parameters) && !documents_.behind(parameters).is(Kind::Null))
        error(parameters, "`parameters` is no list");
      return;
    }
    for (SpecNode parameter : documents_.children(parameters)) {
      const SpecNode there = documents_.behind(parameter);
      if (!there.is(Kind::Map)) continue;
      for (const char* key : {"name", "in"})
        if (documents_.text(there, key).empty()) error(parameter, std::string("a parameter without `") + key + "`");
      static const std::set<std::string_view> places = {"",       "query", "path",     "header",
                                                        "cookie", "body",  "formData", "querystring"};
      if (const std::string_view in = documents_.text(there, "in"); !places.count(in))
        error(parameter, "there is no place \"" + std::string(in) + "\" for a parameter");
    }
  }

  void error(SpecNode at, std::string message) { errors_.push_back(document_.error(at.place(), std::move(message))); }

  const Documents& documents_;
  const ContractDocument& document_;
  std::vector<facts::ContractError>& errors_;
  bool old_ = false, modern_ = false;
  std::set<std::string> ids_;
};

}  // namespace

void check_openapi_form(const Documents& documents, const ContractDocument& document,
                        std::vector<facts::ContractError>& errors) {
  if (!document.format.empty()) Form(documents, document, errors).check();
}

}  // namespace onewriter::link
