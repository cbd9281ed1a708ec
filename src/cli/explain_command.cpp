#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/rule_choice.h"
#include "cli/run.h"
#include "report/catalogue.h"

namespace onewriter::cli {

Command explain_command() {
  return {"explain", "A rule: why it matters, bad, good, how to fix", [](CLI::App& app) -> Action {
            auto id = std::make_shared<std::string>();
            app.add_option("RULE", *id, "The rule's id")->required();
            return [id](const Streams& streams) -> int {
              const auto rules = rules_here();
              if (!rules) return print_error(streams, rules.error()), exit_failed;
              const auto rule = rule_by_id(*rules, *id);
              if (!rule) return print_error(streams, rule.error()), exit_failed;
              return deliver(streams, "", report::explanation(*rule));
            };
          }};
}

}  // namespace onewriter::cli
