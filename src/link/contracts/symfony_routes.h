#pragma once
// What a Symfony application's config/routes.yaml and config/routes/*.yaml say: routes, and prefixes of the controllers
// in a folder (Symfony: "Routing", "Creating Routes in YAML, XML or PHP Files", "Route Groups and Prefixes").

#include <string>
#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/effect.h"
#include "link/services/system.h"

namespace onewriter::link {

class SymfonyRoutes {
 public:
  // `files` must outlive it.
  explicit SymfonyRoutes(const std::vector<extract::SourceFile>& files);

  // What stands before a route that a controller's attribute tells.
  std::string before(const Effect& route) const;
  // Adds the routes that are written there to Facts::routes.
  void tell(const System& system, facts::Facts& facts) const;

 private:
  struct Prefix {
    std::string folder, path;
  };
  struct Declared {
    const extract::SourceFile* file;
    extract::ConfigId entry;
  };
  std::vector<Prefix> prefixes_;
  std::vector<Declared> declared_;
};

}  // namespace onewriter::link
