#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.h"
#include "cli/option_listing.h"
#include "cli/output.h"
#include "cli/run.h"

namespace onewriter::cli {
Command completion_command() {
  return {"completion", "Print a completion script for a shell", [](CLI::App& app) -> Action {
            auto shell = std::make_shared<std::string>();
            app.add_option("SHELL", *shell, "Which shell")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
            return [shell, &app](const Streams& streams) {
              const auto all = list_commands(*app.get_parent());
              return deliver(streams, "",
                             *shell == "bash"  ? bash_completion(all)
                             : *shell == "zsh" ? zsh_completion(all)
                                               : fish_completion(all));
            };
          }};
}

Command man_command() {
  return {"man", "Print the man page (`onewriter man | man -l -`)", [](CLI::App& app) -> Action {
            return [&app](const Streams& streams) {
              return deliver(streams, "", man_page(list_commands(*app.get_parent()), ONEWRITER_VERSION));
            };
          }};
}

}  // namespace onewriter::cli
