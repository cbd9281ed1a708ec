#pragma once
// What the users say themselves: `services` of onewriter.yaml, and service.yaml files beside the code. Both have been
// validated where they are configuration; here they are read for what they say of services.

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

// The workspace's onewriter.yaml and what it extends, as far as they are among the files; what stands first wins.
std::vector<const extract::SourceFile*> configurations_of(const FileTree& tree);
// All service.yaml files that are ours.
std::vector<const extract::SourceFile*> manifests_of(const FileTree& tree);

// A workload per service of onewriter.yaml (Declared) and per service.yaml (Manifest); their roots are certain.
std::vector<Workload> read_declared(const FileTree& tree);

}  // namespace onewriter::link
