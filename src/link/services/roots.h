#pragma once
// Which folder of the tree a deployment file means: by build context, Dockerfile, image name, or its own name.

#include <optional>
#include <string>
#include <vector>

#include "link/services/dockerfile.h"
#include "link/services/file_tree.h"
#include "link/services/modules.h"
#include "link/services/workload.h"

namespace onewriter::link {

// A name in the forms that it is compared in.
struct ReadName {
  explicit ReadName(std::string_view name);

  std::string letters;  // folded
  std::vector<std::string> words;
  std::vector<std::string> bare;  // the words without those that tell a role: "service", "api"
  bool generic;                   // called like any other: "src", "app"
};

// How well a folder's name fits a name of a deployment; 0: not at all. "rs-cart" fits cart, "customers-service" fits
// spring-petclinic-customers-service, "vote" fits vote best.
int name_fit(const ReadName& folder, const ReadName& wanted);

class Roots {
 public:
  Roots(const FileTree& tree, const std::vector<Module>& modules);

  // The folder of the workload's own code. Nothing when the tree has none.
  std::optional<std::string> of(const Workload& workload) const;
  // The module that starts there, or nullptr. Several in one folder: the most certain.
  const Module* entry_at(std::string_view root) const;
  // Modules that start on their own in the folder or below it, not set aside.
  std::vector<const Module*> entries_below(std::string_view root) const;

 private:
  std::optional<std::string> mounted(const Workload& w) const;
  std::optional<std::string> packaged(const Workload& w, const extract::SourceFile& dockerfile) const;
  std::string widened(std::string root) const;
  std::optional<std::string> within(const std::string& context, const Workload& workload) const;
  std::optional<std::string> by_name(const Workload& workload, std::string_view below) const;

  struct Named {
    std::string folder;
    ReadName name;      // the folder's, that of one above, or that of the module in it
    std::size_t depth;  // folders on its path
  };

  const FileTree& tree_;
  const std::vector<Module>& modules_;
  std::vector<std::string> candidates_;  // folders that look like a deployable's, sorted
  std::vector<Named> named_folders_, named_modules_, code_folders_;
};

}  // namespace onewriter::link
