#pragma once
// The parts of paths and of dotted names, as programs write them. Views into what is given.

#include <cstddef>
#include <string>
#include <string_view>

namespace onewriter::link {

// "a/b/orders.service.ts" -> "a/b"; "" at the root.
std::string_view folder_of(std::string_view path);
// "a/b/orders.service.ts" -> "orders"
std::string_view stem_of(std::string_view path);
// "a/b/./../c" -> "a/c"; what leads above the root stays at it.
std::string clean_path(std::string_view path);
// "{{%order}}" -> "order": Yii's marks around a table's name, with a sign for the prefix of all (Yii 2 Guide: Database
// Access Objects, "Quoting Table and Column Names").
std::string without_braces(std::string name);
// "shop.Order", "shop/Order" -> "Order"
std::string_view last_part(std::string_view name);
// How many characters two texts begin with alike: of paths, how near two files are.
std::size_t shared_prefix(std::string_view a, std::string_view b);

}  // namespace onewriter::link
