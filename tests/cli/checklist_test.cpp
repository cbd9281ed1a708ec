// The checklist table with which Markdown closes.

#include <doctest/doctest.h>

#include "legacy.h"

using namespace onewriter::cli;

namespace {

// From its heading to the end.
std::string checklist(const Seen& seen) {
  const auto at = seen.out.find("### Checklist\n");
  return at == std::string::npos ? "" : seen.out.substr(at);
}

const std::string head =
    "### Checklist\n\n"
    "| Service | C1 | C2 | C3 | C4 | C5 | C6 | C7 | C8 |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
const std::string legend =
    "\nC1 Service owns its database; C2 Others' data through APIs or events; C3 APIs have versioned OpenAPI specs; C4 "
    "Events have AsyncAPI specs with schemas; C5 Caches with TTL and invalidation; C6 Consistency model documented; C7 "
    "Fallback for downstream failures; C8 Freshness and lag monitored.\n";
// C3 to C5, C7 and C8 of services that only use tables.
const std::string no_api = " not applicable: serves no API | not applicable: publishes no event | ";
const std::string no_cache = "not applicable: keeps no cache of data | ";
const std::string no_calls =
    "not applicable: waits for no other service | not applicable: keeps no copy of others' data |\n";

}  // namespace

TEST_CASE("Markdown closes with what is met, broken or not applicable for each service, and why") {
  const Legacy legacy;
  legacy.folder.write("onewriter.yaml", "rules: {undeclared-service: off, shared-database: off}\n");
  const std::string customer =
      "| `customer` | met: no other service writes customers | not applicable: uses no other "
      "service's data |";
  CHECK(checklist(legacy.check({"--format", "markdown"})) ==
        head + customer + no_api + no_cache + "not applicable: uses no other service's data | " + no_calls +
            "| `order` | met: no other service writes orders | **broken**: cross-service-query of db/shop:customers |" +
            no_api + no_cache + "**broken**: consistency-undocumented | " + no_calls + legend);

  // What is in the baseline is broken all the same; a rule that is switched off leaves its item unchecked.
  legacy.check({"--update-baseline"});
  CHECK(checklist(legacy.check({"--format", "markdown", "--skip-rule", "consistency-undocumented", "--skip-rule",
                                "consistency-contradiction"})) ==
        head + customer + no_api + no_cache + "not checked: no rule that ran is about it | " + no_calls +
            "| `order` | met: no other service writes orders | broken, and accepted: cross-service-query of "
            "db/shop:customers |" +
            no_api + no_cache + "not checked: no rule that ran is about it | " + no_calls + legend);
}

TEST_CASE("a foreign write breaks the owner's checklist too, and a change is shown with the whole system's checklist") {
  const Legacy legacy;
  legacy.write_module("export", {"UPDATE customers SET status = 'gone'"});
  legacy.commit("Write to customers");
  legacy.folder.write("README.md", "Nothing to see here.\n");
  const Seen seen = legacy.check({"--format", "markdown", "--since", "HEAD"});
  CHECK(seen.exit_code == 0);
  const std::string table = checklist(seen);
  CHECK(table.find("| `customer` | **broken**: foreign-writer of db/shop:customers |") != std::string::npos);
  CHECK(table.find("| `order` | **broken**: foreign-writer of db/shop:customers | **broken**: cross-service-query of "
                   "db/shop:customers |") != std::string::npos);
}

TEST_CASE("a part of a system has no checklist") {
  const Legacy legacy;
  CHECK(checklist(call({"check", legacy.folder.path("order"), "--format", "markdown"})).empty());
}
