#pragma once
// What scripts and editors read; the shape is a promise, docs name its fields.

#include <string>

#include "check/finding.h"
#include "facts/facts.h"
#include "report/json_values.h"

namespace onewriter::report {

// `check --format json`, version 1. What is not known is null.
std::string json(const check::Outcome& outcome);

// One finding as it stands there.
Json finding_document(const check::Finding& finding);

// `graph --format json`, version 1.
std::string graph_json(const facts::Facts& facts);
Json graph_document(const facts::Facts& facts);

}  // namespace onewriter::report
