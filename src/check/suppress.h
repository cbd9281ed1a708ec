#pragma once
// Findings that somebody has answered for, with a reason.

#include <string>
#include <vector>

#include "check/finding.h"

namespace onewriter::check {

struct Suppression {
  std::string rule;
  std::string service;  // empty: any
  std::string table;    // a pattern with * and ?, of a table's name or of the whole subject; empty: any
  std::string reason;
  std::string until;  // YYYY-MM-DD, the last day; empty: without end
  facts::Place place;
};

// Marks the findings that are suppressed. `today` is YYYY-MM-DD. Tells of suppressions that have expired (they do not
// count any more) and, when `all_rules` ran, of those that suppress nothing.
std::vector<facts::Diagnostic> suppress(std::vector<Finding>& findings, const std::vector<Suppression>& suppressions,
                                        const std::string& today, bool all_rules);

}  // namespace onewriter::check
