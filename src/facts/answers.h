#pragma once
// The tables suppression and baseline_entry, which are filled again once it is known what became of their rows.

#include <vector>

#include "facts/facts.h"
#include "facts/sqlite.h"

namespace onewriter::facts {

// Replaces what both tables hold. The places get ids of their own.
Result<Done> replace_answers(sqlite3* db, const std::vector<Suppression>& suppressions,
                             const std::vector<BaselineEntry>& baseline);

}  // namespace onewriter::facts
