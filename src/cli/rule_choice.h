#pragma once
// Which rules run.

#include <string>
#include <vector>

#include "check/rule.h"
#include "facts/result.h"
#include "workspace/settings.h"

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

// What the settings say of rules: severities, options, and which are off. An unknown rule or option is an Error with
// its place; a rule that is not among `rules` because of the command line is left alone.
facts::Result<std::vector<check::Rule>> configured_rules(std::vector<check::Rule> rules,
                                                         const workspace::Settings& settings);

// The rule of that id, or an Error that names the nearest one.
facts::Result<check::Rule> rule_by_id(const std::string& id);

}  // namespace onewriter::cli
