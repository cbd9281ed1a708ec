#pragma once
// How far the migration has come since an earlier plan.

#include "plan/plan.h"

namespace onewriter::plan {

struct Progress {
  struct Moved {
    std::string table;
    int before = 0, now = 0;  // phases
  };
  std::vector<Moved> gained, lost;  // by table
  std::vector<std::string> new_tables, gone_tables;
  Totals before;
};

// Exemptions are not compared: an earlier facts file does not know which were accepted.
Progress progress(const Plan& before, const Plan& now);

}  // namespace onewriter::plan
