#pragma once
// Which events a service publishes and hears: what library models say of its code, and what is put into outboxes.

#include "facts/facts.h"
#include "link/datastores/settings.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds facts.event_uses, sorted, and a blind spot for each event whose name and channel cannot be told. Needs
// facts.accesses: a row that is put into an outbox is an event on its way (microservices.io, "Pattern: Transactional
// outbox").
void tell_events(const System& system, const Observations& observations, const SettingsFiles& settings,
                 facts::Facts& facts);

}  // namespace onewriter::link
