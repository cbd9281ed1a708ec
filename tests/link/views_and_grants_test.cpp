#include "link/views_and_grants.h"

#include <doctest/doctest.h>

namespace {

using namespace onewriter;
using facts::Confidence;
using facts::Mode;
using facts::Scope;

facts::Facts with_tables(std::initializer_list<const char*> names) {
  facts::Facts facts;
  for (const char* name : names) {
    facts::Table t;
    t.id = std::string("db:") + name;
    t.datastore = "db";
    t.name = name;
    t.kind = "table";
    facts.tables.push_back(t);
  }
  return facts;
}

facts::ViewDefinition view(const char* name, const char* base, Scope scope = Scope::Main) {
  return {std::string("db:") + name, std::string("db:") + base, "a", "sql", scope,
          Confidence::Certain,       {"a/1.sql", 1, 1, 1}};
}

facts::Access access(const char* table, Mode mode) {
  facts::Access a;
  a.service = "a";
  a.table = std::string("db:") + table;
  a.mode = mode;
  return a;
}

std::string shown(const facts::Facts& facts) {
  std::string out;
  for (const auto& t : facts.tables)
    if (t.kind != "table") out += t.id + " is a " + t.kind + "\n";
  for (const auto& a : facts.accesses)
    out += a.service + " " +
           (a.mode == Mode::Read    ? "reads "
            : a.mode == Mode::Write ? "writes "
                                    : "defines ") +
           a.table + "\n";
  for (const auto& g : facts.table_grants) out += g.grantee + " may " + g.privilege + " " + g.table + "\n";
  return out;
}

link::SeenGrant grant(bool revoke, const char* privileges, const char* table, const char* grantee) {
  return {revoke, privileges, {table, "", grantee, "a", Scope::Migration, Confidence::Certain, {"a/1.sql", 1, 1, 1}}};
}

}  // namespace

TEST_CASE("who reads or writes a view reads or writes the tables below it, through views over views") {
  facts::Facts facts = with_tables({"outer", "inner", "orders", "items"});
  facts.view_definitions = {view("outer", "inner"), view("inner", "orders"), view("inner", "items"),
                            view("inner", "orders")};
  facts.accesses = {access("outer", Mode::Read), access("inner", Mode::Write), access("outer", Mode::Ddl)};
  link::settle_views(facts);
  CHECK(shown(facts) ==
        "db:outer is a view\n"
        "db:inner is a view\n"
        "a reads db:outer\n"
        "a writes db:inner\n"
        "a defines db:outer\n"
        "a reads db:items\n"
        "a reads db:orders\n"
        "a writes db:items\n"
        "a writes db:orders\n");
  CHECK(facts.view_definitions.size() == 3);
}

TEST_CASE("views that stand on each other, or on themselves, end; a test's view is none") {
  facts::Facts facts = with_tables({"a", "b", "c", "t"});
  facts.view_definitions = {view("a", "b"), view("b", "a"), view("c", "c"), view("t", "a", Scope::Test)};
  facts.accesses = {access("a", Mode::Read)};
  link::settle_views(facts);
  CHECK(shown(facts) ==
        "db:a is a view\n"
        "db:b is a view\n"
        "a reads db:a\n");
}

TEST_CASE("privileges are told one by one, without those that are taken back") {
  facts::Facts facts = with_tables({"orders", "items"});
  link::settle_grants(
      {grant(false, "SELECT,UPDATE", "db:orders", "reader"), grant(true, "update", "db:orders", "reader"),
       grant(false, "ALL PRIVILEGES", "db:*", "boss"), grant(false, "insert", "db:items", "old"),
       grant(true, "all", "db:items", "old"), grant(false, "SELECT", "db:orders", "reader")},
      facts);
  CHECK(shown(facts) ==
        "boss may all db:items\n"
        "boss may all db:orders\n"
        "reader may select db:orders\n");
}
