#include "facts/nearest.h"

#include <doctest/doctest.h>

using namespace onewriter::facts;

TEST_CASE("the nearest word is told when it is near enough") {
  const std::vector<std::string> keys = {"severity", "service", "subject"};
  CHECK(nearest("severty", keys) == "severity");
  CHECK(nearest("servcie", keys) == "service");
  CHECK(nearest("wyh", {"why"}) == "why");
  CHECK_FALSE(nearest("colour", keys));
  CHECK_FALSE(nearest("x", keys));
  CHECK(did_you_mean("subjekt", keys) == "; did you mean `subject`?");
  CHECK(did_you_mean("nothing like it", keys).empty());
}
