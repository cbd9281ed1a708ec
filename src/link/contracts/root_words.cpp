#include "link/contracts/root_words.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "facts/nearest.h"

namespace onewriter::link {
namespace {

using Words = std::vector<std::string>;

// Two short words are near each other by chance: `ip` and `id`. From `long_word` on a word may have two slips.
constexpr std::size_t shortest = 4, long_word = 8;
// OpenAPI 3's word for what `definitions` is in 2.0, where it stands for a holder of anchors and not for `schemes`.
constexpr std::string_view holder = "schemas";

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
  Words lacking;
  for (const std::string& word : words)
    if (!documents.child(document.root, word)) lacking.push_back(word);
  for (SpecNode child : documents.children(document.root)) {
    const std::string& key = child->key;
    if (key.size() < shortest || key.starts_with("x-") || key == holder) continue;
    if (std::find(words.begin(), words.end(), key) != words.end()) continue;
    if (const auto meant = facts::nearest(key, lacking, key.size() < long_word ? 1 : 2))
      errors.push_back(document.error(
          child.place(), "\"" + key + "\" is nothing that a document has; did you mean `" + *meant + "`?"));
  }
}

}  // namespace onewriter::link
