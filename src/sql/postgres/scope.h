#pragma once
// Which names a part of a query can see: the CTEs around it, and the entries of its FROM list and of those of the
// queries around it.

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/confidence.h"
#include "sql/postgres/accesses.h"
#include "sql/reading.h"

namespace onewriter::sql {
class Catalog;
}

namespace onewriter::sql::postgres {

// The columns that a subquery, a CTE or a function gives.
struct Columns {
  std::vector<std::string_view> names;
  bool open = false;  // there may be more
  bool has(std::string_view name) const;
};

struct Source {
  std::string_view schema;             // of a table, when written
  std::string_view name;               // the alias, or the table's own name
  bool aliased = false;                // `name` is an alias, so that it can stand for the whole row
  int access = -1;                     // -1: no table of the system
  Columns columns;                     // of what is no table; of a table those that its alias renames
  std::vector<std::string_view> sure;  // columns that it has for certain: a USING names them
};

// CTEs: those of one WITH, in front of those of the queries around it.
struct With {
  struct Entry {
    std::string_view name;
    Columns columns;
  };
  const With* outer = nullptr;
  std::vector<Entry> entries;

  const Entry* find(std::string_view name) const;
};

struct Scope {
  const Scope* outer = nullptr;
  const With* with = nullptr;
  std::vector<Source> sources;
  std::size_t first = 0;   // sources before it are not seen (a JOIN's ON sees the join's sides)
  bool aggregate = false;  // an aggregate call was met
  bool key = false;        // the query is limited to one value of a key
};

// A source that a column may belong to.
struct Owner {
  const Source* source = nullptr;
  facts::Confidence confidence = facts::Confidence::Certain;
};

// A column reference, split: schema.source.column, each but the last may be empty.
struct ColumnName {
  std::string_view schema, source, column;
};

// Who may own the column. Qualified: the nearest source of that name. Unqualified: the innermost scope that may have it
// decides; there the sources that are known to have it, else all that may. Several that may: each is Possible. None: a
// variable, or a name of the outside.
std::vector<Owner> owners_of(const ColumnName& name, const Scope& scope, const Accesses& accesses,
                             const Catalog* catalog);

}  // namespace onewriter::sql::postgres
