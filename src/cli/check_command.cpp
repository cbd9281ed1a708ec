#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/change_run.h"
#include "cli/check_command_options.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/ownership/formats.h"
#include "report/terminal.h"
#include "report/text.h"

namespace onewriter::cli {
namespace {

std::string render(const check::Outcome& outcome, const System& system, const CheckCommandOptions& options,
                   const std::string& checklist, const Streams& streams) {
  const std::string& format = options.format;
  if (format == "json") return report::json(outcome);
  if (format == "sarif")
    return report::sarif(outcome, {ONEWRITER_VERSION, ONEWRITER_HOMEPAGE}, options.sarif_suppressions == "include");
  if (format == "github") return report::github(outcome);
  if (format == "gitlab") return report::gitlab(outcome);
  if (format == "junit") return report::junit(outcome, check::severity_from(options.fail_on));
  if (format == "markdown") return report::markdown(outcome, checklist);
  report::TextOptions text;
  text.source_line = system.source_line;
  text.summary = !options.quiet;
  text.baselined = options.show_baselined;
  text.suppressed = options.verbose;
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

// How many findings do not count is told on each run, green or red, whatever the format; text without --quiet, JSON and
// Markdown say it themselves.
void print_answered(const check::Outcome& outcome, const CheckCommandOptions& options, const Streams& streams) {
  const std::string& format = options.format;
  if (format == "json" || format == "markdown" || (format == "text" && !options.quiet)) return;
  const check::Summary& s = outcome.summary;
  if (outcome.has_baseline || s.baselined > 0 || s.suppressed > 0)
    streams.err << s.baselined << " baselined, " << s.suppressed << " suppressed\n";
}

// Markdown closes with the checklist of the whole system, whatever a change is to blame for; of a part of the system it
// would tell too little.
facts::Result<std::string> checklist_of(const check::Outcome& outcome, const System& system,
                                        const CheckCommandOptions& options) {
  if (options.format != "markdown" || !system.parts.empty()) return std::string();
  const auto store = facts::Store::in_memory(system.facts);
  if (!store) return store.error();
  const auto model = report::ownership(system.facts, *store, outcome);
  if (!model) return model.error();
  return report::checklist_markdown(*model);
}

void print_left_out(const Streams& streams, const std::vector<workspace::SkippedPath>& paths) {
  for (const workspace::SkippedPath& p : paths)
    streams.err << "left out: " << report::printable(p.path) << " (" << report::printable(p.reason) << ")\n";
}

facts::Result<check::Outcome> checked(const System& system, const std::vector<check::Rule>& rules,
                                      const CheckCommandOptions& options, const Streams& streams, Progress& progress) {
  const auto baseline = read_baseline(options.baseline, *system.files);
  if (!baseline) return baseline.error();
  check::CheckOptions check = check_options_for(options, system);
  check.baseline = baseline->entries;
  progress.step("asking the rules");
  auto outcome = check_system(system, rules, options, check);
  progress.clear();
  if (!outcome || !options.baseline.update) return outcome;
  auto updated = update_baseline(options.baseline, *baseline, *outcome, streams);
  if (!updated) return updated.error();
  check.baseline = std::move(*updated);
  return check_system(system, rules, options, check);
}

int run_check(const CheckCommandOptions& options, const Streams& streams) {
  const auto fits = check_combination(options);
  if (!fits) return print_error(streams, fits.error()), exit_failed;
  auto extent = find_extent(options.system->paths, options.system->config);
  if (!extent) return print_error(streams, extent.error()), exit_failed;
  if (extent = new_state(std::move(*extent), options); !extent)
    return print_error(streams, extent.error()), exit_failed;
  // The root, the parts asked about and the settings are known, and the settings are sound.
  const auto rules = rules_for(options, *extent->files, extent->settings);
  if (!rules) return print_error(streams, rules.error()), exit_failed;
  // The rules are well-formed, and those that the settings leave on, with the settings' severities.
  Progress progress(streams, options.quiet);
  const System system = read_extent(*extent, *options.system, progress);
  // All facts of the workspace are known, with their places.
  auto outcome = checked(system, *rules, options, streams, progress);
  if (!outcome) return progress.clear(), print_error(streams, outcome.error()), exit_failed;
  const auto checklist = checklist_of(*outcome, system, options);
  if (!checklist) return print_error(streams, checklist.error()), exit_failed;
  if (options.staged || !options.since.empty())
    if (const auto kept = keep_change(*outcome, *extent, system, options, progress); !kept)
      return progress.clear(), print_error(streams, kept.error()), exit_failed;
  progress.clear();
  // The findings are final and sorted; what follows only shows them. JSON and SARIF hold the diagnostics themselves.
  if (options.format != "json" && options.format != "sarif")
    print_diagnostics(streams, outcome->diagnostics, options.quiet);
  if (options.verbose) print_left_out(streams, system.left_out);
  const auto written = write_output(streams, options.output, render(*outcome, system, options, *checklist, streams));
  if (!written) return print_error(streams, written.error()), exit_failed;
  print_answered(*outcome, options, streams);
  return fails(*outcome, options.fail_on) ? exit_findings : exit_clean;
}

}  // namespace

Command check_command() {
  return {"check", "Lint a system (the default command)", [](CLI::App& app) -> Action {
            auto options = std::make_shared<CheckCommandOptions>();
            add_check_options(app, *options);
            return [options](const Streams& streams) { return run_check(*options, streams); };
          }};
}

}  // namespace onewriter::cli
