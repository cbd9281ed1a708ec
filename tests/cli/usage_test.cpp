// Usage errors: what is wrong and what to do, on stderr; nothing on stdout; exit code 2.

#include <doctest/doctest.h>

#include "program.h"

using namespace onewriter::cli;

namespace {

// stderr of a run that is to fail with 2 and print no data.
std::string refused(const std::vector<std::string>& args) {
  const Seen seen = call(args);
  CHECK(seen.exit_code == 2);
  CHECK(seen.out.empty());
  return seen.err;
}

}  // namespace

TEST_CASE("usage errors name the nearest option, rule or format") {
  CHECK(refused({"check", "--fromat", "json"}) ==
        "error: there is no option --fromat; did you mean `--format`?\n  see `onewriter check --help`\n");
  CHECK(
      refused({"check", "--format", "yaml"}) ==
      "error: --format: yaml not in {text,json,sarif,github,gitlab,junit,markdown}\n  see `onewriter check --help`\n");
  CHECK(refused({"check", "--rule", "foreign-writter"}) ==
        "error: there is no rule `foreign-writter`; did you mean `foreign-writer`?\n");
  CHECK(refused({"check", "--skip-rule", "x"}) == "error: there is no rule `x`; `onewriter rules` lists them\n");
  CHECK(refused({"explain"}) == "error: RULE is required\n  see `onewriter explain --help`\n");
  CHECK(refused({"explain", "shared-writers"}) ==
        "error: there is no rule `shared-writers`; did you mean `shared-writer`?\n");
  CHECK(refused({"facts"}) == "error: --output is required\n  see `onewriter facts --help`\n");
  CHECK(refused({"query"}) ==
        "error: a SELECT is missing; `onewriter query --schema` shows what there is to select from\n");
}

TEST_CASE("--help and --version are data") {
  const Seen help = call({"--help"});
  CHECK(help.exit_code == 0);
  CHECK(help.out.find("check") != std::string::npos);
  CHECK(
      help.out.find("Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 the run could not be done as asked.") !=
      std::string::npos);
  CHECK(help.err.empty());
  const Seen version = call({"--version"});
  CHECK(version.exit_code == 0);
  CHECK(version.out == "onewriter 0.1.0\n");
}

TEST_CASE("docs/rules.md is what the rules say") {
  const Seen seen = call({"rules", "--format", "markdown"});
  CHECK(seen.exit_code == 0);
  CHECK_MESSAGE(seen.out == source_file("docs/rules.md"),
                "refresh it: build/onewriter rules --format markdown > docs/rules.md");
}

TEST_CASE("every rule can be explained") {
  const Seen seen = call({"explain", "foreign-writer"});
  CHECK(seen.exit_code == 0);
  CHECK(
      seen.out ==
      "foreign-writer (error, C1)\n"
      "Table written by a service that does not own it\n"
      "\n"
      "Why\n"
      "    Two writers mean two places where the table's rules live, and neither can change it alone.\n"
      "\n"
      "Bad\n"
      "    # order/app.py, while customer/ owns \"customers\"\n"
      "    cursor.execute(\"UPDATE customers SET status = %s WHERE id = %s\", (status, id))\n"
      "\n"
      "Good\n"
      "    # order/app.py asks the owner to do it\n"
      "    requests.put(f\"{CUSTOMER_URL}/api/v1/customers/{id}/status\", json={\"status\": status}, timeout=2)\n"
      "\n"
      "Fix\n"
      "    Send the change to {owner}, as a command on its API or an event that it consumes; or move the\n"
      "    ownership to {service}. {offered}{offer}{lacking}{missing}.\n"
      "\n"
      "Silent for\n"
      "    the owner itself; a declared outbox relay or backfill; migrations, seeds and tests; framework\n"
      "    tables. Where no owner can be told, shared-writer reports the table instead.\n"
      "\n"
      "Made from\n"
      "    table_writer, owned_table, declared_role, sharing_help, advised_offer, missing_column,\n"
      "    table_offer (`onewriter query --schema` tells what they hold)\n"
      "\n"
      "Switch off\n"
      "    onewriter check --skip-rule foreign-writer\n"
      "    in onewriter.yaml: rules: {foreign-writer: off}, or for one table: suppress: [{rule: foreign-writer, table: "
      "NAME, reason: WHY}]\n");
}
