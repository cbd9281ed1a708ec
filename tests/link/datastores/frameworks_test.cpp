// How each framework is told its database: one service "a" in its folder, beside a PostgreSQL server "pg" and a MySQL
// server "my"; what comes out is its store.

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/datastores/datastores.h"

namespace {

using onewriter::link::Datastores;
using onewriter::link_test::tree;
using Texts = std::vector<std::pair<std::string, std::string>>;

std::string stores_of(Texts texts, const std::string& environment = "") {
  texts.push_back({"compose.yaml", "services:\n  a:\n    build: a\n" +
                                       (environment.empty() ? "" : "    environment: { " + environment + " }\n") +
                                       "  pg: { image: postgres }\n  my: { image: mysql }\n"});
  texts.push_back({"a/Dockerfile", "FROM scratch\n"});
  const auto files = tree(std::move(texts));
  const onewriter::link::System system = onewriter::link::find_system(files);
  const Datastores found =
      onewriter::link::find_datastores(system, {}, onewriter::link::SettingsFiles(system, files), files);
  std::string out;
  for (const auto& [service, uses] : found.uses)
    for (const auto& u : uses) {
      const auto& s = found.stores[u.store];
      out += service + " -> " + s.fact.id + " " + s.fact.engine + (s.own ? " own" : "") +
             (u.role.empty() ? "" : " " + u.role) + "\n";
    }
  return out;
}

const std::pair<std::string, std::string> main_py = {"a/main.py", "import os\n"};

}  // namespace

TEST_CASE("Rails tells its database in database.yml, with ERB") {
  const std::pair<std::string, std::string> rb = {"a/config/application.rb", "x = 1\n"};
  CHECK(
      stores_of(
          {rb,
           {"a/config/database.yml",
            "default: &default\n  adapter: postgresql\n  host: <%= ENV.fetch(\"DB_HOST\") { \"pg\" } %>\n"
            "production:\n  <<: *default\n  database: shop\ndevelopment:\n  <<: *default\n  database: shop_dev\n"}}) ==
      "a -> pg/shop postgresql\n");
  CHECK(stores_of({rb, {"a/config/database.yml", "production:\n  url: <%= ENV['DATABASE_URL'] %>\n"}},
                  "DATABASE_URL: 'postgres://pg/shop'") == "a -> pg/shop postgresql\n");
  // Several databases of one application: guides.rubyonrails.org/active_record_multiple_databases.html
  CHECK(stores_of({rb,
                   {"a/config/database.yml",
                    "production:\n  primary: { adapter: mysql2, host: my, database: shop }\n"
                    "  primary_replica: { adapter: mysql2, host: my, database: shop_copy, replica: true }\n"
                    "  animals: { adapter: mysql2, host: my, database: animals }\n"}}) ==
        "a -> my/shop mysql\n"
        "a -> my/shop_copy mysql replica\n"
        "a -> my/animals mysql\n");
}

TEST_CASE("Jakarta Persistence and Hibernate tell their databases in XML") {
  const std::pair<std::string, std::string> java = {"a/src/main/java/A.java", "class A {}\n"};
  const std::pair<std::string, std::string> pom = {"a/pom.xml", "<project><artifactId>a</artifactId></project>\n"};
  CHECK(stores_of({java,
                   pom,
                   {"a/src/main/resources/META-INF/persistence.xml",
                    "<persistence><persistence-unit name='a'><properties>\n"
                    "<property name='jakarta.persistence.jdbc.url' value='jdbc:postgresql://pg:5432/shop'/>\n"
                    "<property name='jakarta.persistence.jdbc.user' value='shop'/>\n"
                    "</properties></persistence-unit></persistence>\n"}}) == "a -> pg/shop postgresql\n");
  CHECK(stores_of({java,
                   pom,
                   {"a/src/main/resources/hibernate.cfg.xml",
                    "<hibernate-configuration><session-factory>\n"
                    "<property name='hibernate.connection.url'>jdbc:mysql://my/shop</property>\n"
                    "<property name='hibernate.show_sql'>true</property>\n"
                    "</session-factory></hibernate-configuration>\n"}}) == "a -> my/shop mysql\n");
}

TEST_CASE("Laravel tells its database in config/database.php, through env()") {
  CHECK(stores_of(
            {{"a/artisan", ""},
             {"a/composer.json", R"({"require": {"laravel/framework": "^11"}})"},
             {"a/public/index.php", "<?php $x = 1;\n"},
             {"a/.env.example", "DB_CONNECTION=mysql\nDB_HOST=my\nDB_DATABASE=shop\n"},
             {"a/config/database.php",
              "<?php return ['default' => env('DB_CONNECTION', 'mysql'), 'connections' => ['mysql' => ['driver' => "
              "'mysql', 'host' => env('DB_HOST', '127.0.0.1'), 'port' => env('DB_PORT', '3306'), 'database' => "
              "env('DB_DATABASE', 'forge'), 'username' => env('DB_USERNAME', 'forge'), 'password' => ''], ], ];\n"}}) ==
        "a -> my/shop mysql\n");
}

