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
  for (const auto& [name, text] : order) texts.push_back({name.starts_with("stock/") ? name : "order/" + name, text});
  std::string out;
  for (const facts::ServiceCall& c : link::link(link_test::tree(std::move(texts)), {}).service_calls)
    out += c.to + " " + c.operation + " " + c.function + " timeout='" + c.timeout + "' " + c.protection + "\n";
  return out;
}

// A named client of .NET, registered with that behind it, and one that is not registered.
std::string named_client(const std::string& policy) {
  return calls_of({{"order.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>\n"},
                   {"Program.cs",
                    "var builder = WebApplication.CreateBuilder(args);\n"
                    "builder.Services.AddHttpClient(\"warehouse\", c => c.BaseAddress = new Uri(\"http://stock\"))" +
                        policy +
                        ";\n"
                        "var app = builder.Build();\n"
                        "app.MapGet(\"/levels\", (Levels levels) => levels.All() + levels.Other());\n"},
                   {"Levels.cs",
                    "using System.Net.Http;\nclass Levels {\n  private readonly IHttpClientFactory factory;\n"
                    "  public Task<string> All() {\n    var client = factory.CreateClient(\"warehouse\");\n"
                    "    return client.GetStringAsync(\"/levels\");\n  }\n"
                    "  public Task<string> Other() {\n    var client = factory.CreateClient(\"elsewhere\");\n"
                    "    return client.GetStringAsync(\"/levels\");\n  }\n}\n"}});
}

// A generated gRPC client of .NET, registered with that behind it, and asked with that.
std::string grpc_client(const std::string& registered, const std::string& asked) {
  return calls_of(
      {{"order.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>\n"},
       {"Program.cs",
        "using Grpc.Core;\nvar builder = WebApplication.CreateBuilder(args);\n"
        "builder.Services.AddGrpcClient<Stock.StockClient>(o => o.Address = new Uri(\"http://stock\"))" +
            registered + ";\nvar app = builder.Build();\napp.MapGet(\"/levels\", (Levels levels) => levels.All());\n"},
       {"Levels.cs",
        "using Grpc.Core;\nclass Levels {\n  private readonly Stock.StockClient client;\n"
        "  public Levels(Stock.StockClient client) { this.client = client; }\n"
        "  public Level All() => client.GetLevel(new Sku()" +
            asked + ");\n}\n"}});
}

// What order does with the client of a broker, whose requests stock answers.
std::string message_client(const std::string& asked) {
  return calls_of({{"package.json", "{\"dependencies\": {\"@nestjs/microservices\": \"10\"}}"},
                   {"levels.ts",
                    "import { ClientProxy } from \"@nestjs/microservices\";\nimport { timeout } from \"rxjs\";\n"
                    "export class Levels {\n  constructor(private readonly client: ClientProxy) {}\n"
                    "  all() { return this.client." +
                        asked + "; }\n}\n"},
                   {"stock/package.json", "{\"dependencies\": {\"@nestjs/microservices\": \"10\"}}"},
                   {"stock/stock.ts",
                    "import { MessagePattern } from \"@nestjs/microservices\";\nexport class Stock {\n"
                    "  @MessagePattern({ cmd: \"level_of\" })\n  level() { return 1; }\n}\n"}});
}

// A Feign client with a fallback, under that setting.
std::string feign_client(const std::string& setting) {
  return calls_of(
      {{"pom.xml", "<project><artifactId>order</artifactId></project>\n"},
       {"src/main/resources/application.properties", setting},
       {"src/main/java/shop/Stock.java",
        "package shop;\nimport org.springframework.cloud.openfeign.FeignClient;\n"
        "import org.springframework.web.bind.annotation.GetMapping;\n"
        "@FeignClient(name = \"stock\", fallback = NoStock.class)\ninterface Stock {\n"
        "  @GetMapping(\"/levels\") String levels();\n}\n"},
       {"src/main/java/shop/Orders.java",
        "package shop;\nclass Orders {\n  private Stock stock;\n  String all() { return stock.levels(); }\n}\n"}});
}

}  // namespace

TEST_CASE("a client that is made by its name asks where it was told to, under the policies of its registration") {
  CHECK(named_client("") == "stock GET /levels Levels.All timeout='100s' \n");
  CHECK(named_client(".AddPolicyHandler(Policies.Breaker())") ==
        "stock GET /levels Levels.All timeout='100s' breaker retry\n");
  CHECK(named_client(".AddStandardResilienceHandler()") ==
        "stock GET /levels Levels.All timeout='100s' breaker retry\n");
}

TEST_CASE("a fallback that a setting switches off is none, and one that it switches on comes with a breaker") {
  CHECK(feign_client("") == "stock GET /levels Orders.all timeout='60s' fallback\n");
  CHECK(feign_client("spring.cloud.openfeign.circuitbreaker.enabled=true\n") ==
        "stock GET /levels Orders.all timeout='60s' breaker fallback\n");
  CHECK(feign_client("feign.hystrix.enabled=false\n") == "stock GET /levels Orders.all timeout='60s' \n");
}

TEST_CASE("a time limit that says never is none") {
  const std::string head = "import requests\n";
  CHECK(calls_of({{"app.py", head + "requests.get('http://stock/levels', timeout=None)\n"}}) ==
        "stock GET /levels  timeout='' \n");
  CHECK(calls_of({{"app.py", head + "requests.get('http://stock/levels', timeout=2)\n"}}) ==
        "stock GET /levels  timeout='2' \n");
  CHECK(calls_of({{"app.py", "import httpx\nhttpx.get('http://stock/levels')\n"}}) ==
        "stock GET /levels  timeout='5s' \n");
  CHECK(calls_of({{"app.py", "import httpx\nhttpx.get('http://stock/levels', timeout=None)\n"}}) ==
        "stock GET /levels  timeout='' \n");
}

TEST_CASE("an injected gRPC client asks whom its class is registered for, under the deadlines of both") {
  CHECK(grpc_client("", "") == "stock GetLevel Levels.All timeout='' \n");
  CHECK(grpc_client("", ", deadline: DateTime.UtcNow.AddSeconds(2)") ==
        "stock GetLevel Levels.All timeout='DateTime.UtcNow.AddSeconds()' \n");
  CHECK(grpc_client(".EnableCallContextPropagation()", "") == "stock GetLevel Levels.All timeout='the caller's' \n");
}

TEST_CASE("a request over a broker asks the one service that answers it") {
  CHECK(message_client("send({ cmd: \"level_of\" }, 1)") == "stock level_of Levels.all timeout='' \n");
  CHECK(message_client("send({ cmd: \"level_of\" }, 1).pipe(timeout(500))") ==
        "stock level_of Levels.all timeout='500' \n");
  CHECK(message_client("send({ cmd: \"another\" }, 1)") == "");
  CHECK(message_client("emit(\"level_of\", 1)") == "");
}
