#pragma once
// Change data capture: connectors, subscriptions and replication tasks that the tree configures, with the tables that
// they take and the topics that those go to.

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds Facts::cdc_connectors, sorted by place; of what a connector takes and no table of the facts is, a blind spot.
// Tables, their owners and declarations are complete already.
void tell_cdc(const System& system, const std::vector<extract::SourceFile>& files, facts::Facts& facts);

}  // namespace onewriter::link
