#pragma once
// Skaffold, and other files that tell from which folder an image is built. skaffold.dev/docs/references/yaml

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

std::vector<Workload> read_skaffold(const FileTree& tree);

}  // namespace onewriter::link
