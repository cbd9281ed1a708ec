#pragma once
// What a table's owner offers of its data: what others should use instead of the table.

#include <string>
#include <vector>

#include "facts/facts.h"

namespace onewriter::report {

struct Contract {
  std::string table;    // Table::id
  std::string service;  // the table's owner
  std::string kind;     // event | event contract | api | declared api | declared event
  std::string name;
  facts::Place place;
};

// Routes that no document tells are no contract. Sorted by table, kind, name, place.
std::vector<Contract> contracts_of(const facts::Facts& facts);

}  // namespace onewriter::report
