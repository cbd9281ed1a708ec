#pragma once
// The facts of a tree that an earlier run looked at.

#include <memory>
#include <optional>
#include <vector>

#include "cli/extent.h"
#include "facts/cache.h"
#include "facts/facts.h"
#include "link/link.h"
#include "workspace/discovery.h"

namespace onewriter::cli {

// The cache of the user: the folder that ONEWRITER_CACHE names, else onewriter/ in XDG_CACHE_HOME or ~/.cache (XDG Base
// Directory Specification). Never one of the tree that is looked at, which may be a stranger's. nullptr: there is none.
std::unique_ptr<facts::Cache> open_cache();

// Stands for all that the facts follow from; nothing when some of it cannot be told, such as a file that cannot be
// read.
std::optional<facts::Digest> state_of(const Extent& extent, const workspace::Discovery& found,
                                      const std::vector<std::optional<facts::Digest>>& contents,
                                      const link::Options& options);

std::optional<facts::Facts> known_facts(facts::Cache& cache, const facts::Digest& state);
void keep_facts(facts::Cache& cache, const facts::Digest& state, const facts::Facts& facts);

}  // namespace onewriter::cli
