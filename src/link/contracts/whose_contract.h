#pragma once
// Which service a document belongs to: what a manifest or a Backstage catalogue says; the tree that it lies in; a
// service's name in its file name, title or server; the only service that there is.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "link/services/file_tree.h"
#include "link/services/system.h"

namespace onewriter::link {

struct Whose {
  std::string service;  // empty: cannot be told
  facts::Confidence confidence = facts::Confidence::Certain;
};

class ContractOwners {
 public:
  ContractOwners(const System& system, const FileTree& tree);

  // `names` and `hosts`: what the document says itself.
  std::vector<Whose> of(const std::string& path, const std::vector<std::string>& names,
                        const std::vector<std::string>& hosts) const;
  // APIs of a Backstage catalogue whose OpenAPI definition is no file of the tree: it stands in the entity or
  // elsewhere.
  const std::vector<facts::Api>& catalogued() const { return catalogued_; }

 private:
  void read_manifests(const FileTree& tree);
  void read_backstage(const FileTree& tree);
  std::string named(std::string_view name) const;

  const System& system_;
  std::map<std::string, std::vector<std::string>> declared_;  // path -> services
  std::vector<std::string> counting_;
  std::vector<facts::Api> catalogued_;
};

}  // namespace onewriter::link
