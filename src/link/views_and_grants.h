#pragma once
// What stands between a service and a table: views, through which the base tables are read and written, and privileges.

#include <string>
#include <vector>

#include "facts/facts.h"

namespace onewriter::link {

struct SeenGrant {
  bool revoke = false;
  std::string privileges;  // comma-separated
  facts::TableGrant fact;  // without privilege; the table is "...:*" for all tables of a schema
};

// Facts::view_definitions sorted, views marked among the tables, and each access to a view told for its base tables
// too, as far as it is not told already.
void settle_views(facts::Facts& facts);

// Facts::table_grants, sorted: one for each table and privilege, without those that are taken back.
void settle_grants(std::vector<SeenGrant> seen, facts::Facts& facts);

}  // namespace onewriter::link
