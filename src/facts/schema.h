#pragma once
// What schema.sql says of itself: relations and columns with their sentences, for `onewriter query --schema` and for
// tests.

#include <string>
#include <string_view>
#include <vector>

namespace onewriter::facts {

struct Column {
  std::string name;
  std::string type;  // empty for a view
  std::string sentence;
  std::string constraint;  // what follows the type: "NOT NULL REFERENCES place (id)"
};

struct Relation {
  std::string name;
  bool view = false;
  std::string sentence;  // may be several
  std::vector<Column> columns;
};

// Reads CREATE TABLE and CREATE VIEW with the comments above them and behind their columns. It knows the layout of
// schema.sql (one column a line, its comment behind it), not SQL at large.
std::vector<Relation> describe_schema(std::string_view text);

// Of the embedded schema, read once: each rule asks which relations there are.
const std::vector<Relation>& describe_schema();

// A short text that differs when tables or columns of the embedded schema differ.
std::string schema_fingerprint();

}  // namespace onewriter::facts
