// Facts files and queries over them, as a user runs them.

#include <doctest/doctest.h>

#include "facts/store.h"
#include "program.h"

using namespace onewriter::cli;

namespace {

std::string facts_file(const Folder& folder) {
  onewriter::facts::Facts facts;
  facts.services = {{"order", "order", "service", {}}, {"payment", "payment", "worker", {}}};
  const std::string path = folder.path("shop.db");
  REQUIRE(onewriter::facts::Store::create(path, facts).ok());
  return path;
}

}  // namespace

TEST_CASE("query prints rows as table, CSV and JSON") {
  const Folder folder;
  const std::string file = facts_file(folder);
  const std::string sql = "SELECT name, kind FROM service ORDER BY name";
  CHECK(call({"query", sql, "--facts", file}).out ==
        "name     kind\n"
        "-------  -------\n"
        "order    service\n"
        "payment  worker\n"
        "(2 rows)\n");
  CHECK(call({"query", sql, "--facts", file, "--format", "csv"}).out == "name,kind\norder,service\npayment,worker\n");
  CHECK(call({"query", "SELECT name FROM service WHERE kind = 'worker'", "--facts", file, "--format", "json"}).out ==
        "[\n  {\n    \"name\": \"payment\"\n  }\n]\n");
}

TEST_CASE("a query that is no SELECT is refused, and the file stays as it is") {
  const Folder folder;
  const std::string file = facts_file(folder);
  const std::string before = folder.read("shop.db");
  const auto refused = [&](const std::string& sql) {
    const Seen seen = call({"query", sql, "--facts", file});
    CHECK(seen.exit_code == 2);
    CHECK(seen.out.empty());
    return seen.err;
  };
  CHECK(refused("DELETE FROM service") == "error: refused: only SELECT is allowed\n");
  CHECK(refused("ATTACH 'x' AS x") == "error: refused: it uses ATTACH\n");
  CHECK(refused("SELECT * FROM servce") == "error: SQL: no such table: servce\n");
  CHECK(folder.read("shop.db") == before);
}

TEST_CASE("a file that holds no facts is told") {
  const Folder folder;
  folder.write(
      "notes.txt",
      "not a database at all, but long enough to look like a file with a header, which SQLite reads first of all");
  const Seen seen = call({"query", "SELECT 1", "--facts", folder.path("notes.txt")});
  CHECK(seen.exit_code == 2);
  CHECK(seen.err == "error: " + folder.path("notes.txt") + " is not a facts file: write one with `onewriter facts -o " +
                        folder.path("notes.txt") + "`\n");
  CHECK(call({"query", "SELECT 1", "--facts", folder.path("none.db")}).err ==
        "error: cannot open " + folder.path("none.db") + ": unable to open database file\n");
}

TEST_CASE("facts of a workspace go to a file that query reads") {
  const Folder folder;
  folder.write("system/README.md", "nothing here");
  const Seen seen = call({"facts", folder.path("system"), "-o", folder.path("out.db")});
  CHECK(seen.exit_code == 0);
  CHECK(seen.out.empty());
  CHECK(call({"query", "SELECT value FROM meta WHERE key = 'schema_version'", "--facts", folder.path("out.db"),
              "--format", "csv"})
            .out == "value\n2\n");
}

TEST_CASE("an output file that cannot be written is told") {
  const Folder folder;
  folder.write("system/README.md", "nothing here");
  const Seen seen = call({"check", folder.path("system"), "--quiet", "-o", folder.path("no/such/folder/report.txt")});
  CHECK(seen.exit_code == 2);
  CHECK(seen.err ==
        "error: cannot write " + folder.path("no/such/folder/report.txt") + ": is its folder there and writable?\n");
}
