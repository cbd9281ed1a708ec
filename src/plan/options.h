#pragma once
// Ways to give a table one owner where that is not obvious: no owner is told, several services write it, or the
// evidence is contested.

#include <map>
#include <set>

#include "plan/order.h"
#include "plan/plan.h"

namespace onewriter::plan {

struct OptionWords {
  std::string id, title, pros, cons;
};

// What services write of a table: service -> columns.
using Written = std::map<std::string, std::set<std::string>>;

// All options, those that fit best first; none where single ownership is obvious. `tables` have their owners.
std::vector<Option> options_for(const TablePlan& table, const std::vector<TablePlan>& tables, const Written& written,
                                const std::vector<Coupling>& couplings, const std::vector<OptionWords>& words);

}  // namespace onewriter::plan
