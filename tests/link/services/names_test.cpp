// What deployables are called.

#include <doctest/doctest.h>

#include <string>

#include "../tree.h"
#include "link/services/system.h"

namespace {

using onewriter::link::find_system;
using onewriter::link::System;
using onewriter::link_test::tree;

std::string services_of(const System& system) {
  std::string out;
  for (const auto& d : system.services) out += d.fact.name + " (" + d.fact.kind + ") in '" + d.fact.root + "'\n";
  return out;
}

}  // namespace

TEST_CASE("a Go command whose folder tells no more than a role is called after its service, or its module") {
  const char* const server = "package main\nimport \"net/http\"\nfunc main() { http.ListenAndServe(\":80\", nil) }\n";
  CHECK(services_of(find_system(tree({{"go.mod", "module example.com/shop/v2\n\ngo 1.22\n"},
                                      {"app/order/cmd/rpc/order.go", server},
                                      {"app/order/cmd/api/order.go", server},
                                      {"app/payment/cmd/server/main.go", server},
                                      {"app/stock/cmd/stockd/main.go", server}}))) ==
        "order-api (service) in 'app/order/cmd/api'\n"
        "order-rpc (service) in 'app/order/cmd/rpc'\n"
        "payment (service) in 'app/payment/cmd/server'\n"
        "stockd (service) in 'app/stock/cmd/stockd'\n");
  CHECK(services_of(find_system(tree({{"go.mod", "module example.com/shop/v2\n"}, {"cmd/server/main.go", server}}))) ==
        "shop (service) in 'cmd/server'\n");
  CHECK(services_of(find_system(tree(
            {{"go.mod", "module example.com/shop\n"}, {"cmd/api/main.go", server}, {"cmd/worker/main.go", server}}))) ==
        "api (service) in 'cmd/api'\n"
        "worker (service) in 'cmd/worker'\n");
}

TEST_CASE("of a service and its pages that are called alike, the service keeps the name") {
  const char* const pages = "{\"name\": \"x\", \"dependencies\": {\"vue\": \"3\"}, \"scripts\": {\"serve\": \"vite\"}}";
  CHECK(services_of(find_system(tree({{"front-end/orders/package.json", pages},
                                      {"front-end/orders/Dockerfile", "FROM node:20\nCOPY . .\n"},
                                      {"front-end/orders/src/main.js", "console.log(1)\n"},
                                      {"orders/pom.xml", "<project><artifactId>orders</artifactId></project>"},
                                      {"orders/Dockerfile", "FROM eclipse-temurin:21\n"},
                                      {"orders/src/main/java/A.java",
                                       "@SpringBootApplication class A { static void main(String[] a) {} }"}}))) ==
        "front-end/orders (frontend) in 'front-end/orders'\n"
        "orders (service) in 'orders'\n");
}
