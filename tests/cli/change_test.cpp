// --since and --staged: both states of the whole system are known, and only what the change caused is told.

#include <doctest/doctest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "legacy.h"

using namespace onewriter::cli;
using nlohmann::json;

namespace {

// "rule subject at place, place", a line for each finding.
std::string told(const Seen& seen) {
  if (seen.exit_code == 2) return seen.err;
  std::string text;
  const json document = json::parse(seen.out);
  for (const json& f : document["findings"]) {
    if (f["status"] != "new") continue;
    text += f["rule"].get<std::string>() + " " + f["subject"].get<std::string>() + " at";
    for (const json& p : f["places"]) text += " " + p["file"].get<std::string>() + ":" + p["line"].dump();
    text += "\n";
  }
  return text;
}

std::string since(const Legacy& legacy, const std::string& revision) {
  return told(legacy.check({"--since", revision, "--format", "json"}));
}
std::string staged(const Legacy& legacy) { return told(legacy.check({"--staged", "--format", "json"})); }

}  // namespace

TEST_CASE("what was there before is not told, though its lines move or its file is renamed") {
  const Legacy legacy;
  CHECK(since(legacy, "HEAD").empty());
  legacy.write_module("orders",
                      {"SELECT 1", "INSERT INTO orders (id) VALUES (1)", "SELECT status FROM customers WHERE id = 1"});
  CHECK(since(legacy, "HEAD").empty());
  legacy.commit("Move");
  legacy.git("mv order/orders.js order/all.js");
  CHECK(since(legacy, "HEAD").empty());
  legacy.git("add -A");
  CHECK(staged(legacy).empty());
  const Seen text = legacy.check({"--since", "HEAD"});
  CHECK(text.out ==
        "2 services, 2 tables, 3 accesses, no blind spots in 9 files\nno errors, no warnings\n"
        "Only what was caused since HEAD: 1 finding was there before, 0 are gone\n");
}

TEST_CASE("a place that was added to an old finding is told, and no other") {
  const Legacy legacy;
  legacy.write_module("orders", {"INSERT INTO orders (id) VALUES (1)", "SELECT status FROM customers WHERE id = 1",
                                 "SELECT count(*) AS everybody FROM customers"});
  CHECK(since(legacy, "HEAD") == "cross-service-query db/shop:customers at order/orders.js:5\n");
}

TEST_CASE("a change is told where it lands, in files that it did not touch") {
  const Legacy legacy;
  // The order service gave its table away; its own code is now what breaks the rule.
  legacy.folder.write("onewriter.yaml",
                      "rules: {undeclared-service: off, shared-database: off, consistency-undocumented: off}\nowners: "
                      "{orders: customer}\n");
  CHECK(since(legacy, "HEAD") == "foreign-writer db/shop:orders at order/orders.js:3\n");
}

TEST_CASE("a suppression that is taken away brings its finding in") {
  const Legacy legacy;
  const std::string code = legacy.folder.read("order/orders.js");
  legacy.folder.write("order/orders.js", "// onewriter:ignore-file cross-service-query next year\n" + code);
  CHECK(since(legacy, "HEAD").empty());
  legacy.commit("Accept it");
  legacy.folder.write("order/orders.js", code);
  CHECK(since(legacy, "HEAD") == "cross-service-query db/shop:customers at order/orders.js:4\n");
}

TEST_CASE("staged is what the next commit would hold, not what lies on the disk") {
  const Legacy legacy;
  legacy.write_module("export", {"DELETE FROM customers"});
  CHECK(staged(legacy).empty());
  legacy.git("add order/export.js");
  legacy.write_module("export", {"SELECT 1"});
  CHECK(staged(legacy) == "foreign-writer db/shop:customers at order/export.js:3\n");
  CHECK(since(legacy, "HEAD").empty());
  const Seen text = legacy.check({"--staged"});
  CHECK(text.exit_code == 1);
  CHECK(text.out.find("3 | exports.f0 = () => pool.query(\"DELETE FROM customers\");\n") != std::string::npos);
  CHECK(legacy.git("status --porcelain") == "AM order/export.js\n");
}

TEST_CASE("a revision is compared from where the branches parted") {
  const Legacy legacy;
  legacy.git("checkout -q -b mine");
  legacy.write_module("export", {"DELETE FROM customers"});
  legacy.commit("Export");
  legacy.git("checkout -q main");
  legacy.write_module("orders", {"INSERT INTO orders (id) VALUES (1)"});
  legacy.commit("Mend");
  legacy.git("checkout -q mine");
  CHECK(since(legacy, "main") == "foreign-writer db/shop:customers at order/export.js:3\n");
}

TEST_CASE("linked work trees, shallow clones and ignored files are read; what is not there is told") {
  const Legacy legacy;
  legacy.folder.write(".gitignore", "*.js\n");
  legacy.write_module("export", {"DELETE FROM customers"});
  legacy.git("add -f order/export.js");
  legacy.commit("Tracked, though ignored");
  CHECK(since(legacy, "HEAD").empty());
  legacy.git("worktree add -q ../linked-" + std::to_string(::getpid()));
  const std::string linked = legacy.folder.path() + "/../linked-" + std::to_string(::getpid());
  CHECK(told(call({"check", linked, "--since", "HEAD~1", "--format", "json"})) ==
        "foreign-writer db/shop:customers at order/export.js:3\n");
  legacy.git("worktree remove --force " + linked);

  const Folder elsewhere;
  legacy.git("clone -q --depth 1 file://" + legacy.folder.path() + " " + elsewhere.path("clone"));
  const Seen shallow = call({"check", elsewhere.path("clone"), "--since", "HEAD~1"});
  CHECK(shallow.exit_code == 2);
  CHECK(
      shallow.err ==
      "error: git knows no revision `HEAD~1` here: this is a shallow clone; fetch more of it (`git fetch --unshallow`, "
      "in GitHub Actions `fetch-depth: 0`, in GitLab `GIT_DEPTH: 0`)\n");
  CHECK(call({"check", elsewhere.path(), "--since", "HEAD"}).err ==
        "error: this is no git work tree; --since and --staged need one\n");
  CHECK(legacy.check({"--since", "--output=x"}).exit_code == 2);
}

TEST_CASE("before the first commit everything staged is new") {
  const Legacy legacy;
  legacy.git("update-ref -d HEAD");
  CHECK(staged(legacy) == "cross-service-query db/shop:customers at order/orders.js:4\n");
}
