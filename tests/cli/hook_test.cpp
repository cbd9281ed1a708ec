// The pre-commit framework itself, where it is installed (third_party/setup does), on a real repository. No network:
// the hook's repository is a folder, its language is the system's.

#include <doctest/doctest.h>

#include <filesystem>

#include "legacy.h"

using namespace onewriter::cli;

TEST_CASE("the pre-commit framework runs the hook on what is staged") {
  if (shell("pre-commit --version").exit_code != 0) {
    MESSAGE("pre-commit is not installed; third_party/setup does that");
    return;
  }
  const Legacy legacy;
  const Folder hooks;
  hooks.write(".pre-commit-hooks.yaml", source_file(".pre-commit-hooks.yaml"));
  const std::string git = "git -C '" + hooks.path() + "' -c user.name=test -c user.email=test@example.invalid ";
  REQUIRE(shell(git + "init -q . && " + git + "add -A && " + git + "commit -q --no-verify -m Hooks").exit_code == 0);
  std::string revision = shell(git + "rev-parse HEAD").out;
  revision.resize(revision.find('\n'));
  legacy.folder.write(".pre-commit-config.yaml",
                      "repos:\n- repo: " + hooks.path() + "\n  rev: " + revision + "\n  hooks:\n  - id: onewriter\n");
  legacy.commit("Use the hook");
  const std::string binaries = std::filesystem::path(ONEWRITER_BINARY).parent_path().string();
  const std::string run = "cd '" + legacy.folder.path() + "' && PATH='" + binaries + "':$PATH PRE_COMMIT_HOME='" +
                          hooks.path("cache") + "' PRE_COMMIT_COLOR=never pre-commit run";

  legacy.write_module("harmless", {"SELECT status FROM orders"});
  legacy.git("add -A");
  const Seen green = shell(run);
  INFO(green.out);
  CHECK(green.exit_code == 0);
  CHECK(green.out.find("Passed") != std::string::npos);

  legacy.write_module("export", {"DELETE FROM customers"});
  legacy.git("add -A");
  const Seen red = shell(run);
  INFO(red.out);
  CHECK(red.exit_code == 1);
  CHECK(red.out.find("error[foreign-writer]: \"order\" writes \"customers\"") != std::string::npos);
  CHECK(red.out.find("cross-service-query") == std::string::npos);
}
