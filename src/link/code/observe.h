#pragma once
// All code and SQL of the workspace, seen through the library models: what each file does with data.

#include <vector>

#include "extract/extract.h"
#include "link/code/evaluator.h"
#include "link/observation.h"

namespace onewriter::link {

// `files` sorted by path. The observations are in the order of the files and of their source.
Observations observe(const std::vector<extract::SourceFile>& files, const Models& models);

}  // namespace onewriter::link
