// The baseline as a text, and what it does to findings.

#include "check/baseline.h"

#include <doctest/doctest.h>

using namespace onewriter;
using check::Finding;

namespace {

Finding finding(const std::string& service, const std::string& subject = "db:customers") {
  Finding f;
  f.rule = "foreign-writer";
  f.service = service;
  f.owner = "customer";
  f.subject = subject;
  f.fingerprint = check::fingerprint_of(f.rule, f.service, f.subject, f.owner);
  return f;
}

std::string error_of(const std::string& text) {
  const auto entries = check::parse_baseline(text, "baseline.jsonl");
  if (entries.ok()) return "";
  return std::to_string(entries.error().place.line) + ": " + entries.error().message;
}

std::string written(const std::vector<Finding>& findings) {
  return check::write_baseline(check::update_baseline({}, findings, true).entries);
}

const std::string order_line =
    R"({"fingerprint":"98b53d9e84512a48","rule":"foreign-writer","service":"order","owner":"customer","subject":"db:customers"})"
    "\n";

}  // namespace

TEST_CASE("a baseline has a line for each finding, sorted, each once") {
  CHECK(
      written({finding("payment"), finding("order"), finding("order")}) ==
      order_line +
          R"({"fingerprint":"a56106f34a0f66a2","rule":"foreign-writer","service":"payment","owner":"customer","subject":"db:customers"})"
          "\n");
  CHECK(written({}).empty());
}

TEST_CASE("what was written is read again, in any order, with doubled and empty lines") {
  const auto entries = check::parse_baseline("\n" + order_line + "\r\n" + order_line, "baseline.jsonl");
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 1);
  CHECK(entries->front().place.line == 2);
  CHECK(check::write_baseline(*entries) == order_line);
}

TEST_CASE("a baseline that is none is told with its line") {
  CHECK(error_of("{}\n") == "1: the baseline is malformed: `fingerprint`, `rule` and `subject` must be there");
  CHECK(error_of(order_line + "findings\n") == "2: the baseline is malformed: expected one JSON object on each line");
  CHECK(error_of("[1]\n") == "1: the baseline is malformed: expected one JSON object on each line");
  CHECK(error_of("{\"line\": \"3\"}\n") == "1: the baseline is malformed: unknown key `line`");
  CHECK(error_of("{\"rule\": 3}\n") == "1: the baseline is malformed: `rule` must be a text");
  CHECK(error_of("<<<<<<< HEAD\n" + order_line) ==
        "1: the baseline is malformed: a merge conflict was left in it; keep the lines of both sides");
  std::string forged = order_line;
  forged.replace(forged.find("order\""), 5, "other");
  CHECK(error_of(forged) ==
        "1: the baseline is malformed: the fingerprint is not that of the finding; write it with --update-baseline");
}

TEST_CASE("findings of the baseline do not count; entries without a finding are stale if their rule ran") {
  std::vector<Finding> findings = {finding("order"), finding("payment")};
  std::vector<facts::BaselineEntry> baseline =
      check::update_baseline({}, {finding("order"), finding("gone")}, true).entries;
  for (auto& e : baseline) e.used = facts::Used::Unknown;
  check::apply_baseline(findings, {}, baseline, {});
  CHECK(findings[0].status == "baselined");
  CHECK(findings[1].status == "new");
  CHECK(baseline[1].used == facts::Used::Unknown);
  check::apply_baseline(findings, {}, baseline, {"foreign-writer"});
  CHECK(baseline[0].used == facts::Used::Yes);
  CHECK(baseline[1].used == facts::Used::No);
}

TEST_CASE("an update drops what is gone and takes in nothing new, unless it is asked to") {
  std::vector<Finding> findings = {finding("order"), finding("payment")};
  std::vector<facts::BaselineEntry> baseline =
      check::update_baseline({}, {finding("order"), finding("gone")}, true).entries;
  for (auto& e : baseline) e.used = facts::Used::Unknown;
  check::apply_baseline(findings, {}, baseline, {"foreign-writer"});
  const auto shrunk = check::update_baseline(baseline, findings, false);
  CHECK(shrunk.added == 0);
  CHECK(shrunk.removed == 1);
  CHECK(shrunk.refused == 1);
  CHECK(check::write_baseline(shrunk.entries) == order_line);
  const auto grown = check::update_baseline(baseline, findings, true);
  CHECK(grown.added == 1);
  CHECK(grown.entries.size() == 2);
}
