#include "link/services/system.h"

#include <doctest/doctest.h>

#include "../tree.h"

namespace {

using onewriter::link::find_system;
using onewriter::link::System;
using onewriter::link_test::tree;

// All that a user would see of a system, a line each.
std::string shown(const System& system) {
  std::string out;
  for (const auto& d : system.services) out += d.fact.name + " (" + d.fact.kind + ") in '" + d.fact.root + "'\n";
  for (const auto& s : system.servers)
    out += "server " + s.name + ": " + s.engine + (s.database.empty() ? "" : " " + s.database) + "\n";
  for (const auto& t : system.territories) {
    if (!t.owners.library && !t.owners.infrastructure) continue;
    out += t.folder + (t.owners.infrastructure ? " set up a server" : " built in by");
    for (const auto& s : t.owners.services) out += " " + s;
    out += "\n";
  }
  return out;
}

constexpr const char* python = "import os\n";

}  // namespace

TEST_CASE("compose services are deployables, and what they run beside is a server") {
  const auto files = tree({{"docker-compose.yml", R"(
services:
  vote:
    build: ./vote
    environment: { OPTION_A: Cats }
  worker:
    build: { context: worker }
  db:
    image: postgres:15-alpine
    environment:
      POSTGRES_DB: votes
  redis:
    image: redis:alpine
  prometheus:
    image: prom/prometheus
  # old:
  #   build: ./old
)"},
                           {"docker-compose.images.yml",
                            "services:\n  vote:\n    image: org/app_vote\n  worker:\n    image: org/app_worker\n"},
                           {"vote/app.py", python},
                           {"vote/Dockerfile", "FROM python:3\n"},
                           {"worker/main.py", python},
                           {"worker/Dockerfile", "FROM python:3\n"},
                           {"old/app.py", python}});
  CHECK(shown(find_system(files)) ==
        "vote (service) in 'vote'\n"
        "worker (service) in 'worker'\n"
        "server db: postgresql votes\n"
        "server redis: redis\n");
}

TEST_CASE("prebuilt images find their folder, and the same service told by five files is one") {
  const auto files =
      tree({{"compose.yaml", "services:\n  customers-service:\n    image: shop/shop-customers-service:1\n"},
            {"k8s/customers.yaml", R"(
apiVersion: apps/v1
kind: Deployment
metadata: { name: customers-service }
spec:
  template:
    metadata: { labels: { app: customers } }
    spec:
      containers:
        - name: app
          image: registry.example.com/shop/shop-customers-service:2
)"},
            {"k8s/overlay/customers.yaml",
             "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: customers-service }\nspec: { template: { spec: "
             "{ containers: [ { name: app, image: shop/shop-customers-service } ] } } }\n"},
            {"skaffold.yaml",
             "apiVersion: skaffold/v4beta1\nkind: Config\nbuild:\n  artifacts:\n    - image: shop-customers-service\n  "
             "    context: shop-customers-service\n"},
            {"shop-customers-service/Dockerfile", "FROM eclipse-temurin:17\n"},
            {"shop-customers-service/pom.xml",
             "<project><artifactId>shop-customers-service</"
             "artifactId><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></"
             "build></project>"}});
  CHECK(shown(find_system(files)) == "customers-service (service) in 'shop-customers-service'\n");
}

TEST_CASE("without a deployment the build files tell what starts, and what is only built in") {
  const auto pom = [](const std::string& name, const std::string& more) {
    return "<project><artifactId>" + name + "</artifactId>" + more + "</project>";
  };
  const std::string boot =
      "<build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>";
  const std::string uses =
      "<dependencies><dependency><groupId>x</groupId><artifactId>mapper</artifactId></dependency></dependencies>";
  const auto files =
      tree({{"pom.xml", pom("parent", "<packaging>pom</packaging>")},
            {"admin/pom.xml", pom("admin", uses + boot)},
            {"portal/pom.xml", pom("portal", uses + boot)},
            {"mapper/pom.xml", pom("mapper", "")},
            {"mapper/src/main/java/Generator.java", "class Generator { public static void main(String[] args) {} }"}});
  CHECK(shown(find_system(files)) ==
        "admin (service) in 'admin'\n"
        "portal (service) in 'portal'\n"
        "mapper built in by admin portal\n");
  const System system = find_system(files);
  CHECK(system.services_of("mapper/src/main/java/Generator.java").services ==
        std::vector<std::string>{"admin", "portal"});
  CHECK(system.services_of("admin/src/main/java/A.java").services == std::vector<std::string>{"admin"});
  CHECK(system.services_of("README.md").services.empty());
}

