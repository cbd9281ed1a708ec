#include "facts/select.h"

#include <doctest/doctest.h>

using namespace onewriter::facts;

namespace {

std::string error_of(const std::string& sql, const SelectOptions& options = {}) {
  const auto store = Store::in_memory({});
  REQUIRE(store.ok());
  const auto rows = select(*store, sql, options);
  return rows.ok() ? "" : rows.error().message;
}

}  // namespace

TEST_CASE("what is not a SELECT over the facts is refused") {
  CHECK(error_of("DELETE FROM access") == "refused: only SELECT is allowed");
  CHECK(error_of("INSERT INTO meta VALUES ('a', 'b')") == "refused: only SELECT is allowed");
  CHECK(error_of("CREATE TABLE t (a TEXT)") == "refused: only SELECT is allowed");
  CHECK(error_of("DROP VIEW table_writer") == "refused: only SELECT is allowed");
  CHECK(error_of("ATTACH 'x.db' AS x") == "refused: it uses ATTACH");
  CHECK(error_of("PRAGMA user_version") == "refused: it uses PRAGMA");
  CHECK(error_of("VACUUM INTO 'x.db'") != "");
  CHECK(error_of("BEGIN") == "refused: only SELECT is allowed");
  CHECK(error_of("SELECT load_extension('x')") == "refused: it calls load_extension()");
  CHECK(error_of("SELECT randomblob(1000000000)") == "refused: it calls randomblob()");
  CHECK(error_of("SELECT name FROM sqlite_master") == "refused: it reads sqlite_master");
  CHECK(error_of("SELECT count(*) FROM sqlite_schema") == "refused: it reads sqlite_schema");
  CHECK(error_of("SELECT * FROM pragma_table_info('access')") != "");
  CHECK(error_of("SELECT 1; SELECT 2") == "refused: it has more than one statement");
  CHECK(error_of("") == "there is no statement in it");
  CHECK(error_of("-- nothing") == "there is no statement in it");
}

TEST_CASE("a statement may name only the relations it lists, and views may read what they are made of") {
  SelectOptions options;
  options.relations = std::vector<std::string>{"table_writer"};
  CHECK(error_of("SELECT service FROM table_writer", options) == "");
  CHECK(error_of("WITH w AS (SELECT service FROM table_writer) SELECT count(*) FROM w", options) == "");
  CHECK(error_of("SELECT count(*) FROM access", options) ==
        "refused: it reads access, which it does not name under views");
  CHECK(error_of("SELECT service FROM table_reader", options) ==
        "refused: it reads table_reader, which it does not name under views");
}

TEST_CASE("a comment or a semicolon behind the statement is fine") { CHECK(error_of("SELECT 1;\n-- the end\n") == ""); }

TEST_CASE("a query that does not end is stopped") {
  SelectOptions options;
  options.limits.milliseconds = 50;
  CHECK(error_of("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", options) ==
        "stopped after 50 ms: make the query cheaper");
  options.limits.milliseconds = 10'000;
  options.limits.rows = 100;
  CHECK(error_of("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", options) ==
        "stopped after 101 rows: make the query narrower");
}

TEST_CASE("parameters are numbers where they look like numbers") {
  const auto store = Store::in_memory({});
  SelectOptions options;
  options.parameters = {{"max_hops", "2"}, {"name", "x"}, {"unused", ""}};
  const auto rows = select(*store, "SELECT :max_hops + 1 AS hops, :name AS name", options);
  REQUIRE(rows.ok());
  CHECK(rows->columns == std::vector<std::string>{"hops", "name"});
  CHECK(rows->rows == std::vector<std::vector<std::string>>{{"3", "x"}});
}

TEST_CASE("broken SQL is told in SQLite's words") {
  CHECK(error_of("SELECT FROM") == "SQL: near \"FROM\": syntax error");
}
