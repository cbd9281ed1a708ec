// What the README shows of the program is what the program says: each block that begins with "$ onewriter ..." is run.

#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>

#include "program.h"

using namespace onewriter::cli;

namespace {

// The lines of a text, of which each must come after the one before; "..." leaves out any number of them.
std::string first_line_not_found(const std::vector<std::string>& shown, const std::string& output) {
  std::size_t at = 0;
  for (const std::string& line : shown) {
    if (line == "..." || line == "  ...") continue;
    const std::size_t found = ("\n" + output).find("\n" + line + "\n", at);
    if (found == std::string::npos) return line;
    at = found;
  }
  return {};
}

struct Example {
  std::vector<std::string> arguments;
  std::vector<std::string> shown;
};

std::vector<Example> examples_in(const std::string& markdown) {
  std::vector<Example> examples;
  std::istringstream lines(markdown);
  bool inside = false;
  const std::string prompt = "$ onewriter ";
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(prompt)) {
      std::istringstream words(line.substr(prompt.size()));
      examples.emplace_back();
      for (std::string word; words >> word;) examples.back().arguments.push_back(word);
      inside = true;
    } else if (line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      examples.back().shown.push_back(line);
    }
  }
  return examples;
}

}  // namespace

TEST_CASE("the README's examples are what the program prints") {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(SOURCE_ROOT);
  const std::vector<Example> examples = examples_in(source_file("README.md"));
  CHECK(examples.size() >= 2);
  for (const Example& example : examples) {
    CAPTURE(example.arguments);
    CHECK(first_line_not_found(example.shown, call(example.arguments).out) == "");
  }
  std::filesystem::current_path(before);
}
