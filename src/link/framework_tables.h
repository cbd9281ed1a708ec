#pragma once
// Tables that frameworks keep for themselves: shared by nature, owned by nobody, never a finding.

#include <string_view>

namespace onewriter::link {

// `name` in any case, without schema.
bool is_framework_table(std::string_view name);

}  // namespace onewriter::link
