#pragma once
// What there is to be said of rules, all from their front matter.

#include <string>
#include <vector>

#include "check/rule.h"

namespace onewriter::report {

// A line for each rule.
std::string catalogue_text(const std::vector<check::Rule>& rules);
std::string catalogue_json(const std::vector<check::Rule>& rules);
// docs/rules.md
std::string catalogue_markdown(const std::vector<check::Rule>& rules);

// `onewriter explain RULE`
std::string explanation(const check::Rule& rule);

}  // namespace onewriter::report
