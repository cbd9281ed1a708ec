// ONEWRITER_RULES: who writes rules tries them without building the binary again.

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "program.h"

namespace fs = std::filesystem;

TEST_CASE("files of the folder that ONEWRITER_RULES names stand in front of the embedded ones") {
  const fs::path folder = fs::temp_directory_path() / ("onewriter-override-" + std::to_string(::getpid()));
  fs::create_directories(folder / "check");
  std::ifstream in(fs::path(SOURCE_ROOT) / "rules/check/shared-writer.sql");
  std::stringstream text;
  text << in.rdbuf();
  std::string rule = text.str();
  const std::string title = "-- title: ";
  const auto at = rule.find(title);
  REQUIRE(at != std::string::npos);
  rule.replace(at, rule.find('\n', at) - at, title + "A title under construction");
  std::ofstream(folder / "check" / "shared-writer.sql") << rule;

  const onewriter::cli::Seen seen =
      onewriter::cli::shell("ONEWRITER_RULES='" + folder.string() + "' '" + ONEWRITER_BINARY + "' rules");
  fs::remove_all(folder);

  CHECK(seen.exit_code == 0);
  CHECK(seen.out.find("A title under construction") != std::string::npos);
  CHECK(seen.out.find("foreign-writer") != std::string::npos);
}
