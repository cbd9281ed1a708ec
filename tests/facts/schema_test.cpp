#include "facts/schema.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "facts/select.h"
#include "facts/store.h"

using namespace onewriter::facts;

TEST_CASE("every table, view and column of the schema has a sentence") {
  const auto relations = describe_schema();
  REQUIRE(relations.size() > 15);
  for (const Relation& r : relations) {
    CAPTURE(r.name);
    CHECK(r.sentence.ends_with("."));
    CHECK_FALSE(r.columns.empty());
    for (const Column& c : r.columns) {
      CAPTURE(c.name);
      CHECK(c.sentence.ends_with("."));
    }
  }
}

TEST_CASE("the description names exactly the columns that SQLite sees") {
  const auto store = Store::in_memory({});
  REQUIRE(store.ok());
  for (const Relation& r : describe_schema()) {
    CAPTURE(r.name);
    const auto rows = select(*store, "SELECT * FROM " + r.name);
    REQUIRE(rows.ok());
    std::vector<std::string> described;
    for (const Column& c : r.columns) described.push_back(c.name);
    CHECK(rows->columns == described);
  }
}

TEST_CASE("no column allows NULL") {
  for (const Relation& r : describe_schema())
    if (!r.view)
      for (const Column& c : r.columns) CHECK_FALSE(c.type.empty());
}

TEST_CASE("a column without a comment is told by an empty sentence") {
  const auto relations = describe_schema("-- A thing.\nCREATE TABLE t (\n  a TEXT,  -- First.\n  b TEXT\n);\n");
  REQUIRE(relations.size() == 1);
  CHECK(relations[0].sentence == "A thing.");
  CHECK(relations[0].columns[0].sentence == "First.");
  CHECK(relations[0].columns[1].name == "b");
  CHECK(relations[0].columns[1].sentence.empty());
}
