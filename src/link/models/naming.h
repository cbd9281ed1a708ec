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

}  // namespace onewriter::link
