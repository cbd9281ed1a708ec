#pragma once
// Services whose OpenAPI document is made when they are built or run: told by the generator's package, its imports, the
// call that sets it up, its settings (rules/contracts/openapi-generators.yaml).

#include <vector>

#include "facts/facts.h"
#include "link/services/file_tree.h"
#include "link/services/system.h"

namespace onewriter::link {

// One for each service and generator, at the surest sign of it.
std::vector<facts::Api> find_generated_apis(const System& system, const FileTree& tree);

}  // namespace onewriter::link
