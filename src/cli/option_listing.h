#pragma once
// The program's commands and options as data, read from the definitions that parse them: man page and completions are
// made of these, so that nothing is said twice.

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace onewriter::cli {

struct ListedOption {
  std::vector<std::string> names;  // "-o", "--output"; none for a positional
  std::string positional;          // PATH
  std::string description;
  std::string value;                 // FILE, ID, ...; empty: a flag
  std::vector<std::string> choices;  // the only values, where there are such
  std::string fallback;              // the default, as --help shows it
};

struct ListedCommand {
  std::string name;
  std::string description;
  std::vector<ListedOption> options;
};

std::vector<ListedCommand> list_commands(const CLI::App& program);

// A man page in roff.
std::string man_page(const std::vector<ListedCommand>& commands, const std::string& version);

// Completion scripts.
std::string bash_completion(const std::vector<ListedCommand>& commands);
std::string zsh_completion(const std::vector<ListedCommand>& commands);
std::string fish_completion(const std::vector<ListedCommand>& commands);

}  // namespace onewriter::cli
