#pragma once
// Tags of Go's struct fields (package reflect: StructTag).

#include <string>
#include <string_view>

namespace onewriter::link {

// What stands between the quotes behind the key: bun of `json:"-" bun:"table:orders"`. Empty: no such key.
std::string_view struct_tag(std::string_view tag, std::string_view key);

// "orders" of the entry "table" in "table:orders,alias:o", the entry itself where it has no value; the entry "0" is the
// first, when it has no name of its own.
std::string struct_tag_entry(std::string_view value, std::string_view entry);

}  // namespace onewriter::link
