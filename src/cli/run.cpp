#include "cli/run.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "cli/command.h"
#include "cli/output.h"
#include "facts/nearest.h"

namespace onewriter::cli {
namespace {

constexpr const char* default_command = "check";

std::vector<std::string> names(const std::vector<Command>& all) {
  std::vector<std::string> list;
  for (const Command& c : all) list.push_back(c.name);
  return list;
}

// `onewriter PATH` is `onewriter check PATH`.
std::vector<std::string> with_command(std::vector<std::string> args, const std::vector<std::string>& known) {
  const bool global = !args.empty() && (args[0] == "--help" || args[0] == "-h" || args[0] == "--version");
  if (!global && (args.empty() || std::find(known.begin(), known.end(), args[0]) == known.end()))
    args.insert(args.begin(), default_command);
  return args;
}

int usage_error(const CLI::App& app, const CLI::ParseError& error, const Streams& streams) {
  std::string command = "onewriter";
  std::vector<std::string> options;
  for (const CLI::App* sub : app.get_subcommands()) {
    command += " " + sub->get_name();
    for (const CLI::Option* o : sub->get_options())
      for (const std::string& name : o->get_lnames()) options.push_back("--" + name);
  }
  std::string message = error.what();
  while (message.ends_with('\n')) message.pop_back();
  for (const CLI::App* sub : app.get_subcommands())
    for (const std::string& extra : sub->remaining())
      if (extra.starts_with("-")) message = "there is no option " + extra + facts::did_you_mean(extra, options);
  print_error(streams, {message + "\n  see `" + command + " --help`", {}});
  return exit_failed;
}

}  // namespace

std::vector<Command> commands() {
  return {check_command(),   report_command(), graph_command(),      impact_command(),     plan_command(),
          explain_command(), rules_command(),  facts_command(),      query_command(),      sql_command(),
          config_command(),  init_command(),   test_rules_command(), completion_command(), man_command()};
}

int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  const Streams streams{out, err};
  CLI::App app(
      "Checks that in a system of services one service writes each table, and every other service reads it through an "
      "API or an "
      "event.\n`onewriter PATH` is `onewriter check PATH`.",
      "onewriter");
  app.set_version_flag("--version", "onewriter " ONEWRITER_VERSION);
  app.require_subcommand(1);
  app.footer("Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 the run could not be done as asked.");

  const std::vector<Command> all = commands();
  std::vector<std::pair<const CLI::App*, Action>> actions;
  for (const Command& command : all) {
    CLI::App* sub = app.add_subcommand(command.name, command.description);
    actions.emplace_back(sub, command.add(*sub));
  }

  // CLI11 takes them last first.
  std::vector<std::string> reversed = with_command(args, names(all));
  std::reverse(reversed.begin(), reversed.end());
  try {
    app.parse(std::move(reversed));
    for (const auto& [sub, action] : actions)
      if (sub->parsed()) return action(streams);
  } catch (const CLI::CallForVersion& version) {
    out << version.what() << "\n";
    return exit_clean;
  } catch (const CLI::Success&) {
    out << app.help();
    return exit_clean;
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error, streams);
  }
  return exit_failed;
}

}  // namespace onewriter::cli
