#include "sql/postgres/postgres.h"

#include <doctest/doctest.h>

#include "sql/catalog.h"

using namespace onewriter::sql;

namespace {

std::string names(const std::vector<Access>& accesses, Mode mode) {
  std::string result;
  for (const Access& access : accesses) {
    if (access.mode != mode) continue;
    if (!result.empty()) result += ' ';
    for (const std::string& part : {access.table.catalog, access.table.schema})
      result += part.empty() ? "" : part + '.';
    result += access.table.name;
  }
  return result;
}

// "reads | writes | ddl" of one statement, or "refused".
std::string read(std::string_view sql) {
  const auto statement = read_postgres(sql);
  if (!statement) return "refused";
  return names(statement->accesses, Mode::Read) + " | " + names(statement->accesses, Mode::Write) + " | " +
         names(statement->accesses, Mode::Ddl);
}

// "table column:role .. | table .." of the accesses.
std::string columns(std::string_view sql, const Catalog& catalog) {
  std::string result;
  const auto statement = read_postgres(sql, {&catalog});
  for (const Access& access : statement->accesses) {
    result += (result.empty() ? "" : " | ") + access.table.name;
    for (const ColumnUse& column : access.columns) {
      result += ' ' + column.name + ':' + "rwfjgo"[static_cast<int>(column.role)];
      if (column.confidence == onewriter::facts::Confidence::Possible) result += '?';
    }
  }
  return result;
}

// "table line:column | .." of the accesses.
std::string places(std::string_view sql) {
  std::string result;
  const auto statement = read_postgres(sql);
  for (const Access& access : statement->accesses) {
    result += (result.empty() ? "" : " | ") + access.table.name + ' ' + std::to_string(access.at.line) + ':' +
              std::to_string(access.at.column);
  }
  return result;
}

}  // namespace

TEST_CASE("a CTE is no table, and its own body sees the real table of its name") {
  CHECK(read("WITH orders AS (SELECT * FROM orders) SELECT * FROM orders JOIN items USING (id)") ==
        "items orders |  | ");
  CHECK(read("WITH RECURSIVE tree AS (SELECT id FROM node UNION ALL SELECT n.id FROM node n JOIN tree ON true) TABLE "
             "tree") == "node |  | ");
}

TEST_CASE("what the grammar refuses, or what is no single statement, is handed back") {
  CHECK(read("SELECT TOP 5 * FROM [orders]") == "refused");
  CHECK(read("") == "refused");
  CHECK(read("SELECT 1; SELECT 2") == "refused");
  CHECK(read(std::string_view("SELECT 1\0", 9)) == "refused");
}

