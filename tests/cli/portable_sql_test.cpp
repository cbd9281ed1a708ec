// Rules and schema keep to what SQLite and PostgreSQL both run: SQLite runs them in the other tests, PostgreSQL's own
// parser reads them here.

#include <doctest/doctest.h>
#include <pg_query.h>

#include "check/rule.h"
#include "facts/resources.h"

namespace {

std::string postgres_says(const std::string& sql) {
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  const std::string message = result.error ? result.error->message : "";
  pg_query_free_parse_result(result);
  return message;
}

// :name is SQLite's (and psql's) parameter; the parser knows $1 only.
std::string with_values(std::string sql, const onewriter::check::Rule& rule) {
  for (const auto& option : rule.options) {
    const std::string name = ":" + option.name;
    for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name)) sql.replace(at, name.size(), "1");
  }
  for (auto at = sql.find(":today"); at != std::string::npos; at = sql.find(":today")) sql.replace(at, 6, "''");
  return sql;
}

}  // namespace

TEST_CASE("PostgreSQL reads the schema, every rule and what the checklist asks") {
  CHECK(postgres_says(
            std::string(onewriter::facts::resource("src/facts/schema.sql").value_or("SELECT nothing FROM"))) == "");
  const auto rules = onewriter::check::built_in_rules();
  REQUIRE(rules.ok());
  for (const auto& rule : *rules) {
    CAPTURE(rule.id);
    CHECK(postgres_says(with_values(rule.sql, rule)) == "");
  }
  for (const auto& item : onewriter::facts::resources_under("rules/checklist/")) {
    CAPTURE(item.path);
    CHECK(postgres_says(std::string(item.text)) == "");
  }
}
