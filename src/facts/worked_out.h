#pragma once
// Views that many rules ask, worked out once for all of them.

#include <string>
#include <vector>

#include "facts/result.h"
#include "facts/store.h"

namespace onewriter::facts {

// How the views that were worked out are defined, in the order in which they read each other.
using ViewDefinitions = std::vector<std::string>;

// Puts what these views tell in their place, as tables of the same names and columns. They go stale when a fact
// changes: whoever works them out puts them back. Only for a store in memory.
Result<ViewDefinitions> work_out_views(Store& store);
Result<Done> put_back_views(Store& store, const ViewDefinitions& views);

}  // namespace onewriter::facts
