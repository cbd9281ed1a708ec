#include "link/declarations.h"

#include <doctest/doctest.h>

#include "tree.h"

namespace {

using namespace onewriter;
using link_test::tree;

constexpr const char* python = "import os\n";

// What manifests of two services on one database declare, a line each.
std::string declared(std::vector<std::pair<std::string, std::string>> texts) {
  texts.push_back({"compose.yaml",
                   "services:\n  orders:\n    build: ./orders\n    environment: { DATABASE_URL: postgres://db/shop }\n"
                   "  stock:\n    build: ./stock\n    environment: { DATABASE_URL: postgres://db/shop }\n"
                   "  db:\n    image: postgres\n"});
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
    t.owner = std::string(name) == "items" ? "stock" : "orders";
    facts.tables.push_back(t);
  }
  for (const char* service : {"orders", "stock"})
    facts.datastore_uses.push_back({service, "db/shop", "", facts::Confidence::Certain, {}, ""});
  link::tell_declarations(system, files, facts);
  link::tell_declared_reads(facts);
  std::string out;
  for (const auto& d : facts.declarations) {
    out += d.service + " " + d.kind + " '" + d.name + "'";
    for (const std::string& more : {d.provider, d.via, d.consistency, d.fallback, d.cache_ttl, d.cache_invalidated_by,
                                    d.monitor, d.max_lag, d.decommission_by})
      if (!more.empty()) out += " " + more;
    for (const std::string& t : d.tables) out += " [" + t + "]";
    out += d.seen ? "\n" : " (not seen)\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a manifest's tables, databases, documents and dependencies are facts, each with what was seen of it") {
  CHECK(declared({{"orders/service.yaml", R"(
service: orders
database: [shop, {name: archive-db/old, role: backup}]
owns: [orders, gone]
reads_from:
  - service: stock
    data: items
    via: cdc
    consistency: eventual
    fallback: yesterday's
    cache: { ttl: 5m, invalidated_by: [ItemChanged, ItemGone] }
    freshness: { monitor: item_lag, max_lag: 60s }
    cdc: { decommission_by: 2030-01-31 }
apis: [openapi.yaml, missing.yaml]
events: https://example.com/asyncapi.yaml
)"},
                  {"orders/openapi.yaml", "openapi: 3.0.0\n"}}) ==
        "orders service 'orders'\n"
        "orders database 'shop'\n"
        "orders database 'archive-db/old' (not seen)\n"
        "orders owns 'orders' [db/shop:orders]\n"
        "orders owns 'gone' (not seen)\n"
        "orders reads_from 'items' stock cdc eventual yesterday's 5m ItemChanged,ItemGone item_lag 60s 2030-01-31 "
        "[db/shop:items]\n"
        "orders api 'openapi.yaml'\n"
        "orders api 'missing.yaml' (not seen)\n"
        "orders event 'https://example.com/asyncapi.yaml'\n");
}

TEST_CASE("a pattern declares all tables that it fits, and data that is not named all of the provider's") {
  CHECK(declared(
            {{"orders/service.yaml", "service: orders\nowns: ['*s']\nreads_from: [{service: stock, via: api}]\n"}}) ==
        "orders service 'orders'\n"
        "orders owns '*s' [db/shop:items] [db/shop:orders]\n"
        "orders reads_from '' stock api [db/shop:items]\n");
}

TEST_CASE("another tool's service.yaml declares nothing") {
  CHECK(declared({{"orders/service.yaml", "service: orders-api\nprovider: { name: aws }\nfunctions: {}\n"},
                  {"stock/service.yaml", "apiVersion: v1\nkind: Service\nmetadata: { name: stock }\n"}}) == "");
}
