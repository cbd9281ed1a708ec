// The migration plan as a user gets it: phases, the decision matrix, records, progress, and what might be.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "program.h"

using namespace onewriter::cli;
using nlohmann::json;

namespace {

const std::string fixtures = std::string(SOURCE_ROOT) + "/fixtures/";
const std::string first_phase = fixtures + "shop/phases/1-ownership-identified";

json plan_of(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> args = {"plan", "--format", "json", path};
  args.insert(args.end(), more.begin(), more.end());
  const Seen seen = call(args);
  INFO(seen.err);
  REQUIRE(seen.exit_code == 0);
  return json::parse(seen.out);
}

json table_of(const json& plan, const std::string& id) {
  for (const json& t : plan["tables"])
    if (t["id"] == id) return t;
  FAIL("no table " << id);
  return {};
}

void is_golden(const std::string& file, const std::string& text) {
  const std::string path = "fixtures/plan/expected/" + file;
  if (std::getenv("UPDATE_GOLDEN")) {
    std::filesystem::create_directories(fixtures + "plan/expected");
    std::ofstream(std::string(SOURCE_ROOT) + "/" + path, std::ios::binary) << text;
  }
  CHECK_MESSAGE(text == source_file(path), "refresh: UPDATE_GOLDEN=1 build/debug/tests/test-cli; " << path);
}

}  // namespace

TEST_CASE("the plan names the phase of a table and the next step, from identified to cut over") {
  const auto customers = [](const std::string& phase, const std::string& id) {
    const json t = table_of(plan_of(fixtures + "shop/phases/" + phase), id);
    return t["phase"].dump() + " -> " + t["next"].dump() + ": " +
           (t["next_step"].is_null() ? "" : t["next_step"].get<std::string>());
  };
  CHECK(customers("1-ownership-identified", "db/shop:customers") ==
        "1 -> 2: Let customer offer operations on it for payment, with email and id.");
  CHECK(customers("2-api-exists", "db/shop:customers") ==
        "2 -> 3: Let customer publish an event for each change of it, through an outbox, for order, with id and name.");
  CHECK(
      customers("3-events-exist", "db/shop:customers") ==
      "3 -> 4: Give customer a database of its own and copy it there; change data capture keeps both in step until the "
      "others have moved.");
  CHECK(customers("4-own-database", "db/shop:customers") ==
        "4 -> 5: Move order and payment off db/shop, then revoke their rights and drop the old table.");
  CHECK(customers("5-cut-over", "customer-db/customers:customers") == "5 -> 0: ");
}

TEST_CASE("each row of the decision matrix gives the guide's recommendation") {
  const auto advice = [](const std::string& row) {
    std::string text;
    const json table = table_of(plan_of(fixtures + "plan/matrix/" + row), "db/shop:customers");
    for (const json& w : table["work"])
      text += (text.empty() ? "" : ", ") + w["service"].get<std::string>() + " " + w["need"].get<std::string>() + ": " +
              w["title"].get<std::string>();
    return text;
  };
  CHECK(advice("1-email-for-a-notification") == "payment lookup: API call");
  CHECK(advice("2-updates-for-several") == "order updates: Events, payment updates: Events");
  CHECK(advice("3-search-for-payments") == "payment search: CQRS read model");
  CHECK(advice("4-until-the-split") == "payment split: Change data capture");
  CHECK(advice("5-status-for-a-fraud-check") == "payment decision: API call");
  CHECK(advice("6-analytics-of-history") == "payment analytics: CQRS read model");
}

TEST_CASE("the plan as Markdown, with owners, order, work and blockers") {
  is_golden("plan.md", call({"plan", first_phase}).out);
}

TEST_CASE("decision records are numbered behind those that are there, and never overwritten") {
  const Folder folder;
  folder.write("adr/0004-use-postgres.md", "# 4. Use PostgreSQL\n");
  const std::string adr = folder.path("adr");
  CHECK(call({"plan", first_phase, "--adr", adr}).exit_code == 0);
  is_golden("0006-customer-owns-customers.md", folder.read("adr/0006-customer-owns-customers.md"));
  folder.write("adr/0006-customer-owns-customers.md", "accepted");
  const Seen again = call({"plan", first_phase, "--adr", adr});
  CHECK(again.err ==
        "left as it is: the record order-owns-orders\nleft as it is: the record customer-owns-customers\n");
  CHECK(folder.read("adr/0006-customer-owns-customers.md") == "accepted");
}

TEST_CASE("a step of the strangler plan is red before it is done and green afterwards") {
  const Folder folder;
  CHECK(call({"plan", first_phase, "--strangler", folder.path("strangler.md")}).exit_code == 0);
  is_golden("strangler.md", folder.read("strangler.md"));
  const std::vector<std::string> step = {"check",     "--quiet", "--rule",    "cross-service-query",
                                         "--service", "payment", "--subject", "*:customers"};
  const auto checked = [&](const std::string& phase) {
    std::vector<std::string> args = step;
    args.push_back(fixtures + "shop/phases/" + phase);
    return call(args).exit_code;
  };
  CHECK(checked("1-ownership-identified") == 1);
  CHECK(checked("5-cut-over") == 0);
}

