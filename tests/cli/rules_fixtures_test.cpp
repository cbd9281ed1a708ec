// fixtures/rules/<id>/: `bad` is a small system where the rule fires, and expected.txt the full list of what it reports
// there; `good` is a near-miss where it must stay silent, with a comment that says why. A rule without both fails, one
// finding more or less fails.
//
// expected.txt has a line for each finding and place, in any order; lines with # are comments:
//   error certain order -> customer db/shop:customers at order/app.py:12
// To accept a change on purpose: UPDATE_GOLDEN=1 build/debug/tests/test-cli, then read the diff.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "check/rule.h"
#include "program.h"

namespace fs = std::filesystem;
using nlohmann::json;
using onewriter::cli::call;
using onewriter::cli::Seen;

namespace {

std::string word(const json& value) { return value.is_null() ? "-" : value.get<std::string>(); }

struct Report {
  std::set<std::string> lines;
  json summary;
};

Report report_of(const std::string& rule, const fs::path& system) {
  const Seen seen =
      call({"check", "--format", "json", "--rule", rule, "--min-confidence", "possible", system.string()});
  INFO(seen.err);
  REQUIRE(seen.exit_code != 2);
  const json document = json::parse(seen.out);
  Report report;
  report.summary = document["summary"];
  for (const json& f : document["findings"]) {
    const std::string head = word(f["severity"]) + " " + word(f["confidence"]) + " " + word(f["service"]) + " -> " +
                             word(f["owner"]) + " " + word(f["subject"]) + " at ";
    for (const json& p : f["places"])
      report.lines.insert(head + word(p["file"]) + ":" + (p["line"].is_null() ? "-" : p["line"].dump()));
  }
  return report;
}

std::string comments_of(const fs::path& file) {
  std::ifstream in(file);
  std::string text, line;
  while (std::getline(in, line))
    if (line.starts_with("#")) text += line + "\n";
  return text;
}

std::set<std::string> expected(const fs::path& file) {
  std::ifstream in(file);
  std::set<std::string> lines;
  std::string line;
  while (std::getline(in, line))
    if (!line.empty() && !line.starts_with("#")) lines.insert(line);
  return lines;
}

// "missing:" is expected and not reported, "noisy:" is reported and not expected.
std::string difference(const std::set<std::string>& want, const std::set<std::string>& got) {
  std::string text;
  for (const std::string& line : want)
    if (!got.contains(line)) text += "missing: " + line + "\n";
  for (const std::string& line : got)
    if (!want.contains(line)) text += "noisy: " + line + "\n";
  return text;
}

// Some file of the near-miss says in a comment why the rule is silent.
bool says_why(const fs::path& system) {
  for (const auto& entry : fs::recursive_directory_iterator(system)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    if (text.str().find("Silent: ") != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("every rule fires on its bad system, as expected, and is silent on the near-miss") {
  const auto rules = onewriter::check::built_in_rules();
  REQUIRE(rules.ok());
  for (const auto& rule : *rules) {
    CAPTURE(rule.id);
    const fs::path folder = fs::path(SOURCE_ROOT) / "fixtures/rules" / rule.id;
    const bool complete =
        fs::is_directory(folder / "bad") && fs::is_directory(folder / "good") && fs::exists(folder / "expected.txt");
    CHECK_MESSAGE(complete, "a rule needs fixtures/rules/" << rule.id << "/{bad,good}/ and expected.txt");
    if (!complete) continue;

    const Report bad = report_of(rule.id, folder / "bad");
    if (std::getenv("UPDATE_GOLDEN")) {
      const std::string comments = comments_of(folder / "expected.txt");
      std::ofstream out(folder / "expected.txt");
      out << comments;
      for (const std::string& line : bad.lines) out << line << "\n";
    }
    const auto want = expected(folder / "expected.txt");
    CHECK_MESSAGE(!want.empty(), "expected.txt expects nothing: the rule was not seen to fire");
    const std::string wrong = difference(want, bad.lines);
    CHECK_MESSAGE(wrong.empty(), "bad:\n" << wrong);

    const Report good = report_of(rule.id, folder / "good");
    const std::string noise = difference({}, good.lines);
    CHECK_MESSAGE(noise.empty(), "good:\n" << noise);
    // Silence proves nothing where nothing was seen.
    CHECK(good.summary["accesses"] > 0);
    CHECK_MESSAGE(says_why(folder / "good"),
                  "good/ needs a comment `Silent: ...` that says why the rule does not fire");
  }
}

TEST_CASE("there are no fixtures for rules that do not exist") {
  const auto rules = onewriter::check::built_in_rules();
  for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_ROOT) / "fixtures/rules")) {
    const std::string id = entry.path().filename().string();
    CAPTURE(id);
    CHECK(std::any_of(rules->begin(), rules->end(), [&](const auto& r) { return r.id == id; }));
  }
}
