#pragma once
// The migration plan in its formats.

#include <optional>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "plan/progress.h"
#include "report/json_values.h"
#include "report/ownership/changes.h"

namespace onewriter::report {

struct PlanContext {
  std::string title;
  std::optional<plan::Progress> progress;  // since an earlier facts file
  std::vector<std::string> assumptions;    // what the plan takes for granted
  std::optional<Changes> changes;          // findings that come and go with the assumptions
};

// What of the findings somebody answers for.
std::vector<plan::Exemption> exemptions_of(const check::Outcome& outcome);

// Version 1.
Json plan_document(const plan::Plan& plan, const PlanContext& context);
std::string plan_json(const plan::Plan& plan, const PlanContext& context);
std::string plan_markdown(const plan::Plan& plan, const PlanContext& context);

// Per service: what stays, what is redirected, in which order, and the command that tells when a step is done.
std::string strangler_plan(const plan::Plan& plan);

struct DecisionRecord {
  std::string slug;   // "customer-service-owns-customers", for the file's name
  std::string title;  // without number
  std::string text;   // Markdown below the title
};

// One for each domain that is not the owner's alone yet, in the order of their turns, then one for each table without
// any candidate.
std::vector<DecisionRecord> decision_records(const plan::Plan& plan);

}  // namespace onewriter::report
