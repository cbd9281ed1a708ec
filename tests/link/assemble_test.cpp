#include "link/assemble.h"

#include <doctest/doctest.h>

#include "tree.h"

namespace {

using onewriter::facts::Facts;
using onewriter::facts::Mode;
using onewriter::facts::Scope;
using onewriter::link::Observation;
using onewriter::link::Observations;
using onewriter::link_test::tree;

Observation seen(Observation::Kind kind, std::string file, std::string table, Mode mode) {
  Observation o;
  o.kind = kind;
  o.file = file;
  o.table.name = std::move(table);
  o.mode = mode;
  o.engine_family = "relational";
  o.place = {std::move(file), 1, 1, 1};
  return o;
}
Observation reads(std::string file, std::string table) {
  return seen(Observation::Kind::Access, std::move(file), std::move(table), Mode::Read);
}
Observation writes(std::string file, std::string table) {
  return seen(Observation::Kind::Access, std::move(file), std::move(table), Mode::Write);
}
Observation defines(std::string file, std::string table) {
  Observation o = seen(Observation::Kind::Definition, std::move(file), std::move(table), Mode::Ddl);
  o.scope = Scope::Migration;
  return o;
}

std::string shown(const Facts& facts) {
  std::string out;
  for (const auto& t : facts.tables)
    out += t.id + (t.owner.empty() ? "" : " of " + t.owner + " (" + t.owner_reason + ")") +
           (t.kind == "table" ? "" : " " + t.kind) + "\n";
  for (const auto& a : facts.accesses)
    out += a.service + " " + std::string(onewriter::facts::to_string(a.mode)) + " " + a.table + "\n";
  return out;
}

Facts facts_of(const std::vector<onewriter::extract::SourceFile>& files, std::vector<Observation> items) {
  const onewriter::link::System system = onewriter::link::find_system(files);
  return onewriter::link::assemble(system, {{}, std::move(items)}, onewriter::link::SettingsFiles(system, files),
                                   files);
}

std::string assembled(std::vector<std::pair<std::string, std::string>> texts, std::vector<Observation> items) {
  texts.emplace_back("a/app.py", "import os\n");
  texts.emplace_back("b/app.py", "import os\n");
  texts.emplace_back("a/Dockerfile", "FROM python\n");
  texts.emplace_back("b/Dockerfile", "FROM python\n");
  return shown(facts_of(tree(std::move(texts)), std::move(items)));
}

const char* const shared = R"(
services:
  a: { build: a, environment: { DATABASE_URL: "postgres://db/shop" } }
  b: { build: b, environment: { DATABASE_URL: "postgres://db/shop" } }
  db: { image: postgres }
)";

}  // namespace

TEST_CASE("in a shared database the service that defines a table owns it, else its only writer") {
  CHECK(assembled({{"docker-compose.yml", shared}},
                  {defines("a/1.sql", "Orders"), writes("b/app.py", "orders"), writes("b/app.py", "public.x"),
                   reads("a/app.py", "items"), writes("b/app.py", "items")}) ==
        "db/shop:items of b (sole-writer)\n"
        "db/shop:orders of a (defines)\n"
        "db/shop:public.x of b (sole-writer)\n"
        "a read db/shop:items\n"
        "b write db/shop:items\n"
        "b write db/shop:orders\n"
        "b write db/shop:public.x\n");
}

TEST_CASE("one table name in two databases is two tables, each owned by the only service that connects") {
  CHECK(assembled({{"docker-compose.yml",
                    "services:\n  a: { build: a, environment: { DB_URL: 'postgres://db/a' } }\n  b: { build: b, "
                    "environment: { DB_URL: 'postgres://db/b' } }\n"}},
                  {writes("a/app.py", "users"), writes("b/app.py", "users")}) ==
        "db/a:users of a (sole-database-user)\n"
        "db/b:users of b (sole-database-user)\n"
        "a write db/a:users\n"
        "b write db/b:users\n");
}

