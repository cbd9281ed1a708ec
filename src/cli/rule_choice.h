#pragma once
// Which rules run.

#include <string>
#include <vector>

#include "check/rule.h"
#include "facts/facts.h"
#include "facts/result.h"
#include "workspace/file_system.h"
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

// The rules of the binary and those of the workspace, .onewriter/rules/<id>.sql; sorted by id. Errors: a rule that does
// not parse, or that has the id of a built-in one.
facts::Result<std::vector<check::Rule>> all_rules(const workspace::FileSystem& files);

// Those of the workspace around the current folder, as `explain` and `rules` show them.
facts::Result<std::vector<check::Rule>> rules_here();

// All of `rules`, where those that were not asked for are silent: they run only when somebody has to know whether they
// would find something. An unknown id is an Error that names the nearest one.
facts::Result<std::vector<check::Rule>> chosen_rules(std::vector<check::Rule> rules, const RuleChoice& choice);

// What the settings say of rules: severities, options, for all services or for one, and which are off. An unknown rule
// or option is an Error with its place.
facts::Result<std::vector<check::Rule>> configured_rules(std::vector<check::Rule> rules,
                                                         const workspace::Settings& settings);

// Services that the settings name and nobody has seen are an Error with its place and the nearest name.
facts::Result<facts::Done> check_services(const workspace::Settings& settings,
                                          const std::vector<facts::Service>& services);

// The rule of that id, or an Error that names the nearest one.
facts::Result<check::Rule> rule_by_id(const std::vector<check::Rule>& rules, const std::string& id);

}  // namespace onewriter::cli
