#pragma once
// What a command is: options that it adds to its part of the command line, and what it does once they are read.

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace onewriter::cli {

// Data goes to `out`, all else to `err`.
struct Streams {
  std::ostream& out;
  std::ostream& err;
};

// Returns an exit code of cli/run.h.
using Action = std::function<int(const Streams&)>;

struct Command {
  std::string name;
  std::string description;
  // Adds the options; the action holds on to their values.
  std::function<Action(CLI::App&)> add;
};

// All commands, in the order of --help. One function for each file *_command.cpp.
std::vector<Command> commands();

Command check_command();
Command report_command();
Command graph_command();
Command impact_command();
Command plan_command();
Command rules_command();
Command explain_command();
Command facts_command();
Command query_command();
Command config_command();
Command init_command();
Command sql_command();
Command test_rules_command();
Command completion_command();
Command man_command();

}  // namespace onewriter::cli
