#pragma once
// Runs rules over facts.

#include <optional>
#include <vector>

#include "check/finding.h"
#include "facts/facts.h"
#include "facts/result.h"
#include "facts/select.h"
#include "facts/store.h"

namespace onewriter::check {

struct CheckOptions {
  facts::Confidence min_confidence = facts::Confidence::Likely;
  // Files and folders, relative to the root: only findings with a place in one of them count. None: all findings do.
  std::vector<std::string> parts;
  std::string service;  // only findings of this service count; empty: of all
  std::string subject;  // only findings about it: a pattern of the whole subject, or of a table's name; empty: all
  std::string today;    // YYYY-MM-DD, for suppressions with an end
  std::vector<std::string>
      known_rules;  // ids that a suppression may name though they do not run; those that run are known
  std::optional<std::vector<facts::BaselineEntry>> baseline;
};

struct RuleRun {
  std::vector<Finding> findings;
  std::vector<Finding> unsure;  // what was left out below `min_confidence`
  std::size_t unsure_only = 0;  // findings without a row that is sure enough
};

// What one rule has to say. Each row of its query stands for itself, as sure as all that it rests on; rows below
// `min_confidence` are left out, and a finding is as sure as the best of its rows: one doubtful place does not hide a
// certain one. Errors: a query that is refused, too slow or not SQL; a result without the fixed columns service, owner,
// subject, place, confidence; a placeholder that names no column.
facts::Result<RuleRun> run_rule(const facts::Store& store, const Rule& rule, const CheckOptions& options = {},
                                const facts::SelectLimits& limits = {});

// Runs all `rules` over the facts, then says which findings are suppressed or in the baseline, and last runs the rules
// about that. Nothing seen is never told as nothing wrong: without any table there is a diagnostic that says so.
facts::Result<Outcome> check(const facts::Facts& facts, std::vector<Rule> rules, const CheckOptions& options = {});

// The same over a store that holds the facts and those of other repositories: findings without a place in this one are
// theirs and left out.
facts::Result<Outcome> check(facts::Store& store, const facts::Facts& facts, std::vector<Rule> rules,
                             const CheckOptions& options);

}  // namespace onewriter::check
