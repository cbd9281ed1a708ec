// Schema files that are no SQL: Liquibase's change logs, Atlas' HCL, DBML, and the queries of sqlc.

#include <doctest/doctest.h>

#include <set>

#include "../tree.h"
#include "link/code/observe.h"
#include "link/models/built_in.h"

namespace {

using namespace onewriter;

// All that is seen in them, in the order of the files; the first folder is the service.
std::string seen(std::vector<std::pair<std::string, std::string>> texts) {
  const auto models = link::built_in_models(std::set<extract::Language>{});
  REQUIRE(models);
  const std::function<link::FileOwners(const std::string&)> owners = [](const std::string& path) {
    return link::FileOwners{{path.substr(0, path.find('/'))}, false};
  };
  const char* modes[] = {"read", "write", "ddl"};
  std::string out;
  for (const link::Observation& o : link::observe(link_test::tree(std::move(texts)), *models, owners).items) {
    out += o.place.file + ":" + std::to_string(o.place.line) + " ";
    if (o.kind == link::Observation::Kind::BlindSpot) {
      out += "blind " + o.what + "\n";
      continue;
    }
    out += std::string(modes[static_cast<int>(o.mode)]) + " " + o.verb + (o.verb.empty() ? "" : " ");
    out += (o.table.schema.empty() ? "" : o.table.schema + ".") + o.table.name;
    if (!o.references.name.empty())
      out += " -> " + (o.references.schema.empty() ? "" : o.references.schema + ".") + o.references.name;
    out += o.scope == facts::Scope::Main ? " in main\n" : "\n";
  }
  return out;
}

const char* const first_changes = R"x(<?xml version="1.0"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
  <changeSet id="1" author="a">
    <preConditions><not><tableExists tableName="never"/></not></preConditions>
    <createTable tableName="customers" schemaName="crm">
      <column name="id" type="bigint"><constraints primaryKey="true"/></column>
    </createTable>
    <createTable tableName="${prefix}orders">
      <column name="customer" type="bigint"><constraints references="crm.customers(id)" foreignKeyName="k"/></column>
    </createTable>
    <createTable tableName="${elsewhere}x"/>
    <createTable tableName="scratch"><column name="id" type="int"/></createTable>
    <rollback><dropTable tableName="customers" schemaName="crm"/></rollback>
  </changeSet>
  <changeSet id="2" author="a">
    <sql dbms="postgresql">
      CREATE TABLE audit (id int);
      INSERT INTO audit VALUES (1);
    </sql>
    <createView viewName="big_orders">SELECT customer FROM t_orders</createView>
    <insert tableName="customers" schemaName="crm"><column name="id" value="1"/></insert>
  </changeSet>
</databaseChangeLog>
)x";

const char* const second_changes = R"x(databaseChangeLog:
  - changeSet:
      id: 3
      changes:
        - dropTable: {tableName: scratch}
        - renameTable:
            oldTableName: t_orders
            newTableName: orders
        - createTable:
            tableName: lines
            columns:
              - column: {name: id, type: int}
        - addForeignKeyConstraint:
            baseTableName: lines
            baseColumnNames: order_id
            referencedTableName: orders
            referencedColumnNames: id
        - sqlFile: {path: more.sql, relativeToChangelogFile: true}
)x";

const char* const atlas = R"x(schema "shop" {}
table "items" {
  schema = schema.shop
  column "id" { type = int }
  column "shelf_id" { type = int }
  foreign_key "on_shelf" {
    columns     = [column.shelf_id]
    ref_columns = [table.shelves.column.id]
  }
}
table "shelves" {
  schema = schema.shop
  column "id" { type = int }
}
)x";

const char* const dbml = R"x(Project crm { database_type: 'PostgreSQL' }
// Table old { id int }
Table crm.contacts as C {
  id int [pk]
}
Table "call notes" {
  id int [pk]
  contact_id int [ref: > C.id, not null]
  indexes {
    (id, contact_id) [unique]
  }
  note: '''
    Table fake {
  '''
}
Table parts {
  call_id int
}
Enum kind { a }
Ref: "call notes".id < parts.call_id
)x";

}  // namespace

