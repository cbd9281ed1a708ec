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

// Told by name: the words of the table's name, in the singular, stand in the contract's name in that order.
// "order_lines" is exposed by "OrderLineAdded" and by "/orders/{id}/order-lines"; "customers" by "CustomerCreated".
// Sorted by table, kind, name, place.
std::vector<Contract> contracts_of(const facts::Facts& facts);

// "OrderLineAdded", "/order-lines/{id}", "order_lines" -> order, line, ...: lower case, singular, what stands in braces
// left out.
std::vector<std::string> words_of_name(const std::string& name);

}  // namespace onewriter::report
