#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

// What is seen of a Go handler that sets that header.
std::string kept(const std::string& name, const std::string& value) {
  std::string out;
  for (const facts::CacheUse& use :
       link::link(
           link_test::tree({{"compose.yaml", "services:\n  order:\n    build: ./order\n"},
                            {"order/Dockerfile", "FROM alpine\nCMD [\"/order\"]\n"},
                            {"order/go.mod", "module shop/order\n"},
                            {"order/main.go",
                             "package main\nimport \"net/http\"\nfunc main() { http.HandleFunc(\"/orders\", orders) }\n"
                             "func orders(w http.ResponseWriter, r *http.Request) {\n  w.Header().Set(\"" +
                                 name + "\", \"" + value + "\")\n}\n"}}),
           {})
           .cache_uses)
    out += use.role + " " + use.name + " ttl=" + use.ttl + " via " + use.via;
  return out;
}

}  // namespace

TEST_CASE("a response that others may keep is cached for as long as its header says") {
  CHECK(kept("Cache-Control", "public, max-age=60") == "fill Cache-Control ttl=60s via http");
  CHECK(kept("cache-control", "private, s-maxage=5") == "fill Cache-Control ttl=5s via http");
}

TEST_CASE("a response that nobody may keep, and another header, are no cache") {
  CHECK(kept("Cache-Control", "no-store") == "");
  CHECK(kept("Cache-Control", "no-cache, max-age=60") == "");
  CHECK(kept("Cache-Control", "max-age=0") == "");
  CHECK(kept("X-Max-Age", "max-age=60") == "");
}
