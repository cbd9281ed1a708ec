// What the rules of the checklist's C1 and C2 object to, and what looks like it and is none of their business.

#include <doctest/doctest.h>

#include "check/check.h"
#include "system.h"

using namespace onewriter;
using check::System;

namespace {

// All but the rule on what services should write down of their uses (C6), which has fixtures of its own: nothing is
// declared here.
std::vector<check::Rule> rules_on_ownership() {
  auto rules = check::built_in_rules();
  REQUIRE_MESSAGE(rules.ok(), (rules.ok() ? "" : rules.error().place.file + ": " + rules.error().message));
  std::erase_if(*rules, [](const check::Rule& rule) { return rule.checklist == "C6"; });
  return std::move(*rules);
}

// One line for each finding: severity rule [service] subject [owner] confidence at its lines: message
std::string found(const System& system, facts::Confidence min_confidence = facts::Confidence::Possible) {
  check::CheckOptions options;
  options.min_confidence = min_confidence;
  const auto outcome = check::check(system.facts, rules_on_ownership(), options);
  REQUIRE_MESSAGE(outcome.ok(), (outcome.ok() ? "" : outcome.error().place.file + ": " + outcome.error().message));
  std::string text;
  for (const check::Finding& f : outcome->findings) {
    text += std::string(to_string(f.severity)) + " " + f.rule + " " + std::string(to_string(f.confidence)) + " at";
    for (const facts::Place& p : f.places) text += " " + std::to_string(p.line);
    text += ": " + f.message + "\n";
  }
  return text;
}

System shop() { return System().service("order").service("customer").service("payment").datastore("db"); }

}  // namespace

TEST_CASE("a service that writes another's table is a foreign writer, with all its places") {
  CHECK(found(shop()
                  .table("db:customers", "customer", "manifest")
                  .writes("customer", "db:customers")
                  .writes("order", "db:customers")
                  .writes("order", "db:customers")) ==
        "error foreign-writer certain at 2 3: \"order\" writes \"customers\", which \"customer\" owns because its "
        "manifest says so\n");
}

TEST_CASE("a foreign write is as sure as its least sure part") {
  CHECK(found(shop()
                  .table("db:customers", "customer", "manifest")
                  .writes("order", "db:customers")
                  .sure(facts::Confidence::Likely)) ==
        "error foreign-writer likely at 1: \"order\" writes \"customers\", which \"customer\" owns because its "
        "manifest says so\n");
  // The owner's only write is a guess, and so is its ownership.
  CHECK(found(shop()
                  .table("db:customers", "customer", "sole-writer")
                  .writes("customer", "db:customers")
                  .sure(facts::Confidence::Possible)
                  .reads("order", "db:customers")) ==
        "error cross-service-query possible at 2: \"order\" reads rows of \"customers\", which \"customer\" owns "
        "because it alone writes the table\n");
}

TEST_CASE("a doubtful place does not hide a certain one, and is left out unless asked for") {
  System system = shop()
                      .table("db:customers", "customer", "manifest")
                      .writes("order", "db:customers")
                      .writes("order", "db:customers");
  system.sure(facts::Confidence::Possible);
  const std::string told = ": \"order\" writes \"customers\", which \"customer\" owns because its manifest says so\n";
  CHECK(found(system, facts::Confidence::Likely) == "error foreign-writer certain at 1" + told);
  CHECK(found(system, facts::Confidence::Possible) == "error foreign-writer certain at 1 2" + told);
}

TEST_CASE("a shared table or database is as sure as its second writer or user") {
  System writers = shop()
                       .table("db:orders")
                       .writes("order", "db:orders")
                       .writes("payment", "db:orders")
                       .sure(facts::Confidence::Possible);
  CHECK(found(writers, facts::Confidence::Likely).empty());
  CHECK(found(writers.writes("customer", "db:orders"), facts::Confidence::Likely) ==
        "error shared-writer certain at 3 1: \"orders\" is written by \"customer\" and \"order\", and nothing tells "
        "which of them owns it\n");
  System users = shop().connects("order", "db").connects("payment", "db", "", facts::Confidence::Possible);
  CHECK(found(users, facts::Confidence::Likely).empty());
  CHECK(found(users.connects("customer", "db"), facts::Confidence::Likely) ==
        "warning shared-database certain at 3 1: \"customer\" and \"order\" connect to one database, \"db\"; no table "
        "was seen that two of "
        "them use\n");
}

