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

  const FileTree& tree_;
  const std::vector<Module>& modules_;
  std::vector<std::string> candidates_;  // folders that look like a deployable's, sorted
};

// How well a folder's name fits a name of a deployment; 0: not at all. "rs-cart" fits cart, "customers-service" fits
// spring-petclinic-customers-service, "vote" fits vote best.
int name_fit(std::string_view folder_name, std::string_view name);

}  // namespace onewriter::link
