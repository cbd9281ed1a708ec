#pragma once
// Synchronous calls between the services of the workspace: requests and clients seen in code, resolved to who answers,
// with what protects them.

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/datastores/settings.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds Facts::service_calls, sorted by caller, target and place, without duplicates. A service that asks itself, and
// requests to hosts outside of the workspace, are no calls between services.
void tell_calls(const System& system, const Observations& observations, const SettingsFiles& settings,
                const std::vector<extract::SourceFile>& files, facts::Facts& facts);

}  // namespace onewriter::link
