#pragma once
// Which deployables each folder belongs to: their own folders, and the modules that they build in.

#include <string>
#include <utility>
#include <vector>

#include "link/services/merge.h"

namespace onewriter::link {

// Fills System::territories and System::files. `named`: each deployable with a folder, and its name.
void draw_territories(const FileTree& tree, const std::vector<Module>& modules,
                      const std::vector<std::pair<const Merged*, std::string>>& named, System& system);

}  // namespace onewriter::link
