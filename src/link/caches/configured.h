#pragma once
// Caches whose provider reads a file of its own: Ehcache, Hazelcast, Infinispan. They are told there by name.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "link/services/system.h"

namespace onewriter::link {

class ConfiguredCaches {
 public:
  ConfiguredCaches(const System& system, const std::vector<extract::SourceFile>& files);

  // How long entries of the cache live by the files in the service's tree: as written, empty for ever; nothing when no
  // file tells of that cache.
  std::optional<std::string> ttl_of(const std::string& service, const std::string& cache) const;

 private:
  struct Cache {
    std::string name;  // a pattern with '*'
    std::string ttl;
  };
  std::map<std::string, std::vector<Cache>> by_service_;
};

}  // namespace onewriter::link
