#pragma once
// Breakers that a framework puts around all clients of its kind when a setting says so.

#include "link/calls/protection.h"
#include "link/datastores/settings.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds the breaker that the service's settings switch on around clients of the library `via`; takes away the fallback
// of a client whose breaker they switch off.
void apply_switches(const SettingsFiles& settings, const Deployable& service, std::string_view via, Cover& cover);

}  // namespace onewriter::link
