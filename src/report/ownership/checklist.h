#pragma once
// How services stand with the checklist.

#include "report/ownership/model.h"

namespace onewriter::report {

// From the services' findings and blind spots, and from what the facts tell of what each item is about; one state for
// each of checklist_items() in every service of the model. Errors: the store cannot be asked.
facts::Result<facts::Done> fill_checklists(Ownership& model, const facts::Store& store);

}  // namespace onewriter::report
