#pragma once
// Rows of a query and the schema they come from.

#include <string>
#include <vector>

#include "facts/schema.h"
#include "facts/select.h"

namespace onewriter::report {

// Columns in line, a rule below the head.
std::string rows_table(const facts::Rows& rows);
// RFC 4180, with a head, lines end in LF.
std::string rows_csv(const facts::Rows& rows);
// A list of objects; all values are strings.
std::string rows_json(const facts::Rows& rows);

std::string schema_text(const std::vector<facts::Relation>& relations);

}  // namespace onewriter::report
