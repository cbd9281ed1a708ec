#include <doctest/doctest.h>

#include <sstream>

#include "cli/sql_batch.h"
#include "cli/sql_request.h"
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

TEST_CASE("many lines of very different cost are answered in their order") {
  std::string in, expected;
  for (int i = 0; i < 3000; ++i) {
    const std::string id = std::to_string(i);
    std::string list = "1";
    for (int k = 0; k < (i % 97 == 0 ? 2000 : 1); ++k) list += ", " + std::to_string(k);
    in += "{\"id\": \"" + id + "\", \"sql\": \"DELETE FROM t" + id + " WHERE a IN (" + list + ")\"}\n";
    if (i % 5 == 0) in += " \n";
    expected += "{\"id\": \"" + id + "\", \"kind\": \"dml\", \"reads\": [], \"writes\": [\"t" + id +
                "\"], \"ddl\": [], \"parser\": \"postgres\", \"error\": null}\n";
  }
  std::istringstream lines(in);
  std::ostringstream out;
  cli::answer_batch(lines, out, sql::Dialect::Unknown);
  CHECK((out.str() == expected));
}

TEST_CASE("requests are read alike, whatever their JSON") {
  const auto kinds = [](const std::string& line) {
    const auto request = cli::read_sql_request(line);
    if (!request) return std::string("refused");
    return request->id + "|" + request->dialect.value_or("-") + "|" + request->sql.value_or("-");
  };
  CHECK(kinds(R"({"id":"1","dialect":"mysql","sql":"SELECT 1"})") == "1|mysql|SELECT 1");
  CHECK(kinds(R"( { "sql" : "a\nb\t\"c\"\/\\" , "id" : 7 } )") == "7|-|a\nb\t\"c\"/\\");
  CHECK(kinds(R"({"id":"\u00e9","sql":"\u0041"})") == "\xc3\xa9|-|A");
  CHECK(kinds("{\"id\":\"\xc3\xa9\",\"sql\":\"x\"}") == "\xc3\xa9|-|x");
  CHECK(kinds(R"({"id":[1,{"a":2}],"sql":null,"dialect":3,"more":{"x":[]}})") == R"([1,{"a":2}]|-|-)");
  CHECK(kinds(R"({"id":-1.50})") == "-1.5|-|-");
  CHECK(kinds("{}") == "|-|-");
  for (const char* wrong : {"", "[]", "{", "{\"id\":}", "{\"id\":1,}", "{\"id\":01}", "{\"sql\":\"a",
                            "{\"sql\":\"\\x\"}", "{\"sql\":\"\xff\"}", "{} x", "{\"a\" \"b\"}"}) {
    CAPTURE(wrong);
    CHECK(kinds(wrong) == "refused");
  }
}
