#pragma once
// How a service stands with the checklist.

#include "report/ownership/model.h"

namespace onewriter::report {

// From the service's findings and blind spots; one state for each of checklist_items().
std::vector<ChecklistState> checklist_of(const ServiceRow& service, const check::Outcome& outcome);

}  // namespace onewriter::report
