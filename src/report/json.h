#pragma once
// What scripts and editors read; the shape is a promise, docs name its fields.

#include <string>

#include "check/finding.h"
#include "facts/facts.h"

namespace onewriter::report {

// `check --format json`, version 1. What is not known is null.
std::string json(const check::Outcome& outcome);

// `graph --format json`, version 1.
std::string graph_json(const facts::Facts& facts);

}  // namespace onewriter::report
