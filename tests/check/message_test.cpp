#include "check/message.h"

#include <doctest/doctest.h>

using namespace onewriter::check;

TEST_CASE("a listing reads as a sentence does") {
  CHECK(listing({}) == "");
  CHECK(listing({"a"}) == "a");
  CHECK(listing({"a", "b", "a", ""}) == "a and b");
  CHECK(listing({"a", "b", "c"}) == "a, b and c");
  CHECK(listing({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"}) ==
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more");
}

TEST_CASE("placeholders are filled; what stands in the values is not filled again") {
  std::string unknown;
  const auto value = [](std::string_view name) -> std::optional<std::string> {
    if (name == "a") return "{b}";
    return std::nullopt;
  };
  CHECK(fill("x {a} y {a}", value, unknown) == "x {b} y {b}");
  CHECK(fill("an open { brace", value, unknown) == "an open { brace");
  CHECK_FALSE(fill("{c}", value, unknown));
  CHECK(unknown == "c");
}
