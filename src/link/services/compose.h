#pragma once
// Compose files: compose.yaml, docker-compose*.yml, stack files. docs.docker.com/reference/compose-file

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

// All services of all compose files that are not set aside; variables come from the .env file beside them (or its
// committed example).
std::vector<Workload> read_compose(const FileTree& tree);

}  // namespace onewriter::link
