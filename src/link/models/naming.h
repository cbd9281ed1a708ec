#pragma once
// How libraries turn the name of a class into the name of a table. One word each, for the models' `naming`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::link {

// Words: as-is, lower, upper, snake (OrderItem -> order_item), snake-plural (order_items), plural (OrderItems),
// lower-plural (orderitems), lower-first (orderItem), lower-first-plural (orderItems), upper-snake (ORDER_ITEM),
// less-table (OrderTable -> Order), first-word (of "orders o"). nullopt for an unknown word.
std::optional<std::string> named(std::string_view word, std::string_view name);
std::vector<std::string_view> naming_words();

// OrderItem -> order_item, HTTPServer -> http_server (the rule of Spring's CamelCaseToUnderscoresNamingStrategy, Rails'
// underscore, GORM).
std::string snake_case(std::string_view name);

// English plural by the rules that Rails (ActiveSupport::Inflector), Sequelize, Laravel and GORM (jinzhu/inflection)
// share.
std::string plural(std::string_view word);
// The other way, well enough to compare names: entries -> entry, addresses -> address, orders -> order; status stays.
std::string singular(std::string_view word);

// What a table between two entities is called by a library: their tables, classes and the attribute that leads from the
// one to the other.
struct JoinedNames {
  std::string table, type, member, other_table, other_type;
};

// Words: tables (order_tag), tables-sorted (in the order of the alphabet, what they begin with alike said once),
// tables-through (order_tag_through), types (of classes Order and Tag order_tag), types-sorted (the same by the
// alphabet), table-member (order_tags), table-member-table (order_tags_tag). nullopt for an unknown word.
std::optional<std::string> joined_table(std::string_view word, JoinedNames names);

}  // namespace onewriter::link
