#pragma once
// Runs rules over facts.

#include <vector>

#include "check/finding.h"
#include "facts/facts.h"
#include "facts/result.h"
#include "facts/select.h"
#include "facts/store.h"

namespace onewriter::check {

// The findings of one rule, unsorted by severity. Errors: a query that is refused, too slow or not SQL; a result
// without the fixed columns service, owner, subject, place, confidence; a placeholder that names no column.
facts::Result<std::vector<Finding>> run_rule(const facts::Store& store, const Rule& rule,
                                             const facts::SelectLimits& limits = {});

struct CheckOptions {
  facts::Confidence min_confidence = facts::Confidence::Likely;
};

// Runs all `rules` over the facts. Nothing seen is never told as nothing wrong: without any table there is a diagnostic
// that says so.
facts::Result<Outcome> check(const facts::Facts& facts, std::vector<Rule> rules, const CheckOptions& options = {});

}  // namespace onewriter::check
