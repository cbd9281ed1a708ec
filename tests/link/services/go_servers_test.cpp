// Which commands of Go are services where only some are deployed.

#include <doctest/doctest.h>

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

TEST_CASE("Go servers beside one that has a Dockerfile are services, tools are not; a Dockerfile of nothing is none") {
  const char* const server = "package main\nimport \"net/http\"\nfunc main() { http.ListenAndServe(\":80\", nil) }\n";
  const auto files =
      tree({{"docker-compose.yml", "services:\n  stock:\n    build: { context: ., dockerfile: dockerfile-stock }\n"},
            {"dockerfile-stock", "FROM golang:1\nRUN go build ./cmd/stock_core\n"},
            {"cmd/stock_core/main.go", server},
            {"orders/Dockerfile", "FROM golang:1\n"},
            {"orders/main.go", server},
            {"payments/main.go", server},
            {"importer/main.go", "package main\nfunc main() {}\n"},
            {"mail/Dockerfile", "\n"},
            {"mail/mail.go", "package mail\n"}});
  CHECK(services_of(find_system(files)) ==
        "orders (service) in 'orders'\n"
        "payments (service) in 'payments'\n"
        "stock (service) in 'cmd/stock_core'\n");
}

TEST_CASE(
    "a Go package that is called like somebody's image is no service, and no reason to leave out those that are") {
  CHECK(services_of(find_system(
            tree({{"docker-compose.yml", "services:\n  linter:\n    image: ghcr.io/lint-org/linter:1\n"},
                  {"check/linter/client.go", "package linter\nfunc Lint() {}\n"},
                  {"cmd/shopd/main.go",
                   "package main\nimport \"net/http\"\nfunc main() { http.ListenAndServe(\":80\", nil) }\n"}}))) ==
        "shopd (service) in 'cmd/shopd'\n");
}
