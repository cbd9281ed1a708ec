// The columns that a page's data is packed in, and links to the source.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "report/html/columns.h"
#include "report/ownership/formats.h"

using namespace onewriter;

TEST_CASE("values that repeat are listed once") {
  const report::Json objects = {
      {{"service", "a"}, {"line", 1}}, {{"service", "a"}, {"line", 2}}, {{"service", "a"}, {"line", 2}}};
  CHECK(report::by_columns(objects).dump() ==
        R"({"count":3,"columns":{"service":{"of":["a"],"at":[0,0,0]},"line":[1,2,2]}})");
  CHECK(report::by_columns(report::Json::array()).dump() == R"({"count":0,"columns":{}})");
}

TEST_CASE("a link to the source escapes what a path may hold") {
  CHECK(report::source_link("https://git.example.com/{path}#L{line}", {"a b/c#d.py", 7, 0, 0}) ==
        "https://git.example.com/a%20b/c%23d.py#L7");
  CHECK(report::source_link("https://git.example.com/{path}#L{line}", {"x.py", 0, 0, 0}) ==
        "https://git.example.com/x.py#L1");
}
