#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/option_listing.h"
#include "cli/output.h"
#include "cli/run.h"

namespace onewriter::cli {
namespace {

int print(const Streams& streams, const std::string& text) {
  const auto written = write_output(streams, "", text);
  if (!written) return print_error(streams, written.error()), exit_failed;
  return exit_clean;
}

}  // namespace

Command completion_command() {
  return {"completion", "Print a completion script for a shell", [](CLI::App& app) -> Action {
            auto shell = std::make_shared<std::string>();
            app.add_option("SHELL", *shell, "Which shell")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
            return [shell, &app](const Streams& streams) {
              const auto all = list_commands(*app.get_parent());
              return print(streams, *shell == "bash"  ? bash_completion(all)
                                    : *shell == "zsh" ? zsh_completion(all)
                                                      : fish_completion(all));
            };
          }};
}

Command man_command() {
  return {"man", "Print the man page (`onewriter man | man -l -`)", [](CLI::App& app) -> Action {
            return [&app](const Streams& streams) {
              return print(streams, man_page(list_commands(*app.get_parent()), ONEWRITER_VERSION));
            };
          }};
}

}  // namespace onewriter::cli
