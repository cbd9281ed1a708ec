#include "check/rule.h"

#include <doctest/doctest.h>

#include "check/check.h"
#include "facts/store.h"

using namespace onewriter;

namespace {

const std::string whole =
    "-- id: lonely-table\n"
    "-- title: Table that nobody uses\n"
    "-- severity: warning\n"
    "-- checklist: C1\n"
    "-- message: \"{table_name}\" is used by nobody\n"
    "-- why: It costs, and\n"
    "--   serves nobody.\n"
    "-- fix: Drop {table_name}.\n"
    "-- silent_for: tables in use.\n"
    "-- views: data_table\n"
    "-- bad:\n"
    "--   CREATE TABLE a (\n"
    "--     id int);\n"
    "-- good:\n"
    "--   -- no table\n"
    "-- option: most = 3: How many are fine.\n"
    "SELECT '' AS service, owner, table_id AS subject, 0 AS place, 'certain' AS confidence, name AS table_name FROM "
    "data_table\n";

std::string without(const std::string& line) {
  std::string text = whole;
  return text.erase(text.find(line), line.size());
}

std::string with(const std::string& before, const std::string& after) {
  std::string text = whole;
  return text.replace(text.find(before), before.size(), after);
}

std::string error_of(const std::string& text, const std::string& file = "rules/check/lonely-table.sql") {
  const auto rule = check::parse_rule(file, text);
  if (rule.ok()) return "";
  return rule.error().place.file + ":" + std::to_string(rule.error().place.line) + ": " + rule.error().message;
}

std::string run_error(const std::string& text) {
  facts::Facts facts;
  facts.tables = {{"db:t", "db", "", "t", "", "", "table"}};
  const auto rule = check::parse_rule("lonely-table.sql", text);
  REQUIRE_MESSAGE(rule.ok(), (rule.ok() ? "" : rule.error().message));
  const auto store = facts::Store::in_memory(facts);
  const auto findings = check::run_rule(*store, *rule);
  return findings.ok() ? "" : findings.error().message;
}

}  // namespace

TEST_CASE("front matter is read with its continuation lines") {
  const auto rule = check::parse_rule("rules/check/lonely-table.sql", whole);
  REQUIRE_MESSAGE(rule.ok(), error_of(whole));
  CHECK(rule->id == "lonely-table");
  CHECK(rule->severity == check::Severity::Warning);
  CHECK(rule->why == "It costs, and serves nobody.");
  CHECK(rule->bad == "CREATE TABLE a (\n  id int);");
  CHECK(rule->good == "-- no table");
  REQUIRE(rule->options.size() == 1);
  CHECK(rule->options[0].name == "most");
  CHECK(rule->options[0].value == "3");
  CHECK(rule->options[0].sentence == "How many are fine.");
}

TEST_CASE("front matter that is wrong is told with file and line") {
  const std::string at = "rules/check/lonely-table.sql:";
  CHECK(error_of(without("-- why: It costs, and\n--   serves nobody.\n")) == at + "1: the key `why` is missing");
  CHECK(error_of(with("-- why:", "-- wyh:")) == at + "6: unknown key `wyh`; did you mean `why`?");
  CHECK(error_of(with("-- title:", "-- id: x\n-- title:")) == at + "2: the key `id` stands twice");
  CHECK(error_of(with("severity: warning", "severity: bad")) ==
        at + "3: severity is `bad`: write error, warning or info");
  CHECK(error_of(with("views: data_table", "views: data_tabel")) ==
        at + "10: there is no table or view `data_tabel`; did you mean `data_table`?");
  CHECK(error_of(with("-- title: ", "-- ")) ==
        at + "2: expected `-- key: value`, or two more spaces to continue the line before");
  CHECK(error_of(with("most = 3: How", "most 3 How")) == at + "16: expected `-- option: name = value: What it does.`");
  CHECK(error_of(whole, "rules/check/other.sql") ==
        "rules/check/other.sql:1: the id `lonely-table` differs from the file's name");
  CHECK(error_of(whole.substr(0, whole.find("SELECT"))) == at + "17: the rule has no query below its front matter");
  CHECK(error_of("") == at + "1: the key `id` is missing");
}

TEST_CASE("a rule that does not fit the frame is an error of the run") {
  CHECK(run_error(whole) == "");
  CHECK(run_error(with("owner, table_id AS subject", "table_id AS subject")) ==
        "the rule's result lacks the column `owner`");
  CHECK(run_error(with("Drop {table_name}", "Drop {tabel}")) == "{tabel} is no column of the rule's result");
  CHECK(run_error(with("FROM data_table", "FROM access")) != "");
  CHECK(run_error(with("FROM data_table", "FROM data_table, meta")) ==
        "the rule does not run: refused: it reads meta, which it does not name under views");
  CHECK(run_error(with("SELECT ''", "SELECT '' AS x; SELECT ''")).starts_with("the rule does not run: refused:"));
}

TEST_CASE("the rules in the binary are well-formed and named for what is wrong") {
  const auto rules = check::built_in_rules();
  REQUIRE_MESSAGE(rules.ok(), (rules.ok() ? "" : rules.error().place.file + ": " + rules.error().message));
  CHECK(rules->size() >= 4);
  for (const check::Rule& r : *rules) {
    CAPTURE(r.id);
    for (const char* banned : {"do-not-", "no-", "use-", "prefer-", "avoid-", "check-", "should-"})
      CHECK_FALSE(r.id.starts_with(banned));
    CHECK_FALSE(r.title.ends_with("."));
    CHECK(r.why.ends_with("."));
    CHECK(r.silent_for.ends_with("."));
    CHECK_FALSE(r.message.ends_with("."));
    CHECK(r.sql.find("ORDER BY") != std::string::npos);
  }
}
