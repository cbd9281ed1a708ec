#pragma once
// What moves together, and in which order.

#include "plan/plan.h"

namespace onewriter::plan {

// One row of rules/plan/couplings.sql.
struct Coupling {
  std::string a, b;  // tables
  std::string kind;
  std::size_t places = 0;
};

// Tables with one (proposed) owner in one database that are tied to each other, by whatever chain of ties; fills
// TablePlan::domain as well. In turn: those without blockers first, then by the places that others use, then by what
// blocks them, then by name.
std::vector<Domain> domains(std::vector<TablePlan>& tables, const std::vector<Coupling>& couplings);

}  // namespace onewriter::plan
