#pragma once
// Procfiles: devcenter.heroku.com/articles/procfile. All process types of one application run the same code; only where
// commands begin with a change of folder, or name a folder that starts on its own, are there several deployables.

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

std::vector<Workload> read_procfiles(const FileTree& tree);

}  // namespace onewriter::link
