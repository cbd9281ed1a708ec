#pragma once
// The data of the HTML page.

#include "report/ownership/formats.h"

namespace onewriter::report {

// {"graph": as `graph --format json`, "report": as `report --format json` without places, "details": what else the
// pages of tables and services show, "plan": as `plan --format json`, "rules", "source_url"}; long lists by columns.
Json page_document(const Ownership& model, const ReportContext& context);

}  // namespace onewriter::report
