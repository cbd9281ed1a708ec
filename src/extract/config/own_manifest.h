#pragma once
// Which configuration files are service manifests of ours (workspace/manifest.h), over outlines.

#include "extract/extract.h"

namespace onewriter::extract {

// The documents of service.yaml files that are ours; none for any other file.
std::vector<ConfigId> own_manifests(const SourceFile& file);

}  // namespace onewriter::extract
