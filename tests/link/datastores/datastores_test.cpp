#include "link/datastores/datastores.h"

#include <doctest/doctest.h>

#include "../tree.h"

namespace {

using onewriter::link::Datastores;
using onewriter::link_test::tree;

std::string stores_of(std::vector<std::pair<std::string, std::string>> texts,
                      const onewriter::link::Observations& seen = {}) {
  const auto files = tree(std::move(texts));
  const onewriter::link::System system = onewriter::link::find_system(files);
  const Datastores found =
      onewriter::link::find_datastores(system, seen, onewriter::link::SettingsFiles(system, files), files);
  std::string out;
  for (const auto& [service, uses] : found.uses)
    for (const auto& u : uses) {
      const auto& s = found.stores[u.store];
      out += service + " -> " + s.fact.id + " " + s.fact.engine + (s.own ? " own" : "") +
             (u.role.empty() ? "" : " " + u.role) + " " + std::string(onewriter::facts::to_string(u.confidence)) + "\n";
    }
  return out;
}

constexpr const char* python = "import os\n";

}  // namespace

TEST_CASE("one database told by URL, by parts and by keywords is one datastore") {
  CHECK(stores_of({{"docker-compose.yml", R"(
services:
  a:
    build: a
    environment:
      DATABASE_URL: postgres://app:pw@db:5432/shop
  b:
    build: b
    environment:
      - DB_HOST=db
      - DB_PORT=5432
      - DB_NAME=shop
      - DB_USER=app
  c:
    build: c
    environment:
      ConnectionStrings__Shop: "Host=database;Database=shop;Username=app;Password=x"
  d:
    build: d
    environment: { PGHOST: db, PGUSER: shop }
  db:
    image: postgres
    networks: { default: { aliases: [database] } }
)"},
                   {"a/app.py", python},
                   {"b/app.py", python},
                   {"c/app.py", python},
                   {"d/app.py", python}}) ==
        "a -> db/shop postgresql certain\n"
        "b -> db/shop postgresql certain\n"
        "c -> db/shop postgresql certain\n"
        "d -> db/shop postgresql certain\n");
}

TEST_CASE("two databases on one server, a schema per service, and one name on two hosts are told apart") {
  CHECK(stores_of({{"docker-compose.yml", R"(
services:
  a: { build: a, environment: { DATABASE_URL: "mysql://db/orders" } }
  b: { build: b, environment: { DATABASE_URL: "mysql://db/users" } }
  c: { build: c, environment: { SPRING_DATASOURCE_URL: "jdbc:postgresql://pg/all?currentSchema=c" } }
  d: { build: d, environment: { SPRING_DATASOURCE_URL: "jdbc:postgresql://pg/all?currentSchema=d" } }
  e: { build: e, environment: { MONGO_URL: "mongodb://m1/app" } }
  f: { build: f, environment: { MONGO_URL: "mongodb://m2/app" } }
)"},
                   {"a/app.py", python},
                   {"b/app.py", python},
                   {"c/app.py", python},
                   {"d/app.py", python},
                   {"e/app.py", python},
                   {"f/app.py", python}}) ==
        "a -> db/orders mysql certain\n"
        "b -> db/users mysql certain\n"
        "c -> pg/all/c postgresql certain\n"
        "d -> pg/all/d postgresql certain\n"
        "e -> m1/app mongodb certain\n"
        "f -> m2/app mongodb certain\n");
}

TEST_CASE("production settings win over development, and a database in memory is nobody else's") {
  CHECK(stores_of(
            {{"docker-compose.yml", "services:\n  a: { build: a }\n  b: { build: b }\n  mysql: { image: 'mysql:8' }\n"},
             {"a/main.py", python},
             {"a/src/main/resources/application.yml",
              "spring:\n  profiles: { active: dev }\n  application: { name: a }\n"},
             {"a/src/main/resources/application-dev.yml",
              "spring:\n  datasource: { url: 'jdbc:mysql://localhost:3306/mall' }\n"},
             {"a/src/main/resources/application-prod.yml",
              "spring:\n  datasource: { url: 'jdbc:mysql://${DB:mysql}:3306/shop' }\n"},
             {"b/main.py", python},
             {"b/src/main/resources/application.properties",
              "spring.datasource.url=jdbc:h2:mem:testdb\nspring.datasource.username=sa\n"},
             {"b/src/test/resources/application.properties", "spring.datasource.url=jdbc:mysql://mysql/shop\n"}}) ==
        "a -> mysql/shop mysql likely\n"
        "b -> b/testdb h2 own certain\n");
}

