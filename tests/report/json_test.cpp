#include "report/json.h"

#include "golden.h"
#include "report/catalogue.h"
#include "report/rows.h"

using namespace onewriter;

TEST_CASE("check --format json") { report::check_golden("check.json", report::json(report::example())); }

TEST_CASE("a name that is no UTF-8 does not break the JSON") {
  check::Outcome o = report::example();
  o.findings.resize(1);
  o.findings[0].subject = "caf\xe9";
  CHECK(report::json(o).find("caf\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("graph --format json") {
  using facts::Confidence;
  facts::Facts f;
  f.services = {{"order", "order", "service", {{"compose.yaml", 3, 3, 3}}}, {"report", "", "job", {}}};
  f.datastores = {{"db/shop", "postgresql", "db", "shop"}, {"?/x", "", "", "x"}};
  f.datastore_uses = {{"order", "db/shop", "", Confidence::Certain, {"compose.yaml", 6, 7, 6}}};
  f.tables = {{"db/shop:orders", "db/shop", "", "orders", "order", "sole-writer", "table"},
              {"db/shop:audit.log", "db/shop", "audit", "log", "", "", "table"}};
  const auto access = [](const char* service, const char* table, facts::Mode mode, facts::Scope scope,
                         std::uint32_t line) {
    facts::Access a;
    a.service = service;
    a.table = table;
    a.mode = mode;
    a.scope = scope;
    a.via = "psycopg2";
    a.columns = {{"total", "read", facts::Confidence::Certain},
                 {"id", "filtered", facts::Confidence::Certain},
                 {"id", "read", facts::Confidence::Certain}};
    a.place = {std::string(service) + "/app.py", line, 1, line};
    return a;
  };
  f.accesses = {access("order", "db/shop:orders", facts::Mode::Write, facts::Scope::Main, 10),
                access("report", "db/shop:orders", facts::Mode::Read, facts::Scope::Main, 3),
                access("report", "db/shop:orders", facts::Mode::Write, facts::Scope::Test, 4),
                access("order", "db/shop:audit.log", facts::Mode::Ddl, facts::Scope::Migration, 1)};
  f.service_calls = {{"report", "order", "http", facts::Scope::Main, Confidence::Likely, {"report/app.py", 9, 1, 9}}};
  f.event_uses = {{"order",
                   "OrderCreated",
                   "publish",
                   "kafka",
                   facts::Scope::Main,
                   Confidence::Likely,
                   {"order/app.py", 12, 1, 12}}};
  f.blind_spots = {{"", "dynamic table name", "name", facts::Scope::Main, {"lib/db.py", 7, 1, 7}}};
  report::check_golden("graph.json", report::graph_json(f));
}

TEST_CASE("rows of a query as table, CSV and JSON") {
  const facts::Rows rows = {{"service", "what"}, {{"order", "says \"hi\", twice"}, {"größe", ""}}};
  CHECK(report::rows_table(rows) ==
        "service  what\n"
        "-------  ----------------\n"
        "order    says \"hi\", twice\n"
        "größe\n"
        "(2 rows)\n");
  CHECK(report::rows_csv(rows) == "service,what\norder,\"says \"\"hi\"\", twice\"\ngröße,\n");
  CHECK(report::rows_json(rows) ==
        "[\n  {\n    \"service\": \"order\",\n    \"what\": \"says \\\"hi\\\", twice\"\n  },\n"
        "  {\n    \"service\": \"größe\",\n    \"what\": \"\"\n  }\n]\n");
}

TEST_CASE("the catalogue as JSON") {
  report::check_golden("catalogue.json", report::catalogue_json(report::example().rules));
}
