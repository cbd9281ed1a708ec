#include "sql/postgres/postgres.h"

#include <doctest/doctest.h>

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
