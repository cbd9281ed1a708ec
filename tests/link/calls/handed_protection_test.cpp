#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

std::string calls_of(const std::vector<std::pair<std::string, std::string>>& order) {
  std::vector<std::pair<std::string, std::string>> texts = {
      {"compose.yaml", "services:\n  order:\n    build: ./order\n  stock:\n    build: ./stock\n"},
      {"stock/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"app.py\"]\n"},
      {"stock/app.py", "print(1)\n"},
      {"order/Dockerfile", "FROM alpine\nCMD [\"/order\"]\n"}};
  for (const auto& [name, text] : order) texts.push_back({"order/" + name, text});
  std::string out;
  for (const facts::ServiceCall& c : link::link(link_test::tree(std::move(texts)), {}).service_calls)
    out += c.to + " " + c.operation + " " + c.function + " timeout='" + c.timeout + "' " + c.protection + "\n";
  return out;
}

std::string in_node(const std::string& code) {
  return calls_of({{"package.json", "{\"dependencies\": {\"axios\": \"1\", \"opossum\": \"8\"}}"},
                   {"levels.js",
                    "const axios = require('axios');\nconst CircuitBreaker = require('opossum');\n"
                    "async function level(id) { return axios.get(`http://stock/levels/${id}`); }\n"
                    "async function other() { return axios.get('http://stock/others'); }\n" +
                        code}});
}

}  // namespace

TEST_CASE("a breaker protects the function that it is handed by name, and no other") {
  CHECK(in_node("module.exports = new CircuitBreaker(level, { timeout: 3000 });\n") ==
        "stock GET /levels/{} level timeout='3000' breaker\nstock GET /others other timeout='' \n");
  CHECK(in_node("module.exports = level;\n") ==
        "stock GET /levels/{} level timeout='' \nstock GET /others other timeout='' \n");
}

TEST_CASE("what a method behind a call says of its failure guards it") {
  CHECK(
      in_node("const all = () => axios.get('http://stock/all').then((r) => r.data).catch(() => []);\n") ==
      "stock GET /levels/{} level timeout='' \nstock GET /others other timeout='' \nstock GET /all  timeout='' try\n");
  // A word of another language's library.
  CHECK(in_node("const all = () => axios.get('http://stock/all').recover(() => []);\n") ==
        "stock GET /levels/{} level timeout='' \nstock GET /others other timeout='' \nstock GET /all  timeout='' \n");
}

TEST_CASE("a limit on a library's requests holds for no other library's") {
  CHECK(calls_of({{"pom.xml", "<project><artifactId>order</artifactId></project>\n"},
                  {"src/main/java/shop/Levels.java",
                   "package shop;\nimport java.net.URI;\nimport java.net.http.HttpRequest;\n"
                   "import org.springframework.boot.web.client.RestTemplateBuilder;\n"
                   "import org.springframework.web.client.RestTemplate;\nclass Levels {\n"
                   "  RestTemplate made(RestTemplateBuilder b) { return b.setReadTimeout(two()).build(); }\n"
                   "  String all(RestTemplate rest) { return rest.getForObject(\"http://stock/all\", String.class); }\n"
                   "  HttpRequest one() { return HttpRequest.newBuilder(URI.create(\"http://stock/one\")).build(); }\n"
                   "}\n"}}) == "stock GET /all Levels.all timeout='yes' \nstock GET /one Levels.one timeout='' \n");
}

TEST_CASE("a section's key is asked for with a colon, and no default begins there") {
  CHECK(calls_of({{"order.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>\n"},
                  {"appsettings.json", "{\"Stock\": {\"Url\": \"http://stock\"}}\n"},
                  {"Levels.cs",
                   "using System.Net.Http;\nusing Microsoft.Extensions.Configuration;\n"
                   "class Levels(HttpClient http, IConfiguration configuration) {\n"
                   "  public Task<string> All() => http.GetStringAsync(configuration[\"Stock:Url\"] + \"/levels\");\n"
                   "}\n"}}) == "stock GET /levels Levels.All timeout='100s' \n");
}