TEST_CASE("a database image's folder is set-up, load generators and editions are no services of their own") {
  const auto files =
      tree({{"docker-compose.yml",
             "services:\n  orders: { build: orders }\n  mysql: { build: mysql }\n  load-gen: { build: load-gen }\n"},
            {"orders/server.js", "require('express')"},
            {"orders/package.json",
             R"({"name": "orders", "dependencies": {"express": "4"}, "scripts": {"start": "node server.js"}})"},
            {"mysql/Dockerfile", "FROM mysql:8\nENV MYSQL_DATABASE=shop\n"},
            {"mysql/scripts/1.sql", "create table t (id int)"},
            {"load-gen/gen.py", python},
            {"load-gen/Dockerfile", "FROM python:3\n"},
            {"src/Shop.DbMigrator/Program.cs", "class Program { static void Main() {} }"},
            {"src/Shop.DbMigrator/Dockerfile", "FROM dotnet\n"},
            {"monolith/package.json",
             R"({"name": "monolith", "dependencies": {"express": "4"}, "scripts": {"start": "node server.js"}})"}});
  CHECK(shown(find_system(files)) ==
        "Shop.DbMigrator (infrastructure) in 'src/Shop.DbMigrator'\n"
        "load-gen (loadgen) in 'load-gen'\n"
        "monolith (alternative) in 'monolith'\n"
        "mysql (infrastructure) in 'mysql'\n"
        "orders (service) in 'orders'\n"
        "server mysql: mysql shop\n"
        "mysql set up a server\n");
}

TEST_CASE("Gradle's scripts tell what is built in and which plugin makes an application") {
  const char* main = "@SpringBootApplication class App { public static void main(String[] a) {} }\n";
  const auto files = tree({{"build.gradle", "subprojects {\n  apply plugin: 'java'\n}\n"},
                           {"orders/orders-main/build.gradle",
                            "dependencies {\n  implementation project(\":orders:orders-domain\")\n"
                            "  testImplementation project(':fixtures')\n}\n"},
                           {"orders/orders-main/src/main/java/App.java", main},
                           {"orders/orders-domain/build.gradle.kts", "dependencies { api(project(\":money\")) }\n"},
                           {"orders/orders-domain/src/main/java/Order.java", "class Order {}\n"},
                           {"money/src/main/java/Money.java", "class Money {}\n"},
                           {"fixtures/src/main/java/Fixture.java", "class Fixture {}\n"},
                           {"heroes/build.gradle", "plugins {\n  id 'io.quarkus' version '3.8.1'\n}\n"},
                           {"heroes/src/main/java/Heroes.java", "class Heroes {}\n"}});
  CHECK(shown(find_system(files)) ==
        "heroes (service) in 'heroes'\n"
        "orders-main (service) in 'orders/orders-main'\n"
        "money built in by orders-main\n"
        "orders/orders-domain built in by orders-main\n");
}

TEST_CASE("what builds in services that are deployed by themselves runs instead of them") {
  const char* main = "@SpringBootApplication class App { public static void main(String[] a) {} }\n";
  auto pom = [](const std::string& name, const std::string& uses) {
    std::string text = "<project><artifactId>" + name + "</artifactId><dependencies>";
    for (const char* each : {"admin", "config"})
      if (uses.find(each) != std::string::npos)
        text += std::string("<dependency><artifactId>") + each + "</artifactId></dependency>";
    return text +
           "</dependencies><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin>"
           "</plugins></build></project>\n";
  };
  const auto files = tree({{"admin/pom.xml", pom("admin", "")},
                           {"admin/Dockerfile", "FROM eclipse-temurin:17\n"},
                           {"admin/src/main/java/App.java", main},
                           {"config/pom.xml", pom("config", "")},
                           {"config/Dockerfile", "FROM eclipse-temurin:17\n"},
                           {"config/src/main/java/App.java", main},
                           {"config/src/main/java/Registry.java", "@EnableEurekaServer class Registry {}\n"},
                           {"config/src/main/java/Api.java", "@RestController class Api {}\n"},
                           {"assembly/pom.xml", pom("assembly", "admin config")},
                           {"assembly/src/main/java/App.java", main}});
  CHECK(shown(find_system(files)) ==
        "admin (service) in 'admin'\n"
        "assembly (alternative) in 'assembly'\n"
        "config (service) in 'config'\n");
}

TEST_CASE("a tree with one entry and no deployment is one service") {
  const auto files = tree({{"manage.py", python}, {"requirements.txt", "django\n"}, {"shop/models.py", python}});
  CHECK(shown(find_system(files)) == "app (service) in ''\n");
}

