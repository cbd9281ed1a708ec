#pragma once
// The routes that code answers, as facts: each with all that stands before it (its class, its router, where that router
// is mounted), and whether a browser is given a page there.

#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Fills Facts::routes, sorted, without duplicates. A path of which the beginning is not known is a blind spot.
void tell_routes(const System& system, const Observations& observations, const std::vector<extract::SourceFile>& files,
                 facts::Facts& facts);

}  // namespace onewriter::link
