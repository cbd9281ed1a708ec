#pragma once
// Caches of data: what code fills, asks and empties, what is kept in them and for how long.

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/datastores/settings.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds Facts::cache_uses, sorted by service and place, without duplicates. Reads the accesses, owners and service calls
// that are told already: what a function reads or asks while it fills a cache is what the cache holds. A cache of which
// nothing tells what it holds is Possible at best: it may as well keep sessions, locks or counters.
void tell_caches(const System& system, const Observations& observations, const SettingsFiles& settings,
                 const std::vector<extract::SourceFile>& files, facts::Facts& facts);

}  // namespace onewriter::link
