#pragma once
// Names as code writes them.

#include <cstddef>
#include <string>
#include <string_view>

namespace onewriter::extract {

// Longer ones are cut.
inline constexpr std::size_t name_limit = 4096;

// A name with its qualifiers: \App\Order, std::string, global::Shop.Order. Not a range (1..n, a...b).
bool is_path(std::string_view text);

// Without white space: "Map< String, X >" is "Map<String,X>".
std::string tight(std::string_view text);

}  // namespace onewriter::extract
