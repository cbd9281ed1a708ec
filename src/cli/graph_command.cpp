#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "report/graph/view.h"
#include "report/json.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::shared_ptr<SystemOptions> system;
  std::string format = "json";
  std::string output;
  report::GraphChoice choice;
};

facts::Result<std::string> draw(const facts::Facts& facts, const Options& options) {
  if (options.format == "json") {
    const auto near = report::facts_near(facts, options.choice);
    if (!near) return near.error();
    return report::graph_json(*near);
  }
  const auto view = report::graph_view(facts, options.choice);
  if (!view) return view.error();
  return options.format == "dot" ? report::graph_dot(*view) : report::graph_mermaid(*view);
}

int run_graph(const Options& options, const Streams& streams) {
  const auto system = read_system(*options.system, streams);
  if (!system) return print_error(streams, system.error()), exit_failed;
  print_diagnostics(streams, system->facts.diagnostics, false);
  return deliver(streams, options.output, draw(system->facts, options));
}

}  // namespace

Command graph_command() {
  return {
      "graph", "The ownership graph: services, databases, tables, who reads and writes them",
      [](CLI::App& app) -> Action {
        auto options = std::make_shared<Options>();
        options->system = add_workspace_options(app);
        app.add_option("--format", options->format, "How to write it")
            ->check(CLI::IsMember({"json", "dot", "mermaid"}))
            ->capture_default_str();
        app.add_option("--service", options->choice.service, "Only this service and its neighbours")->type_name("NAME");
        app.add_option("--table", options->choice.table, "Only this table and its neighbours")->type_name("NAME");
        app.add_option("--collapse", options->choice.collapse,
                       "What to draw as one: auto collapses large graphs by database")
            ->check(CLI::IsMember({"auto", "none", "database", "team"}))
            ->capture_default_str();
        app.add_option("-o,--output", options->output, "Write to a file")->type_name("FILE");
        return [options](const Streams& streams) { return run_graph(*options, streams); };
      }};
}

}  // namespace onewriter::cli