TEST_CASE(
    "without evidence of a database, who defines a table has its own, and who only queries it is querying that one") {
  CHECK(assembled({}, {defines("a/1.sql", "orders"), writes("a/app.py", "orders"), reads("b/app.py", "orders"),
                       reads("b/app.py", "elsewhere")}) ==
        "a/?:orders of a (defines)\n"
        "b/?:elsewhere\n"
        "a write a/?:orders\n"
        "b read a/?:orders\n"
        "b read b/?:elsewhere\n");
}

TEST_CASE("set-up scripts of a database image tell tables and write nothing; framework tables have no owner") {
  CHECK(
      assembled(
          {{"docker-compose.yml",
            "services:\n  a: { build: a, environment: { DB_URL: 'mysql://mysql/shop' } }\n  mysql: { build: mysql }\n"},
           {"mysql/Dockerfile", "FROM mysql:8\nENV MYSQL_DATABASE=shop\n"}},
          {defines("mysql/1.sql", "orders"), writes("mysql/1.sql", "orders"), reads("a/app.py", "orders"),
           writes("a/app.py", "flyway_schema_history")}) ==
      "mysql/shop:flyway_schema_history framework\n"
      "mysql/shop:orders of a (sole-database-user)\n"
      "a write mysql/shop:flyway_schema_history\n"
      "a read mysql/shop:orders\n");
}

TEST_CASE("a table is called as the schema's file calls it, whatever naming rule an entity seems to follow") {
  CHECK(assembled({{"docker-compose.yml", shared}}, {defines("a/1.sql", "OrderItem"), writes("a/app.py", "order_item"),
                                                     reads("a/app.py", "order_log")}) ==
        "db/shop:order_log\n"
        "db/shop:orderitem of a (defines)\n"
        "a read db/shop:order_log\n"
        "a write db/shop:orderitem\n");
}

TEST_CASE("a manifest's word on ownership comes first, then the configuration's") {
  CHECK(assembled({{"docker-compose.yml", shared},
                   {"b/service.yaml", "service: b\nowns: [orders]\n"},
                   {"onewriter.yaml", "owners:\n  item*: a\nexternal: [legacy]\n"}},
                  {defines("a/1.sql", "orders"), writes("b/app.py", "items"), reads("b/app.py", "legacy")}) ==
        "db/shop:items of a (config)\n"
        "db/shop:legacy external\n"
        "db/shop:orders of b (manifest)\n"
        "b write db/shop:items\n"
        "b read db/shop:legacy\n");
}

TEST_CASE("owners, external and shared tables of a file that onewriter.yaml extends count too") {
  CHECK(assembled({{"docker-compose.yml", shared},
                   {"onewriter.yaml", "extends: [base.yaml]\nowners: {items: a}\n"},
                   {"base.yaml", "owners: {items: b, orders: b}\nexternal: [legacy]\nshared: [jobs]\n"}},
                  {writes("a/app.py", "orders"), writes("b/app.py", "items"), reads("b/app.py", "legacy"),
                   writes("b/app.py", "jobs")}) ==
        "db/shop:items of a (config)\n"
        "db/shop:jobs framework\n"
        "db/shop:legacy external\n"
        "db/shop:orders of b (config)\n"
        "a write db/shop:orders\n"
        "b write db/shop:items\n"
        "b write db/shop:jobs\n"
        "b read db/shop:legacy\n");
}

TEST_CASE("a foreign key ties the tables of two services, and defines nothing") {
  Observation key = seen(Observation::Kind::Reference, "a/1.sql", "visits", Mode::Ddl);
  key.references.name = "pets";
  key.columns = {{"pet_id", "joined", onewriter::facts::Confidence::Certain}};
  const auto files = tree({{"docker-compose.yml", shared}, {"a/app.py", "import os\n"}, {"b/app.py", "import os\n"}});
  const Facts facts = facts_of(files, {defines("a/1.sql", "visits"), key, defines("b/1.sql", "pets")});
  CHECK(shown(facts) == "db/shop:pets of b (defines)\ndb/shop:visits of a (defines)\n");
  REQUIRE(facts.foreign_keys.size() == 1);
  CHECK(facts.foreign_keys[0].service + ": " + facts.foreign_keys[0].table + "(" + facts.foreign_keys[0].columns +
            ") -> " + facts.foreign_keys[0].references ==
        "a: db/shop:visits(pet_id) -> db/shop:pets");
}
