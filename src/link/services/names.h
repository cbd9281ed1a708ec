#pragma once
// What the deployables of a system are called.

#include <string>
#include <vector>

#include "link/services/file_tree.h"
#include "link/services/merge.h"

namespace onewriter::link {

// One for each, in their order; no two are alike.
std::vector<std::string> names_of(const FileTree& tree, const std::vector<const Merged*>& deployables);

}  // namespace onewriter::link
