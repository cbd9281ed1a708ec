#pragma once
// One line of `onewriter sql --batch`: {"id": ..., "dialect": ..., "sql": ...}.

#include <optional>
#include <string>
#include <string_view>

namespace onewriter::cli {

struct SqlRequest {
  std::string id;  // what is no string stands as JSON writes it; empty when absent
  std::optional<std::string> dialect;
  std::optional<std::string> sql;  // absent, too, when it is no string
};

// Nothing when the line is no JSON object. Members of other names are ignored.
std::optional<SqlRequest> read_sql_request(std::string_view line);

}  // namespace onewriter::cli
