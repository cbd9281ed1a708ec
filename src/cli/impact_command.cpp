#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "report/impact.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::string asked;
  std::shared_ptr<SystemOptions> system;
  std::string format = "text";
  std::string output;
};

int run_impact(const Options& options, const Streams& streams) {
  const auto system = read_system(*options.system, streams);
  if (!system) return print_error(streams, system.error()), exit_failed;
  print_diagnostics(streams, system->facts.diagnostics, false);
  const auto impacts = report::impact_of(system->facts, options.asked);
  if (!impacts) return print_error(streams, impacts.error()), exit_failed;
  return deliver(streams, options.output,
                 options.format == "json" ? report::impact_json(*impacts) : report::impact_text(*impacts));
}

}  // namespace

Command impact_command() {
  return {"impact", "Who breaks when a table or a column changes", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            app.add_option("TABLE", options->asked, "The table, by name or id; TABLE.COLUMN for one of its columns")
                ->required();
            options->system = add_workspace_options(app);
            app.add_option("--format", options->format, "How to write it")
                ->check(CLI::IsMember({"text", "json"}))
                ->capture_default_str();
            app.add_option("-o,--output", options->output, "Write to a file")->type_name("FILE");
            return [options](const Streams& streams) { return run_impact(*options, streams); };
          }};
}

}  // namespace onewriter::cli
