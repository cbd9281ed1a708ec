#include "link/contracts/root_words.h"

#include <algorithm>
#include <string>

#include "facts/nearest.h"

namespace onewriter::link {
namespace {

using Words = std::vector<std::string>;

Words root_words(const ContractDocument& document) {
  const bool third = document.format.starts_with("3.");
  if (document.kind == ContractDocument::Kind::AsyncApi)
    return third ? Words{"asyncapi",           "id",       "info",       "servers",
                         "defaultContentType", "channels", "operations", "components"}
                 : Words{"asyncapi", "id",         "info", "servers",     "defaultContentType",
                         "channels", "components", "tags", "externalDocs"};
  return third ? Words{"openapi",    "$self",    "info", "jsonSchemaDialect", "servers", "paths", "webhooks",
                       "components", "security", "tags", "externalDocs"}
               : Words{"swagger",  "info",  "host",        "basePath",   "schemes",   "consumes",
                       "produces", "paths", "definitions", "parameters", "responses", "securityDefinitions",
                       "security", "tags",  "externalDocs"};
}

}  // namespace

void check_root_words(const Documents& documents, const ContractDocument& document,
                      std::vector<facts::ContractError>& errors) {
  const Words words = root_words(document);
  for (SpecNode child : documents.children(document.root)) {
    if (child->key.starts_with("x-") || std::find(words.begin(), words.end(), child->key) != words.end()) continue;
    const auto meant = facts::nearest(child->key, words);
    if (meant && !documents.child(document.root, *meant))
      errors.push_back(document.error(
          child.place(), "\"" + child->key + "\" is nothing that a document has; did you mean `" + *meant + "`?"));
  }
}

}  // namespace onewriter::link
