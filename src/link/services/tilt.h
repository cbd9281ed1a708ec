#pragma once
// Tiltfiles: docs.tilt.dev/api.html#api.docker_build, custom_build. What they deploy stands in manifests and compose
// files; they tell from which folder an image is built. Their language is a dialect of Python.

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

std::vector<Workload> read_tilt(const FileTree& tree);

}  // namespace onewriter::link
