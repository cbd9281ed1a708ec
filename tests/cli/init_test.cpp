#include <doctest/doctest.h>

#include "program.h"

using onewriter::cli::call;
using onewriter::cli::Folder;

namespace {

void two_services(const Folder& folder) {
  folder.write("compose.yaml",
               "services:\n"
               "  order: {build: ./order, environment: {DATABASE_URL: \"postgresql://u:p@db/shop\"}}\n"
               "  payment: {build: ./payment, environment: {DATABASE_URL: \"postgresql://u:p@db/shop\"}}\n"
               "  db: {image: \"postgres:16\", environment: {POSTGRES_DB: shop}}\n");
  for (const std::string name : {"order", "payment"}) {
    folder.write(name + "/Dockerfile", "FROM python:3.12\nCOPY . .\nCMD [\"python\", \"app.py\"]\n");
    folder.write(name + "/app.py",
                 "import os\nimport psycopg2\n\nconnection = psycopg2.connect(os.environ[\"DATABASE_URL\"])\n"
                 "cursor = connection.cursor()\n"
                 "cursor.execute(\"INSERT INTO " +
                     name +
                     "s (id) VALUES (1)\")\n"
                     "cursor.execute(\"INSERT INTO audit_log (what) VALUES ('x')\")\n"
                     "cursor.execute(\"SELECT id FROM orders\")\n");
    folder.write(name + "/migrations/001.sql", "CREATE TABLE " + name + "s (id int PRIMARY KEY);\n");
  }
}

}  // namespace

TEST_CASE("init drafts what is seen, and check is quiet about declarations right after it") {
  const Folder folder;
  two_services(folder);
  const auto seen = call({"init", folder.path()});
  CHECK(seen.err == "");
  CHECK(seen.out == "wrote onewriter.yaml\nwrote order/service.yaml\nwrote payment/service.yaml\n");
  CHECK(seen.exit_code == 0);
  CHECK(folder.read("order/service.yaml") ==
        "# A draft from what is seen in the code: correct it, and keep it true.\n"
        "service: order\n"
        "database:\n"
        "  - db/shop  # compose.yaml:2\n"
        "owns:\n"
        "  - orders  # defined at order/migrations/001.sql:1; written at order/app.py:6; read at order/app.py:8\n");
  CHECK(folder.read("payment/service.yaml")
            .find("#   - service: order\n"
                  "#     data: [orders]  # today a query of its table: payment/app.py:8\n") != std::string::npos);
  CHECK(folder.read("onewriter.yaml")
            .find("#   \"db/shop:audit_log\":  # order writes it: order/app.py:7; payment writes it: "
                  "payment/app.py:7\n") != std::string::npos);
  CHECK(call({"config", "--config", folder.path("onewriter.yaml")}).exit_code == 0);
  const auto checked =
      call({"check", "--rule", "undeclared-service", "--rule", "stale-declaration", "--rule", "declaration-conflict",
            "--min-confidence", "possible", "--fail-on", "info", folder.path()});
  CHECK(checked.exit_code == 0);
}

TEST_CASE("init overwrites nothing") {
  const Folder folder;
  two_services(folder);
  folder.write("order/service.yml", "service: order\n");
  folder.write("payment/service.yaml", "# a Helm value of that name\nreplicas: 1\n");
  folder.write("onewriter.yml", "external: []\n");
  const auto seen = call({"init", folder.path()});
  CHECK(seen.out == "kept onewriter.yml\nkept payment/service.yaml\n");
  CHECK(folder.read("payment/service.yaml") == "# a Helm value of that name\nreplicas: 1\n");
  CHECK(folder.read("order/service.yml") == "service: order\n");
}
