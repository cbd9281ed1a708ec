#include "link/contracts/contracts.h"

#include <doctest/doctest.h>

#include "../tree.h"

using namespace onewriter;

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

const std::string compose = "services:\n  order:\n    build: ./order\n  payment:\n    build: ./payment\n";

facts::Facts facts_of(Texts texts, std::vector<facts::Route> routes = {}) {
  texts.push_back({"compose.yaml", compose});
  for (const char* service : {"order", "payment"}) {
    texts.push_back({std::string(service) + "/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"app.py\"]\n"});
    texts.push_back({std::string(service) + "/app.py", "print(1)\n"});
  }
  const auto files = link_test::tree(std::move(texts));
  facts::Facts facts;
  facts.routes = std::move(routes);
  link::tell_contracts(link::find_system(files), files, facts);
  return facts;
}

std::string at(const facts::Place& place) { return " at " + place.file + ":" + std::to_string(place.line); }

std::string apis(const facts::Facts& facts) {
  std::string out;
  for (const facts::Api& a : facts.apis) {
    out += a.service + " " + a.kind + " " + a.format + " '" + a.title + "' " + a.version + " in [" + a.version_in +
           "]" + at(a.place) + "\n";
    for (const facts::ApiOperation& o : a.operations)
      out += "  " + o.method + " " + o.path + " " + o.pattern + " (" + o.fields + ") " + std::to_string(o.place.line) +
             "\n";
  }
  return out;
}

std::string events(const facts::Facts& facts) {
  std::string out;
  for (const facts::EventContract& e : facts.event_contracts)
    out += e.service + " " + e.role + " " + e.event + " on " + e.channel + " " + e.kind +
           (e.has_schema ? "" : " empty") + " v=" + e.version + " t=" + e.timestamp + " " + e.envelope + at(e.place) +
           "\n";
  return out;
}

std::string errors(const facts::Facts& facts) {
  std::string out;
  for (const facts::ContractError& e : facts.contract_errors)
    out += e.service + " " + e.document + ": " + e.message + at(e.place) + "\n";
  return out;
}

}  // namespace

TEST_CASE("an OpenAPI document split over files is read as one") {
  const auto facts = facts_of(
      {{"order/openapi.yaml",
        "openapi: 3.1.0\ninfo: {title: Orders, version: 1.2.0}\nservers:\n  - url: https://shop.example/{base}\n"
        "    variables: {base: {default: api}}\npaths:\n  /orders/{id}:\n    $ref: paths/order.yaml\n"},
       {"order/paths/order.yaml",
        "get:\n  operationId: order\n  parameters:\n    - {name: X-API-Version, in: header, schema: {}}\n    - {name: "
        "id, in: path, required: true, schema: {}}\n  responses:\n"
        "    '200':\n      content:\n        application/json:\n          schema: {$ref: '../schemas.json#/Order'}\n"},
       {"order/schemas.json",
        "{\"Order\": {\"allOf\": [{\"$ref\": \"#/Base\"}, {\"properties\": {\"total\": {}}}]},\n"
        " \"Base\": {\"properties\": {\"id\": {}}}}"}});
  CHECK(apis(facts) ==
        "order openapi 3.1.0 'Orders' 1.2.0 in [header] at order/openapi.yaml:1\n"
        "  GET /api/orders/{id} /orders/{} (id,total) 1\n");
  CHECK(errors(facts) == "");
}

TEST_CASE("where a client sends the version is seen in paths, servers, queries and media types") {
  const auto where = [](const std::string& rest) {
    const auto facts =
        facts_of({{"order/openapi.yaml", "openapi: 3.0.3\ninfo: {title: Orders, version: '1'}\n" + rest}});
    return facts.apis.at(0).version_in;
  };
  CHECK(where("paths: {/v1/orders: {get: {responses: {'200': {description: ok}}}}}") == "path");
  CHECK(where("servers: [{url: 'https://shop.example/v2'}]\npaths: {/orders: {}}") == "server");
  CHECK(where("servers: [{url: 'https://api-v2.shop.example'}]\npaths: {/orders: {}}") == "server");
  CHECK(where("paths: {/orders: {parameters: [{name: api-version, in: query}]}}") == "query");
  CHECK(where("paths: {/orders: {get: {responses: {'200': {description: ok, content: {application/vnd.shop.v1+json: "
              "{}}}}}}}") == "media-type");
  CHECK(where("paths: {/conversions: {parameters: [{name: conversion, in: query}]}}") == "");
}