TEST_CASE("a statement that nests deeper than the stack may take is handed back") {
  std::string sql = "SELECT 1";
  for (int i = 0; i < 50'000; ++i) sql += "+1";
  CHECK(read(sql) == "refused");
  sql = "SELECT 1, 2 FROM t";
  for (int i = 0; i < 10'000; ++i) sql += " UNION SELECT 1, 2 FROM t";
  CHECK(read(sql) == "refused");
}

TEST_CASE("a short statement whose tree would be huge is handed back") {
  std::string columns = "a", values = "1";
  for (int i = 0; i < 2'000; ++i) columns += ",a", values += ",1";
  CHECK(read("UPDATE t SET (" + columns + ") = (SELECT " + values + ")") == "refused");
  CHECK(read("UPDATE t SET (" + columns + ") = " + std::string(200, '-') + "1") == "refused");
  CHECK(read("INSERT INTO t (" + columns + ") VALUES (" + values + ")") == " | t | ");
}

TEST_CASE("a catalog decides whose an unqualified column is") {
  Catalog catalog;
  catalog.put({"", "", "orders"}, {{{"id", ""}, {"customer_id", ""}, {"total", ""}}, {"id"}});
  catalog.put({"", "", "customers"}, {{{"id", ""}, {"name", ""}}, {"id"}});
  catalog.put({"", "", "codes"}, {{{"code", ""}}, {"code"}});

  CHECK(columns("SELECT name, total FROM orders JOIN customers ON customer_id = customers.id", catalog) ==
        "customers id:j name:r | orders customer_id:j total:r");
  // Not one of the inner table's: the outer's.
  CHECK(columns("SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = c.id AND name = 'x')",
                catalog) == "customers id:j name:f | orders customer_id:j");
  CHECK(columns("SELECT 1 FROM orders NATURAL JOIN customers", catalog) == "customers id:j | orders id:j");

  CHECK(read_postgres("SELECT * FROM codes WHERE code = $1", {&catalog})->accesses[0].shape.single);
  CHECK_FALSE(read_postgres("SELECT * FROM orders WHERE orders_id = $1", {&catalog})->accesses[0].shape.single);
}

TEST_CASE("places are those of the statement, in bodies, strings and continued lines too") {
  CHECK(places("SELECT 1\nFROM a\n  JOIN \"b\" ON true") == "a 2:6 | b 3:8");
  CHECK(places("DO $$\nBEGIN\n  DELETE FROM a;\n  EXECUTE 'DELETE FROM ' ||\n    'b';\nEND $$") == "a 3:15 | b 5:6");
  CHECK(places("DO 'BEGIN DELETE FROM a WHERE x = ''q'';\n DELETE FROM b; END'") == "a 1:23 | b 2:14");
  CHECK(places("DO $$ BEGIN PERFORM f(x) FROM a; IF (SELECT 1 FROM b) = 1 THEN NULL; END IF; END $$") ==
        "a 1:31 | b 1:52");
}

TEST_CASE("definitions keep columns, types as written, keys and what they refer to") {
  const auto statement = read_postgres(
      "CREATE TABLE s.t (id bigserial PRIMARY KEY, n character varying(20) DEFAULT now(), at timestamp with time zone "
      "NOT NULL,"
      " o int[] REFERENCES o (id), m numeric(10, 2), d double precision, e shop.status, FOREIGN KEY (n, m) REFERENCES "
      "x.y)");
  REQUIRE(statement);
  REQUIRE(statement->definitions.size() == 1);
  const Definition& table = statement->definitions[0];
  std::string columns;
  for (const ColumnDefinition& column : table.columns) columns += column.name + ' ' + column.type + '|';
  CHECK(columns ==
        "id bigserial|n character varying(20)|at timestamp with time zone|o int[]|m numeric(10, 2)|d double precision|"
        "e shop.status|");
  CHECK(table.key == std::vector<std::string>{"id"});
  CHECK_FALSE(table.partial);
  REQUIRE(statement->foreign_keys.size() == 2);
  CHECK(statement->foreign_keys[0].columns == std::vector<std::string>{"o"});
  CHECK(statement->foreign_keys[0].to == TableName{"", "", "o"});
  CHECK(statement->foreign_keys[1].columns == std::vector<std::string>{"n", "m"});
  CHECK(statement->foreign_keys[1].to == TableName{"", "x", "y"});
}

TEST_CASE("changes of definitions say what changed") {
  const auto renamed = read_postgres("ALTER TABLE s.a RENAME TO b").value().definitions;
  REQUIRE(renamed.size() == 1);
  CHECK(renamed[0].change == Definition::Change::RenameTable);
  CHECK(renamed[0].new_name == TableName{"", "s", "b"});

  const auto moved = read_postgres("ALTER TABLE a SET SCHEMA s").value().definitions;
  REQUIRE(moved.size() == 1);
  CHECK(moved[0].new_name == TableName{"", "s", "a"});

  const auto column = read_postgres("ALTER TABLE a RENAME x TO y").value().definitions;
  REQUIRE(column.size() == 1);
  CHECK(column[0].change == Definition::Change::RenameColumn);
  CHECK(column[0].columns == std::vector<ColumnDefinition>{{"x", ""}, {"y", ""}});

  const auto both = read_postgres("ALTER TABLE a DROP COLUMN x, ADD y int PRIMARY KEY").value().definitions;
  REQUIRE(both.size() == 2);
  CHECK(both[0].change == Definition::Change::AddColumns);
  CHECK(both[0].key == std::vector<std::string>{"y"});
  CHECK(both[1].change == Definition::Change::DropColumns);

  const auto foreign =
      read_postgres("CREATE FOREIGN TABLE f (i int) SERVER erp OPTIONS (schema_name 's', table_name 't')")
          .value()
          .definitions;
  REQUIRE(foreign.size() == 1);
  CHECK(foreign[0].kind == Definition::Kind::ForeignTable);
  CHECK(foreign[0].server == "erp");
  CHECK(foreign[0].remote == TableName{"", "s", "t"});
}

TEST_CASE("grants, publications, subscriptions and the search path are kept") {
  const auto grants = read_postgres("GRANT SELECT, UPDATE (a) ON t, s.t TO bob, PUBLIC").value().grants;
  REQUIRE(grants.size() == 2);
  CHECK(grants[1].table == TableName{"", "s", "t"});
  CHECK(grants[1].privileges == std::vector<std::string>{"select", "update"});
  CHECK(grants[1].grantees == std::vector<std::string>{"bob", "public"});
  CHECK(read_postgres("REVOKE ALL ON ALL TABLES IN SCHEMA s FROM bob")->grants[0].table == TableName{"", "s", "*"});
  CHECK(read_postgres("REVOKE ALL ON ALL TABLES IN SCHEMA s FROM bob")->grants[0].revoke);

  const auto publication =
      read_postgres("CREATE PUBLICATION p FOR TABLE a, s.b (x) WHERE (x > 1), TABLES IN SCHEMA q").value().replications;
  REQUIRE(publication.size() == 1);
  CHECK(publication[0].tables == std::vector<TableName>{{"", "", "a"}, {"", "s", "b"}, {"", "q", "*"}});
  const auto subscription =
      read_postgres("CREATE SUBSCRIPTION s CONNECTION 'host=x dbname=y' PUBLICATION p, q").value().replications;
  REQUIRE(subscription.size() == 1);
  CHECK(subscription[0].connection == "host=x dbname=y");
  CHECK(subscription[0].publications == std::vector<std::string>{"p", "q"});

  CHECK(read_postgres("SET search_path TO a, \"B\"")->search_path == std::vector<std::string>{"a", "B"});
  CHECK(read_postgres("SELECT set_config('search_path', 'a, \"B\"', false)")->search_path ==
        std::vector<std::string>{"a", "B"});
}

TEST_CASE("a routine keeps its name, its table and what it calls") {
  const auto trigger =
      read_postgres("CREATE TRIGGER t AFTER INSERT ON s.orders EXECUTE FUNCTION audit.log()").value().routines;
  REQUIRE(trigger.size() == 1);
  CHECK(trigger[0].kind == Routine::Kind::Trigger);
  CHECK(trigger[0].table == TableName{"", "s", "orders"});
  REQUIRE(trigger[0].calls.size() == 1);
  CHECK(trigger[0].calls[0].name == TableName{"", "audit", "log"});
  const auto function = read_postgres("CREATE FUNCTION s.f() RETURNS void LANGUAGE sql AS 'SELECT g.h(1)'");
  CHECK(function->calls.empty());
  REQUIRE(function->routines.size() == 1);
  CHECK(function->routines[0].name == TableName{"", "s", "f"});
  REQUIRE(function->routines[0].calls.size() == 1);
  CHECK(function->routines[0].calls[0].name == TableName{"", "g", "h"});
}

TEST_CASE("texts made to grow while they are read are handed back") {
  const auto repeated = [](std::string_view part, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += part;
    return result;
  };
  CHECK(read("DO $$ BEGIN EXECUTE " + repeated("format('%1$s%1$s', ", 60) + "'x'" + repeated(")", 60) + "; END $$") ==
        "refused");
  CHECK(read("SELECT 1 " + repeated("/*", 100'000)) == "refused");
  const std::string names = repeated("a, ", 3'000) + 'a', tables = repeated("t, ", 3'000) + 't';
  CHECK(read("SELECT " + names + " FROM " + tables) == "refused");
  CHECK(read("SELECT * FROM " + repeated("(SELECT *, *, *, * FROM ", 60) + "t" + repeated(") x", 60)) == "t |  | ");
  CHECK(read("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN " + repeated("DELETE FROM t; ", 20'000) +
             "END $$") == "refused");
}
