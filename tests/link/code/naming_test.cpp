#include "link/models/naming.h"

#include <doctest/doctest.h>

using namespace onewriter::link;

TEST_CASE("class names become snake case as Spring, Rails and GORM write them") {
  CHECK(snake_case("OrderItem") == "order_item");
  CHECK(snake_case("HTTPServer") == "http_server");
  CHECK(snake_case("UserID") == "user_id");
  CHECK(snake_case("TRANSACTIONS") == "transactions");
  CHECK(snake_case("Address2") == "address2");
  CHECK(snake_case("already_snake") == "already_snake");
}

TEST_CASE("plurals follow the rules that the libraries share") {
  CHECK(plural("order") == "orders");
  CHECK(plural("category") == "categories");
  CHECK(plural("day") == "days");
  CHECK(plural("box") == "boxes");
  CHECK(plural("status") == "statuses");
  CHECK(plural("person") == "people");
  CHECK(plural("sales_person") == "sales_people");
  CHECK(plural("OrderItem") == "OrderItems");
  CHECK(plural("analysis") == "analyses");
  CHECK(plural("orders") == "orders");
  CHECK(plural("equipment") == "equipment");
}

TEST_CASE("singulars are good enough to compare names") {
  CHECK(singular("orders") == "order");
  CHECK(singular("entries") == "entry");
  CHECK(singular("addresses") == "address");
  CHECK(singular("boxes") == "box");
  CHECK(singular("status") == "status");
  CHECK(singular("analysis") == "analysis");
  CHECK(singular("address") == "address");
}

TEST_CASE("a naming word that nobody knows is none") {
  CHECK(named("snake-plural", "OrderItem") == "order_items");
  CHECK(named("lower-first", "OrderItem") == "orderItem");
  CHECK(named("lower-first-plural", "OrderItem") == "orderItems");
  CHECK_FALSE(named("kebab", "OrderItem"));
}
