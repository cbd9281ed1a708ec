#include "link/code/schemas.h"

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/code/observe.h"
#include "link/models/built_in.h"
#include "sql/dialect.h"

namespace {

using namespace onewriter;

// The first folder is the service.
link::FileOwners owner(const std::string& path) {
  const auto slash = path.find('/');
  if (slash == std::string::npos || path.substr(0, slash) == "db") return {};
  return {{path.substr(0, slash)}, false};
}

const std::function<link::FileOwners(const std::string&)> owners = owner;

std::string shown(const sql::Catalog* catalog) {
  if (!catalog) return "nothing\n";
  std::string out;
  for (const auto& [name, table] : catalog->tables()) {
    out += sql::to_string(name) + ":";
    for (const auto& column : table.columns) out += " " + column.name;
    out += table.partial ? " and more\n" : "\n";
  }
  return out;
}

// The tables that the files use, with their columns; ? behind those that may be another table's.
std::string observed(const std::vector<extract::SourceFile>& files) {
  const auto models = link::built_in_models();
  REQUIRE(models);
  std::string out;
  for (const link::Observation& o : link::observe(files, *models, owners).items) {
    if (o.kind == link::Observation::Kind::Connect) continue;
    out += o.file + " " + o.verb + " " + o.table.name;
    for (const facts::AccessColumn& column : o.columns)
      out += " " + column.name + (column.confidence == facts::Confidence::Certain ? "" : "?");
    out += "\n";
  }
  return out;
}

const char* const first =
    "CREATE TABLE orders (id INT, customer INT, total INT);\n"
    "CREATE TABLE customers (id INT, name TEXT);\n"
    "CREATE TABLE scratch (id INT);\n";
const char* const second = "ALTER TABLE orders RENAME COLUMN total TO amount;\nALTER TABLE orders ADD note TEXT;\n";
const char* const tenth = "DROP TABLE scratch;\nALTER TABLE customers RENAME TO clients;\n";

}  // namespace

TEST_CASE("numbered scripts are applied in the order of their numbers, and those that undo are not") {
  const auto files = link_test::tree({{"shop/db/V1__init.sql", first},
                                      {"shop/db/V2__more.sql", second},
                                      {"shop/db/V10__less.sql", tenth},
                                      {"shop/db/U10__less.sql", "DROP TABLE orders;"}});
  const link::Schemas schemas(files, owners);
  CHECK(shown(schemas.of("shop/app.py")) == "clients: id name\norders: id customer amount note\n");
}

TEST_CASE("folders may have the numbers, sections may undo") {
  const auto files = link_test::tree({{"shop/migrations/9_init/up.sql", first},
                                      {"shop/migrations/9_init/down.sql", "DROP TABLE orders;"},
                                      {"shop/migrations/10_less/up.sql", tenth},
                                      {"shop/goose/01.sql",
                                       "-- +goose Up\nCREATE TABLE a (x INT);\n"
                                       "-- +goose Down\nDROP TABLE a;\n"}});
  const link::Schemas schemas(files, owners);
  CHECK(shown(schemas.of("shop/app.py")) == "a: x\nclients: id name\norders: id customer total\n");
}

TEST_CASE("a script without a number has no place in a history") {
  const auto files =
      link_test::tree({{"shop/create.sql", first}, {"shop/drop.sql", "DROP TABLE orders; DROP TABLE customers;"}});
  const link::Schemas schemas(files, owners);
  CHECK(shown(schemas.of("shop/app.py")) == "customers: id name\norders: id customer total\nscratch: id\n");
}

TEST_CASE("a service sees its tables and those of nobody; two definitions of one name may be two tables") {
  const auto files = link_test::tree({{"shop/1.sql", "CREATE TABLE orders (id INT);"},
                                      {"stock/1.sql", "CREATE TABLE items (id INT);"},
                                      {"db/1.sql", "CREATE TABLE orders (id INT, at DATE);"}});
  const link::Schemas schemas(files, owners);
  CHECK(shown(schemas.of("shop/app.py")) == "orders: id at and more\n");
  CHECK(shown(schemas.of("stock/app.py")) == "items: id\norders: id at\n");
  CHECK(shown(schemas.of("mail/app.py")) == "orders: id at\n");
}

TEST_CASE("a table that is copied has columns that are not told") {
  const auto files = link_test::tree({{"shop/1.sql", "CREATE TABLE a (x INT) AS SELECT * FROM b;"},
                                      {"shop/2.sql", "CREATE TABLE c (y INT, LIKE b);"}});
  const link::Schemas schemas(files, owners);
  CHECK(shown(schemas.of("shop/app.py")) == "a: x and more\nc: y and more\n");
}

TEST_CASE("what scripts define is told under the names of the end, and their tables resolve the columns of code") {
  const auto files = link_test::tree({{"shop/V1__init.sql", first},
                                      {"shop/V2__more.sql", second},
                                      {"shop/V10__less.sql", tenth},
                                      {"shop/app.py",
                                       "import psycopg2\n"
                                       "c = psycopg2.connect('').cursor()\n"
                                       "c.execute('SELECT amount, name FROM orders, clients WHERE customer = 1')\n"}});
  CHECK(observed(files) ==
        "shop/app.py select clients name\n"
        "shop/app.py select orders amount customer\n"
        "shop/V10__less.sql rename clients\n"
        "shop/V1__init.sql create orders id customer total\n"
        "shop/V1__init.sql create clients id name\n"
        "shop/V2__more.sql alter orders total amount\n"
        "shop/V2__more.sql alter orders note\n");
}

TEST_CASE("the tables before and after a numbered script resolve its columns") {
  CHECK(observed(link_test::tree(
            {{"shop/V1__init.sql",
              "CREATE TABLE orders (id INT, total INT); CREATE TABLE customers (id INT, town TEXT);"},
             {"shop/V2__fill.sql", "INSERT INTO orders (id) SELECT total FROM customers, orders WHERE town = 'x';"},
             {"shop/V3__town.sql",
              "ALTER TABLE customers RENAME COLUMN town TO city;\n"
              "UPDATE orders SET total = 0 FROM customers WHERE city = 'x';\n"}})) ==
        "shop/V1__init.sql create orders id total\n"
        "shop/V1__init.sql create customers id town\n"
        "shop/V2__fill.sql select customers town\n"
        "shop/V2__fill.sql select orders total\n"
        "shop/V2__fill.sql insert orders id\n"
        "shop/V3__town.sql alter customers town city\n"
        "shop/V3__town.sql select customers city\n"
        "shop/V3__town.sql update orders total\n");
}

TEST_CASE("the tables of other files resolve the columns of a script without a number; what two may have stays open") {
  CHECK(
      observed(link_test::tree(
          {{"shop/schema.sql", "CREATE TABLE orders (id INT, total INT); CREATE TABLE customers (id INT, name TEXT);"},
           {"shop/report.sql",
            "SELECT name, total FROM orders, customers;\nSELECT total, x FROM orders, far, near;\n"}})) ==
      "shop/report.sql select customers name\n"
      "shop/report.sql select orders total\n"
      "shop/report.sql select far x?\n"
      "shop/report.sql select near x?\n"
      "shop/report.sql select orders total\n"
      "shop/schema.sql create orders id total\n"
      "shop/schema.sql create customers id name\n");
}
