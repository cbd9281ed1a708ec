// Several repositories: each publishes its facts, and a change in one is held against all.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "legacy.h"

using namespace onewriter::cli;
using nlohmann::json;

namespace {

const char* connect =
    "const { Pool } = require(\"pg\");\nconst pool = new Pool({ connectionString: process.env.DATABASE_URL });\n";

// A repository with one service that uses the company's database server.
void write_service(const Folder& folder, const std::string& name, const std::string& statement,
                   const std::string& ddl) {
  folder.write("compose.yaml", "services:\n  " + name +
                                   ":\n    build: .\n    environment:\n      DATABASE_URL: "
                                   "postgresql://db.internal:5432/shop\n");
  folder.write("Dockerfile", "FROM node:22\n");
  folder.write("package.json", "{\"name\": \"" + name + "\"}\n");
  folder.write("server.js", std::string(connect) + "exports.f = () => pool.query(\"" + statement + "\");\n");
  folder.write("migrations/001.sql", ddl);
  folder.write("onewriter.yaml",
               "rules: {undeclared-service: off, shared-database: off, consistency-undocumented: off}\n");
}

std::string told(const Seen& seen) {
  if (seen.exit_code == 2) return seen.err;
  std::string text;
  const json document = json::parse(seen.out);
  for (const json& f : document["findings"]) {
    text += f["rule"].get<std::string>() + " " + f["service"].get<std::string>() + " " + f["owner"].get<std::string>() +
            " " + f["subject"].get<std::string>() + " at";
    for (const json& p : f["places"]) text += " " + p["file"].get<std::string>() + ":" + p["line"].dump();
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a change that starts to read a table of another repository's service fails") {
  const Folder payment, order, published;
  write_service(payment, "payment", "INSERT INTO payments (id) VALUES (1)", "CREATE TABLE payments (id bigint);\n");
  CHECK(call({"facts", payment.path(), "-o", published.path("payment.db"), "--repository", "payment"}).exit_code == 0);
  write_service(order, "order", "INSERT INTO orders (id) VALUES (1)", "CREATE TABLE orders (id bigint);\n");
  const std::vector<std::string> check = {"check", order.path(), "--with", published.path("*.db"), "--format", "json"};
  CHECK(told(call(check)).empty());

  order.write("export.js", std::string(connect) + "exports.f = () => pool.query(\"SELECT id FROM payments\");\n");
  CHECK(told(call({"check", order.path(), "--format", "json"})).empty());
  const Seen red = call(check);
  CHECK(red.exit_code == 1);
  CHECK(told(red) == "cross-service-query order payment db.internal/shop:payments at export.js:3\n");

  order.write("export.js", std::string(connect) + "exports.f = () => pool.query(\"DELETE FROM payments\");\n");
  CHECK(told(call(check)) == "foreign-writer order payment db.internal/shop:payments at export.js:3\n");
}

TEST_CASE("of two snapshots of one repository the newer counts, and this is said; one's own does not count") {
  const Legacy legacy;
  const Folder published;
  CHECK(call({"facts", legacy.folder.path(), "-o", published.path("a.db"), "--repository", "shop"}).exit_code == 0);
  ::setenv("GIT_COMMITTER_DATE", "2099-01-01T00:00:00Z", 1);
  legacy.git("commit -q --allow-empty -m later");
  ::unsetenv("GIT_COMMITTER_DATE");
  CHECK(call({"facts", legacy.folder.path(), "-o", published.path("b.db"), "--repository", "shop"}).exit_code == 0);
  const Folder order;
  write_service(order, "invoice", "INSERT INTO invoices (id) VALUES (1)", "CREATE TABLE invoices (id bigint);\n");
  const Seen seen = call({"check", order.path(), "--with", published.path("*.db")});
  CHECK(seen.exit_code == 0);
  CHECK(seen.err.find(published.path("a.db") + " (") != std::string::npos);
  CHECK(seen.err.find(") is left out: " + published.path("b.db") +
                      " (2099-01-01T00:00:00Z) is a newer snapshot of shop\n") != std::string::npos);
  CHECK(call({"facts", legacy.folder.path(), "-o", published.path("own.db")}).exit_code == 0);
  CHECK(legacy.check({"--with", published.path("own.db")}).err ==
        "note: " + published.path("own.db") + " is a snapshot of this repository, " +
            std::filesystem::path(legacy.folder.path()).filename().string() + ": the workspace counts instead\n");
}

TEST_CASE("facts files that are missing or of another make end the run") {
  const Folder folder;
  folder.write("text.db", "no facts at all");
  folder.write("system/README.md", "nothing");
  CHECK(call({"check", folder.path("system"), "--with", folder.path("none*.db")}).err ==
        "error: there is no facts file " + folder.path("none*.db") + "; `onewriter facts -o FILE` writes one\n");
  CHECK(call({"check", folder.path("system"), "--with", folder.path("text.db")}).exit_code == 2);
}
