#include "link/owner_documents.h"

#include <doctest/doctest.h>

#include "link/declarations.h"
#include "link/ownership.h"
#include "tree.h"

namespace {

using namespace onewriter;
using link_test::tree;

constexpr const char* compose =
    "services:\n  orders:\n    build: ./orders\n  stock:\n    build: ./stock\n  db:\n    image: postgres\n";
constexpr const char* python = "import os\n";

// The tables of one database that both services use, with their owners, and what declares them.
std::string owners(std::vector<std::pair<std::string, std::string>> texts) {
  texts.push_back({"compose.yaml", compose});
  texts.push_back({"orders/main.py", python});
  texts.push_back({"stock/main.py", python});
  const auto files = tree(std::move(texts));
  const link::System system = link::find_system(files);
  facts::Facts facts;
  for (const char* name : {"items", "orders"}) {
    facts::Table t;
    t.id = std::string("db/shop:") + name;
    t.datastore = "db/shop";
    t.name = name;
    t.kind = "table";
    facts.tables.push_back(t);
  }
  for (const char* service : {"orders", "stock"})
    facts.datastore_uses.push_back({service, "db/shop", "", facts::Confidence::Certain, {}, ""});
  link::tell_declarations(system, files, facts);
  link::tell_owners(system, files, facts);
  std::string out;
  for (const auto& t : facts.tables) out += t.name + " of " + t.owner + " (" + t.owner_reason + ")\n";
  for (const auto& d : facts.declarations)
    if (d.kind == "owns")
      out += d.source + " at " + d.place.file + ":" + std::to_string(d.place.line) + ": " + d.service + " owns " +
             d.name + "\n";
  return out;
}

}  // namespace

TEST_CASE("a data contract tells who owns the tables of its schema") {
  CHECK(owners({{"contracts/orders.odcs.yaml",
                 "apiVersion: v3.0.2\nkind: DataContract\nid: 1\nname: order data\ndataProduct: orders\nschema:\n"
                 "  - name: order\n    physicalName: orders\n"}}) ==
        "items of  ()\n"
        "orders of orders (contract)\n"
        "contract at contracts/orders.odcs.yaml:7: orders owns orders\n");
  // Without a name that is a service's, it is the service in whose tree it lies.
  CHECK(owners({{"stock/contract.yaml",
                 "apiVersion: v3.0.2\nkind: DataContract\nname: stock keeping\nschema: [{name: items}]\n"}}) ==
        "items of stock (contract)\n"
        "orders of  ()\n"
        "contract at stock/contract.yaml:4: stock owns items\n");
}

TEST_CASE("EventCatalog tells whose a database is, when one service alone writes to it") {
  const std::pair<std::string, std::string> stock = {
      "catalog/services/Stock/index.mdx",
      "---\nid: stock\nname: Stock\nwritesTo:\n  - id: shop\n---\n# Stock: {keeps}\n"};
  CHECK(owners({stock, {"catalog/services/Orders/index.mdx", "---\nid: orders\nreadsFrom:\n  - id: shop\n---\n"}}) ==
        "items of stock (contract)\n"
        "orders of stock (contract)\n"
        "catalog at catalog/services/Stock/index.mdx:5: stock owns shop.*\n");
  CHECK(owners({stock, {"catalog/services/Orders/index.mdx", "---\nid: orders\nwritesTo:\n  - id: shop\n---\n"}}) ==
        "items of  ()\n"
        "orders of  ()\n");
}

TEST_CASE("dictionaries of tables and schema domains tell owners by service or by team") {
  CHECK(owners({{"db/docs/items.yml", "table_name: items\nfeature_categories: [warehouse]\n"},
                {"stock/service.datadog.yaml", "schema-version: v2\ndd-service: stock\nteam: warehouse\n"},
                {"db/schema-domains.yml", "orders:\n  - orders\nnobody:\n  - items\n"}}) ==
        "items of stock (contract)\n"
        "orders of orders (contract)\n"
        "dictionary at db/docs/items.yml:1: stock owns items\n"
        "dictionary at db/schema-domains.yml:2: orders owns orders\n");
}

TEST_CASE("a service's own manifest wins over every other document, and documents that differ decide nothing") {
  CHECK(owners({{"db/schema-domains.yml", "orders: [orders, items]\nstock: [items]\n"},
                {"stock/service.yaml", "service: stock\nowns: [orders]\n"}}) ==
        "items of  ()\n"
        "orders of stock (manifest)\n"
        "dictionary at db/schema-domains.yml:1: orders owns orders\n"
        "dictionary at db/schema-domains.yml:1: orders owns items\n"
        "dictionary at db/schema-domains.yml:2: stock owns items\n"
        "manifest at stock/service.yaml:2: stock owns orders\n");
}
