#pragma once
// Who breaks when a table or one of its columns changes.

#include <string>
#include <vector>

#include "facts/facts.h"
#include "facts/result.h"

namespace onewriter::report {

// One place that depends on the table.
struct Effect {
  std::string service;               // empty: nobody's
  std::string through;               // sql | orm | view | contract | foreign key
  std::string via;                   // the library or reader that saw it; of a contract, its name
  std::string mode;                  // read | write | ddl ; of a contract: call | subscribe | declared
  bool certain = false;              // it names the table and the column; else it may depend on it
  std::vector<std::string> columns;  // that it names, sorted
  std::string note;                  // why it is possible only, or through what view
  facts::Place place;
};

struct Impact {
  std::string table;  // Table::id
  std::string name;   // with its schema
  std::string datastore;
  std::string owner;   // empty: none can be told
  std::string reason;  // the owner's
  std::string column;  // as asked; empty: the whole table
  std::vector<Effect>
      effects;  // production and migrations; sorted: others before the owner, certain before possible, service, place
};

// `asked` is a table as people write it (name, schema.name or id, in any case), with ".column" or without. One for each
// table of that name. Error: there is no such table; it names the nearest.
facts::Result<std::vector<Impact>> impact_of(const facts::Facts& facts, const std::string& asked);

std::string impact_text(const std::vector<Impact>& impacts);
// Version 1.
std::string impact_json(const std::vector<Impact>& impacts);

}  // namespace onewriter::report
