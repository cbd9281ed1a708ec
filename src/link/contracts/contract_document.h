#pragma once
// The documents of a tree that describe APIs and events, told by their content: a top key `openapi`, `swagger` or
// `asyncapi` with a version. What stands in other files and is referred to belongs to the document that refers to it.

#include <set>
#include <string>
#include <vector>

#include "facts/facts.h"
#include "link/contracts/documents.h"

namespace onewriter::link {

struct ContractDocument {
  enum class Kind { OpenApi, AsyncApi } kind = Kind::OpenApi;
  SpecNode root;
  std::string format;  // "3.0.3"; empty: a part of a document that no document refers to
  facts::Scope scope = facts::Scope::Main;

  // openapi | asyncapi
  const char* word() const { return kind == Kind::OpenApi ? "openapi" : "asyncapi"; }
  // A fault of the document; whose it is stays open.
  facts::ContractError error(const facts::Place& place, std::string message) const {
    return {"", root.file->path, word(), std::move(message), scope, place};
  }
};

// Sorted by path. Parts count when no document leads to them: a map of paths ("/orders": get, post), a map of messages
// with payloads.
std::vector<ContractDocument> find_contract_documents(const std::vector<extract::SourceFile>& files);

// Folders of documentation and specifications hold contracts as any other; those of tests and samples hold none that
// count.
facts::Scope scope_of_contract(const extract::SourceFile& file);

// What one document says, before it is known whose it is.
struct ContractReading {
  std::vector<facts::Api> apis;              // `service` and `confidence` are left open
  std::vector<facts::EventContract> events;  // as well
  std::vector<facts::ContractError> errors;
  std::vector<std::string> hosts;  // that it says it is served by
  std::vector<std::string> names;  // that may name its service: its title
};

}  // namespace onewriter::link
