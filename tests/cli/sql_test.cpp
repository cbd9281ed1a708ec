#include <doctest/doctest.h>

#include <sstream>

#include "cli/sql_batch.h"
#include "program.h"

using namespace onewriter;

TEST_CASE("a batch answers each line in order, also those that are no request") {
  std::istringstream in(
      "{\"id\": \"1\", \"dialect\": \"mysql\", \"sql\": \"INSERT INTO a SELECT * FROM shop.b\"}\n"
      "{\"id\": 2, \"sql\": \"hello\"}\n"
      "not json\n"
      "{\"id\": \"4\"}\n"
      "{\"id\": \"5\", \"dialect\": \"klingon\", \"sql\": \"DROP TABLE a; SELECT 1\"}\n");
  std::ostringstream out;
  cli::answer_batch(in, out, sql::Dialect::Unknown);
  CHECK(out.str() ==
        "{\"id\": \"1\", \"kind\": \"dml\", \"reads\": [\"shop.b\"], \"writes\": [\"a\"], \"ddl\": [], \"parser\": "
        "\"general\", \"error\": null}\n"
        "{\"id\": \"2\", \"kind\": \"none\", \"reads\": [], \"writes\": [], \"ddl\": [], \"parser\": \"none\", "
        "\"error\": \"no SQL: \\\"hello\\\" is no statement that is known\"}\n"
        "{\"id\": \"\", \"kind\": \"none\", \"reads\": [], \"writes\": [], \"ddl\": [], \"parser\": \"none\", "
        "\"error\": \"the line is no JSON object\"}\n"
        "{\"id\": \"4\", \"kind\": \"none\", \"reads\": [], \"writes\": [], \"ddl\": [], \"parser\": \"none\", "
        "\"error\": \"the request has no \\\"sql\\\" that is a string\"}\n"
        "{\"id\": \"5\", \"kind\": \"ddl\", \"reads\": [], \"writes\": [], \"ddl\": [\"a\"], \"parser\": \"postgres\", "
        "\"error\": null}\n");
}

TEST_CASE("a file of SQL is told for people") {
  cli::Folder folder;
  folder.write("a.sql", "UPDATE orders SET total = 1 WHERE id = 2;\n");
  const cli::Seen seen = cli::call({"sql", "--dialect", "mysql", folder.path("a.sql")});
  CHECK(seen.exit_code == 0);
  CHECK(seen.err == "");
  CHECK(seen.out == "1:1 dml\n  writes orders (id filtered, total written)\n");
}
