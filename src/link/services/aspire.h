#pragma once
// .NET Aspire application hosts: the code that composes a system. aspire.dev/fundamentals/app-host-overview

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

// A workload per AddProject (and other executables), with the connection strings that WithReference injects as
// ConnectionStrings__<resource>; and one per database server, whose databases stand in Workload::command.
std::vector<Workload> read_aspire(const FileTree& tree);

}  // namespace onewriter::link
