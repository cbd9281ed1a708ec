#pragma once
// Workloads and modules of all files become deployables and servers: the same thing told by several files is one.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "link/services/modules.h"
#include "link/services/roots.h"
#include "link/services/system.h"

namespace onewriter::link {

// A deployable or server in the making: all that was said of it.
struct Merged {
  std::vector<const Workload*> workloads;  // the one that names it first
  std::vector<std::string> roots;          // the first is its folder; several only when declared so
  bool has_root = false;
  bool database = false;
  std::string engine;                  // of a database
  std::vector<const Module*> modules;  // entries that it starts
};

class Merger {
 public:
  Merger(const FileTree& tree, const std::vector<Module>& modules, const std::vector<Workload>& workloads);

  std::vector<Merged> run();

 private:
  struct What {
    bool database = false;
    bool infrastructure = false;
    std::string engine;
  };
  What what_is(const Workload& w, const std::optional<std::string>& root) const;
  Merged* called(const Workload& w);
  void place(const Workload& w, const std::optional<std::string>& root);
  void place_database(const Workload& w, const std::string& engine, const std::optional<std::string>& root);
  void add_modules();
  bool is_beside_others(const Module& m) const;
  bool is_claimed(const Module& m) const;
  std::map<std::string, std::set<std::string>> builders()
      const;  // module -> the entries, beside itself, that build it in
  std::string project_of(const Workload& w) const;

  const FileTree& tree_;
  const std::vector<Module>& modules_;
  const std::vector<Workload>& workloads_;
  Roots roots_;
  std::map<std::string, std::size_t> coverage_;  // deployment -> services that it deploys
  std::vector<Merged> merged_;
};

// Deployments are compared by what they cover; test and development variants come last.
bool is_variant(std::string_view deployment);

}  // namespace onewriter::link
