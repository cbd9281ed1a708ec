#include <CLI/CLI.hpp>

#include "check/check.h"
#include "cli/check_options.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/rule_choice.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "report/ownership/formats.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::shared_ptr<SystemOptions> system;
  std::string format = "html";
  std::string output;
  std::string compare;
  std::string min_confidence = "likely";
};

// Only web addresses: the page makes links of them.
facts::Result<std::string> source_url(const workspace::Settings& settings) {
  const workspace::PlacedText& url = settings.report_source_url;
  const bool web = url.text.starts_with("https://") || url.text.starts_with("http://");
  if (!url.text.empty() && (!web || url.text.find("{path}") == std::string::npos))
    return facts::Error{"source_url is to be an http or https address with {path} in it, and {line} where it can",
                        url.place};
  return url.text;
}

std::string render(const report::Ownership& model, const report::ReportContext& context, const std::string& format) {
  if (format == "json") return report::ownership_json(model, context);
  if (format == "csv") return report::ownership_csv(model);
  if (format == "markdown") return report::ownership_markdown(model, context);
  return report::ownership_html(model, context);
}

facts::Result<std::string> make_report(const Options& options, const Streams& streams) {
  const auto system = read_system(*options.system, streams);
  if (!system) return system.error();
  print_diagnostics(streams, system->facts.diagnostics, false);
  const auto url = source_url(system->settings);
  if (!url) return url.error();
  const auto all = all_rules(*system->files);
  if (!all) return all.error();
  const auto rules = configured_rules(*all, system->settings);
  if (!rules) return rules.error();
  const check::CheckOptions asked = check_options(*system, confidence_from(options.min_confidence));
  auto store = facts::Store::in_memory(system->facts);
  if (!store) return store.error();
  const auto outcome = check::check(*store, system->facts, *rules, asked);
  if (!outcome) return outcome.error();
  // What is objected to is known; now who uses what, and how that was before.
  const auto model = report::ownership(system->facts, *store, *outcome);
  if (!model) return model.error();
  report::ReportContext context{std::nullopt, system->settings.report_title.text, *url};
  if (!options.compare.empty()) {
    const auto before = facts::Store::open(options.compare);
    if (!before) return before.error();
    auto changes = report::changes(*before, *store, *outcome, asked);
    if (!changes) return changes.error();
    context.changes = std::move(*changes);
  }
  return render(*model, context, options.format);
}

int run_report(const Options& options, const Streams& streams) {
  return deliver(streams, options.output, make_report(options, streams));
}

}  // namespace

Command report_command() {
  return {"report", "The ownership report: a page to look at, a summary for a wiki, or data",
          [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            options->system = add_workspace_options(app);
            app.add_option("--format", options->format, "How to write it")
                ->check(CLI::IsMember({"html", "markdown", "json", "csv"}))
                ->capture_default_str();
            app.add_option("-o,--output", options->output, "Write to a file")->type_name("FILE");
            app.add_option("--compare", options->compare, "Tell what changed since a file written by `onewriter facts`")
                ->type_name("OLD.db");
            app.add_option("--min-confidence", options->min_confidence, "Least confidence of a finding to be shown")
                ->check(CLI::IsMember({"certain", "likely", "possible"}))
                ->capture_default_str();
            return [options](const Streams& streams) { return run_report(*options, streams); };
          }};
}

}  // namespace onewriter::cli
