#include "plan/progress.h"

namespace onewriter::plan {

Progress progress(const Plan& before, const Plan& now) {
  Progress p;
  p.before = before.totals;
  for (const TablePlan& t : now.tables) {
    const TablePlan* old = before.table(t.id);
    if (!old) p.new_tables.push_back(t.id);
    if (old && old->phase < t.phase) p.gained.push_back({t.id, old->phase, t.phase});
    if (old && old->phase > t.phase) p.lost.push_back({t.id, old->phase, t.phase});
  }
  for (const TablePlan& t : before.tables)
    if (!now.table(t.id)) p.gone_tables.push_back(t.id);
  return p;
}

}  // namespace onewriter::plan
