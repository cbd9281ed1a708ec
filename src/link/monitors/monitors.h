#pragma once
// What watches the age of data: alert rules, dashboards and alarms in the tree, metrics that code makes, and what data
// contracts promise.

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds Facts::monitors, sorted by place.
void tell_monitors(const System& system, const Observations& observations,
                   const std::vector<extract::SourceFile>& files, facts::Facts& facts);

}  // namespace onewriter::link
