#include "sql/reader.h"

#include <doctest/doctest.h>

#include <string>

#include "sql/catalog.h"
#include "sql/dialect.h"
#include "sql/history.h"

using namespace onewriter::sql;

namespace {

Reading read_as(std::string_view dialect, std::string_view text) {
  Options options;
  options.dialect = dialect_from(dialect);
  return read(text, options);
}

std::string place(const Position& at) {
  return std::to_string(at.line) + ':' + std::to_string(at.column) + '@' + std::to_string(at.offset);
}

}  // namespace

TEST_CASE("places survive the rewriting of placeholders") {
  const std::string text = "SELECT *\nFROM a WHERE x = :some_long_name\n  AND y IN (SELECT z FROM b)";
  const Reading reading = read(text);
  REQUIRE(reading.statements.size() == 1);
  REQUIRE(reading.statements[0].accesses.size() == 2);
  CHECK(reading.statements[0].parser == Parser::Postgres);
  CHECK(place(reading.statements[0].accesses[0].at) == "2:6@14");
  CHECK(place(reading.statements[0].accesses[1].at) == "3:27@" + std::to_string(text.find("b)")));
}

TEST_CASE("places of the second statement are those of the whole text") {
  const Reading reading = read_as("mysql", "SELECT 1;\n\nDELETE FROM `a`\nWHERE id = 1;");
  REQUIRE(reading.statements.size() == 2);
  CHECK(place(reading.statements[1].at) == "3:1@11");
  CHECK(reading.statements[1].end_line == 4);
  CHECK(place(reading.statements[1].accesses[0].at) == "3:13@23");
}

TEST_CASE("a hole is a blind spot where a table stands and a placeholder where a value stands") {
  for (const char* dialect : {"postgres", "mysql", ""}) {
    CAPTURE(dialect);
    const Reading value = read_as(dialect, "SELECT * FROM a WHERE id = " + hole("id"));
    REQUIRE(value.statements.size() == 1);
    CHECK(value.statements[0].blind_spots.empty());
    CHECK(value.statements[0].accesses.size() == 1);
    const Reading table = read_as(dialect, "SELECT * FROM audit_" + hole("year") + " WHERE id = 1");
    REQUIRE(table.statements.size() == 1);
    CHECK(table.statements[0].accesses.empty());
    REQUIRE(table.statements[0].blind_spots.size() == 1);
    CHECK(table.statements[0].blind_spots[0].what == "dynamic table name");
    CHECK(table.statements[0].blind_spots[0].detail == "audit_year");
  }
}

TEST_CASE("a psql script with meta-commands and data is read statement by statement") {
  Options options;
  options.dialect = Dialect::Postgres;
  options.script = true;
  const Reading reading = read(
      "\\connect shop\nCREATE TABLE a (x int);\nCOPY a (x) FROM stdin;\n1; DROP TABLE b;\n2\n\\.\n\\echo done\nSELECT "
      "* FROM c;\n",
      options);
  REQUIRE(reading.statements.size() == 3);
  CHECK(reading.statements[0].kind == StatementKind::Ddl);
  CHECK(reading.statements[1].accesses[0].mode == Mode::Write);
  CHECK(reading.statements[2].accesses[0].table.name == "c");
}

TEST_CASE("the dialect is worked out from the text") {
  CHECK(read("SELECT TOP 1 [Id] FROM [dbo].[Orders]").dialect == Dialect::TSql);
  CHECK(read("SELECT `id` FROM `orders` LIMIT 1, 2").dialect == Dialect::MySql);
  CHECK(read("SELECT SYSDATE FROM dual").dialect == Dialect::Oracle);
  CHECK(read("SELECT id::text FROM orders").dialect == Dialect::Postgres);
  CHECK(read("INSERT OR REPLACE INTO a VALUES (1)").dialect == Dialect::Sqlite);
  CHECK(read("SELECT * FROM a").dialect == Dialect::Unknown);
}

TEST_CASE("names are folded as the dialect does") {
  CHECK(fold_name("Orders", false, Dialect::Postgres) == "orders");
  CHECK(fold_name("Orders", true, Dialect::Postgres) == "Orders");
  CHECK(fold_name("ORDERS", true, Dialect::Oracle) == "orders");
  CHECK(fold_name("Orders", true, Dialect::MySql) == "orders");
  CHECK(fold_name("Orders", false, Dialect::BigQuery) == "Orders");
  CHECK(to_string(table_name_from("[Shop].dbo.[Orders]", Dialect::TSql)) == "shop.dbo.orders");
  CHECK(to_string(table_name_from("orders", Dialect::MySql)) == "orders");
}

