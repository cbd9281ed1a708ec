#pragma once
// Which rules run.

#include <string>
#include <vector>

#include "check/rule.h"
#include "facts/result.h"

namespace CLI {
class App;
}

namespace onewriter::cli {

struct RuleChoice {
  std::vector<std::string> only;  // empty: all
  std::vector<std::string> skip;
};

// --rule and --skip-rule; `choice` must outlive the parsing.
void add_rule_options(CLI::App& app, RuleChoice& choice);

// Sorted by id. An unknown id is an Error that names the nearest one.
facts::Result<std::vector<check::Rule>> chosen_rules(const RuleChoice& choice);

// The rule of that id, or an Error that names the nearest one.
facts::Result<check::Rule> rule_by_id(const std::string& id);

}  // namespace onewriter::cli