TEST_CASE("code that nothing starts and nothing deploys is one service") {
  CHECK(shown(find_system(tree({{"lib/store.py", python}, {"README.md", "x"}}))) == "app (service) in ''\n");
  CHECK(shown(find_system(tree({{"package.json", R"({"name": "shop-store"})"}, {"lib/store.js", "x = 1\n"}}))) ==
        "shop-store (service) in ''\n");
  CHECK(shown(find_system(tree({{"db/1.sql", "CREATE TABLE a (id int);"}}))) == "");
}

TEST_CASE("services of a file that onewriter.yaml extends count too, and those of the file itself win") {
  const auto files = tree({{"onewriter.yaml", "extends: shared/base.yaml\nservices:\n  orders: code/orders\n"},
                           {"shared/base.yaml", "services:\n  orders: elsewhere\n  stock: code/stock\n"},
                           {"code/orders/a.py", python},
                           {"code/stock/a.py", python}});
  CHECK(shown(find_system(files)) == "orders (service) in 'code/orders'\nstock (service) in 'code/stock'\n");
}

TEST_CASE("what onewriter.yaml says of services wins") {
  const auto files = tree({{"onewriter.yaml", "services:\n  billing: src/bill/**\n  shop:\n    root: src/shop\n"},
                           {"docker-compose.yml", "services:\n  invoices: { build: src/bill }\n"},
                           {"src/bill/app.py", python},
                           {"src/shop/app.py", python}});
  CHECK(shown(find_system(files)) ==
        "billing (service) in 'src/bill'\n"
        "shop (service) in 'src/shop'\n");
}

TEST_CASE("an Aspire host names the projects and gives them their databases") {
  const auto files =
      tree({{"src/AppHost/Program.cs", R"(
var builder = DistributedApplication.CreateBuilder(args);
var pg = builder.AddPostgres("pg").WithLifetime(ContainerLifetime.Persistent);
var orders = pg.AddDatabase("orders");
builder.AddProject<Projects.Ordering_API>("ordering-api").WithReference(orders).WaitFor(pg);
builder.AddProject<Projects.OrderProcessor>("order-processor")
    .WithReference(orders);
builder.Build().Run();
)"},
            {"src/AppHost/AppHost.csproj",
             "<Project "
             "Sdk=\"Aspire.AppHost.Sdk/13.0\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>"},
            {"src/Ordering.API/Ordering.API.csproj",
             "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup><ProjectReference "
             "Include=\"..\\Ordering.Data\\Ordering.Data.csproj\" /></ItemGroup></Project>"},
            {"src/Ordering.Data/Ordering.Data.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />"},
            {"src/OrderProcessor/OrderProcessor.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Worker\" />"}});
  const System system = find_system(files);
  CHECK(shown(system) ==
        "order-processor (worker) in 'src/OrderProcessor'\n"
        "ordering-api (service) in 'src/Ordering.API'\n"
        "server pg: postgresql postgres\n"
        "src/Ordering.Data built in by ordering-api\n");
  REQUIRE(system.services[0].environments.size() == 1);
  const auto& settings = system.services[0].environments[0].settings;
  REQUIRE(settings.size() == 1);
  CHECK(settings[0].name + "=" + settings[0].value == "ConnectionStrings__orders=postgresql://pg/orders");
  CHECK(settings[0].place.line == 7);
}

TEST_CASE("Helm templates are read through the values of their chart") {
  const auto files =
      tree({{"charts/shop/Chart.yaml", "name: shop\n"},
            {"charts/shop/values.yaml", "image: { repository: org/orders }\ndb: { host: pg, name: orders }\n"},
            {"charts/shop/templates/orders.yaml", R"(
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-orders
spec:
  template:
    spec:
      containers:
        - name: app
          image: "{{ .Values.image.repository }}:{{ .Chart.AppVersion }}"
          env:
            - name: DATABASE_URL
              value: postgres://{{ .Values.db.host }}/{{ .Values.db.name | default "x" }}
{{- if .Values.tls }}
            - name: TLS
              value: "1"
{{- end }}
)"},
            {"orders/main.py", python},
            {"orders/Dockerfile", "FROM python\n"}});
  const System system = find_system(files);
  CHECK(shown(system) == "orders (service) in 'orders'\n");
  REQUIRE(system.services[0].environments.size() == 1);
  CHECK(system.services[0].environments[0].settings[0].value == "postgres://pg/orders");
}

