// Man page and completions are made of the options as they are parsed.

#include <doctest/doctest.h>

#include "program.h"

using namespace onewriter::cli;

TEST_CASE("the man page and every completion name each command and option") {
  for (const std::vector<std::string> args :
       {std::vector<std::string>{"man"}, {"completion", "bash"}, {"completion", "zsh"}, {"completion", "fish"}}) {
    const Seen seen = call(args);
    CHECK(seen.exit_code == 0);
    CHECK(seen.err.empty());
    for (std::string word : {"check", "test-rules", "update-baseline", "min-confidence", "junit"}) {
      CAPTURE(word);
      if (args[0] == "man")
        for (std::size_t at = word.find('-'); at != std::string::npos; at = word.find('-', at + 2))
          word.insert(at, "\\");
      CHECK(seen.out.find(word) != std::string::npos);
    }
  }
  CHECK(call({"completion", "tcsh"}).exit_code == 2);
}

TEST_CASE("bash completes commands, options and their values") {
  const Folder folder;
  folder.write("onewriter.bash", call({"completion", "bash"}).out);
  const auto complete = [&](const std::string& words, int at) {
    return shell("bash -c 'source " + folder.path("onewriter.bash") + "; COMP_WORDS=(" + words +
                 "); COMP_CWORD=" + std::to_string(at) + "; _onewriter; echo \"${COMPREPLY[*]}\"'")
        .out;
  };
  CHECK(complete("onewriter exp", 1) == "explain\n");
  CHECK(complete("onewriter check --update", 2) == "--update-baseline\n");
  CHECK(complete("onewriter check --format j", 3) == "json junit\n");
  CHECK(complete("onewriter check --fail-on w", 3) == "warning\n");
}