TEST_CASE("Kubernetes services get their database through ConfigMaps, Secrets and service names") {
  const std::string deployment = R"(
apiVersion: apps/v1
kind: Deployment
metadata: { name: NAME }
spec:
  template:
    spec:
      containers:
        - name: app
          image: org/NAME
          envFrom: [ { configMapRef: { name: db-config } } ]
          env:
            - name: REDIS_URL
              valueFrom: { secretKeyRef: { name: cache, key: url } }
)";
  auto of = [&](std::string name) {
    std::string text = deployment;
    for (std::size_t at = text.find("NAME"); at != std::string::npos; at = text.find("NAME")) text.replace(at, 4, name);
    return text;
  };
  CHECK(stores_of({{"k8s/a.yaml", of("a")},
                   {"k8s/b.yaml", of("b")},
                   {"k8s/db.yaml", R"(
apiVersion: v1
kind: ConfigMap
metadata: { name: db-config }
data: { SPRING_DATASOURCE_URL: "jdbc:postgresql://orders-db.shop.svc.cluster.local:5432/orders" }
---
apiVersion: v1
kind: Service
metadata: { name: orders-db }
spec: { selector: { app: pg } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: pg }
spec: { template: { metadata: { labels: { app: pg } }, spec: { containers: [ { name: pg, image: "postgres:16" } ] } } }
)"},
                   {"a/app.py", python},
                   {"a/Dockerfile", "FROM python"},
                   {"b/app.py", python},
                   {"b/Dockerfile", "FROM python"}}) ==
        "a -> orders-db/orders postgresql certain\n"
        "a -> secret/cache/url redis likely\n"
        "b -> orders-db/orders postgresql certain\n"
        "b -> secret/cache/url redis likely\n");
}

TEST_CASE("of one file of variables for all services, those whose code is at no such database are told in passing") {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"docker-compose.yml",
       "services:\n  orders: { build: orders, env_file: all.env }\n  users: { build: users, env_file: all.env }\n"
       "  mysql: { image: 'mysql:8' }\n"},
      {"all.env", "MYSQL_HOST=mysql\nMYSQL_DATABASE=shop\n"},
      {"orders/main.py", python},
      {"users/main.py", python}};
  const auto seen = [](const char* file, const char* family) {
    onewriter::link::Observation o;
    o.file = file;
    o.engine_family = family;
    return o;
  };
  onewriter::link::Observations observations;
  observations.items = {seen("orders/main.py", "relational"), seen("users/main.py", "document")};
  CHECK(stores_of(files, observations) ==
        "orders -> mysql/shop mysql certain\n"
        "users -> mysql/shop mysql possible\n");
  // What no code shows nobody doubts.
  CHECK(stores_of(files) ==
        "orders -> mysql/shop mysql certain\n"
        "users -> mysql/shop mysql certain\n");
}

TEST_CASE("databases of tutorials' names on a developer's machine are not called shared") {
  CHECK(stores_of({{"a/manage.py", python},
                   {"a/.env", "DATABASE_URL=postgres://postgres@localhost/postgres\n"},
                   {"b/manage.py", python},
                   {"b/.env", "DATABASE_URL=postgres://postgres@localhost/postgres\n"}}) ==
        "a -> a/postgres postgresql own possible\n"
        "b -> b/postgres postgresql own possible\n");
}

TEST_CASE("a database server that one service deploys in its own folder is not what another's localhost means") {
  const std::string compose = "services:\n  mysql:\n    image: mysql\n    environment: {MYSQL_DATABASE: app}\n";
  const std::string url = "DATABASE_URL=mysql://root@localhost/app\n";
  CHECK(stores_of({{"a/manage.py", python},
                   {"a/.env", url},
                   {"a/docker-compose.yml", compose},
                   {"b/manage.py", python},
                   {"b/.env", url}}) ==
        "a -> mysql/app mysql certain\n"
        "b -> b/app mysql own possible\n");
  // Beside the services it is for all of them.
  CHECK(stores_of({{"a/manage.py", python},
                   {"a/.env", url},
                   {"infra/docker-compose.yml", compose},
                   {"b/manage.py", python},
                   {"b/.env", url}}) ==
        "a -> mysql/app mysql certain\n"
        "b -> mysql/app mysql certain\n");
}

TEST_CASE("code that tells its connection as data, in any language, tells a datastore") {
  CHECK(
      stores_of({{"docker-compose.yml",
                  "services:\n  a: { build: a }\n  b: { build: b }\n  c: { build: c, environment: { DB_HOST: pg } }\n  "
                  "pg: { image: postgres }\n"},
                 {"a/settings.py",
                  "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'shop', 'USER': 'app', "
                  "'PASSWORD': 'x', 'HOST': os.environ.get('DB', 'pg')}}\n"},
                 {"b/db.js",
                  "const pool = createPool({host: process.env.PGH || 'pg', user: 'app', password: 'x', database: "
                  "'shop'});\n"},
                 {"c/main.py", "engine = create_engine(os.getenv('DATABASE_URL', 'postgresql://app@pg:5432/shop'))\n"},
                 {"c/tests/test_main.py", "url = 'postgresql://app@pg:5432/other'\n"}}) ==
      "a -> pg/shop postgresql likely\n"
      "b -> pg/shop postgresql likely\n"
      "c -> pg/shop postgresql likely\n");
}

