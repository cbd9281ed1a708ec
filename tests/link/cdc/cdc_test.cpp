#include "link/cdc/cdc.h"

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/cdc/include_list.h"
#include "link/link.h"

using namespace onewriter;

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

// A shop with a database for each service: customer has customers and an outbox, order has orders.
facts::Facts shop(Texts texts) {
  std::string compose = "services:\n";
  for (const char* service : {"customer", "order"}) {
    const std::string name = service;
    compose += "  " + name + ":\n    build: ./" + name + "\n    environment: { DATABASE_URL: \"postgresql://u@" + name +
               "-db/" + name + "\" }\n  " + name + "-db:\n    image: postgres\n";
    texts.push_back({name + "/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"db.py\"]\n"});
  }
  const std::string head = "import os, psycopg2\nc = psycopg2.connect(os.environ['DATABASE_URL']).cursor()\n";
  texts.push_back({"customer/db.py", head + "c.execute('UPDATE customers SET a = 1')\n"
                                            "c.execute('INSERT INTO outbox (body) VALUES (1)')\n"});
  texts.push_back({"order/db.py", head + "c.execute('UPDATE orders SET a = 1')\n"});
  texts.push_back({"compose.yaml", compose});
  return link::link(link_test::tree(std::move(texts)), {});
}

std::string captured(Texts texts) {
  const facts::Facts facts = shop(std::move(texts));
  std::string out;
  for (const facts::CdcConnector& c : facts.cdc_connectors) {
    out += c.name + " (" + c.kind + (c.outbox ? ", outbox" : "") + ") of '" + c.service + "' at " + c.place.file + ":" +
           std::to_string(c.place.line);
    for (const facts::CapturedTable& t : c.tables) out += " " + t.table + ">" + t.topic;
    out += c.decommission_by.empty() ? "\n" : " until " + c.decommission_by + "\n";
  }
  for (const facts::BlindSpot& b : facts.blind_spots) out += "blind: " + b.what + " " + b.detail + "\n";
  return out;
}

}  // namespace

TEST_CASE("a connector's configuration is found in whatever form it has") {
  const std::string customers = " customer-db/customer:customers>shop.public.customers\n";
  CHECK(captured({{"connect/source.json",
                   "{\"name\": \"source\", \"config\": {\n\"connector.class\": "
                   "\"io.debezium.connector.postgresql.PostgresConnector\",\n\"database.hostname\": \"customer-db\","
                   "\"topic.prefix\": \"shop\", \"table.include.list\": \"public.customers\"}}"}}) ==
        "source (debezium) of '' at connect/source.json:2" + customers);
  CHECK(
      captured({{"connect/source.properties",
                 "name=source\nconnector.class=io.debezium.connector.postgresql.PostgresConnector\n"
                 "database.dbname=customer\ndatabase.server.name=shop\ntable.whitelist=public\\\\.(customers|x)\n"}}) ==
      "source (debezium) of '' at connect/source.properties:2" + customers);
  CHECK(captured({{"debezium/application.properties",
                   "debezium.sink.type=kafka\ndebezium.source.connector.class=io.debezium.connector.postgresql."
                   "PostgresConnector\ndebezium.source.database.dbname=customer\ndebezium.source.topic.prefix=shop\n"
                   "debezium.source.table.include.list=public.cust.*\n"}}) ==
        "shop (debezium) of '' at debezium/application.properties:2" + customers);
  CHECK(captured({{"k8s/source.yaml",
                   "apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nmetadata: { name: source }\nspec:\n"
                   "  class: io.debezium.connector.postgresql.PostgresConnector\n  config:\n"
                   "    database.hostname: customer-db.shop.svc\n    topic.prefix: shop\n"
                   "    table.exclude.list: public.outbox\n"}}) ==
        "source (debezium) of '' at k8s/source.yaml:5" + customers);
  CHECK(captured({{"k8s/register.yaml",
                   "kind: ConfigMap\ndata:\n  source.json: |\n    {\n      \"name\": \"source\",\n      \"config\": {\n"
                   "        \"connector.class\": \"PostgresCdcSourceV2\",\n        \"database.dbname\": \"customer\",\n"
                   "        \"topic.prefix\": \"shop\",\n        \"table.include.list\": \"public.customers\"\n"
                   "      }\n    }\n"}}) == "source (debezium) of '' at k8s/register.yaml:7" + customers);
  CHECK(captured({{"infra/connect.tf",
                   "resource \"confluent_connector\" \"source\" {\n  config_nonsensitive = {\n"
                   "    \"connector.class\" = \"PostgresCdcSourceV2\"\n    \"name\" = \"source\"\n"
                   "    \"database.dbname\" = \"customer\"\n    \"topic.prefix\" = \"shop\"\n"
                   "    \"table.include.list\" = \"public.customers\"\n  }\n}\n"}}) ==
        "source (debezium) of '' at infra/connect.tf:3" + customers);
  CHECK(captured({{"order/Listener.java",
                   "class Listener {\n  Configuration configuration() {\n    return Configuration.create()\n"
                   "      .with(\"name\", \"source\")\n      .with(\"connector.class\", "
                   "\"io.debezium.connector.postgresql.PostgresConnector\")\n      .with(\"database.dbname\", "
                   "\"customer\")\n      .with(\"database.password\", password)\n      .with(\"topic.prefix\", "
                   "\"shop\")\n      .with(\"table.include.list\", \"public.customers\").build();\n  }\n}\n"}}) ==
        "source (debezium) of 'order' at order/Listener.java:3" + customers);
}