TEST_CASE("references that lead nowhere, in a circle or out of the workspace are told with their line") {
  const auto facts =
      facts_of({{"order/openapi.yaml",
                 "openapi: 3.0.3\ninfo: {title: Orders, version: 1.0.0}\npaths:\n  /orders:\n    $ref: missing.yaml\n"
                 "  /a:\n    $ref: '#/components/pathItems/A'\n  /up:\n    $ref: ../../secret.yaml\n"
                 "  /far:\n    $ref: https://shop.example/far.yaml\n  /b:\n    $ref: '#/paths/~1c'\n  /c:\n    $ref: "
                 "'#/paths/~1b'\n"
                 "components:\n  schemas:\n    Tree:\n      properties:\n        children: {items: {$ref: "
                 "'#/components/schemas/Tree'}}\n"
                 "        example: {$ref: '#/components/schemas/Tree'}\n      example: {$ref: '#/nowhere'}\n"}});
  CHECK(
      errors(facts) ==
      "order order/openapi.yaml: \"$ref: missing.yaml\": there is no file order/missing.yaml at order/openapi.yaml:5\n"
      "order order/openapi.yaml: \"$ref: #/components/pathItems/A\" leads nowhere: there is no \"pathItems\" at "
      "order/openapi.yaml:7\n"
      "order order/openapi.yaml: \"$ref: ../../secret.yaml\" leads out of the workspace at order/openapi.yaml:9\n"
      "order order/openapi.yaml: \"$ref: #/paths/~1c\" leads in a circle at order/openapi.yaml:13\n"
      "order order/openapi.yaml: \"$ref: #/paths/~1b\" leads in a circle at order/openapi.yaml:15\n");
  REQUIRE(facts.diagnostics.size() == 1);
  CHECK(facts.diagnostics[0].message == "\"$ref: https://shop.example/far.yaml\" is remote and was not followed");
}

TEST_CASE("a pointer that leads through itself ends") {
  const auto facts = facts_of({{"order/openapi.yaml",
                                "openapi: 3.1.0\ninfo: {title: O, version: '1'}\ncomponents:\n  schemas:\n    A: "
                                "{$ref: '#/components/schemas/A/x'}\n"}});
  CHECK(errors(facts).find("leads nowhere") != std::string::npos);
}

TEST_CASE("documents that do not parse, or lack what makes them one, are told") {
  const auto facts = facts_of({{"order/openapi.yaml", "openapi: 3.0.3\ninfo: {title: Orders\npaths: {}\n"},
                               {"order/asyncapi.json",
                                "{\"asyncapi\": \"3.0.0\", \"info\": {\"title\": \"x\", \"version\": \"1\"}, "
                                "\"operations\": {\"a\": {\"action\": \"publish\"}}}"},
                               {"payment/openapi.json",
                                "{\"openapi\": \"3.0.0\", \"info\": {\"version\": \"1\"}, \"paths\": {\"pay\": {}, "
                                "\"/pay\": {\"parameters\": [{\"name\": \"a\", \"in\": \"tail\"}], \"gett\": {}, "
                                "\"get\": {}, \"parameters\": [{\"name\": \"a\", \"in\": \"tail\"}]}}}"},
                               {"payment/swagger.json", "{\"swagger\" \"2.0\"}"}});
  const std::string all = errors(facts);
  for (const char* part :
       {"order order/openapi.yaml: it does not parse:", "has no action: `send` or `receive`", "\"a\" names no channel",
        "`info.title` is missing", "the path \"pay\" does not begin with /", "\"gett\" is no HTTP method",
        "there is no place \"tail\"", "\"get /pay\" has no `responses`",
        "payment payment/swagger.json: it does not parse:"}) {
    INFO(all);
    CHECK(all.find(part) != std::string::npos);
  }
}

