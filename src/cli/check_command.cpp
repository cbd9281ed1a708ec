#include <CLI/CLI.hpp>

#include "check/check.h"
#include "cli/check_options.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/rule_choice.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/text.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::shared_ptr<SystemOptions> system;
  RuleChoice rules;
  std::string format = "text";
  std::string output;
  std::string fail_on = "error";
  std::string min_confidence = "likely";
  std::string color = "auto";
  bool quiet = false;
};

std::string render(const check::Outcome& outcome, const System& system, const Options& options,
                   const Streams& streams) {
  const std::string& format = options.format;
  if (format == "json") return report::json(outcome);
  if (format == "sarif") return report::sarif(outcome, ONEWRITER_VERSION);
  if (format == "github") return report::github(outcome);
  if (format == "gitlab") return report::gitlab(outcome);
  if (format == "junit") return report::junit(outcome, check::severity_from(options.fail_on));
  if (format == "markdown") return report::markdown(outcome);
  report::TextOptions text;
  text.source_line = system.source_line;
  text.summary = !options.quiet;
  if (options.output.empty() || options.output == "-") {
    const Terminal t = terminal(streams.out);
    text.color = t.color;
    text.width = t.width;
  }
  if (options.color != "auto") text.color = options.color == "always";
  return report::text(outcome, text);
}

bool fails(const check::Outcome& outcome, const std::string& fail_on) {
  const auto least = check::severity_from(fail_on);
  if (!least) return false;  // none
  return std::any_of(outcome.findings.begin(), outcome.findings.end(),
                     [&](const check::Finding& f) { return stands(f) && f.severity >= *least; });
}

int run_check(const Options& options, const Streams& streams) {
  const auto rules = chosen_rules(options.rules);
  if (!rules) return print_error(streams, rules.error()), exit_failed;
  // The rules are known to be well-formed.
  const auto system = read_system(*options.system);
  if (!system) return print_error(streams, system.error()), exit_failed;
  // All facts of the workspace are known, with their places.
  const auto configured = configured_rules(*rules, system->settings);
  if (!configured) return print_error(streams, configured.error()), exit_failed;
  // The rules are those that the settings leave on, with the settings' severities.
  check::CheckOptions asked = check_options(*system, confidence_from(options.min_confidence));
  asked.all_rules = options.rules.only.empty() && options.rules.skip.empty();
  const auto outcome = check::check(system->facts, *configured, asked);
  if (!outcome) return print_error(streams, outcome.error()), exit_failed;
  // The findings are final and sorted; what follows only shows them. JSON and SARIF hold the diagnostics themselves.
  if (options.format != "json" && options.format != "sarif")
    print_diagnostics(streams, outcome->diagnostics, options.quiet);
  const auto written = write_output(streams, options.output, render(*outcome, *system, options, streams));
  if (!written) return print_error(streams, written.error()), exit_failed;
  return fails(*outcome, options.fail_on) ? exit_findings : exit_clean;
}

}  // namespace

Command check_command() {
  return {"check", "Lint a system (the default command)", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            options->system = add_workspace_options(app);
            add_rule_options(app, options->rules);
            app.add_option("--format", options->format, "How to report")
                ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab", "junit", "markdown"}))
                ->capture_default_str();
            app.add_option("-o,--output", options->output, "Write the report to a file")->type_name("FILE");
            app.add_option("--fail-on", options->fail_on, "Least severity that makes the exit code 1")
                ->check(CLI::IsMember({"error", "warning", "info", "none"}))
                ->capture_default_str();
            app.add_option("--min-confidence", options->min_confidence,
                           "Least confidence of a finding to be shown and to count")
                ->check(CLI::IsMember({"certain", "likely", "possible"}))
                ->capture_default_str();
            app.add_option("--color", options->color, "Colour the text report")
                ->check(CLI::IsMember({"auto", "always", "never"}))
                ->capture_default_str();
            app.add_flag("--quiet", options->quiet, "Findings and errors only: no blind spots, summary or warnings");
            return [options](const Streams& streams) { return run_check(*options, streams); };
          }};
}

}  // namespace onewriter::cli