TEST_CASE("Liquibase's change logs define the tables that there are in the end, in the order of their master file") {
  CHECK(seen({{"shop/db/changelog/master.xml",
               "<databaseChangeLog><property name=\"prefix\" value=\"t_\"/>"
               "<include file=\"db/changelog/zz-first.xml\"/>"
               "<include file=\"aa-second.yaml\" relativeToChangelogFile=\"true\"/></databaseChangeLog>"},
              {"shop/db/changelog/zz-first.xml", first_changes},
              {"shop/db/changelog/aa-second.yaml", second_changes},
              {"shop/db/changelog/more.sql", "CREATE TABLE stock (id int);"}}) ==
        "shop/db/changelog/aa-second.yaml:6 ddl rename orders\n"
        "shop/db/changelog/aa-second.yaml:9 ddl create lines\n"
        "shop/db/changelog/aa-second.yaml:13 ddl alter lines\n"
        "shop/db/changelog/aa-second.yaml:13 ddl lines -> orders\n"
        "shop/db/changelog/more.sql:1 ddl create stock\n"
        "shop/db/changelog/zz-first.xml:5 ddl create crm.customers\n"
        "shop/db/changelog/zz-first.xml:8 ddl create orders\n"
        "shop/db/changelog/zz-first.xml:9 ddl orders -> crm.customers\n"
        "shop/db/changelog/zz-first.xml:11 blind dynamic table name\n"
        "shop/db/changelog/zz-first.xml:17 ddl create audit\n"
        "shop/db/changelog/zz-first.xml:18 write insert audit\n"
        "shop/db/changelog/zz-first.xml:20 ddl create big_orders\n"
        "shop/db/changelog/zz-first.xml:20 ddl big_orders -> orders\n"
        "shop/db/changelog/zz-first.xml:21 write insert crm.customers\n");
}

TEST_CASE("a change log in JSON, one in formatted SQL, and a file that only looks like one") {
  CHECK(seen({{"crm/db.json",
               R"x({"databaseChangeLog": [{"changeSet": {"id": "1", "changes": [
  {"createTable": {"tableName": "contacts", "columns": [{"column": {"name": "id", "type": "int"}}]}},
  {"sql": {"sql": "CREATE TABLE notes (id int)"}},
  {"renameTable": {"oldTableName": "notes", "newTableName": "remarks"}}
]}}]})x"},
              {"crm/changes.sql",
               "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE calls (id int);\n"
               "--rollback DROP TABLE calls;\n"},
              {"crm/other.json", R"x({"changeLog": [{"createTable": {"tableName": "nothing"}}]})x"}}) ==
        "crm/changes.sql:3 ddl create calls\n"
        "crm/db.json:2 ddl create contacts\n"
        "crm/db.json:3 ddl create remarks\n"
        "crm/db.json:4 ddl rename remarks\n");
}

TEST_CASE("all change logs of a folder are included in the order of their names") {
  const auto change = [](std::string_view what) {
    return "databaseChangeLog:\n  - changeSet: {id: 1, changes: [" + std::string(what) + "]}\n";
  };
  CHECK(seen({{"shop/db/master.yaml",
               "databaseChangeLog:\n  - includeAll: {path: steps/, relativeToChangelogFile: true}\n"},
              {"shop/db/steps/1.yaml", change("{createTable: {tableName: a}}")},
              {"shop/db/steps/2.yaml", change("{renameTable: {oldTableName: a, newTableName: b}}")},
              {"shop/db/steps/3.yaml", change("{dropTable: {tableName: b}}, {createTable: {tableName: c}}")}}) ==
        "shop/db/steps/3.yaml:2 ddl create c\n");
}

TEST_CASE("Atlas' HCL and DBML define tables and what they refer to") {
  CHECK(seen({{"stock/schema.hcl", atlas},
              {"stock/main.tf", "table \"z\" {\n  a = 1\n}\nresource \"aws_dynamodb_table\" \"t\" {}\n"},
              {"crm/db.dbml", dbml},
              {"crm/Shop.dbml", "<?xml version=\"1.0\"?>\n<Database Name=\"x\"><Table Name=\"y\"/></Database>\n"}}) ==
        "crm/db.dbml:3 ddl create crm.contacts\n"
        "crm/db.dbml:6 ddl create call notes\n"
        "crm/db.dbml:8 ddl call notes -> crm.contacts\n"
        "crm/db.dbml:16 ddl create parts\n"
        "crm/db.dbml:20 ddl alter parts\n"
        "crm/db.dbml:20 ddl parts -> call notes\n"
        "stock/schema.hcl:2 ddl create shop.items\n"
        "stock/schema.hcl:6 ddl shop.items -> shop.shelves\n"
        "stock/schema.hcl:11 ddl create shop.shelves\n");
}

TEST_CASE("queries of sqlc count in the code that is generated from them, or by themselves where that is not kept") {
  const char* const queries = "-- name: Orders :many\nSELECT id FROM orders;\n";
  CHECK(seen({{"shop/sqlc.yaml",
               "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: db/schema.sql\n    queries: db/query\n"
               "    gen: {go: {package: db, out: internal/db}}\n"},
              {"shop/db/query/orders.sql", queries},
              {"shop/db/schema.sql", "CREATE TABLE orders (id int);"},
              {"kept/sqlc.json",
               R"x({"version": "1", "packages": [{"path": "db", "queries": "q.sql", "schema": "s"}]})x"},
              {"kept/q.sql", queries},
              {"kept/db/q.go", "package db\n"}}) ==
        "shop/db/query/orders.sql:2 read select orders in main\n"
        "shop/db/schema.sql:1 ddl create orders\n");
}
