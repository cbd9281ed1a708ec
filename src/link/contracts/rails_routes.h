#pragma once
// The routes that a Rails application declares in config/routes.rb and config/routes/*.rb (Rails Guides, "Rails Routing
// from the Outside In").

#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds to Facts::routes. Whether an action answers with data is seen in its controller: one that is not in the tree, or
// that renders no JSON, gives pages, as Rails does unless told.
void tell_rails_routes(const System& system, const std::vector<extract::SourceFile>& files, facts::Facts& facts);

}  // namespace onewriter::link
