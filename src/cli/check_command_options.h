#pragma once
// The options of `check`, and what the command line, the settings and the clock come to.

#include <memory>
#include <string>

#include "check/check.h"
#include "cli/baseline_file.h"
#include "cli/pipeline.h"
#include "cli/rule_choice.h"

namespace onewriter::cli {

struct CheckCommandOptions {
  std::shared_ptr<SystemOptions> system;
  RuleChoice rules;
  BaselineOptions baseline;
  std::string format = "text";
  std::string output;
  std::string fail_on = "error";
  std::string min_confidence = "likely";
  std::string color = "auto";
  std::string service;  // --service
  std::string subject;  // --subject
  std::string today;    // empty: the clock's
  std::string sarif_suppressions = "include";
  std::vector<std::string> with;  // facts files of other repositories, as shell patterns
  std::string since;              // --since; empty: not asked for
  bool staged = false;
  bool show_baselined = false;
  bool quiet = false;
  bool verbose = false;
};

void add_check_options(CLI::App& app, CheckCommandOptions& options);

// What cannot hold at once.
facts::Result<facts::Done> check_combination(const CheckCommandOptions& options);

// The rules of a workspace as its settings and the command line want them.
facts::Result<std::vector<check::Rule>> rules_for(const CheckCommandOptions& options,
                                                  const workspace::FileSystem& files,
                                                  const workspace::Settings& settings);

// Without the baseline.
check::CheckOptions check_options_for(const CheckCommandOptions& options, const System& system);

// The rules over the system and, where the options name some, over other repositories' facts.
facts::Result<check::Outcome> check_system(const System& system, const std::vector<check::Rule>& rules,
                                           const CheckCommandOptions& options, const check::CheckOptions& check);

}  // namespace onewriter::cli
