#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/rule_choice.h"
#include "cli/run.h"
#include "report/catalogue.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::string format = "text";
};

int run_rules(const Options& options, const Streams& streams) {
  const auto rules = rules_here();
  if (!rules) return print_error(streams, rules.error()), exit_failed;
  const std::string text = options.format == "json"       ? report::catalogue_json(*rules)
                           : options.format == "markdown" ? report::catalogue_markdown(*rules)
                                                          : report::catalogue_text(*rules);
  return deliver(streams, "", text);
}

}  // namespace

Command rules_command() {
  return {"rules", "The catalogue of rules", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            app.add_option("--format", options->format, "How to write it")
                ->check(CLI::IsMember({"text", "json", "markdown"}))
                ->capture_default_str();
            return [options](const Streams& streams) { return run_rules(*options, streams); };
          }};
}

}  // namespace onewriter::cli