TEST_CASE("a payload whose schema is the payload again ends") {
  const auto facts =
      facts_of({{"order/asyncapi.yaml",
                 "asyncapi: 3.0.0\ninfo: {title: O, version: '1'}\ncomponents:\n  messages:\n    A:\n      payload: "
                 "{schemaFormat: x, schema: {$ref: '#/components/messages/A/payload'}}\n"}});
  CHECK(events(facts) == "order  A on  asyncapi v= t=  at order/asyncapi.yaml:5\n");
}

TEST_CASE("AsyncAPI 2: what a channel's publish says is received, what its subscribe says is sent") {
  const auto facts = facts_of(
      {{"order/asyncapi.yaml",
        "asyncapi: 2.6.0\ninfo: {title: Orders, version: 1.0.0}\nchannels:\n  orders:\n    subscribe:\n      "
        "message:\n        oneOf:\n"
        "          - $ref: '#/components/messages/OrderPlaced'\n          - {name: OrderGone, payload: {type: "
        "object}}\n"
        "  payments.v2:\n    publish: {message: {name: Paid, payload: {$ref: paid.avsc}}}\n"
        "components:\n  messages:\n    OrderPlaced:\n      payload: {properties: {id: {}, placedAt: {}}}\n      "
        "headers: {properties: {ce_id: {}}}\n"},
       {"order/paid.avsc",
        "{\"type\": \"record\", \"name\": \"Paid\", \"fields\": [{\"name\": \"amount\", \"type\": \"long\"}]}"}});
  CHECK(events(facts) ==
        "order publish OrderGone on orders asyncapi empty v= t=  at order/asyncapi.yaml:9\n"
        "order subscribe Paid on payments.v2 asyncapi v=v2 t=  at order/asyncapi.yaml:11\n"
        "order publish OrderPlaced on orders asyncapi v= t=placedAt cloudevents at order/asyncapi.yaml:14\n"
        "order  Paid on  avro v= t=  at order/paid.avsc:1\n");
}

TEST_CASE("AsyncAPI 3: operations say which messages of a channel are sent or received") {
  const auto facts = facts_of({{"order/asyncapi.yaml",
                                "asyncapi: 3.0.0\ninfo: {title: Orders, version: 1.0.0}\nchannels:\n  orders:\n    "
                                "address: shop.orders\n    messages:\n"
                                "      OrderPlaced: {payload: {schemaFormat: application/vnd.apache.avro, schema: "
                                "{type: record, fields: [{name: schemaVersion, type: int}]}}}\n"
                                "      OrderGone: {payload: {type: object, properties: {id: {}}}}\n"
                                "operations:\n  place: {action: send, channel: {$ref: '#/channels/orders'}, messages: "
                                "[{$ref: '#/channels/orders/messages/OrderPlaced'}]}\n"}});
  CHECK(events(facts) ==
        "order publish OrderPlaced on shop.orders asyncapi v=schemaVersion t=  at order/asyncapi.yaml:7\n");
}

TEST_CASE("a schema registry's subjects are told from the build and from Terraform, but for those of keys") {
  const auto facts = facts_of(
      {{"order/pom.xml",
        "<project><build><plugins><plugin><groupId>io.confluent</groupId>\n"
        "<artifactId>kafka-schema-registry-maven-plugin</artifactId><configuration><subjects>\n"
        "<order-placed-value>placed.avsc</order-placed-value>\n<order-placed-key>key.avsc</order-placed-key>\n"
        "<shop.OrderPaid>paid.proto</shop.OrderPaid></subjects><schemaTypes><shop.OrderPaid>PROTOBUF</shop.OrderPaid>"
        "</schemaTypes></configuration></plugin></plugins></build></project>\n"},
       {"order/main.tf",
        "resource \"confluent_schema\" \"sent\" {\n  subject_name = \"order-sent-value\"\n  format = \"JSON\"\n}\n"
        "resource \"confluent_schema\" \"any\" {\n  subject_name = \"${var.topic}-value\"\n  format = \"AVRO\"\n}\n"}});
  CHECK(events(facts) ==
        "order  order-sent on  json-schema v=schema registry t=  at order/main.tf:2\n"
        "order  order-placed on  avro v=schema registry t=  at order/pom.xml:3\n"
        "order  OrderPaid on  protobuf v=schema registry t=  at order/pom.xml:5\n");
}

