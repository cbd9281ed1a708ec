#pragma once
// Descriptors that catalogs of services read, and CODEOWNERS: who answers for a service, and that it is one. Backstage
// (backstage.io/docs/features/software-catalog/descriptor-format), Datadog (docs.datadoghq.com, "Service Definition
// Schema"), OpsLevel (docs.opslevel.com/docs/opslevel-yml), Cortex (docs.cortex.io, "Defining your services"), GitHub
// (docs.github.com, "About code owners").

#include <string>
#include <string_view>
#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

struct CatalogEntry {
  std::string name;
  std::string kind;   // service | website | library | ... as written; empty: not told
  std::string owner;  // a team or person, as written without a "group:default/" before it
  facts::Place place;
};

// All descriptors of all catalogs, in the order of files.
std::vector<CatalogEntry> catalog_entries(const FileTree& tree);

// A workload per descriptor of something that runs.
std::vector<Workload> read_catalogs(const FileTree& tree);

// The first owner of a folder's files by the last rule of CODEOWNERS that names them; empty when there is none.
std::string code_owner_of(const FileTree& tree, std::string_view folder);

}  // namespace onewriter::link
