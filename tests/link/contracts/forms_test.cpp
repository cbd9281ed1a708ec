// What is wrong with documents that parse: the faults that no reader of OpenAPI or AsyncAPI can get over.

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/contracts/contracts.h"

using namespace onewriter;

namespace {

std::string errors_of(const std::string& name, const std::string& text) {
  const auto files = link_test::tree({{"compose.yaml", "services:\n  order:\n    build: ./order\n"},
                                      {"order/Dockerfile", "FROM scratch\nCMD [\"app\"]\n"},
                                      {"order/" + name, text}});
  facts::Facts facts;
  link::tell_contracts(link::find_system(files), files, facts);
  std::string out;
  for (const facts::ContractError& e : facts.contract_errors)
    out += std::to_string(e.place.line) + " " + e.message + "\n";
  for (const facts::Diagnostic& d : facts.diagnostics) out += "note " + d.message + "\n";
  return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

const std::string orders =
    "openapi: 3.0.3\n"
    "info: {title: Orders, version: 1.0.0}\n"
    "servers: [{url: 'https://shop.example/v1'}]\n"
    "paths:\n"
    "  /orders:\n"
    "    get:\n"
    "      parameters: [{name: limit, in: query, schema: {type: integer}}]\n"
    "      responses: {'200': {description: ok}}\n"
    "    post:\n"
    "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}\n"
    "      responses: {'201': {description: made}}\n"
    "      security: [{key: []}]\n"
    "  /orders/{id}:\n"
    "    parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n"
    "    get: {responses: {'200': {description: ok}}}\n"
    "components:\n"
    "  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}\n"
    "  schemas:\n"
    "    Order: {type: object, required: [id], properties: {id: {type: string}, lines: {type: array, items: {}}}}\n";

// The faults of the document about orders with one text of it replaced.
std::string with(const std::string& what, const std::string& other) {
  return errors_of("openapi.yaml", replaced(orders, what, other));
}

const std::string placed =
    "asyncapi: 3.0.0\n"
    "info: {title: Orders, version: 1.0.0}\n"
    "channels:\n"
    "  orders:\n"
    "    address: orders\n"
    "    messages: {Placed: {payload: {type: object, properties: {id: {type: string}, version: {}}}}}\n"
    "  other:\n"
    "    messages: {Gone: {payload: {type: object, properties: {version: {}}}}}\n"
    "operations:\n"
    "  place:\n"
    "    action: send\n"
    "    channel: {$ref: '#/channels/orders'}\n"
    "    messages: [{$ref: '#/channels/orders/messages/Placed'}]\n";

std::string with_event(const std::string& what, const std::string& other) {
  return errors_of("asyncapi.yaml", replaced(placed, what, other));
}

}  // namespace

TEST_CASE("whole documents have no faults") {
  CHECK(errors_of("openapi.yaml", orders) == "");
  CHECK(errors_of("asyncapi.yaml", placed) == "");
  CHECK(errors_of("openapi.yaml",
                  "openapi: 3.2.0\ninfo: {title: O, version: '1'}\npaths:\n  /orders:\n    query: {responses: {}}\n"
                  "    additionalOperations: {COPY: {responses: {}}}\n"
                  "components: {schemas: {A: {type: [string, 'null'], items: true}, B: {type: array}}}\n") == "");
  CHECK(errors_of(
            "swagger.json",
            "{\"swagger\": \"2.0\", \"info\": {\"title\": \"O\", \"version\": \"1\"}, \"paths\": {\"/a\": {\"post\": "
            "{\"parameters\": [{\"name\": \"b\", \"in\": \"body\", \"schema\": {}}, {\"name\": \"f\", \"in\": "
            "\"formData\", \"type\": \"file\"}], \"responses\": {\"200\": {\"description\": \"ok\"}}}}}}") == "");
}

TEST_CASE("parameters of an OpenAPI document that cannot be sent are told") {
  CHECK(with("in: query", "in: body") == "7 there is no place \"body\" for a parameter\n");
  CHECK(with("in: query, schema: {type: integer}", "in: query") == "7 the parameter \"limit\" has no `schema`\n");
  CHECK(with("{name: limit, in: query, schema: {type: integer}}",
             "{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}") ==
        "7 the query parameter \"a\" is given twice\n");
  CHECK(with("required: true, ", "") == "14 the path parameter \"id\" is not `required: true`\n");
  CHECK(with("    parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n", "") ==
        "14 \"get /orders/{id}\" declares no path parameter \"id\"\n");
  CHECK(with("/orders/{id}:", "/order:") == "15 \"get /order\" has no {id} in its path\n");
}

TEST_CASE("paths, bodies, security and servers of an OpenAPI document that lead nowhere are told") {
  CHECK(with("components:\n",
             "  /orders/{name}:\n    parameters: [{name: name, in: path, required: true, schema: {}}]\n"
             "components:\n") == "16 the path \"/orders/{name}\" is the same as \"/orders/{id}\"\n");
  CHECK(with("requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}",
             "requestBody: {required: true}") == "10 the `requestBody` of \"post /orders\" has no `content`\n");
  CHECK(with("security: [{key: []}]", "security: [{token: []}]") == "12 there is no security scheme \"token\"\n");
  CHECK(with("type: apiKey, ", "") == "17 the security scheme \"key\" has no `type`\n");
  CHECK(with("{url: 'https://shop.example/v1'}", "{description: test}") == "3 a server without `url`\n");
}

TEST_CASE("schemas that say what there is not are told") {
  CHECK(with("Order: {type: object", "Order: {type: objct") == "19 there is no type \"objct\"\n");
  CHECK(with("required: [id]", "required: true") == "19 `required` of a schema is no list\n");
  CHECK(with("id: {type: string}, lines", "id: {enum: a}, lines") == "19 `enum` of a schema is no list\n");
  CHECK(with(", items: {}", "") == "19 an array without `items`\n");
}

TEST_CASE("words of another version of OpenAPI are told") {
  CHECK(
      errors_of("openapi.yaml",
                "swagger: '2.0'\ninfo: {title: O, version: '1'}\npaths:\n  /a:\n    post:\n      requestBody: {}\n"
                "      parameters:\n      - {name: a, in: body, schema: {}}\n      - {name: b, in: body, schema: {}}\n"
                "      - {name: c, in: cookie, type: string}\n      - {name: d, in: query}\n"
                "      responses: {'200': {description: ok}}\n") ==
      "6 \"post /a\" has a `requestBody`, which OpenAPI 2.0 does not know\n"
      "9 there are two parameters in the body\n"
      "10 there is no place \"cookie\" for a parameter\n"
      "11 the parameter \"d\" has no `type`\n");
}

TEST_CASE("operations of AsyncAPI 3 that do not fit their channels are told") {
  CHECK(with_event("channel: {$ref: '#/channels/orders'}", "channel: {address: orders}") ==
        "12 the operation \"place\" describes its channel instead of referring to it\n");
  CHECK(with_event("[{$ref: '#/channels/orders/messages/Placed'}]", "[{$ref: '#/channels/other/messages/Gone'}]") ==
        "13 the operation \"place\" has a message that is none of its channel's\n");
  CHECK(with_event("address: orders", "address: 'orders/{id}'") ==
        "4 the channel \"orders\" declares no parameter \"id\"\n");
  CHECK(with_event("payload: {type: object", "payload: {type: objct") == "6 there is no type \"objct\"\n");
  CHECK(with_event("payload: {type: object, properties: {id: {type: string}, version: {}}}",
                   "payload: {schemaFormat: application/vnd.apache.avro, schema: {type: record}}") == "");
}

TEST_CASE("channels of AsyncAPI 2 that are none are told") {
  CHECK(errors_of(
            "asyncapi.yaml",
            "asyncapi: 2.6.0\ninfo: {title: O, version: '1'}\nchannels:\n  orders:\n    servers: [prod]\n    send: {}\n"
            "    subscribe: {operationId: a, message: {payload: {type: objct}}}\n"
            "  'gone/{id}':\n    publish: {operationId: a, message: {payload: {type: object}}}\n") ==
        "5 the channel \"orders\" names a server \"prod\", which is not there\n"
        "6 \"send\" is nothing that a channel has\n"
        "7 there is no type \"objct\"\n"
        "8 the channel \"gone/{id}\" declares no parameter \"id\"\n"
        "9 the operation id \"a\" is given twice\n");
}

TEST_CASE("a root's word is a misspelling only where it is long and near to one that the document lacks") {
  const std::string rest = "info: {title: Orders, version: 1.0.0}\n";
  const std::string swagger = "swagger: '2.0'\n" + rest + "paths: {}\n";
  const std::string asyncapi = "asyncapi: 3.0.0\n" + rest;
  CHECK(errors_of("asyncapi.yaml", asyncapi + "ip: &ip {type: string}\n") == "");
  CHECK(errors_of("openapi.yaml", swagger + "schemas: {id: &id {type: string}}\n") == "");
  CHECK(errors_of("openapi.yaml", swagger + "chemise: {}\ndefnitoins: {}\n") ==
        "5 \"defnitoins\" is nothing that a document has; did you mean `definitions`?\n");
  CHECK(errors_of("openapi.yaml", swagger + "definition: {}\ndefinitions: {}\n") == "");
  CHECK(errors_of("openapi.yaml", swagger + "schemess: [https]\n") ==
        "4 \"schemess\" is nothing that a document has; did you mean `schemes`?\n");
}
