#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "report/json.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::shared_ptr<SystemOptions> system;
  std::string format = "json";
  std::string output;
};

int run_graph(const Options& options, const Streams& streams) {
  const auto system = read_system(*options.system);
  if (!system) return print_error(streams, system.error()), exit_failed;
  print_diagnostics(streams, system->facts.diagnostics, false);
  const auto written = write_output(streams, options.output, report::graph_json(system->facts));
  if (!written) return print_error(streams, written.error()), exit_failed;
  return exit_clean;
}

}  // namespace

Command graph_command() {
  return {"graph", "The ownership graph: services, databases, tables, who reads and writes them",
          [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            options->system = add_workspace_options(app);
            app.add_option("--format", options->format, "How to write it")
                ->check(CLI::IsMember({"json"}))
                ->capture_default_str();
            app.add_option("-o,--output", options->output, "Write to a file")->type_name("FILE");
            return [options](const Streams& streams) { return run_graph(*options, streams); };
          }};
}

}  // namespace onewriter::cli
