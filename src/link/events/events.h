#pragma once
// Which events a service publishes and hears: what library models say of its code, and what is put into outboxes.

#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds facts.event_uses, sorted, and a blind spot for each event whose name and channel cannot be told. Needs
// facts.accesses: a row that is put into an outbox is an event on its way (microservices.io, "Pattern: Transactional
// outbox").
void tell_events(const System& system, const Observations& observations, const std::vector<extract::SourceFile>& files,
                 facts::Facts& facts);

}  // namespace onewriter::link
