#pragma once
// What documents and schemas of the tree promise of APIs and events, as facts: whose they are, what they hold, and what
// is wrong with them.

#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/services/system.h"

namespace onewriter::link {

// Fills Facts::apis, event_contracts and contract_errors, and tells in Facts::diagnostics of references that were not
// followed. Facts::routes, where they are known, tell whose a document is that nothing else assigns.
void tell_contracts(const System& system, const std::vector<extract::SourceFile>& files, facts::Facts& facts);

}  // namespace onewriter::link