TEST_CASE("findings of one service are asked for by its name, which has to be known") {
  const Seen seen = call({"check", "--service", "paymnt", first_phase});
  CHECK(seen.exit_code == 2);
  CHECK(seen.err.find("error: no service is called `paymnt`; did you mean `payment`?") != std::string::npos);
}

TEST_CASE("progress is told against an earlier facts file") {
  const Folder folder;
  const std::string old = folder.path("old.db");
  REQUIRE(call({"facts", first_phase, "-o", old}).exit_code == 0);
  const json plan = plan_of(fixtures + "shop/phases/3-events-exist", {"--compare", old});
  CHECK(plan["progress"]["gained"] == json::parse(R"([{"table": "db/shop:customers", "before": 1, "now": 3}])"));
  CHECK(plan["progress"]["lost"].empty());
  CHECK(plan["progress"]["before"]["places_to_change"] == 2);
  CHECK(plan["totals"]["places_to_change"] == 2);
}

TEST_CASE("what might be: another owner, an access less, a table in another database") {
  const json owned = plan_of(first_phase, {"--assume", "owner(customers)=order"});
  CHECK(table_of(owned, "db/shop:customers")["owner"] == "order");
  CHECK(table_of(owned, "db/shop:customers")["work"].size() == 2);
  const json removed = plan_of(first_phase, {"--assume", "remove-access(payment, customers)"});
  CHECK(table_of(removed, "db/shop:customers")["work"].size() == 1);
  bool closed = false;
  for (const json& f : removed["assumed"]["closed"])
    closed = closed || (f["rule"] == "cross-service-query" && f["service"] == "payment");
  CHECK(closed);
  const json moved = plan_of(first_phase, {"--assume", "move-table(orders)=order-db/orders"});
  CHECK(table_of(moved, "order-db/orders:orders")["phase"] == 5);
  const Seen wrong = call({"plan", first_phase, "--assume", "owner(custmers)=order"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err == "error: no table is called `custmers`; did you mean `customers`?\n");
  CHECK(call({"plan", first_phase, "--assume", "rename(customers)"}).err ==
        "error: cannot assume `rename(customers)`: write owner(TABLE)=SERVICE, remove-access(SERVICE, TABLE) or "
        "move-table(TABLE)=DATASTORE\n");
}

TEST_CASE("the page shows the plan, and accepted findings count as exemptions before a database can move") {
  const Folder folder;
  std::filesystem::copy(first_phase, folder.path("shop"), std::filesystem::copy_options::recursive);
  folder.write(
      "shop/onewriter.yaml",
      "suppress:\n  - {rule: cross-service-query, service: payment, table: customers, reason: moves with ARCH-12}\n");
  for (const json& s : plan_of(folder.path("shop"))["services"])
    if (s["service"] == "customer") CHECK(s["exemptions"] == 1);
  CHECK(call({"plan", "--format", "html", first_phase}).out.find("function planPage(model)") != std::string::npos);
}

TEST_CASE("of a table whose owner is only proposed the plan tells what that one would have to offer") {
  const Folder folder;
  folder.write("docker-compose.yml",
               "services:\n"
               "  order: {build: order, environment: {DATABASE_URL: 'postgres://db/shop'}}\n"
               "  stock: {build: stock, environment: {DATABASE_URL: 'postgres://db/shop'}}\n"
               "  audit: {build: audit, environment: {DATABASE_URL: 'postgres://db/shop'}}\n");
  const auto app = [&](const std::string& service, const std::string& statements) {
    folder.write(service + "/Dockerfile", "FROM python\n");
    folder.write(service + "/app.py", "import psycopg2\ncursor = psycopg2.connect().cursor()\n" + statements);
  };
  app("order",
      "cursor.execute('INSERT INTO orders (id, total) VALUES (1, 2)')\n"
      "cursor.execute('UPDATE orders SET total = 3 WHERE id = 1')\n");
  app("stock", "cursor.execute('UPDATE orders SET status = 4 WHERE id = 1')\n");
  app("audit", "cursor.execute('SELECT total FROM orders WHERE id = 1')\n");
  const auto work = [&](const std::vector<std::string>& more) {
    const json table = table_of(plan_of(folder.path(), more), "db/shop:orders");
    std::string text = table["proposed_owner"].get<std::string>() + ":";
    for (const json& w : table["work"]) {
      text += " " + w["service"].get<std::string>() + " " + w["mode"].get<std::string>();
      for (const json& column : w["missing_columns"]) text += " " + column.get<std::string>();
    }
    return text;
  };
  CHECK(work({}) == "order: audit read id total stock write status");
  CHECK(work({"--assume", "owner(orders)=stock"}) == "stock: audit read id total order write id total");
}