TEST_CASE("Knex, TypeORM, Sequelize and Prisma are told in their own files") {
  const std::pair<std::string, std::string> package = {
      "a/package.json",
      R"({"name": "a", "main": "index.js", "scripts": {"start": "node ."}, "dependencies": {"express": "4", "knex": "3"}})"};
  const std::pair<std::string, std::string> index = {"a/index.js", "x = 1\n"};
  CHECK(stores_of({package,
                   index,
                   {"a/knexfile.js",
                    "module.exports = { development: { client: 'sqlite3', connection: { filename: './dev.sqlite3' } }, "
                    "production: { client: 'pg', connection: { host: 'pg', database: 'shop', user: 'x', password: 'y' "
                    "} } };\n"}}) == "a -> pg/shop postgresql\n");
  CHECK(
      stores_of(
          {package,
           index,
           {"a/ormconfig.json",
            R"({"type": "postgres", "host": "pg", "port": 5432, "username": "x", "password": "y", "database": "shop"})"}}) ==
      "a -> pg/shop postgresql\n");
  CHECK(
      stores_of({package,
                 index,
                 {"a/data-source.js",
                  "const AppDataSource = new DataSource({ type: 'mysql', host: process.env.DB_HOST || 'my', username: "
                  "'x', password: 'y', database: 'shop' });\n"}}) == "a -> my/shop mysql\n");
  CHECK(
      stores_of(
          {package,
           index,
           {"a/config/config.json",
            R"({"development": {"database": "dev", "host": "127.0.0.1", "dialect": "mysql"}, "production": {"username": "x", "password": "y", "database": "shop", "host": "my", "dialect": "mysql"}})"}}) ==
      "a -> my/shop mysql\n");
  CHECK(stores_of({package,
                   index,
                   {"a/prisma/schema.prisma",
                    "datasource db {\n  provider = \"postgresql\"\n  url = env(\"SHOP_URL\")\n}\n"}},
                  "SHOP_URL: 'postgresql://pg/shop?schema=orders'") == "a -> pg/shop/orders postgresql\n");
}

TEST_CASE("Django tells its database in settings, by parts, dj_database_url or django-environ") {
  const std::pair<std::string, std::string> manage = {"a/manage.py", "import os\n"};
  CHECK(stores_of({manage,
                   {"a/shop/settings.py",
                    "import os\nDATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': "
                    "os.environ['DB_NAME'], 'HOST': os.getenv('DB_HOST', 'pg'), 'USER': 'x'},\n 'copy': {'ENGINE': "
                    "'django.db.backends.mysql', 'NAME': 'old', 'HOST': 'my'}}\n"}},
                  "DB_NAME: shop") ==
        "a -> pg/shop postgresql\n"
        "a -> my/old mysql\n");
  CHECK(stores_of({manage,
                   {"a/shop/settings.py",
                    "import dj_database_url\nDATABASES = {'default': "
                    "dj_database_url.config(default='postgres://pg/shop', conn_max_age=600)}\n"}}) ==
        "a -> pg/shop postgresql\n");
  CHECK(stores_of({manage, {"a/shop/settings.py", "env = environ.Env()\nDATABASES = {'default': env.db('SHOP_DB')}\n"}},
                  "SHOP_DB: 'postgres://pg/shop'") == "a -> pg/shop postgresql\n");
  CHECK(
      stores_of(
          {manage,
           {"a/shop/settings.py",
            "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'}}\n"}}) ==
      "a -> a/db.sqlite3 sqlite own\n");
}

