// The two shops are the catalogue as a whole system: in the broken one every rule finds something, in the healthy one,
// which does the same work, none does.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "check/rule.h"
#include "program.h"

using namespace onewriter::cli;
using nlohmann::json;

namespace {

// What the data-ownership guide asks for: its checklist, its patterns and its anti-patterns, rule by rule.
const std::set<std::string> catalogue = {"api-without-openapi",
                                         "cache-without-invalidation",
                                         "cache-without-ttl",
                                         "cdc-leaks-schema",
                                         "cdc-without-end-date",
                                         "chatty-calls",
                                         "consistency-contradiction",
                                         "consistency-undocumented",
                                         "cqrs-without-source-fallback",
                                         "cross-service-foreign-key",
                                         "cross-service-grant",
                                         "cross-service-join",
                                         "cross-service-query",
                                         "cross-service-view",
                                         "declaration-conflict",
                                         "distributed-transaction",
                                         "event-consumer-not-idempotent",
                                         "event-unversioned",
                                         "event-without-asyncapi",
                                         "event-without-outbox",
                                         "event-without-schema",
                                         "foreign-writer",
                                         "invalid-spec",
                                         "missing-fallback",
                                         "missing-freshness-monitoring",
                                         "missing-timeout",
                                         "openapi-drift",
                                         "openapi-unversioned",
                                         "shared-database",
                                         "shared-writer",
                                         "stale-declaration",
                                         "sync-call-chain",
                                         "sync-call-cycle",
                                         "undeclared-service",
                                         "unowned-table"};

std::string listed(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + "\n";
  return text;
}

std::set<std::string> rules_there_are() {
  std::set<std::string> ids;
  const auto rules = onewriter::check::built_in_rules();
  REQUIRE(rules.ok());
  for (const auto& rule : *rules) ids.insert(rule.id);
  return ids;
}

json findings_in(const std::string& shop, const std::string& confidence) {
  const Seen seen =
      call({"check", SOURCE_ROOT "/fixtures/shop/" + shop, "--format", "json", "--min-confidence", confidence});
  REQUIRE(seen.exit_code != 2);
  return json::parse(seen.out)["findings"];
}

}  // namespace

TEST_CASE("every rule that the guide asks for is there") {
  const std::set<std::string> there = rules_there_are();
  std::set<std::string> missing;
  for (const std::string& id : catalogue)
    if (!there.contains(id)) missing.insert(id);
  CHECK(listed(missing) == "");
}

TEST_CASE("the broken shop breaks every rule") {
  std::set<std::string> silent = rules_there_are();
  for (const json& finding : findings_in("broken", "likely")) silent.erase(finding["rule"].get<std::string>());
  CHECK(listed(silent) == "");
}

TEST_CASE("the healthy shop breaks none, at any severity, however unsure") {
  std::set<std::string> noisy;
  for (const json& finding : findings_in("healthy", "possible"))
    noisy.insert(finding["rule"].get<std::string>() + ": " + finding["message"].get<std::string>());
  CHECK(listed(noisy) == "");
}