TEST_CASE("a Go command builds in the internal packages that it imports, and no others") {
  const std::string main =
      "package main\nimport \"example.com/shop/internal/NAME/store\"\nfunc main() { store.Open() }\n";
  auto of = [&](const std::string& name) {
    std::string text = main;
    return text.replace(text.find("NAME"), 4, name);
  };
  const auto files = tree({{"docker-compose.yml",
                            "services:\n  orders: { build: { context: ., dockerfile: docker/Dockerfile-orders } }\n  "
                            "users: { build: { context: ., dockerfile: docker/Dockerfile-users } }\n"},
                           {"cmd/orders/main.go", of("orders")},
                           {"cmd/users/main.go", of("users")},
                           {"internal/orders/store/store.go", "package store\nimport \"example.com/shop/pkg/log\"\n"},
                           {"internal/users/store/store.go", "package store\nimport \"example.com/shop/pkg/log\"\n"},
                           {"pkg/log/log.go", "package log\n"}});
  CHECK(shown(find_system(files)) ==
        "orders (service) in 'cmd/orders'\n"
        "users (service) in 'cmd/users'\n"
        "internal/orders/store built in by orders\n"
        "internal/users/store built in by users\n"
        "pkg/log built in by orders users\n");
}

TEST_CASE("values that refer to themselves are left alone") {
  const auto files = tree(
      {{"c/Chart.yaml", "name: c\n"},
       {"c/values.yaml", "a: '{{ tpl .Values.a . }}{{ tpl .Values.a . }}'\n"},
       {"c/templates/x.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec: { template: { spec: { containers: [ { "
        "name: x, image: '{{ tpl .Values.a . }}' } ] } } }\n"},
       {".env", "A=${B}${B}\nB=${A}${A}\n"},
       {"docker-compose.yml", "services:\n  y: { build: y, environment: { DATABASE_URL: 'postgres://${A}/x' } }\n"},
       {"y/app.py", python}});
  CHECK(shown(find_system(files)) == "y (service) in 'y'\n");
}

TEST_CASE("a NestJS monorepo's root starts nothing, and those that import its libraries build them in") {
  const std::string package =
      R"({"name": "shop", "scripts": {"start": "nest start"}, "dependencies": {"@nestjs/core": "11"}})";
  const auto files = tree({{"package.json", package},
                           {"nest-cli.json", R"({"monorepo": true, "projects": {
                              "orders": {"type": "application", "root": "apps/orders"},
                              "gateway": {"type": "application", "root": "apps/gateway"},
                              "stock": {"type": "library", "root": "libs/stock"},
                              "shared": {"type": "library", "root": "libs/shared"}}})"},
                           {"tsconfig.json", R"({"compilerOptions": {"paths": {
                              "@shop/stock": ["libs/stock/src"], "@shop/shared/*": ["libs/shared/src/*"]}}})"},
                           // A copy, whose folders are not there.
                           {"apps/nest-cli.json", R"({"monorepo": true, "projects": {
                              "orders": {"type": "application", "root": "apps/orders"}}})"},
                           {"apps/orders/src/main.ts", "import { Stock } from '@shop/stock';\n"},
                           {"apps/gateway/src/main.ts", "import { Stockings } from '@shop/stockings';\n"},
                           {"libs/stock/src/index.ts", "import { log } from '@shop/shared/log';\n"},
                           {"libs/shared/src/log.ts", "export const log = 1;\n"}});
  CHECK(shown(find_system(files)) ==
        "gateway (service) in 'apps/gateway'\n"
        "orders (service) in 'apps/orders'\n"
        "libs/shared built in by orders\n"
        "libs/stock built in by orders\n");
}

TEST_CASE("a Dockerfile that copies what lies above its folder builds that folder") {
  const auto files = tree({{"docker/Dockerfile", "FROM python\nCOPY requirements.txt ./\nCOPY . /app\n"},
                           {"docker/config.py", python},
                           {"requirements.txt", "django\n"},
                           {"manage.py", python},
                           {"orders/models.py", python}});
  CHECK(shown(find_system(files)) == "app (service) in ''\n");
  const auto own = tree({{"requirements.txt", "django\n"},
                         {"orders/Dockerfile", "FROM python\nCOPY --from=build requirements.txt ./\nCOPY app.py ./\n"},
                         {"orders/app.py", python},
                         {"stock/Dockerfile", "FROM python\nCOPY app.py ./\n"},
                         {"stock/app.py", python}});
  CHECK(shown(find_system(own)) == "orders (service) in 'orders'\nstock (service) in 'stock'\n");
}