TEST_CASE("a catalog decides unqualified columns and resolves views") {
  Catalog catalog;
  apply(read_as("mysql",
                "CREATE TABLE a (id INT, x INT); CREATE TABLE b (id INT, y INT); CREATE VIEW v AS SELECT x FROM a;"),
        catalog);
  Options options;
  options.dialect = Dialect::MySql;
  options.catalog = &catalog;
  const Reading reading = read("SELECT x, y FROM a JOIN b ON a.id = b.id", options);
  REQUIRE(reading.statements.size() == 1);
  const auto& accesses = reading.statements[0].accesses;
  REQUIRE(accesses.size() == 2);
  CHECK(accesses[0].columns == std::vector<ColumnUse>{{"id", ColumnRole::Joined}, {"x", ColumnRole::Read}});
  CHECK(accesses[1].columns == std::vector<ColumnUse>{{"id", ColumnRole::Joined}, {"y", ColumnRole::Read}});
  const Reading view = read("SELECT x FROM v", options);
  REQUIRE(view.statements[0].accesses.size() == 1);
  CHECK(view.statements[0].accesses[0].table.name == "a");
  CHECK(view.statements[0].accesses[0].through_view);
}

TEST_CASE("a history of migrations gives the end state") {
  Catalog catalog;
  for (const std::string text :
       {"CREATE TABLE a (id INT, x INT); CREATE TABLE gone (id INT);",
        "ALTER TABLE a RENAME TO b; ALTER TABLE b ADD COLUMN y TEXT;", "ALTER TABLE b DROP COLUMN x; DROP TABLE gone;",
        "ALTER TABLE b RENAME COLUMN y TO z;"}) {
    apply(read_as("postgres", text), catalog);
  }
  REQUIRE(catalog.tables().size() == 1);
  const auto& [name, table] = *catalog.tables().begin();
  CHECK(name.name == "b");
  REQUIRE(table.columns.size() == 2);
  CHECK(table.columns[0].name == "id");
  CHECK(table.columns[1].name == "z");
}

TEST_CASE("migrations that undo are told by name or by section") {
  CHECK(is_down_migration("db/0001_init.down.sql"));
  CHECK(is_down_migration("U1_2__undo_it.sql"));
  CHECK_FALSE(is_down_migration("V1__init.sql"));
  CHECK_FALSE(is_down_migration("Users.sql"));
  CHECK_FALSE(is_down_migration("0001_init.up.sql"));
  CHECK(without_down_sections("-- +goose Up\nCREATE TABLE a ();\n-- +goose Down\nDROP TABLE a;") ==
        "-- +goose Up\nCREATE TABLE a ();\n              \n             ");
  CHECK(without_down_sections("-- migrate:up\nA;\n-- migrate:down\nB;\n").find('B') == std::string::npos);
  CHECK(without_down_sections("A;\n--//@UNDO\nB;").find('B') == std::string::npos);
  CHECK(without_down_sections("A;\n--rollback DROP TABLE a;\nC;").find("DROP") == std::string::npos);
}

