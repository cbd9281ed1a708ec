#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "facts/store.h"
#include "workspace/git_tree.h"

namespace onewriter::cli {

Command facts_command() {
  return {"facts", "Write the facts as a SQLite file to keep, query or publish", [](CLI::App& app) -> Action {
            const auto system_options = add_workspace_options(app);
            auto output = std::make_shared<std::string>();
            app.add_option("-o,--output", *output, "The SQLite file; an older facts file is replaced")
                ->type_name("FILE")
                ->required();
            auto repository = std::make_shared<std::string>();
            app.add_option("--repository", *repository,
                           "What to call the repository (default: the last part of origin's address)")
                ->type_name("NAME");
            return [system_options, output, repository](const Streams& streams) -> int {
              const auto system = read_system(*system_options, streams);
              if (!system) return print_error(streams, system.error()), exit_failed;
              print_diagnostics(streams, system->facts.diagnostics, false);
              workspace::Revision revision = workspace::revision_of(system->files->root());
              if (!repository->empty()) revision.repository = *repository;
              const auto store =
                  facts::Store::create(*output, system->facts, {revision.repository, revision.commit, revision.time});
              if (!store) return print_error(streams, store.error()), exit_failed;
              return exit_clean;
            };
          }};
}

}  // namespace onewriter::cli