TEST_CASE("a document belongs to the service that a manifest, its place, its title or its server names") {
  const std::string text = "openapi: 3.0.3\ninfo: {title: Payment Service API, version: '1'}\npaths: {/v1/pay: {}}\n";
  const std::string plain = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\n";
  CHECK(facts_of({{"docs/pay.yaml", text}}).apis.at(0).service == "payment");
  CHECK(facts_of({{"docs/order-service.yaml", plain + "paths: {/v1/o: {}}\n"}}).apis.at(0).service == "order");
  CHECK(facts_of({{"docs/x.yaml", plain + "servers: [{url: 'http://payment:8080/v1'}]\npaths: {}\n"}})
            .apis.at(0)
            .service == "payment");
  CHECK(facts_of({{"docs/x.yaml", plain + "paths: {}\n"}}).apis.at(0).service == "");
  CHECK(facts_of({{"docs/x.yaml", plain + "paths: {}\n"},
                  {"order/service.yaml", "service: order\napis: [../docs/x.yaml]\n"}})
            .apis.at(0)
            .service == "order");
  CHECK(facts_of({{"docs/x.yaml", plain + "paths: {}\n"},
                  {"order/catalog-info.yaml",
                   "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: order}\nspec: {providesApis: "
                   "[shop-api]}\n---\n"
                   "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: shop-api}\nspec: {type: openapi, "
                   "definition: {$text: ../docs/x.yaml}}\n"}})
            .apis.at(0)
            .service == "order");
  // The contract of another that a service keeps to make its client from.
  CHECK(facts_of({{"order/clients/payment.yaml", text}}).apis.at(0).service == "payment");
}

TEST_CASE("a document for several services belongs to each whose routes it describes") {
  facts::Route pay{"payment", "POST", "/pay", "/pay", "", "", "flask", facts::Scope::Main, facts::Confidence::Certain,
                   {}};
  const auto facts = facts_of(
      {{"docs/api.yaml",
        "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths:\n  /v1/pay: {post: {}}\n  /v1/other: {get: {}}\n"}},
      {pay});
  CHECK(apis(facts) == "payment openapi 3.0.3 'Shop' 1 in [path] at docs/api.yaml:1\n  POST /v1/pay /v1/pay () 4\n");
}

TEST_CASE("what makes a document at build time or at run time counts as one that is not in the tree") {
  const auto facts = facts_of(
      {{"order/app.py", "from fastapi import FastAPI\napp = FastAPI()\n"},
       {"payment/package.json", "{\"dependencies\": {\n  \"express\": \"4\",\n  \"@nestjs/swagger\": \"7\"}}"}});
  CHECK(apis(facts) ==
        "order generated fastapi ''  in [] at order/app.py:1\n"
        "payment generated nestjs-swagger ''  in [] at payment/package.json:3\n");
}

