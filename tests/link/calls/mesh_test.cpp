#include "link/calls/mesh.h"

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

// What stands around the call of order to stock, with that mesh.
std::string around_call(const std::string& mesh, const std::string& file = "mesh/stock.yaml") {
  const auto files =
      link_test::tree({{"compose.yaml", "services:\n  order:\n    build: ./order\n  stock:\n    build: ./stock\n"},
                       {"order/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"app.py\"]\n"},
                       {"stock/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"app.py\"]\n"},
                       {"order/app.py", "import requests\nrequests.get('http://stock/items')\n"},
                       {"stock/app.py", "print(1)\n"},
                       {file, mesh}});
  std::string out;
  for (const facts::ServiceCall& c : link::link(files, {}).service_calls)
    out += c.from + " " + c.to + " timeout='" + c.timeout + "' " + c.protection;
  return out;
}

}  // namespace

TEST_CASE("what a mesh puts around calls to a service protects them") {
  CHECK(around_call("kind: ConfigMap\n") == "order stock timeout='' ");
  CHECK(around_call("kind: VirtualService\nspec:\n  hosts: [stock]\n  http:\n    - timeout: 2s\n      retries: { "
                    "attempts: 3 }\n") == "order stock timeout='2s' retry");
  CHECK(around_call("kind: DestinationRule\nspec:\n  host: stock.shop.svc.cluster.local\n  trafficPolicy:\n    "
                    "outlierDetection: { consecutive5xxErrors: 5 }\n") == "order stock timeout='' breaker");
  CHECK(around_call("kind: ServiceProfile\nmetadata: { name: stock.shop.svc.cluster.local }\nspec:\n  routes:\n    - "
                    "name: GET\n      isRetryable: true\n      timeout: 300ms\n") ==
        "order stock timeout='300ms' retry");
  CHECK(around_call("kind: ServiceRouter\nmetadata: { name: stock }\nspec:\n  routes:\n    - destination: { "
                    "requestTimeout: 5s, numRetries: 2 }\n") == "order stock timeout='5s' retry");
}

TEST_CASE("routes and annotations of a service's own protect calls to it") {
  CHECK(
      around_call("kind: HTTPRoute\nspec:\n  parentRefs: [{ name: stock, kind: Service, group: '' }]\n  rules:\n    - "
                  "timeouts: { request: 2s }\n      retry: { attempts: 2 }\n") == "order stock timeout='2s' retry");
  CHECK(around_call("kind: Service\nmetadata:\n  name: stock\n  annotations:\n    timeout.linkerd.io/request: 4s\n    "
                    "retry.linkerd.io/http: 5xx\n    balancer.linkerd.io/failure-accrual: consecutive\nspec: {}\n") ==
        "order stock timeout='4s' breaker retry");
  CHECK(around_call("kind: ServiceResolver\nmetadata: { name: stock }\nspec: { requestTimeout: 3s }\n") ==
        "order stock timeout='3s' ");
  CHECK(around_call("Kind = \"service-router\"\nName = \"stock\"\nRoutes = [\n  {\n    Destination = {\n      "
                    "RequestTimeout = \"5s\"\n      NumRetries = 2\n    }\n  }\n]\n",
                    "mesh/stock.hcl") == "order stock timeout='5s' retry");
  CHECK(around_call("{\"Kind\": \"service-defaults\", \"Name\": \"order\", \"UpstreamConfig\": {\"Overrides\": "
                    "[{\"Name\": \"stock\", \"PassiveHealthCheck\": {\"MaxFailures\": 5}}]}}",
                    "mesh/order.json") == "order stock timeout='' breaker");
  CHECK(around_call("resource \"consul_config_entry\" \"stock\" {\n  kind = \"service-router\"\n  name = \"stock\"\n"
                    "  config_json = jsonencode({\n    Routes = [{\n      Match = { HTTP = { PathPrefix = \"/\" } }\n"
                    "      Destination = { RequestTimeout = \"6s\", NumRetries = 2 }\n    }]\n  })\n}\n",
                    "mesh/stock.tf") == "order stock timeout='6s' retry");
}

TEST_CASE("what holds at a gateway protects no calls between services") {
  CHECK(around_call("kind: HTTPRoute\nspec:\n  parentRefs: [{ name: edge }]\n  rules:\n    - timeouts: { request: 2s "
                    "}\n      backendRefs: [{ name: stock }]\n") == "order stock timeout='' ");
  CHECK(around_call("kind: VirtualService\nspec:\n  hosts: [stock]\n  gateways: [edge]\n  http:\n    - timeout: "
                    "2s\n") == "order stock timeout='' ");
  CHECK(around_call("kind: VirtualService\nspec:\n  hosts: [stock]\n  gateways: [edge, mesh]\n  http:\n    - timeout: "
                    "2s\n") == "order stock timeout='2s' ");
}

TEST_CASE("what is switched off, and what is of another service, protects nothing") {
  CHECK(around_call("kind: VirtualService\nspec:\n  hosts: [stock]\n  http:\n    - timeout: 0s\n      retries: { "
                    "attempts: 0 }\n") == "order stock timeout='' ");
  CHECK(around_call("kind: VirtualService\nspec:\n  hosts: [order]\n  http:\n    - timeout: 2s\n") ==
        "order stock timeout='' ");
}
