// The report's formats for machines and wikis, the graph's drawings, and the documented questions, as a user gets them.
// The page itself is tested in tests/browser.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "program.h"

using namespace onewriter::cli;
using nlohmann::json;

namespace {

const std::string shop = std::string(SOURCE_ROOT) + "/fixtures/shop/broken";
const std::string renaming = std::string(SOURCE_ROOT) + "/fixtures/impact/rename-email";

json report_of(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> args = {"report", "--format", "json", path};
  args.insert(args.end(), more.begin(), more.end());
  const Seen seen = call(args);
  INFO(seen.err);
  REQUIRE(seen.exit_code == 0);
  return json::parse(seen.out);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the report counts tables by their writers and says how each service stands with the checklist") {
  const json report = report_of(renaming);
  CHECK(report["version"] == 1);
  CHECK(report["summary"]["tables_with_one_writer"] == 1);
  CHECK(report["summary"]["tables_with_several_writers"] == 0);
  CHECK(report["summary"]["tables_read_by_others"] == 1);
  for (const json& service : report["services"]) {
    if (service["name"] == "payment") CHECK(service["checklist"]["C2"]["state"] == "open");
    if (service["name"] == "payment") CHECK(service["checklist"]["C2"]["severity"] == "error");
    if (service["name"] == "customer") CHECK(service["checklist"]["C2"]["state"] == "none");
    if (service["name"] == "customer") CHECK(service["owns"] == json({"db/shop:customers"}));
  }
}

TEST_CASE("the report says what the graph says of who reads and writes") {
  const json report = report_of(shop);
  const json graph = json::parse(call({"graph", shop}).out);
  REQUIRE(report["tables"].size() == graph["tables"].size());
  for (std::size_t i = 0; i < graph["tables"].size(); ++i) {
    const json& table = report["tables"][i];
    CHECK(table["id"] == graph["tables"][i]["id"]);
    CHECK(table["owner"] == graph["tables"][i]["owner"]);
    json readers = json::array(), writers = json::array();
    for (const json& use : table["uses"]) {
      if (use["reads"]) readers.push_back(use["service"]);
      if (use["writes"]) writers.push_back(use["service"]);
    }
    CHECK(readers == graph["tables"][i]["readers"]);
    CHECK(writers == graph["tables"][i]["writers"]);
  }
}

TEST_CASE("the next step of each table's migration is told by what is seen") {
  for (const json& table : report_of(shop)["tables"]) {
    if (table["name"] == "audit_log") CHECK(table["migration"]["next"] == 1);
    if (table["name"] == "customers") CHECK(table["migration"]["next"] == 4);
    if (table["name"] == "payments") CHECK(table["migration"]["next"] == 4);
    if (table["name"] == "schema_migrations") CHECK(table["migration"].is_null());
  }
}

TEST_CASE("the report as CSV and as Markdown") {
  const Seen csv = call({"report", "--format", "csv", renaming});
  CHECK(has(csv.out,
            "datastore,schema,table,owner,owner_reason,service,mode,columns,certainty,places,first_place,findings,"
            "migration_phase\n"));
  CHECK(has(
      csv.out,
      "db/shop,,customers,customer,defines,payment,R,email id,certain,1,payment/app.py:10,cross-service-query,3\n"));
  const Seen markdown = call({"report", "--format", "markdown", renaming});
  CHECK(has(markdown.out, "# Data ownership\n"));
  CHECK(has(markdown.out, "| with one writer | 1 of 1 |\n"));
  CHECK(has(markdown.out, "| Table | Owner | `customer` | `invoice` | `order` | `payment` | `reports` |\n"));
  CHECK(has(markdown.out, "| `db/shop:customers` | `customer` | W | **R** ✗ |"));
}

TEST_CASE("the page holds no address but its own, and text from the tree cannot end its script") {
  const Folder folder;
  folder.write("app.sql", "CREATE TABLE \"</script><b>\" (id INT);");
  const Seen seen = call({"report", folder.path()});
  CHECK(seen.exit_code == 0);
  CHECK_FALSE(has(seen.out, "</script><b>"));
  CHECK_FALSE(has(seen.out, " src="));
  CHECK_FALSE(has(seen.out, "{{"));
}

TEST_CASE("source links need a web address with a hole for the path") {
  const Folder folder;
  folder.write("onewriter.yaml", "report:\n  source_url: javascript:alert(1)\n");
  const Seen seen = call({"report", folder.path()});
  CHECK(seen.exit_code == 2);
  CHECK(seen.err.starts_with("error: onewriter.yaml:2: source_url is to be an http or https address"));
}

TEST_CASE("a comparison tells new writers, new foreign readers, and findings that were opened and closed") {
  const Folder folder;
  const std::string deployment =
      "services:\n  db:\n    image: postgres:16\n    environment: {POSTGRES_DB: shop}\n"
      "  a:\n    build: ./a\n    environment: {DATABASE_URL: \"postgresql://a@db:5432/shop\"}\n"
      "  b:\n    build: ./b\n    environment: {DATABASE_URL: \"postgresql://b@db:5432/shop\"}\n";
  const auto app = [](const std::string& sql) {
    return "import os\nimport psycopg2\n\nconnection = psycopg2.connect(os.environ[\"DATABASE_URL\"])\n\n\ndef run():\n"
           "    connection.cursor().execute(\"" +
           sql + "\")\n";
  };
  folder.write("s/compose.yaml", deployment);
  folder.write("s/a/migrations/1.sql", "CREATE TABLE things (id INT, name TEXT);\nCREATE TABLE others (id INT);");
  for (const char* service : {"s/a/Dockerfile", "s/b/Dockerfile"})
    folder.write(service, "FROM python:3\nCMD [\"python\", \"app.py\"]\n");
  folder.write("s/a/app.py", app("INSERT INTO things (id) VALUES (1)"));
  folder.write("s/b/app.py", app("SELECT name FROM things"));
  REQUIRE(call({"facts", folder.path("s"), "-o", folder.path("old.db")}).exit_code == 0);
  CHECK(report_of(folder.path("s"), {"--compare", folder.path("old.db")})["changes"]["opened"].empty());

  folder.write("s/b/app.py", app("UPDATE others SET id = 2"));
  const json changes = report_of(folder.path("s"), {"--compare", folder.path("old.db")})["changes"];
  CHECK(changes["gained_writers"] == json::array({{{"table", "db/shop:others"}, {"service", "b"}}}));
  CHECK(changes["lost_foreign_readers"] == json::array({{{"table", "db/shop:things"}, {"service", "b"}}}));
  REQUIRE(changes["opened"].size() == 1);
  CHECK(changes["opened"][0]["rule"] == "foreign-writer");
  REQUIRE(changes["closed"].size() == 2);
  CHECK(changes["closed"][0]["rule"] == "consistency-undocumented");
  CHECK(changes["closed"][1]["rule"] == "cross-service-query");
  CHECK(has(call({"report", "--format", "markdown", folder.path("s"), "--compare", folder.path("old.db")}).out,
            "**Tables that gained a writer**\n\n- `db/shop:others`: `b`\n"));
}

TEST_CASE("the graph is drawn as DOT and Mermaid, whole, around one table, or collapsed") {
  const std::string around = call({"graph", "--format", "mermaid", "--table", "customers", shop}).out;
  CHECK(around ==
        "flowchart LR\n"
        "  n1([\"CustomerEmailChanged\"])\n"
        "  n2([\"CustomerRegistered\"])\n"
        "  n3([\"payment-events\"])\n"
        "  n4([\"shop.public.orders\"])\n"
        "  n5(\"customer-service\")\n"
        "  n6(\"order-service\")\n"
        "  n7(\"payment-service\")\n"
        "  subgraph g1[\"db/shop\"]\n"
        "    n8[(\"customers\")]\n"
        "  end\n"
        "  n3 -.->|\"subscribes\"| n6\n"
        "  n4 -.->|\"subscribes\"| n7\n"
        "  n5 -->|\"publishes\"| n1\n"
        "  n5 -->|\"publishes\"| n2\n"
        "  n5 -.->|\"reads (3)\"| n8\n"
        "  n5 -->|\"writes (4)\"| n8\n"
        "  n6 -.->|\"calls (3)\"| n7\n"
        "  n6 -.->|\"reads (2)\"| n8\n"
        "  n6 -->|\"writes\"| n8\n"
        "  n7 -->|\"publishes\"| n3\n"
        "  n7 -.->|\"calls\"| n5\n"
        "  n7 -.->|\"reads\"| n8\n"
        "  linkStyle 7,8,11 stroke:#b3261e,stroke-width:2px\n");
  const std::string dot = call({"graph", "--format", "dot", "--collapse", "database", renaming}).out;
  CHECK(has(dot, "digraph ownership {\n"));
  CHECK(has(dot, "[label=\"db/shop\", shape=cylinder];\n"));
  CHECK_FALSE(has(dot, "customers"));
  CHECK(call({"graph", "--service", "custmer", renaming}).err ==
        "error: no service is called `custmer`; did you mean `customer`?\n");
  const json near = json::parse(call({"graph", "--table", "recipients", renaming}).out);
  for (const json& access : near["accesses"]) CHECK(access["table"] == "db/shop:recipients");
}

TEST_CASE("every question of docs/queries.md has an answer") {
  const Folder folder;
  REQUIRE(call({"facts", shop, "-o", folder.path("shop.db")}).exit_code == 0);
  const std::string text = source_file("docs/queries.md");
  std::size_t questions = 0;
  for (std::size_t at = text.find("```sql\n"); at != std::string::npos; at = text.find("```sql\n", at + 1)) {
    const std::string sql = text.substr(at + 7, text.find("```", at + 7) - at - 7);
    const Seen seen = call({"query", sql, "--facts", folder.path("shop.db"), "--format", "csv"});
    CAPTURE(sql);
    CHECK(seen.err == "");
    CHECK(seen.exit_code == 0);
    ++questions;
  }
  CHECK(questions >= 10);
}
