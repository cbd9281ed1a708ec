// SARIF as its own validator sees it: Microsoft's multitool, which third_party/setup brings from npm.

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace fs = std::filesystem;

TEST_CASE("SARIF is valid against the official schema and the validator's rules") {
  const fs::path tool =
      fs::path(SOURCE_ROOT) / "third_party/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool";
  std::error_code failed;
  if (!fs::exists(tool, failed)) {
    MESSAGE("the validator is not there; third_party/setup brings it");
    return;
  }
  const fs::path file = fs::temp_directory_path() / ("onewriter-golden-" + std::to_string(::getpid()) + ".sarif");
  fs::copy_file(fs::path(SOURCE_ROOT) / "tests/report/golden/sarif.json", file, fs::copy_options::overwrite_existing);
  // npm unpacks it without the right to run it; a copy of the file has its own.
  const fs::path runnable = fs::temp_directory_path() / ("onewriter-sarif-validator-" + std::to_string(::getpid()));
  fs::copy_file(tool, runnable, fs::copy_options::overwrite_existing, failed);
  fs::permissions(runnable, fs::perms::owner_all, failed);
  const std::string command = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 '" +
                              runnable.string() + "' validate '" + file.string() + "' 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  char buffer[4096];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
  const int status = ::pclose(pipe);
  fs::remove(file);
  fs::remove(runnable);
  INFO(out);
  CHECK(status == 0);
  CHECK(out.find("Analysis completed successfully.") != std::string::npos);
  CHECK(out.find(": error ") == std::string::npos);
}