TEST_CASE("an image of a package that is built outside of it runs the application it is named after") {
  const auto pom = [](const std::string& name) {
    return "<project><artifactId>" + name +
           "</artifactId><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins>"
           "</build></project>";
  };
  CHECK(shown(find_system(
            tree({{"docker-compose.yml", "services:\n  shop:\n    build: docker/shop\n"},
                  {"docker/shop/Dockerfile", "FROM eclipse-temurin\nCOPY shop.jar shop.jar\nCMD java -jar shop.jar\n"},
                  {"shop-all/pom.xml", pom("shop-all")},
                  {"shop-all/src/main/java/A.java", "class A { public static void main(String[] args) {} }"},
                  {"shop-all-war/pom.xml", pom("shop-all-war")},
                  {"shop-all-war/src/main/java/B.java", "class B { public static void main(String[] args) {} }"},
                  {"mail/pom.xml", pom("mail")},
                  {"mail/src/main/java/C.java", "class C { public static void main(String[] args) {} }"}}))) ==
        "mail (service) in 'mail'\n"
        "shop (service) in 'shop-all'\n"
        "shop-all-war (alternative) in 'shop-all-war'\n");
}

TEST_CASE("a build context that starts by itself is no command below it whose folder is called like the service") {
  CHECK(shown(find_system(tree({{"auth/docker-compose.yml", "services:\n  auth:\n    build: .\n"},
                                {"auth/Dockerfile",
                                 "FROM golang\nRUN go install github.com/golang/protobuf/cmd/protoc-gen-go@latest\n"
                                 "COPY . .\nRUN go build -o main ./\n"},
                                {"auth/go.mod", "module shop/auth\n"},
                                {"auth/main.go", "package main\nfunc main() {}\n"},
                                {"auth/cmd/generate.go", "package main\nfunc main() {}\n"},
                                {"auth/cmd/seed/main.go", "package main\nfunc main() {}\n"}}))) ==
        "auth (service) in 'auth'\n");
}

TEST_CASE("commands that lie deep below the folder of their service are found by its name") {
  CHECK(shown(find_system(tree({{"docker-compose.yml",
                                 "services:\n  orders-service: { image: shop/orders-service }\n"
                                 "  stock-service: { image: shop/stock-service }\n"},
                                {"go.mod", "module shop\n"},
                                {"api/orders/v1/orders.pb.go", "package v1\n"},
                                {"api/stock/v1/stock.pb.go", "package v1\n"},
                                {"app/orders/service/cmd/server/main.go", "package main\nfunc main() {}\n"},
                                {"app/stock/service/cmd/server/main.go", "package main\nfunc main() {}\n"}}))) ==
        "orders-service (service) in 'app/orders'\n"
        "stock-service (service) in 'app/stock'\n");
}

TEST_CASE("a service whose image builds the page that it hands out is not the page") {
  const auto files =
      tree({{"Dockerfile", "FROM node:20\nCOPY . /shop\nRUN cd public/app && npm i\nCMD [\"npm\", \"start\"]\n"},
            {"package.json",
             R"({"name": "shop", "scripts": {"start": "node dist/index"}, "dependencies": {"express": "4"}})"},
            {"src/index.ts", "import express from 'express'\n"},
            {"public/app/package.json", R"({"name": "app", "scripts": {"start": "react-scripts start"},
                                       "dependencies": {"react": "18", "react-scripts": "5"}})"},
            {"public/app/src/App.js", "import React from 'react'\n"}});
  CHECK(shown(find_system(files)) == "public (frontend) in 'public/app'\nshop (service) in ''\n");
}

TEST_CASE("what compose and Kubernetes call the same is one, though one means a folder inside of the other's") {
  const auto files = tree({{"docker-compose.yml", R"(
services:
  appointments-service:
    build: ./services/appointments
  patients-service:
    build: ./services/patients
)"},
                           {"k8s/appointments.yaml", R"(
apiVersion: apps/v1
kind: Deployment
metadata: { name: appointments-service }
spec: { template: { spec: { containers: [{ name: app, image: registry/med-appointments }] } } }
)"},
                           {"services/appointments/Dockerfile", "FROM python:3\nCOPY app/ .\nCMD python main.py\n"},
                           {"services/appointments/app/pyproject.toml", "[project]\n"},
                           {"services/appointments/app/main.py", "from fastapi import FastAPI\napp = FastAPI()\n"},
                           {"services/patients/Dockerfile", "FROM python:3\nCOPY . .\n"},
                           {"services/patients/main.py", "from fastapi import FastAPI\napp = FastAPI()\n"}});
  CHECK(shown(find_system(files)) ==
        "appointments-service (service) in 'services/appointments'\n"
        "patients-service (service) in 'services/patients'\n");
}