TEST_CASE("Spring's data sources are told with profiles, placeholders and by any prefix") {
  const std::pair<std::string, std::string> code = {"a/src/main/java/A.java",
                                                    "class A { public static void main(String[] a) {} }\n"};
  const std::string resources = "a/src/main/resources/";
  CHECK(stores_of(
            {code,
             {resources + "application.yml",
              "shop:\n  orders:\n    datasource: { url: 'jdbc:postgresql://pg/orders' }\n  stock:\n    datasource: { "
              "jdbc-url: 'jdbc:mysql://my/stock?useSSL=false' }\n"}}) ==
        "a -> pg/orders postgresql\n"
        "a -> my/stock mysql\n");
  CHECK(stores_of({code,
                   {resources + "application.properties",
                    "spring.datasource.url=${DB_URL:jdbc:postgresql://${DB_HOST:pg}:5432/${DB_NAME:shop}}\n"}}) ==
        "a -> pg/shop postgresql\n");
  for (const char* url : {"jdbc:sqlserver://ms:1433;databaseName=shop;encrypt=true", "jdbc:jtds:sqlserver://ms/shop"}) {
    CAPTURE(url);
    CHECK(
        stores_of({code, {resources + "application.properties", std::string("spring.datasource.url=") + url + "\n"}}) ==
        "a -> ms/shop sqlserver\n");
  }
  for (const char* url :
       {"jdbc:oracle:thin:@ora:1521/shop", "jdbc:oracle:thin:@//ora:1521/shop", "jdbc:oracle:thin:@ora:1521:shop"}) {
    CAPTURE(url);
    CHECK(
        stores_of({code, {resources + "application.properties", std::string("spring.datasource.url=") + url + "\n"}}) ==
        "a -> ora/shop oracle\n");
  }
  for (const char* url : {"jdbc:mariadb://my/shop", "jdbc:mysql://my:3306/shop?serverTimezone=UTC",
                          "jdbc:mysql:loadbalance://my,my2/shop", "r2dbc:mysql://my/shop", "jdbc:p6spy:mysql://my/shop",
                          "jdbc:otel:mysql://my/shop"}) {
    CAPTURE(url);
    CHECK(
        stores_of({code, {resources + "application.properties", std::string("spring.datasource.url=") + url + "\n"}}) ==
        "a -> my/shop mysql\n");
  }
  CHECK(stores_of({code, {resources + "application.properties", "spring.datasource.url=jdbc:h2:file:./data/shop\n"}}) ==
        "a -> a/shop h2 own\n");
}

TEST_CASE("a schema of one database is a store of its own, however it is told") {
  const std::pair<std::string, std::string> code = {"a/src/main/java/A.java",
                                                    "class A { public static void main(String[] a) {} }\n"};
  CHECK(stores_of({code,
                   {"a/src/main/resources/application.yml",
                    "spring:\n  datasource: { url: 'jdbc:postgresql://pg/shop' }\n  jpa: { properties: { hibernate: { "
                    "default_schema: orders } } }\n"}}) == "a -> pg/shop/orders postgresql\n");
  CHECK(stores_of({main_py}, "DATABASE_URL: 'postgresql://pg/shop?options=-csearch_path%3Dorders'") ==
        "a -> pg/shop/orders postgresql\n");
  CHECK(stores_of({main_py}, "DATABASE_URL: 'postgresql://pg/shop?search_path=orders'") ==
        "a -> pg/shop/orders postgresql\n");
  CHECK(stores_of({main_py}, "ConnectionStrings__Shop: 'Host=pg;Database=shop;Search Path=orders'") ==
        "a -> pg/shop/orders postgresql\n");
}

TEST_CASE(".NET tells its database in appsettings, user secrets and the environment") {
  const std::pair<std::string, std::string> project = {
      "a/A.csproj",
      "<Project "
      "Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><UserSecretsId>a-1</UserSecretsId></PropertyGroup></Project>"};
  const std::pair<std::string, std::string> code = {"a/Program.cs", "var x = 1;\n"};
  CHECK(
      stores_of(
          {project,
           code,
           {"a/appsettings.json",
            R"({"ConnectionStrings": {"Shop": "Server=my;Port=3306;Database=shop;Uid=x;Pwd=y", "Bus": "amqp://bus"}})"},
           {"a/appsettings.Development.json",
            R"({"ConnectionStrings": {"Shop": "Server=localhost;Database=dev"}})"}}) == "a -> my/shop mysql\n");
  CHECK(stores_of(
            {project, code, {"a/secrets.json", R"({"ConnectionStrings:Shop": "Host=pg;Database=shop;Username=x"})"}}) ==
        "a -> pg/shop postgresql\n");
}

TEST_CASE("an SQLite file and a database in memory are the service's own") {
  CHECK(stores_of({main_py}, "DATABASE_URL: 'sqlite:////data/shop.db'") == "a -> a/shop.db sqlite own\n");
  CHECK(stores_of({main_py}, "DATABASE_URL: 'sqlite:///:memory:'") == "a -> a/:memory: sqlite own\n");
}

TEST_CASE("a manifest names the database where nothing else does, and says in which role it is used") {
  CHECK(stores_of({main_py, {"a/service.yaml", "service: a\ndatabase: pg/shop\n"}}) == "a -> pg/shop postgresql\n");
  CHECK(stores_of({main_py, {"a/service.yaml", "service: a\ndatabase: postgresql\n"}}) == "");
  CHECK(stores_of({main_py, {"a/service.yaml", "service: a\ndatabase: {name: shop, role: reporting}\n"}},
                  "DATABASE_URL: 'postgres://pg/shop'") == "a -> pg/shop postgresql reporting\n");
  CHECK(stores_of({main_py, {"a/service.yaml", "service: a\ndatabase: other\n"}},
                  "DATABASE_URL: 'postgres://pg/shop'") == "a -> pg/shop postgresql\n");
}
