#include "cli/workspace_options.h"

#include <CLI/CLI.hpp>

namespace onewriter::cli {

std::shared_ptr<SystemOptions> add_workspace_options(CLI::App& app) {
  auto options = std::make_shared<SystemOptions>();
  app.add_option("PATH", options->paths,
                 "The system's root folder (default: the current one); files or several folders: parts of the system");
  app.add_option("--config", options->config, "Settings to use instead of the nearest onewriter.yaml")
      ->type_name("FILE");
  app.add_option("--jobs", options->jobs, "Threads to read files with (default: one for each core)")
      ->type_name("N")
      ->check(CLI::Range(1u, 256u));
  app.add_flag("--no-cache", options->no_cache, "Neither use nor write what earlier runs kept");
  return options;
}

}  // namespace onewriter::cli
