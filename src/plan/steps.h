#pragma once
// Where a table stands on the guide's scale: 1 ownership identified, 2 API exists, 3 events exist, 4 own database, 5
// cut over.

#include <set>
#include <string>
#include <vector>

#include "plan/plan.h"

namespace onewriter::plan {

// What is seen of a table beside its plan.
struct Seen {
  std::vector<std::string> operations;  // that its owner offers of it
  std::vector<std::string> events;
  std::set<std::string> neighbours;  // others that connect to its database
  std::string copy;                  // the same table in a database of the owner's own; empty: there is none
};

// Fills steps, phase, next and next_step; the rest of `table` is there. A step that nobody's use of the table calls for
// is not needed.
void take_steps(TablePlan& table, const Seen& seen);

}  // namespace onewriter::plan
