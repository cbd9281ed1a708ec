#pragma once
// Transactions: where they begin, whether they commit in two phases, and which tables are written in them.

#include "facts/facts.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Adds Facts::transaction_scopes, sorted by service and place, without duplicates. The tables of a scope are those
// that the code which it surrounds writes, and the functions called there; of a class that is marked, what each of its
// methods itself writes.
void tell_transactions(const System& system, const Observations& observations, facts::Facts& facts);

}  // namespace onewriter::link
