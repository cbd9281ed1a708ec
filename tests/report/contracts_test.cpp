// Names of contracts and of tables, and the columns that a page's data is packed in.

#include "report/ownership/contracts.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "report/html/columns.h"
#include "report/ownership/formats.h"

using namespace onewriter;
using Words = std::vector<std::string>;

TEST_CASE("the words of a name, in the singular, however it is written") {
  CHECK(report::words_of_name("OrderLineAdded") == Words{"order", "line", "added"});
  CHECK(report::words_of_name("order_lines") == Words{"order", "line"});
  CHECK(report::words_of_name("GET /api/v1/customers/{customerId}") == Words{"get", "api", "v1", "customer"});
  CHECK(report::words_of_name("HTTPStatus") == Words{"http", "status"});
  CHECK(report::words_of_name("addresses-categories") == Words{"address", "category"});
}

TEST_CASE("an event of the owner exposes the table whose name it carries, another's does not") {
  facts::Facts facts;
  facts.tables = {{"db:customers", "db", "", "customers", "customer", "defines", "table"},
                  {"db:orders", "db", "", "orders", "order", "defines", "table"}};
  facts::EventUse event;
  event.service = "customer";
  event.event = "CustomerCreated";
  event.role = "publish";
  event.place = {"customer/app.py", 3, 1, 3};
  facts.event_uses.push_back(event);
  event.event = "OrderArchived";
  facts.event_uses.push_back(event);
  const auto contracts = report::contracts_of(facts);
  REQUIRE(contracts.size() == 1);
  CHECK(contracts[0].table == "db:customers");
  CHECK(contracts[0].name == "CustomerCreated");
}

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