TEST_CASE("a monolith edition of the same code runs instead of the services, never beside them") {
  System system = shop().service("monolith", "alternative").connects("order", "db").connects("monolith", "db");
  CHECK(
      found(system.table("db:orders", "order", "defines").writes("order", "db:orders").writes("monolith", "db:orders"))
          .empty());
}

TEST_CASE("what is less sure than asked for is counted, not shown") {
  System system = shop()
                      .table("db:customers", "customer", "manifest")
                      .writes("order", "db:customers")
                      .sure(facts::Confidence::Possible);
  CHECK(found(system, facts::Confidence::Likely).empty());
  const auto outcome = check::check(system.facts, *check::built_in_rules());
  CHECK(outcome->summary.unsure == 1);
  CHECK(outcome->summary.errors == 0);
}

TEST_CASE(
    "writes in tests and migrations, of framework tables, keys and external tables, and by infrastructure are no "
    "foreign writes") {
  CHECK(
      found(shop().table("db:customers", "customer", "manifest").writes("order", "db:customers").in(facts::Scope::Test))
          .empty());
  CHECK(found(shop()
                  .table("db:customers", "customer", "manifest")
                  .writes("order", "db:customers")
                  .in(facts::Scope::Migration))
            .empty());
  CHECK(found(shop()
                  .table("db:flyway_schema_history", "customer", "manifest", "framework")
                  .writes("order", "db:flyway_schema_history"))
            .empty());
  CHECK(found(shop().table("db:rates", "", "", "external").writes("order", "db:rates").writes("payment", "db:rates"))
            .empty());
  CHECK(found(shop()
                  .datastore("cache", "redis")
                  .table("cache:votes", "", "", "keyspace")
                  .writes("order", "cache:votes")
                  .writes("payment", "cache:votes"))
            .empty());
  CHECK(found(shop()
                  .service("db-seed", "infrastructure")
                  .table("db:customers", "customer", "manifest")
                  .writes("db-seed", "db:customers"))
            .empty());
}

TEST_CASE("a declared outbox relay may write, a declared reporting reader may read") {
  CHECK(found(shop()
                  .connects("payment", "db", "outbox-relay")
                  .table("db:outbox", "order", "manifest")
                  .writes("payment", "db:outbox"))
            .empty());
  CHECK(found(shop()
                  .connects("payment", "db", "reporting")
                  .table("db:orders", "order", "manifest")
                  .reads("payment", "db:orders"))
            .empty());
}

TEST_CASE("a table with two writers and no owner is one finding that names them both") {
  CHECK(found(shop()
                  .table("db:orders")
                  .writes("payment", "db:orders")
                  .writes("order", "db:orders")
                  .reads("customer", "db:orders")) ==
        "error cross-service-query certain at 3: \"customer\" reads rows of \"orders\", which others write, and "
        "nothing tells which of them owns it\n"
        "error shared-writer certain at 2 1: \"orders\" is written by \"order\" and \"payment\", and nothing tells "
        "which of them owns it\n");
}

TEST_CASE("a table with one writer, or with a second one in tests only, is not shared") {
  CHECK(found(shop().table("db:orders").writes("order", "db:orders").writes("order", "db:orders")).empty());
  CHECK(
      found(
          shop().table("db:orders").writes("order", "db:orders").writes("payment", "db:orders").in(facts::Scope::Test))
          .empty());
}

