// Input that is broken, huge or hostile: it is told with file and line, and the rest of the system is checked all the
// same.

#include <doctest/doctest.h>

#include <filesystem>

#include "program.h"

using namespace onewriter::cli;

namespace {

// Two services, one foreign read: what the report says of it must not change with the rubbish beside it.
void write_system(const Folder& folder) {
  folder.write("compose.yaml",
               "services:\n"
               "  customer: {build: ./customer, environment: {DATABASE_URL: \"postgresql://u:p@db/shop\"}}\n"
               "  order: {build: ./order, environment: {DATABASE_URL: \"postgresql://u:p@db/shop\"}}\n"
               "  db: {image: \"postgres:16\", environment: {POSTGRES_DB: shop}}\n");
  folder.write("customer/schema.sql", "CREATE TABLE customers (id int);\n");
  const std::string head = "import os, psycopg2\ncursor = psycopg2.connect(os.environ[\"DATABASE_URL\"]).cursor()\n";
  folder.write("customer/app.py", head + "cursor.execute(\"INSERT INTO customers (id) VALUES (1)\")\n");
  folder.write("order/app.py", head + "cursor.execute(\"SELECT id FROM customers\")\n");
}

Seen check(const Folder& folder, std::vector<std::string> more = {}) {
  std::vector<std::string> args = {"check", "--rule", "cross-service-query", "--quiet", folder.path()};
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

const std::string finding =
    "error[cross-service-query]: \"order\" reads id of \"customers\", which \"customer\" owns because it defines the "
    "table\n"
    " --> order/app.py:3:32\n"
    "  |\n"
    "3 | cursor.execute(\"SELECT id FROM customers\")\n"
    "  = why: A query on another service's table breaks when its owner changes a column, and goes around the owner's "
    "rules.\n"
    "  = help: Ask customer's API for it. Nothing of the kind is offered yet; needed: id. Where the answer may be "
    "stale, "
    "keep a copy fed by customer's events, or a cache with an expiry that they invalidate.\n\n";

// Diagnostics of the system with these files beside it; the finding must be there, whole and alone.
std::string told_of(const std::vector<std::pair<std::string, std::string>>& files) {
  const Folder folder;
  write_system(folder);
  for (const auto& [path, text] : files) folder.write(path, text);
  const Seen seen = call({"check", "--rule", "cross-service-query", folder.path()});
  CHECK(seen.exit_code == 1);
  CHECK(seen.out.substr(0, finding.size()) == finding);
  return seen.err;
}

}  // namespace

TEST_CASE("a sound system has its finding and no diagnostics") {
  const Folder folder;
  write_system(folder);
  const Seen seen = check(folder);
  CHECK(seen.exit_code == 1);
  CHECK(seen.out == finding);
  CHECK(seen.err.empty());
}

TEST_CASE("text that is no UTF-8, no text, or too much of it") {
  CHECK(told_of({{"order/latin1.py", "name = \"caf\xe9\"\n"}}) == "");
  CHECK(told_of({{"order/data.sql", std::string(1000, '\0') + "SELECT 1"}}) ==
        "warning: order/data.sql: binary content in a file whose name says text: not read\n");
  std::string minified;
  while (minified.size() < 50u << 20) minified += "function a(b){return b+1};";
  CHECK(told_of({{"order/bundle.js", minified}}) == "warning: order/bundle.js: larger than 4 MB: not read\n");
}

TEST_CASE("text that ends in the middle") {
  CHECK(told_of({{"order/open.py", "x = \"\"\"never closed\nSELECT id FROM orders\n"}}) == "");
  CHECK(told_of({{"order/open.js", "const a = `never closed ${\n"}}) == "");
  CHECK(told_of({{"order/migrations/1.sql", "INSERT INTO orders VALUES ('never closed);\nSELECT 1;\n"}}) == "");
}

TEST_CASE("YAML that does not parse, or would fill the memory") {
  CHECK(told_of({{"deploy/docker-compose.yaml", "services:\n  a: [unclosed\n  b: : :\n"}}) ==
        "warning: deploy/docker-compose.yaml:3: YAML: end of sequence flow not found\n");
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string before = "*" + std::string(1, static_cast<char>(c - 1));
    bomb += std::string(1, c) + ": &" + c + " [" + before;
    for (int i = 0; i < 8; ++i) bomb += "," + before;
    bomb += "]\n";
  }
  CHECK(told_of({{"bomb.yaml", bomb}}) ==
        "warning: bomb.yaml:6: aliases expand to more than 200000 entries; the rest is not read\n");
  CHECK(told_of({{"deep.yaml", std::string(100'000, '[')}}) ==
        "warning: deep.yaml:1: YAML: nested too deep; the rest is not read\n");
}

TEST_CASE("links in a circle are not followed") {
  const Folder folder;
  write_system(folder);
  std::filesystem::create_symlink("loop.sql", folder.path("order/loop.sql"));
  std::filesystem::create_directory_symlink("..", folder.path("order/up"));
  const Seen seen = check(folder);
  CHECK(seen.exit_code == 1);
  CHECK(seen.out == finding);
  CHECK(seen.err.empty());
}

TEST_CASE("a path that is not there, or settings that are wrong: the run cannot be done as asked") {
  const Folder folder;
  write_system(folder);
  const auto refused = [&](const Seen& seen) {
    CHECK(seen.exit_code == 2);
    CHECK(seen.out.empty());
    return seen.err;
  };
  CHECK(refused(call({"check", folder.path("nowhere")})) ==
        "error: cannot open " + folder.path("nowhere") + ": No such file or directory\n");
  CHECK(refused(check(folder, {"--config", folder.path("no.yaml")})) ==
        "error: cannot open " + folder.path("no.yaml") + ": No such file or directory\n");
  folder.write("onewriter.yaml", "servces: {}\n");
  CHECK(refused(check(folder)) ==
        "error: onewriter.yaml:1: unknown key \"servces\" in onewriter.yaml; did you mean \"services\"?\n");
  folder.write("onewriter.yaml", "rules:\n  shared-databse: off\n");
  CHECK(refused(check(folder)) ==
        "error: onewriter.yaml:2: there is no rule `shared-databse`; did you mean `shared-database`?\n");
}

TEST_CASE("settings switch rules off, set their severity and exclude files") {
  const Folder folder;
  write_system(folder);
  folder.write("onewriter.yaml", "rules:\n  cross-service-query: off\n");
  CHECK(check(folder).out.empty());
  folder.write("onewriter.yaml", "rules:\n  cross-service-query: warning\n");
  CHECK(check(folder).out == "warning" + finding.substr(5));
  CHECK(check(folder).exit_code == 0);
  CHECK(check(folder, {"--fail-on", "warning"}).exit_code == 1);
  folder.write("onewriter.yaml", "exclude: [order/]\n");
  CHECK(check(folder).out.empty());
}

TEST_CASE("config tells each value and where it comes from") {
  const Folder folder;
  folder.write("onewriter.yaml",
               "services:\n  order: order\nowners:\n  \"order_*\": order\nexclude: [legacy/]\nrules:\n  "
               "shared-database: warning\n");
  folder.write("order/a.py", "");
  const Seen seen = call({"config", folder.path("order")});
  CHECK(seen.exit_code == 0);
  CHECK(
      seen.out.starts_with("settings: onewriter.yaml\n"
                           "services\n"
                           "  order: order  (onewriter.yaml:2)\n"
                           "owners\n"
                           "  order_*: order  (onewriter.yaml:4)\n"
                           "exclude\n"
                           "  legacy/  (onewriter.yaml:5)\n"
                           "rules\n"));
  CHECK(seen.out.find("\n  foreign-writer: error  (built in)\n") != std::string::npos);
  CHECK(seen.out.find("\n  shared-database: warning  (onewriter.yaml:7)\n") != std::string::npos);
  CHECK(call({"config", "--schema"}).out.starts_with("{\n  \"$schema\""));
}

TEST_CASE("a suppressed finding is counted, kept for machines, and does not fail the run") {
  const Folder folder;
  write_system(folder);
  const std::string entry =
      "suppress:\n- rule: cross-service-query\n  service: order\n  table: cust*\n  reason: \"leaves with the "
      "strangler\"\n";
  folder.write("onewriter.yaml",
               entry + "rules: {shared-database: off, undeclared-service: off, consistency-undocumented: off}\n");
  const Seen seen = call({folder.path()});
  CHECK(seen.exit_code == 0);
  CHECK(seen.out ==
        "2 services, 1 table, 2 accesses, no blind spots in 5 files\nno errors, no warnings, 1 suppressed\n");
  CHECK(seen.err.empty());
  CHECK(call({folder.path(), "--format", "json"}).out.find("\"status\": \"suppressed\"") != std::string::npos);

  folder.write("onewriter.yaml", entry + "  until: 2020-01-31\n");
  const Seen expired = check(folder);
  CHECK(expired.exit_code == 1);
  CHECK(expired.out == finding);
  CHECK(call({folder.path()})
            .out.find("warning[expired-suppression]: The suppression of cross-service-query in "
                      "\"onewriter.yaml\" held until 2020-01-31\n --> onewriter.yaml:2:3\n") != std::string::npos);
  CHECK(call({folder.path(), "--today", "2020-01-31"}).out.find("expired-suppression") == std::string::npos);

  folder.write("onewriter.yaml", "suppress:\n- {rule: foreign-writer, reason: \"none\"}\n");
  CHECK(call({folder.path()})
            .out.find("warning[unused-suppression]: The suppression of foreign-writer in "
                      "\"onewriter.yaml\" suppresses nothing\n --> onewriter.yaml:2:3\n") != std::string::npos);
}

TEST_CASE("a part of a system is checked against the whole") {
  const Folder folder;
  write_system(folder);
  folder.write("onewriter.yaml", "");
  const auto out = [](const std::string& path) { return call({path, "--rule", "cross-service-query", "--quiet"}).out; };
  CHECK(out(folder.path("order")) == finding);
  CHECK(out(folder.path("order/app.py")) == finding);
  CHECK(out(folder.path("customer")) == "");
}

TEST_CASE("the output is the same with any number of threads, and twice") {
  const std::string shop = SOURCE_ROOT "/fixtures/shop/broken";
  for (const std::string format : {"text", "json"}) {
    const std::string one = call({"check", shop, "--format", format, "--jobs", "1"}).out;
    CHECK(one == call({"check", shop, "--format", format, "--jobs", "8"}).out);
    CHECK(one == call({"check", shop, "--format", format}).out);
  }
  CHECK(call({"graph", shop, "--jobs", "1"}).out == call({"graph", shop, "--jobs", "7"}).out);
}

TEST_CASE("seeing nothing is told as that, in every way of asking") {
  const Folder folder;
  folder.write("README.md", "nothing here");
  const Seen text = call({folder.path()});
  CHECK(text.exit_code == 0);
  CHECK(text.out ==
        "no services, no tables, no accesses, no blind spots in no files\n"
        "no errors, no warnings\n"
        "NOTHING WAS CHECKED: no tables were found, so no rule could object. Is this the root of the system?\n");
  CHECK(text.err ==
        "warning: no tables were found in 0 files: nothing could be checked, which is not the same as nothing being "
        "wrong\n");
  CHECK(call({folder.path(), "--format", "json"}).out.find("no tables were found in 0 files") != std::string::npos);
}
