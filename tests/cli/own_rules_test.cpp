// Rules of a workspace's own, in .onewriter/rules: they run, locked down, and can be tried on fixtures.

#include <doctest/doctest.h>

#include "legacy.h"

using namespace onewriter::cli;

namespace {

std::string rule(const std::string& id, const std::string& query, const std::string& views = "data_table") {
  return "-- id: " + id +
         "\n-- title: Table with a short name\n-- severity: error\n-- checklist: -\n-- message: \"{subject}\" is "
         "short\n"
         "-- why: Nobody finds it.\n-- fix: Rename it.\n-- silent_for: long names.\n-- views: " +
         views + "\n-- bad:\n--   CREATE TABLE t (id int);\n-- good:\n--   CREATE TABLE things (id int);\n" + query +
         "\n";
}

const std::string query =
    "SELECT '' AS service, '' AS owner, name AS subject, 0 AS place, 'certain' AS confidence FROM data_table WHERE "
    "length(name) < 9 ORDER BY name";

}  // namespace

TEST_CASE("a rule of one's own is like any other: it runs, can be chosen, configured and explained") {
  const Legacy legacy;
  legacy.folder.write(".onewriter/rules/short-table.sql", rule("short-table", query));
  const Seen seen = legacy.check({"--rule", "short-table", "--format", "github"});
  CHECK(seen.exit_code == 1);
  CHECK(seen.out == "::error title=short-table::\"orders\" is short%0ARename it.\n");
  legacy.folder.write("onewriter.yaml", "rules: {short-table: info, undeclared-service: off, shared-database: off}\n");
  CHECK(legacy.check({"--rule", "short-table"}).exit_code == 0);
}

TEST_CASE("what a rule may not do ends the run, and is told with its file") {
  const Legacy legacy;
  const auto error_of = [&](const std::string& sql, const std::string& id = "short-table") {
    legacy.folder.write(".onewriter/rules/short-table.sql", rule(id, sql));
    const Seen seen = legacy.check();
    CHECK(seen.exit_code == 2);
    CHECK(seen.out.empty());
    return seen.err;
  };
  const std::string start = "error: .onewriter/rules/short-table.sql: the rule does not run: ";
  CHECK(error_of("ATTACH 'x.db' AS x") == start + "refused: it uses ATTACH\n");
  CHECK(error_of("PRAGMA writable_schema = 1") == start + "refused: it uses PRAGMA\n");
  CHECK(error_of("SELECT load_extension('x')") == start + "refused: it calls load_extension()\n");
  CHECK(error_of("DELETE FROM access") == start + "refused: only SELECT is allowed\n");
  CHECK(error_of("SELECT * FROM access") == start + "refused: it reads access, which it does not name under views\n");
  CHECK(error_of("SELECT 1 AS service") ==
        "error: .onewriter/rules/short-table.sql: the rule's result lacks the column `owner`\n");
  CHECK(error_of(query, "long-table") ==
        "error: .onewriter/rules/short-table.sql:1: the id `long-table` differs from the file's name\n");
}

TEST_CASE("test-rules tries each rule on its bad and good system") {
  const Legacy legacy;
  CHECK(call({"test-rules", legacy.folder.path()}).err ==
        "error: there is no rule in .onewriter/rules; the README shows how to write one\n");
  legacy.folder.write(".onewriter/rules/short-table.sql", rule("short-table", query));
  const Seen missing = call({"test-rules", legacy.folder.path()});
  CHECK(missing.exit_code == 1);
  CHECK(missing.out ==
        "FAILED  short-table\n  .onewriter/rules/short-table/bad/ is missing: a small system to try the rule on\n"
        "  .onewriter/rules/short-table/good/ is missing: a small system to try the rule on\n1 rule, 1 failed\n");
  const std::string folder = ".onewriter/rules/short-table/";
  for (const std::string part : {"bad/", "good/"}) {
    legacy.folder.write(folder + part + "compose.yaml", "services:\n  a:\n    build: ./a\n");
    legacy.folder.write(folder + part + "a/Dockerfile", "FROM scratch\n");
    legacy.folder.write(folder + part + "a/migrations/001.sql",
                        part == "bad/" ? "CREATE TABLE t (id int);\n" : "CREATE TABLE customers (id int);\n");
  }
  CHECK(call({"test-rules", legacy.folder.path()}).out == "ok      short-table\n1 rule, all as expected\n");
  legacy.folder.write(folder + "expected.txt", "# none\n");
  CHECK(call({"test-rules", legacy.folder.path()}).out ==
        "FAILED  short-table\n  bad/: noisy: error certain - -> - t\n1 rule, 1 failed\n");
  CHECK(call({"test-rules", legacy.folder.path(), "--update"}).exit_code == 0);
  CHECK(legacy.folder.read(folder + "expected.txt") == "error certain - -> - t\n");
}
