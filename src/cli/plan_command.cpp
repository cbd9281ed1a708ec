#include <CLI/CLI.hpp>

#include "check/check.h"
#include "cli/check_options.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/plan_files.h"
#include "cli/rule_choice.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "plan/plan.h"
#include "plan/scratch.h"
#include "report/ownership/formats.h"
#include "report/plan/formats.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::shared_ptr<SystemOptions> system;
  std::string format = "markdown";
  std::string output;
  std::string compare;
  std::vector<std::string> assumptions;
  std::string records;    // folder
  std::string strangler;  // file
};

facts::Result<std::string> make(const Options& options, const Streams& streams) {
  const auto system = read_system(*options.system, streams);
  if (!system) return system.error();
  print_diagnostics(streams, system->facts.diagnostics, false);
  const auto all = all_rules(*system->files);
  if (!all) return all.error();
  const auto rules = configured_rules(*all, system->settings);
  if (!rules) return rules.error();
  const check::CheckOptions asked = check_options(*system, facts::Confidence::Likely);
  const auto seen = facts::Store::in_memory(system->facts);
  if (!seen) return seen.error();
  // The facts as they are; from here on, as they might be.
  auto store = plan::copy_of(*seen);
  if (!store) return store.error();
  if (auto done = plan::assume(*store, options.assumptions); !done) return done.error();
  const auto outcome = check::check(*store, system->facts, *rules, asked);
  if (!outcome) return outcome.error();
  const auto made = plan::make_plan(*store, report::exemptions_of(*outcome));
  if (!made) return made.error();

  report::PlanContext context{"", std::nullopt, options.assumptions, std::nullopt};
  if (!options.assumptions.empty()) {
    auto changes = report::changes(*seen, *store, *outcome, asked);
    if (!changes) return changes.error();
    context.changes = std::move(*changes);
  }
  if (!options.compare.empty()) {
    const auto before = facts::Store::open(options.compare);
    if (!before) return before.error();
    const auto earlier = plan::make_plan(*before);
    if (!earlier)
      return facts::Error{"cannot compare with " + options.compare + ": " + earlier.error().message +
                              "; write it again with this onewriter",
                          {}};
    context.progress = plan::progress(*earlier, *made);
  }
  if (!options.records.empty()) {
    const auto written = write_records(options.records, report::decision_records(*made), streams);
    if (!written) return written.error();
  }
  if (!options.strangler.empty()) {
    const auto written = write_output(streams, options.strangler, report::strangler_plan(*made));
    if (!written) return written.error();
  }
  if (options.format == "json") return report::plan_json(*made, context);
  if (options.format == "markdown") return report::plan_markdown(*made, context);
  const auto model = report::ownership(system->facts, *store, *outcome);
  if (!model) return model.error();
  report::ReportContext page{std::nullopt, system->settings.report_title.text, ""};
  return report::ownership_html(*model, page);
}

int run_plan(const Options& options, const Streams& streams) {
  const auto text = make(options, streams);
  if (!text) return print_error(streams, text.error()), exit_failed;
  // Files were asked for instead.
  if (options.output.empty() && options.format == "markdown" &&
      (!options.records.empty() || !options.strangler.empty()))
    return exit_clean;
  return deliver(streams, options.output, *text);
}

}  // namespace

Command plan_command() {
  return {"plan", "The way from shared tables to owned ones: owners, phases, work, order", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            options->system = add_workspace_options(app);
            app.add_option("--format", options->format, "How to write it")
                ->check(CLI::IsMember({"markdown", "json", "html"}))
                ->capture_default_str();
            app.add_option("-o,--output", options->output, "Write to a file")->type_name("FILE");
            app.add_option("--compare", options->compare,
                           "Tell what was gained and lost since a file written by `onewriter facts`")
                ->type_name("OLD.db");
            app.add_option("--assume", options->assumptions,
                           "Plan as if: owner(TABLE)=SERVICE, remove-access(SERVICE, TABLE), "
                           "move-table(TABLE)=DATASTORE; may be given several times")
                ->type_name("WHAT")
                ->allow_extra_args(false);
            app.add_option("--adr", options->records,
                           "Write a decision record for each ownership decision into a folder; never overwrites")
                ->type_name("DIR");
            app.add_option("--strangler", options->strangler,
                           "Write the strangler plan: what each service redirects, in which order, verified how")
                ->type_name("FILE");
            return [options](const Streams& streams) { return run_plan(*options, streams); };
          }};
}

}  // namespace onewriter::cli