TEST_CASE("the same name in two databases is two tables") {
  CHECK(found(shop()
                  .datastore("db2")
                  .table("db:orders")
                  .table("db2:orders")
                  .writes("order", "db:orders")
                  .writes("payment", "db2:orders"))
            .empty());
}

TEST_CASE("a service that reads another's table is told with the columns, and how to get at them") {
  System system = shop().table("db:customers", "customer", "sole-writer").writes("customer", "db:customers");
  system.reads("payment", "db:customers", {"email", "id"}, "key single")
      .reads("payment", "db:customers", {"name", "id"});
  CHECK(found(system) ==
        "error cross-service-query certain at 2 3: \"payment\" reads email, id and name of \"customers\", which "
        "\"customer\" owns because it alone writes the table\n");
}

TEST_CASE("the advice follows the shape of the reads") {
  const auto help = [](const std::string& shape) {
    const System system =
        shop().table("db:customers", "customer", "manifest").reads("payment", "db:customers", {}, shape);
    return check::check(system.facts, *check::built_in_rules())->findings.at(0).help;
  };
  CHECK(help("key single") ==
        "Ask customer's API for it. Nothing of the kind is offered yet. Where the answer may be stale, keep a copy fed "
        "by "
        "customer's events, or a cache with an expiry that they invalidate.");
  CHECK(
      help("range") ==
      "Subscribe to customer's events and keep the rows that payment needs in a table of its own. Nothing of the kind "
      "is offered yet. With a single consumer and few rows, ask customer's API in pages.");
  CHECK(help("join") ==
        "Keep a read model of its own for what payment joins or searches, fed by customer's events (CQRS). Nothing of "
        "the "
        "kind is offered yet. With little data, read the own rows first and ask customer's API for the rest in one "
        "batch; or let customer offer the search.");
}

TEST_CASE("the advice names what the owner offers already, and the columns that it lacks") {
  System system = shop().table("db:customers", "customer", "manifest");
  system.reads("payment", "db:customers", {"email", "status"}, "key single");
  const auto help = [&] { return check::check(system.facts, *check::built_in_rules())->findings.at(0).help; };
  const auto offer = [&](const std::string& use, const std::string& name, const std::vector<std::string>& columns) {
    facts::TableOffer o;
    o.table = "db:customers";
    o.service = "customer";
    o.kind = "api";
    o.use = use;
    o.name = name;
    o.columns = columns;
    o.described = true;
    system.facts.table_offers.push_back(o);
  };
  const std::string rest =
      " Where the answer may be stale, keep a copy fed by customer's events, or a cache with an expiry that they "
      "invalidate.";
  offer("change", "PUT /customers/{id}/email", {"email"});
  offer("read", "GET /customers", {"id"});
  offer("read", "GET /customers/{id}", {"email", "id"});
  CHECK(help() == "Ask customer's API for it. Offered for that: GET /customers/{id}; to be added: status." + rest);
  offer("read", "GET /customers/{id}/profile", {"email", "status"});
  CHECK(help() ==
        "Ask customer's API for it. Offered for that: GET /customers/{id}/profile, with all that is needed." + rest);
}

TEST_CASE("services that use the same tables of one database share it") {
  CHECK(found(shop()
                  .connects("order", "db")
                  .connects("payment", "db")
                  .table("db:orders")
                  .writes("order", "db:orders")
                  .reads("payment", "db:orders")) ==
        "error shared-database certain at 1 2: \"order\" and \"payment\" connect to one database, \"db\", and use the "
        "same tables in it\n");
}

TEST_CASE("a shared database in which each keeps to its tables is a warning") {
  CHECK(found(shop()
                  .connects("order", "db")
                  .connects("payment", "db")
                  .table("db:orders")
                  .table("db:payments")
                  .writes("order", "db:orders")
                  .writes("payment", "db:payments")) ==
        "warning shared-database certain at 1 2: \"order\" and \"payment\" connect to one database, \"db\"; no table "
        "was seen that two of them use\n");
  CHECK(found(shop().connects("order", "db").connects("payment", "db")) ==
        "warning shared-database certain at 1 2: \"order\" and \"payment\" connect to one database, \"db\"; no table "
        "was seen that two of them use\n");
}