TEST_CASE("statements are told from prose and other languages") {
  for (const std::string text : {"SELECT * FROM orders",
                                 "select id from users",
                                 "SELECT 1",
                                 "SELECT now()",
                                 "INSERT INTO a (x) VALUES (?)",
                                 "insert into a values (1)",
                                 "UPDATE a SET x = ? WHERE id = ?",
                                 "DELETE FROM sessions",
                                 "delete from a where id = :id",
                                 "WITH x AS (SELECT 1) SELECT * FROM x",
                                 "CREATE TABLE a (id int)",
                                 "DROP TABLE IF EXISTS a",
                                 "TRUNCATE TABLE a",
                                 "CALL p(?)",
                                 "EXEC dbo.p",
                                 "ALTER TABLE a ADD b int",
                                 "MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE",
                                 "  \n  SELECT a.b\n FROM a\n WHERE x = %s",
                                 "(SELECT 1) UNION (SELECT 2)",
                                 "SELECT COUNT(*) FROM orders WHERE status = 'open'",
                                 "/* find */ SELECT id FROM orders",
                                 "update orders set total = total + 1"}) {
    CAPTURE(text);
    CHECK(looks_like_sql(text) == Verdict::Statement);
  }
  for (const std::string text : {"WHERE id = ?", "ORDER BY name", "AND status = 'open'", "LEFT JOIN b ON a.id = b.id",
                                 "name = ?", "GROUP BY x"}) {
    CAPTURE(text);
    CHECK(looks_like_sql(text) == Verdict::Fragment);
  }
  for (const std::string text : {"Update failed",
                                 "Delete from cart",
                                 "Select a product from the list",
                                 "Select an item from the menu.",
                                 "insert coin",
                                 "Insert into queue failed",
                                 "Could not update the order: %s",
                                 "update your profile",
                                 "Create a new user",
                                 "Drop the file here",
                                 "with great power",
                                 "Call me",
                                 "call support",
                                 "query { orders { id } }",
                                 "MATCH (n:Person) RETURN n",
                                 "CREATE (n:Person {name: 'x'})",
                                 "MERGE (n:Person)",
                                 "mutation { x }",
                                 "<select name=\"a\">",
                                 "Selecting rows from table orders",
                                 "Truncate the text",
                                 "Values are missing",
                                 "Set the table",
                                 "Show more",
                                 "Begin transaction failed",
                                 "StormEvents | where State == 'x'",
                                 "Grant access to the user",
                                 "explain this",
                                 "select",
                                 "",
                                 "from orders import x",
                                 "Alter ego",
                                 "Please select one from below",
                                 "Deleted 5 rows from orders",
                                 "delete the order from the database"}) {
    CAPTURE(text);
    CHECK(looks_like_sql(text) == Verdict::No);
  }
}

TEST_CASE("brackets without an end in nested queries are read once") {
  std::string text = "SELECT 1";
  for (int i = 0; i < 60; ++i) text = "SELECT a[[ , ARRAY(" + text + ") FROM t" + std::to_string(i);
  CHECK(read_as("bigquery", text).statements.size() == 1);
}

TEST_CASE("quotes around nothing are no table") {
  const Reading reading = read_as("mysql", "SELECT * FROM a, `` WHERE x = 1");
  REQUIRE(reading.statements.size() == 1);
  REQUIRE(reading.statements[0].accesses.size() == 1);
  CHECK(reading.statements[0].accesses[0].table.name == "a");
  CHECK(read_as("tsql", "SELECT * FROM $$").statements.size() <= 1);
}

TEST_CASE("a temporary table made in a DO block of any length is no table of the system") {
  std::string body = "CREATE TEMP TABLE x (a int);";
  while (body.size() < 90000) body += " INSERT INTO x SELECT a FROM y;";
  const Reading reading = read_as("postgres", "DO $$ BEGIN " + body + " END $$; SELECT * FROM x, z");
  REQUIRE(reading.statements.size() == 2);
  REQUIRE(reading.statements[0].accesses.size() == 1);
  CHECK(reading.statements[0].accesses[0].table.name == "y");
  REQUIRE(reading.statements[1].accesses.size() == 1);
  CHECK(reading.statements[1].accesses[0].table.name == "z");
}

TEST_CASE("a name of very many parts is read in time") {
  std::string name;
  for (int i = 0; i < 200000; ++i) name += "a.";
  name += "t";
  CHECK(read_as("mysql", "SELECT * FROM " + name).statements.size() == 1);
}

TEST_CASE("any bytes are answered") {
  for (const char* dialect : {"", "mysql", "tsql", "oracle", "bigquery", "clickhouse", "snowflake"}) {
    for (const char* piece : {"(",
                              "SELECT ",
                              "FROM (",
                              "(SELECT ",
                              "WITH a AS (",
                              "CASE ",
                              "'",
                              "\"",
                              "`",
                              "[",
                              "$a$",
                              "/*",
                              "{{",
                              "{%",
                              "<if ",
                              "CREATE PROCEDURE p AS ",
                              "BEGIN ",
                              "EXEC('",
                              "UNION ",
                              "a.",
                              ":a",
                              "\x01",
                              "DELETE a, ",
                              "PREPARE x AS ",
                              "WITH a AS (SELECT 1) ",
                              "EXPLAIN "}) {
      CAPTURE(dialect);
      CAPTURE(piece);
      std::string text;
      while (text.size() < 60000) text += piece;
      CHECK_NOTHROW(read_as(dialect, text));
    }
  }
  CHECK_NOTHROW(read(std::string("SELECT \0 FROM a\0", 16)));
}
