#pragma once
// Lists of tables as connectors take them: comma-separated regular expressions that must match a table's whole name
// (Debezium documentation, "table.include.list").

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::link {

// The expressions as patterns with '*'. A dot stands for itself. Nothing when one of them says more than such patterns
// can.
std::optional<std::vector<std::string>> patterns_of_list(std::string_view list);

}  // namespace onewriter::link
