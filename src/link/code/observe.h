#pragma once
// All code and SQL of the workspace, seen through the library models: what each file does with data.

#include <functional>
#include <vector>

#include "extract/extract.h"
#include "link/code/reach.h"
#include "link/observation.h"

namespace onewriter::link {

// `files` sorted by path. The observations are in the order of the files and of their source. `owners_of` tells a
// file's deployables; what only a library holds goes to those that reach it, and is left out where nobody does.
Observations observe(const std::vector<extract::SourceFile>& files, const Models& models,
                     const std::function<FileOwners(const std::string&)>& owners_of);

}  // namespace onewriter::link
