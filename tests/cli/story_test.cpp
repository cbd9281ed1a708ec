// How a legacy lives with onewriter: baseline, green; a foreign write, red; mended, green; and a stale entry is told.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "legacy.h"

using namespace onewriter::cli;
using nlohmann::json;

namespace {

const std::string counts = "2 services, 2 tables, ";

std::vector<std::string> findings_of(const Seen& seen) {
  std::vector<std::string> list;
  const json document = json::parse(seen.out);
  for (const json& f : document["findings"])
    if (f["status"] == "new") list.push_back(f["rule"].get<std::string>() + " " + f["subject"].get<std::string>());
  return list;
}

}  // namespace

TEST_CASE("a legacy takes a baseline, stays green, and hears of exactly what is new") {
  const Legacy legacy;
  CHECK(legacy.check().exit_code == 1);

  const Seen first = legacy.check({"--update-baseline"});
  CHECK(first.exit_code == 0);
  CHECK(first.err == "baseline: +1 -0, onewriter-baseline.jsonl\n");
  CHECK(first.out == counts + "3 accesses, no blind spots in 9 files\nno errors, no warnings, 1 baselined\n");
  CHECK(legacy.folder.read("onewriter-baseline.jsonl") ==
        "{\"fingerprint\":\"3994d77916a4887e\",\"rule\":\"cross-service-query\",\"service\":\"order\",\"owner\":"
        "\"customer\",\"subject\":\"db/shop:customers\"}\n");
  legacy.commit("Accept what is there");

  // Green, though the code moves.
  legacy.write_module("orders",
                      {"SELECT 1", "SELECT status FROM customers WHERE id = 1", "INSERT INTO orders (id) VALUES (1)"});
  const Seen green = legacy.check();
  CHECK(green.exit_code == 0);
  CHECK(green.out == first.out);
  CHECK(legacy.check({"--quiet"}).err == "1 baselined, 0 suppressed\n");

  // Red, with exactly that finding, in all formats.
  legacy.write_module("export", {"UPDATE customers SET status = 'gone'"});
  const Seen red = legacy.check();
  CHECK(red.exit_code == 1);
  CHECK(red.out ==
        "error[foreign-writer]: \"order\" writes \"customers\", which \"customer\" owns because it defines the table\n"
        " --> order/export.js:3:39\n"
        "  |\n"
        "3 | exports.f0 = () => pool.query(\"UPDATE customers SET status = 'gone'\");\n"
        "  = why: Two writers mean two places where the table's rules live, and neither can change it alone.\n"
        "  = help: Send the change to customer, as a command on its API or an event that it consumes; or move the "
        "ownership to order. Nothing of the kind is offered yet; needed: status.\n"
        "\n" +
            counts + "4 accesses, no blind spots in 10 files\n1 error, no warnings, 1 baselined\n");
  CHECK(findings_of(legacy.check({"--format", "json"})) ==
        std::vector<std::string>{"foreign-writer db/shop:customers"});
  const json run = json::parse(legacy.check({"--format", "sarif"}).out)["runs"][0];
  REQUIRE(run["results"].size() == 2);
  for (const json& result : run["results"]) {
    const bool known = result["ruleId"] == "cross-service-query";
    CHECK(result["suppressions"].size() == (known ? 1 : 0));
  }
  const json dropped = json::parse(legacy.check({"--format", "sarif", "--sarif-suppressions", "drop"}).out)["runs"][0];
  REQUIRE(dropped["results"].size() == 1);
  CHECK(dropped["results"][0]["ruleId"] == "foreign-writer");
  const std::string markdown = legacy.check({"--format", "markdown"}).out;
  CHECK(markdown.substr(0, markdown.find("### Checklist")) == R"(## onewriter: 1 error, no warnings

| Service | Uses data of |
| --- | --- |
| `order` | `customer` |

```mermaid
flowchart LR
  n1["customer"]
  n2["order"]
  n3[("db/shop:customers")]
  n1 -->|owns| n3
  n2 -.->|foreign-writer| n3
```

### error: "order" writes "customers", which "customer" owns because it defines the table

- `order/export.js:3`

Two writers mean two places where the table's rules live, and neither can change it alone.

**Next:** Send the change to customer, as a command on its API or an event that it consumes; or move the ownership to order. Nothing of the kind is offered yet; needed: status. (`foreign-writer`)

1 baselined, 0 suppressed.

2 services, 2 tables, 4 accesses, no blind spots in 10 files.

)");

  // An update takes in nothing new by itself.
  const Seen refused = legacy.check({"--update-baseline"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.err ==
        "baseline: +0 -0, onewriter-baseline.jsonl\nbaseline: 1 new finding is not taken in; --admit-new does that\n");

  // Mended, green.
  legacy.write_module("export", {"SELECT 2"});
  CHECK(legacy.check().exit_code == 0);

  // The old debt is paid: its entry is stale, and told; strict means red.
  legacy.write_module("orders", {"INSERT INTO orders (id) VALUES (1)"});
  const Seen stale = legacy.check();
  CHECK(stale.exit_code == 0);
  CHECK(stale.out.find("warning[stale-baseline-entry]: The baseline still has cross-service-query of "
                       "\"db/shop:customers\", which is not found any more\n --> onewriter-baseline.jsonl:1:1\n") == 0);
  CHECK(legacy.check({"--strict-baseline"}).exit_code == 1);
  const Seen shrunk = legacy.check({"--update-baseline"});
  CHECK(shrunk.err == "baseline: +0 -1, onewriter-baseline.jsonl\n");
  CHECK(legacy.folder.read("onewriter-baseline.jsonl").empty());
  CHECK(legacy.check({"--strict-baseline"}).exit_code == 0);
}

TEST_CASE("CI neither creates a baseline nor takes anything in") {
  const Legacy legacy;
  ::setenv("CI", "true", 1);
  const Seen created = legacy.check({"--update-baseline"});
  CHECK(created.exit_code == 2);
  CHECK(created.err ==
        "error: CI does not create a baseline: run it at home, look at what is in it, and commit "
        "onewriter-baseline.jsonl\n");
  ::unsetenv("CI");
  CHECK(legacy.check({"--update-baseline"}).exit_code == 0);
  ::setenv("CI", "true", 1);
  CHECK(legacy.check({"--update-baseline", "--admit-new"}).exit_code == 2);
  CHECK(legacy.check({"--update-baseline"}).exit_code == 0);
  ::unsetenv("CI");
}

TEST_CASE("a baseline that is missing or malformed ends the run") {
  const Legacy legacy;
  const Seen missing = legacy.check({"--baseline", legacy.folder.path("none.jsonl")});
  CHECK(missing.exit_code == 2);
  CHECK(missing.err ==
        "error: there is no baseline " + legacy.folder.path("none.jsonl") + "; `--update-baseline` writes one\n");
  legacy.folder.write("onewriter-baseline.jsonl", "all of it\n");
  const Seen malformed = legacy.check();
  CHECK(malformed.exit_code == 2);
  CHECK(malformed.err ==
        "error: onewriter-baseline.jsonl:1: the baseline is malformed: expected one JSON object on each line\n");
  CHECK(legacy.check({"--no-baseline"}).exit_code == 1);
}