TEST_CASE("sinks, other connectors and configurations in tests capture nothing") {
  CHECK(captured({{"connect/sink.json",
                   "{\"name\": \"sink\", \"config\": {\"connector.class\": "
                   "\"io.debezium.connector.jdbc.JdbcSinkConnector\", \"connection.url\": "
                   "\"jdbc:postgresql://customer-db/customer\"}}"},
                  {"connect/s3.json",
                   "{\"connector.class\": \"io.confluent.connect.s3.S3SinkConnector\", \"topics\": \"x\"}"}}) == "");
}

TEST_CASE("what is captured and cannot be told is a blind spot") {
  const std::string head =
      "name=source\nconnector.class=io.debezium.connector.postgresql.PostgresConnector\ndatabase.dbname=customer\n";
  CHECK(captured({{"c.properties", head + "table.include.list=${env:TABLES}\n"}}) ==
        "source (debezium) of '' at c.properties:2\nblind: captured tables source\n");
  CHECK(captured({{"c.properties", head + "table.include.list=public.(?!outbox).*\n"}}) ==
        "source (debezium) of '' at c.properties:2\nblind: captured tables source\n");
  // Two databases, and nothing tells which.
  CHECK(captured({{"c.properties", "name=source\nconnector.class=PostgresCdcSource\n"}}) ==
        "source (debezium) of '' at c.properties:2\nblind: captured tables source\n");
}

TEST_CASE("an outbox router makes events of the owner out of the topics that others hear") {
  const facts::Facts facts =
      shop({{"connect/outbox.json",
             "{\"connector.class\": \"io.debezium.connector.postgresql.PostgresConnector\", \"database.dbname\": "
             "\"customer\", \"table.include.list\": \"public.outbox\", \"transforms\": \"o\", \"transforms.o.type\": "
             "\"io.debezium.transforms.outbox.EventRouter\"}"},
            {"order/hear.py",
             "from kafka import KafkaConsumer\nfor m in KafkaConsumer('outbox.event.customer'):\n  pass\n"}});
  REQUIRE(facts.cdc_connectors.size() == 1);
  CHECK(facts.cdc_connectors[0].outbox);
  std::string events;
  for (const facts::EventUse& u : facts.event_uses)
    events += u.service + " " + u.role + " " + u.event + " " + u.via + "\n";
  CHECK(events == "customer publish outbox.event.customer outbox\norder subscribe outbox.event.customer kafka\n");
}

TEST_CASE("replication tasks of DMS and subscriptions of PostgreSQL are told with their tables") {
  CHECK(captured({{"infra/dms.tf",
                   "resource \"aws_dms_endpoint\" \"source\" {\n  engine_name = \"postgres\"\n  server_name = "
                   "\"customer-db\"\n  database_name = \"customer\"\n}\nresource \"aws_dms_replication_task\" \"move\" "
                   "{\n  replication_task_id = \"move\"\n  migration_type = \"full-load-and-cdc\"\n  "
                   "source_endpoint_arn = aws_dms_endpoint.source.endpoint_arn\n  table_mappings = jsonencode({\n    "
                   "rules = [{ \"rule-type\" = \"selection\", \"rule-action\" = \"include\", \"object-locator\" = { "
                   "\"schema-name\" = \"public\", \"table-name\" = \"cust%\" } }]\n  })\n}\n"}}) ==
        "move (dms) of '' at infra/dms.tf:6 customer-db/customer:customers>\n");
  CHECK(captured({{"infra/dms.yaml",
                   "Resources:\n  Move:\n    Type: AWS::DMS::ReplicationTask\n    Properties:\n      MigrationType: "
                   "cdc\n      TableMappings: '{\"rules\": [{\"rule-type\": \"selection\", \"rule-action\": "
                   "\"include\", \"object-locator\": {\"schema-name\": \"public\", \"table-name\": \"orders\"}}]}'\n  "
                   "Load:\n    Type: AWS::DMS::ReplicationTask\n    Properties: { MigrationType: full-load }\n"}}) ==
        "Move (dms) of '' at infra/dms.yaml:3 order-db/order:orders>\n");
  CHECK(captured({{"customer/publish.sql", "CREATE PUBLICATION changes FOR TABLE customers;\n"},
                  {"order/subscribe.sql",
                   "CREATE SUBSCRIPTION copy CONNECTION 'host=customer-db dbname=customer' PUBLICATION changes;\n"}}) ==
        "copy (logical-replication) of 'order' at order/subscribe.sql:1 customer-db/customer:customers>\n");
}

TEST_CASE("the day on which manifests say that it ends is the connector's") {
  CHECK(captured({{"order/service.yaml",
                   "service: order\nreads_from:\n  - service: customer\n    data: customers\n    via: cdc\n    cdc: { "
                   "decommission_by: 2031-01-31 }\n"},
                  {"c.properties",
                   "name=source\nconnector.class=PostgresCdcSource\ndatabase.dbname=customer\n"
                   "tables.include=public.customers\n"}}) ==
        "source (debezium) of '' at c.properties:2 customer-db/customer:customers> until 2031-01-31\n");
}

TEST_CASE("lists of tables are expressions, as far as patterns can say them") {
  auto patterns = [](const char* list) {
    const auto read = link::patterns_of_list(list);
    if (!read) return std::string("unreadable");
    std::string out;
    for (const std::string& p : *read) out += (out.empty() ? "" : " ") + p;
    return out;
  };
  CHECK(patterns("public.orders, public\\.items") == "public.orders public.items");
  CHECK(patterns("shop[.](orders|items)") == "shop.orders shop.items");
  CHECK(patterns("public.order_[0-9]+,^a\\..*$") == "public.order_* a.*");
  CHECK(patterns("") == "");
  CHECK(patterns("public.(?!x).*") == "unreadable");
  CHECK(patterns("(((((a)))))") == "unreadable");
}
