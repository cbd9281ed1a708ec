#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "facts/store.h"

namespace onewriter::cli {

Command facts_command() {
  return {"facts", "Write the facts as a SQLite file to keep, query or publish", [](CLI::App& app) -> Action {
            const auto system_options = add_workspace_options(app);
            auto output = std::make_shared<std::string>();
            app.add_option("-o,--output", *output, "The SQLite file; an older facts file is replaced")
                ->type_name("FILE")
                ->required();
            return [system_options, output](const Streams& streams) -> int {
              const auto system = read_system(*system_options);
              if (!system) return print_error(streams, system.error()), exit_failed;
              print_diagnostics(streams, system->facts.diagnostics, false);
              const auto store = facts::Store::create(*output, system->facts);
              if (!store) return print_error(streams, store.error()), exit_failed;
              return exit_clean;
            };
          }};
}

}  // namespace onewriter::cli