TEST_CASE("scripts that select a database tell it when nothing else does") {
  CHECK(stores_of({{"a/manage.py", python},
                   {"a/schema.sql", "CREATE DATABASE IF NOT EXISTS clinic;\nUSE clinic;\nCREATE TABLE t (id INT);\n"},
                   {"b/manage.py", python}}) == "a -> clinic mysql likely\n");
}

TEST_CASE("a variable whose value is a server's name tells of that server, but not one that waits for it") {
  CHECK(stores_of({{"docker-compose.yml",
                    "services:\n  a: { build: a, environment: { ConnectionString: cache, WAIT_HOSTS: 'db:5432' } }\n  "
                    "cache: { image: redis }\n  db: { image: postgres }\n"},
                   {"a/app.py", python}}) == "a -> cache/0 redis certain\n");
}

TEST_CASE("settings of a configuration server's repository belong to the service they are named after") {
  CHECK(stores_of({{"docker-compose.yml",
                    "services:\n  config: { build: config }\n  orders-service: { build: orders }\n  orders-db: { "
                    "image: mongo }\n"},
                   {"config/main.py", python},
                   {"config/src/main/resources/shared/orders-service.yml",
                    "spring: { data: { mongodb: { host: orders-db, database: orders, port: 27017 } } }\n"},
                   {"orders/main.py", python}}) == "orders-service -> orders-db/orders mongodb certain\n");
}

TEST_CASE("in a repository of manifests alone the services are those of the manifests") {
  CHECK(stores_of(
            {{"prod/compose.yaml",
              "services:\n  orders: { image: 'org/orders', environment: { DB_URL: 'postgres://db/shop' } }\n  billing: "
              "{ image: 'org/billing', environment: { DB_URL: 'postgres://db/shop' } }\n  grafana: { image: "
              "'grafana/grafana', environment: { DB_URL: 'postgres://db/shop' } }\n  db: { image: postgres }\n"}}) ==
        "billing -> db/shop postgresql certain\n"
        "orders -> db/shop postgresql certain\n");
}

TEST_CASE("what a developer's machine alone is told is possible for a service that no code shows at a database") {
  CHECK(stores_of({{"Catalog/Catalog.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>"},
                   {"Catalog/Program.cs", "var app = WebApplication.CreateBuilder(args).Build(); app.Run();"},
                   {"Catalog/appsettings.json",
                    R"({"ConnectionStrings": {"Catalog": "Server=sql;Database=catalog;User Id=sa"}})"},
                   {"Status/Status.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>"},
                   {"Status/Program.cs", "var app = WebApplication.CreateBuilder(args).Build(); app.Run();"},
                   {"Status/appsettings.Development.json",
                    R"({"ConnectionStrings": {"Catalog": "Server=sql;Database=catalog;User Id=sa"}})"}}) ==
        "Catalog -> sql/catalog  certain\nStatus -> sql/catalog  possible\n");
}

TEST_CASE("an application does not read the appsettings of a project that it builds in") {
  CHECK(stores_of({{"Orders/Orders.csproj",
                    "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup><ProjectReference "
                    "Include=\"..\\Messaging\\Messaging.csproj\"/></ItemGroup></Project>"},
                   {"Orders/Program.cs", "var app = WebApplication.CreateBuilder(args).Build(); app.Run();"},
                   {"Orders/appsettings.json",
                    R"({"ConnectionStrings": {"Orders": "Server=sql;Database=orders;User Id=sa"}})"},
                   {"Messaging/Messaging.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"/>"},
                   {"Messaging/Outbox.cs", "class Outbox {}"},
                   {"Messaging/appsettings.json",
                    R"({"ConnectionStrings": {"Messages": "Server=sql;Database=messages;User Id=sa"}})"}}) ==
        "Orders -> sql/orders  certain\n");
}

TEST_CASE("the variables that a server is made with are no second database beside a URL") {
  CHECK(stores_of({{"docker-compose.yml", R"(
services:
  orders:
    build: orders
    env_file: [.env]
    environment: { DATABASE_URL: 'postgres://app:pw@db:5432/orders' }
  stock:
    build: stock
    env_file: [.env]
  db:
    image: postgres
)"},
                   {".env", "POSTGRES_DB=all\nPOSTGRES_USER=app\n"},
                   {"orders/app.py", python},
                   {"stock/app.py", python}}) ==
        "orders -> db/orders postgresql certain\nstock -> db/all postgresql likely\n");
}