TEST_CASE("no shared database: a schema each, a database each, a cache, a declared replica, infrastructure") {
  CHECK(found(shop()
                  .connects("order", "db")
                  .connects("payment", "db")
                  .table("db:sales.orders")
                  .table("db:money.payments")
                  .writes("order", "db:sales.orders")
                  .writes("payment", "db:money.payments"))
            .empty());
  CHECK(found(shop().datastore("db2").connects("order", "db").connects("payment", "db2")).empty());
  CHECK(found(shop().datastore("cache", "redis").connects("order", "cache").connects("payment", "cache")).empty());
  CHECK(found(shop().connects("order", "db").connects("payment", "db", "replica")).empty());
  CHECK(found(shop().service("pgadmin", "infrastructure").connects("order", "db").connects("pgadmin", "db")).empty());
}

TEST_CASE("a service with a schema of its own is left out of what others share") {
  System system = shop().connects("order", "db").connects("payment", "db").connects("customer", "db");
  system.table("db:orders")
      .table("db:crm.customers")
      .writes("order", "db:orders")
      .reads("payment", "db:orders")
      .writes("customer", "db:crm.customers");
  CHECK(found(system) ==
        "error shared-database certain at 1 2: \"order\" and \"payment\" connect to one database, \"db\", and use the "
        "same tables in it\n");
}

TEST_CASE("seeing no table at all is told, and not as clean") {
  const auto outcome = check::check(System().facts, *check::built_in_rules());
  REQUIRE(outcome.ok());
  REQUIRE(outcome->diagnostics.size() == 1);
  CHECK(outcome->diagnostics[0].message ==
        "no tables were found in 0 files: nothing could be checked, which is not the same as nothing being wrong");
}

TEST_CASE("only findings with a place in the parts asked about count") {
  const System system = shop()
                            .table("db:customers", "customer", "manifest")
                            .reads("order", "db:customers")
                            .reads("payment", "db:customers");
  check::CheckOptions options;
  const auto services = [&](std::vector<std::string> parts) {
    options.parts = std::move(parts);
    const auto outcome = check::check(system.facts, rules_on_ownership(), options);
    std::string text;
    for (const check::Finding& f : outcome->findings) text += f.service + " ";
    return text + std::to_string(outcome->summary.errors);
  };
  CHECK(services({}) == "order payment 2");
  CHECK(services({""}) == "order payment 2");
  CHECK(services({"order"}) == "order 1");
  CHECK(services({"payment/app.py", "ord"}) == "payment 1");
  CHECK(services({"customer"}) == "0");
}

TEST_CASE("findings are sorted by severity, then by subject, then by rule") {
  System system = shop().connects("order", "db").connects("payment", "db");
  system.table("db:b", "payment", "manifest").table("db:a", "order", "manifest");
  system.reads("order", "db:b").writes("order", "db:b").reads("payment", "db:a");
  std::string order;
  const auto outcome = check::check(system.facts, rules_on_ownership());
  for (const check::Finding& f : outcome->findings) order += f.subject + " " + f.rule + "\n";
  CHECK(order == "db:a cross-service-query\ndb:b cross-service-query\ndb:b foreign-writer\ndb shared-database\n");
}

TEST_CASE("a fingerprint does not change when code moves") {
  const auto fingerprint = [](System system, std::uint32_t line) {
    system.facts.accesses[0].place = {"order/moved.py", line, 9, line};
    return check::check(system.facts, rules_on_ownership())->findings.at(0).fingerprint;
  };
  const System system = shop().table("db:customers", "customer", "manifest").writes("order", "db:customers");
  // Kept in users' baselines: this literal must never change.
  CHECK(fingerprint(system, 1) == "98b53d9e84512a48");
  CHECK(fingerprint(system, 70) == fingerprint(system, 1));
}
