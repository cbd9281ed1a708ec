// The scripts of the GitHub action and of the GitLab template, taken out of their files and run as their runners do.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "legacy.h"

using namespace onewriter::cli;
using nlohmann::json;

namespace {

// The block of text below the last line that ends with the marker, without its indentation.
std::string script_in(const std::string& file, const std::string& marker) {
  std::istringstream lines(source_file(file));
  std::string text;
  std::size_t indent = 0;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t depth = std::min(line.find_first_not_of(' '), line.size());
    if (inside && indent == 0) indent = depth;
    if (inside && depth < indent) inside = false;
    if (inside) text += line.substr(indent) + "\n";
    if (line.ends_with(marker)) inside = true, indent = 0, text.clear();
  }
  REQUIRE(!text.empty());
  return text;
}

// Runs it at the repository's root, as a file, with the program on the PATH.
Seen run_script(const Legacy& legacy, const Folder& beside, const std::string& script, const std::string& environment) {
  beside.write("script.sh", script);
  const std::string binaries = std::filesystem::path(ONEWRITER_BINARY).parent_path().string();
  return shell("cd '" + legacy.folder.path() + "' && PATH='" + binaries + "':$PATH CI=true " + environment +
               " bash -eo pipefail '" + beside.path("script.sh") + "'");
}

// A legacy with its baseline, and a commit on top that writes what is another's; the revision below it.
std::string change(const Legacy& legacy) {
  legacy.check({"--update-baseline"});
  legacy.commit("Accept what is there");
  std::string base = legacy.git("rev-parse HEAD");
  legacy.write_module("export", {"UPDATE customers SET status = 'gone'"});
  legacy.commit("Export");
  base.resize(base.find('\n'));
  return base;
}

}  // namespace

TEST_CASE("the GitHub action annotates what a pull request adds, and writes SARIF and a comment") {
  const Legacy legacy;
  const Folder beside;
  const std::string base = change(legacy);
  const std::string script = script_in("action.yml", "run: |");
  const std::string files = "SARIF='" + beside.path("a.sarif") + "' COMMENT='" + beside.path("a.md") + "' ";
  const Seen red = run_script(legacy, beside, script, files + "WHERE=. ARGS= FAIL_ON=error SINCE=" + base);
  INFO(red.out);
  CHECK(red.exit_code == 1);
  CHECK(red.out.find("::error file=order/export.js,line=3") != std::string::npos);
  CHECK(red.out.find("cross-service-query") == std::string::npos);
  for (const json& result : json::parse(beside.read("a.sarif"))["runs"][0]["results"])
    CHECK(result["suppressions"].empty() == (result["ruleId"] == "foreign-writer"));
  CHECK(beside.read("a.md").starts_with("## onewriter: 1 error, no warnings\n"));

  const Seen lenient = run_script(
      legacy, beside, script, "SARIF= COMMENT= WHERE=. ARGS=\"--skip-rule 'foreign-writer'\" FAIL_ON=error SINCE=none");
  INFO(lenient.out);
  CHECK(lenient.exit_code == 0);
}

TEST_CASE("the GitLab job fails for what a merge request adds, and leaves a Code Quality report") {
  const Legacy legacy;
  const Folder beside;
  const std::string base = change(legacy);
  const std::string script = script_in("integrations/onewriter.gitlab-ci.yml", "- |");
  const Seen red = run_script(legacy, beside, script, "CI_MERGE_REQUEST_DIFF_BASE_SHA=" + base);
  INFO(red.out);
  CHECK(red.exit_code == 1);
  const json report = json::parse(legacy.folder.read("gl-code-quality-report.json"));
  REQUIRE(report.size() == 1);
  CHECK(report[0]["check_name"] == "foreign-writer");
  CHECK(report[0]["location"]["path"] == "order/export.js");

  legacy.git("checkout -q " + base);
  const Seen green = run_script(legacy, beside, script, "ONEWRITER_ARGS=--strict-baseline");
  INFO(green.out);
  CHECK(green.exit_code == 0);
}