TEST_CASE("build files of Python, Gradle and Maven tell what makes a document") {
  const auto generated = [](Texts texts) { return apis(facts_of(std::move(texts))); };
  CHECK(generated({{"order/requirements.txt", "Django==5.0\ndrf_spectacular[sidecar]>=0.26\n"}}) ==
        "order generated drf-spectacular ''  in [] at order/requirements.txt:2\n");
  CHECK(generated(
            {{"order/pyproject.toml", "[project]\nname = \"order\"\ndependencies = [\"flask-smorest~=0.44\"]\n"}}) ==
        "order generated python-openapi ''  in [] at order/pyproject.toml:3\n");
  CHECK(generated({{"order/Pipfile", "[packages]\ndrf-yasg = \"*\"\n"}}) ==
        "order generated drf-yasg ''  in [] at order/Pipfile:2\n");
  CHECK(generated({{"order/build.gradle",
                    "dependencies {\n  testImplementation 'io.springfox:springfox-boot-starter:3.0.0'\n"
                    "  implementation 'org.springdoc:springdoc-openapi-starter-webmvc-ui:2.5.0'\n}\n"}}) ==
        "order generated springdoc ''  in [] at order/build.gradle:3\n");
  const std::string parent =
      "<project><groupId>shop</groupId><artifactId>shop</artifactId><packaging>pom</packaging>\n"
      "<modules><module>order</module></modules>\n<dependencies><dependency><groupId>org.springdoc</groupId>\n"
      "<artifactId>springdoc-openapi-ui</artifactId></dependency></dependencies></project>\n";
  CHECK(generated({{"pom.xml", parent}, {"order/pom.xml", "<project><artifactId>order</artifactId></project>\n"}}) ==
        "order generated springdoc ''  in [] at pom.xml:3\n");
  CHECK(generated({{"order/pom.xml",
                    "<project><artifactId>order</artifactId><build><plugins><plugin>\n"
                    "<groupId>org.openapitools</groupId><artifactId>openapi-generator-maven-plugin</artifactId>\n"
                    "<configuration><inputSpec>https://shop.example/orders.yaml</inputSpec>\n"
                    "<generatorName>spring</generatorName></configuration></plugin></plugins></build></project>\n"}}) ==
        "order generated openapi-generator ''  in [] at order/pom.xml:1\n");
}

TEST_CASE("who imports the type that sets a generator up has a document, too") {
  const auto facts = facts_of(
      {{"common/Docs.java",
        "package shop.common;\nimport springfox.documentation.spring.web.plugins.Docket;\npublic class Docs {}\n"},
       {"order/src/Main.java", "package shop.order;\nimport shop.common.Docs;\npublic class Main {}\n"}});
  CHECK(apis(facts) == "order generated springfox ''  in [] at common/Docs.java:2\n");
}

TEST_CASE("gRPC services and GraphQL schemas are contracts of their own") {
  const auto facts = facts_of(
      {{"order/order.proto",
        "syntax = \"proto3\";\npackage shop.order.v1; // versions\nimport \"x.proto\";\nservice Orders {\n"
        "  option (x) = { a: \"}\" };\n  rpc Place (PlaceRequest) returns (stream Order) { option (http) = {get: "
        "\"/v1\"}; }\n}\n"
        "message Order { string id = 1; map<string, int32> m = 2; oneof o { int32 a = 3; } enum E { Z = 0; } }\n"},
       {"payment/schema.graphql",
        "\"\"\"All payments\"\"\"\ntype Query {\n  payments(first: Int = 10, after: String): [Payment!]! @auth(role: "
        "\"x\")\n}\n"
        "type Payment implements Node & Other @key(fields: \"id\") { id: ID! }\nextend type Mutation { pay(id: ID!): "
        "Payment }\n"}});
  CHECK(apis(facts) ==
        "order grpc proto3 'shop.order.v1.Orders' v1 in [package] at order/order.proto:4\n"
        "  rpc /shop.order.v1.Orders/Place /shop.order.v1.Orders/Place () 6\n"
        "payment graphql  ''  in [] at payment/schema.graphql:2\n"
        "  query payments payments () 3\n  mutation pay pay () 6\n");
}

TEST_CASE("an event catalogue tells who sends what") {
  const auto facts =
      facts_of({{"catalog/services/Order/index.mdx",
                 "---\nid: order\nname: Order\nsends:\n  - id: OrderPlaced\n    version: 1.0.0\n---\n# Order {\n"},
                {"catalog/events/OrderPlaced/index.mdx",
                 "---\nid: OrderPlaced\nname: Order placed\nversion: 1.0.0\nschemaPath: schema.json\n---\ntext: [\n"}});
  CHECK(events(facts) ==
        "order publish OrderPlaced on  eventcatalog v=1.0.0 t=  at catalog/events/OrderPlaced/index.mdx:2\n");
  CHECK(facts.diagnostics.empty());
}
