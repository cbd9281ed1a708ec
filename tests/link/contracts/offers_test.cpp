// What services offer of a table's data, told by names.

#include "link/contracts/offers.h"

#include <doctest/doctest.h>

using namespace onewriter;
using Words = std::vector<std::string>;

namespace {

const facts::Place here{"customer/app.py", 3, 1, 3};

// "kind use name: columns"
std::string shown(const facts::TableOffer& o) {
  std::string text = o.table + " by " + o.service + ", " + o.kind + " " + o.use + " " + o.name + ":";
  for (const std::string& c : o.columns) text += " " + c;
  return text + (o.described ? "" : " (not described)");
}

}  // namespace

TEST_CASE("the words of a name, in the singular, however it is written") {
  CHECK(link::offered_words("OrderLineAdded") == Words{"order", "line", "added"});
  CHECK(link::offered_words("order_lines") == Words{"order", "line"});
  CHECK(link::offered_words("GET /api/v1/customers/{customerId}") == Words{"get", "api", "v1", "customer"});
  CHECK(link::offered_words("HTTPStatus") == Words{"http", "status"});
  CHECK(link::offered_words("addresses-categories") == Words{"address", "category"});
}

TEST_CASE(
    "operations, routes and events offer the table whose name they carry, with the columns that their contracts tell") {
  facts::Facts facts;
  facts.tables = {{"db:customers", "db", "", "customers", "customer", "defines", "table"},
                  {"db:orders", "db", "", "orders", "order", "defines", "table"}};
  facts::TableDefinition definition;
  definition.table = "db:customers";
  definition.columns = {"id", "email", "last_order_at"};
  facts.table_definitions.push_back(definition);
  facts::Api api;
  api.service = "customer";
  api.operations = {{"GET", "/v1/customers/{id}", "/v1/customers/{}", "", "customerId,email", here},
                    {"PUT", "/v1/customers/{id}/email", "/v1/customers/{}/email", "", "id,lastOrderAt", here}};
  facts.apis.push_back(api);
  facts::Route route;
  route.service = "customer";
  route.method = "GET";
  route.path = "/v1/customers/<id>";
  route.pattern = "/v1/customers/{}";
  facts.routes.push_back(route);
  route.path = route.pattern = "/v1/customers/export";
  facts.routes.push_back(route);
  facts::EventUse event;
  event.service = "customer";
  event.event = "CustomerOrdered";
  event.role = "publish";
  facts.event_uses.push_back(event);
  event.event = "ParcelSent";
  facts.event_uses.push_back(event);
  facts::EventContract contract;
  contract.service = "customer";
  contract.event = "CustomerOrdered";
  contract.fields = "customerId,lastOrderAt";
  facts.event_contracts.push_back(contract);
  link::tell_offers(facts);
  std::vector<std::string> all;
  for (const facts::TableOffer& o : facts.table_offers) all.push_back(shown(o));
  CHECK(all == Words{
                   "db:customers by customer, api read GET /v1/customers/{id}: email id",
                   "db:customers by customer, api change PUT /v1/customers/{id}/email: email",
                   "db:customers by customer, event event CustomerOrdered: id last_order_at",
                   "db:customers by customer, event contract event CustomerOrdered: id last_order_at",
                   "db:customers by customer, route read GET /v1/customers/export: (not described)",
               });
}

TEST_CASE(
    "a path offers what its steps are called, whatever verbs stand in them; a prefix that many tables have tells "
    "nothing") {
  facts::Facts facts;
  for (const char* name : {"pms_product", "pms_product_category", "pms_brand"})
    facts.tables.push_back({std::string("db:") + name, "db", "", name, "", "", "table"});
  facts::Route route;
  route.service = "admin";
  for (const auto& [method, path] : {std::pair{"GET", "/product/list"},
                                     {"GET", "/productCategory/{id}"},
                                     {"POST", "/product/search"},
                                     {"GET", "/brand/{id}/products"},
                                     {"POST", "/brand/{id}/logo"}}) {
    route.method = method;
    route.path = route.pattern = path;
    facts.routes.push_back(route);
  }
  link::tell_offers(facts);
  std::vector<std::string> all;
  for (const facts::TableOffer& o : facts.table_offers) all.push_back(shown(o));
  CHECK(all == Words{
                   "db:pms_brand by admin, route change POST /brand/{id}/logo: (not described)",
                   "db:pms_product by admin, route read GET /brand/{id}/products: (not described)",
                   "db:pms_product by admin, route read GET /product/list: (not described)",
                   "db:pms_product by admin, route read POST /product/search: (not described)",
                   "db:pms_product_category by admin, route read GET /productCategory/{id}: (not described)",
               });
}
