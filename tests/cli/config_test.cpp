// Settings as a user meets them: where each value comes from, and what holds for one service alone.

#include <doctest/doctest.h>

#include "legacy.h"

using namespace onewriter::cli;

namespace {

// The lines of `config` up to the rules, and of the rules those that are not as built in.
std::string chosen(const Seen& seen) {
  CHECK(seen.err == "");
  CHECK(seen.exit_code == 0);
  std::string text;
  bool rules = false;
  for (std::size_t at = 0; at < seen.out.size();) {
    const std::size_t end = seen.out.find('\n', at);
    const std::string line = seen.out.substr(at, end - at);
    if (!rules || line.find("(built in)") == std::string::npos) text += line + "\n";
    if (line == "rules") rules = true;
    at = end + 1;
  }
  return text;
}

}  // namespace

TEST_CASE("config tells the effective values and where each comes from, through extends and for single services") {
  const Folder folder;
  folder.write("company/base.yaml",
               "rules:\n"
               "  shared-database: warning\n"
               "  sync-call-chain:\n"
               "    severity: error\n"
               "    options: {max_hops: 4}\n"
               "services:\n"
               "  order: {root: order, rules: {foreign-writer: warning}}\n"
               "report: {title: The shop}\n");
  folder.write("onewriter.yaml",
               "extends: company/base.yaml\n"
               "services:\n"
               "  order:\n"
               "    rules:\n"
               "      sync-call-chain: {options: {max_hops: 1}}\n"
               "      shared-database: off\n"
               "  payment: [pay/**, lib/pay/*.py]\n"
               "owners: {order_*: order}\n"
               "external: [legacy]\n"
               "exclude: [attic/]\n"
               "suppress:\n"
               "  - {rule: foreign-writer, service: order, table: t, reason: soon, until: 2031-01-01}\n"
               "rules:\n"
               "  sync-call-chain: {options: {max_hops: 3}}\n"
               "  unowned-table: off\n");
  folder.write("pay/a.py", "");
  CHECK(chosen(call({"config", folder.path("pay")})) ==
        "settings: onewriter.yaml\n"
        "extends: company/base.yaml\n"
        "services\n"
        "  order: order  (company/base.yaml:7)\n"
        "    sync-call-chain.max_hops: 1  (onewriter.yaml:5)\n"
        "    shared-database: off  (onewriter.yaml:6)\n"
        "    foreign-writer: warning  (company/base.yaml:7)\n"
        "  payment: pay/**, lib/pay/*.py  (onewriter.yaml:7)\n"
        "owners\n"
        "  order_*: order  (onewriter.yaml:8)\n"
        "external\n"
        "  legacy  (onewriter.yaml:9)\n"
        "exclude\n"
        "  attic/  (onewriter.yaml:10)\n"
        "suppress\n"
        "  foreign-writer of order about t until 2031-01-01: soon  (onewriter.yaml:12)\n"
        "report.title: The shop  (company/base.yaml:8)\n"
        "rules\n"
        "  shared-database: warning  (company/base.yaml:2)\n"
        "  sync-call-chain: error  (company/base.yaml:3)\n"
        "    max_hops: 3  (onewriter.yaml:14)\n"
        "  unowned-table: off  (onewriter.yaml:15)\n");
}

TEST_CASE("a rule of the workspace's own is told with its file") {
  const Folder folder;
  std::string rule = source_file("rules/check/unowned-table.sql");
  rule.replace(rule.find("-- id: unowned-table"), 20, "-- id: house-rule");
  folder.write(".onewriter/rules/house-rule.sql", rule);
  folder.write("onewriter.yaml", "{}\n");
  CHECK(chosen(call({"config", folder.path()})) ==
        "settings: onewriter.yaml\nrules\n  house-rule: warning  (.onewriter/rules/house-rule.sql)\n");
}

TEST_CASE("a rule is switched off, on or to another severity for the findings of one service") {
  const Legacy legacy;
  legacy.write_module("export", {"UPDATE customers SET status = 'gone'"});
  const auto told = [&](const std::string& settings) {
    legacy.folder.write("onewriter.yaml", settings);
    std::string heads;
    const Seen seen = legacy.check({"--rule", "foreign-writer", "--rule", "cross-service-query"});
    for (const char* head : {"error[foreign-writer]", "warning[foreign-writer]", "error[cross-service-query]"})
      if (seen.out.find(head) != std::string::npos) heads += std::string(head) + " ";
    return heads + std::to_string(seen.exit_code) + (seen.exit_code == 2 ? " " + seen.err : "");
  };
  CHECK(told("{}\n") == "error[foreign-writer] error[cross-service-query] 1");
  CHECK(told("services: {order: {rules: {foreign-writer: warning}}}\n") ==
        "warning[foreign-writer] error[cross-service-query] 1");
  CHECK(told("services: {order: {rules: {foreign-writer: off}}}\n") == "error[cross-service-query] 1");
  CHECK(told("services: {customer: {rules: {foreign-writer: off}}}\n") ==
        "error[foreign-writer] error[cross-service-query] 1");
  CHECK(told("rules: {foreign-writer: off, cross-service-query: off}\n"
             "services: {order: {rules: {foreign-writer: warning}}}\n") == "warning[foreign-writer] 0");
  CHECK(told("services: {oder: {rules: {foreign-writer: off}}}\n") ==
        "2 error: onewriter.yaml:1: there is no service `oder`; did you mean `order`?\n");
  CHECK(told("services: {order: {rules: {foreign-writr: off}}}\n") ==
        "2 error: onewriter.yaml:1: there is no rule `foreign-writr`; did you mean `foreign-writer`?\n");
}

TEST_CASE("a rule's option holds for all services, or for the findings of one") {
  const Folder folder;
  std::string compose = "services:\n";
  const std::vector<std::string> chain = {"order", "payment", "customer", "fraud"};
  for (std::size_t i = 0; i < chain.size(); ++i) {
    compose += "  " + chain[i] + ":\n    build: ./" + chain[i] + "\n";
    folder.write(chain[i] + "/Dockerfile", "FROM python:3.12\n");
    folder.write(
        chain[i] + "/app.py",
        "import requests\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n"
        "@app.get(\"/x\")\ndef x():\n    return " +
            (i + 1 < chain.size() ? "requests.get(\"http://" + chain[i + 1] + "/x\", timeout=2).json()\n" : "{}\n"));
  }
  folder.write("compose.yaml", compose);
  const auto chains = [&](const std::string& settings) {
    folder.write("onewriter.yaml", settings);
    const Seen seen = call({"check", folder.path(), "--rule", "sync-call-chain", "--quiet"});
    return seen.exit_code == 2 ? seen.err : seen.out.substr(0, seen.out.find('\n'));
  };
  const std::string told =
      "warning[sync-call-chain]: \"order\" stands before a chain of services that call each other synchronously: order "
      "-> payment -> "
      "customer -> fraud";
  CHECK(chains("{}\n") == told);
  CHECK(chains("rules: {sync-call-chain: {options: {max_hops: 3}}}\n") == "");
  CHECK(chains("services: {order: {rules: {sync-call-chain: {options: {max_hops: 3}}}}}\n") == "");
  CHECK(chains("rules: {sync-call-chain: {options: {max_hops: 3}}}\n"
               "services: {order: {rules: {sync-call-chain: {options: {max_hops: 2}}}}}\n") == told);
  CHECK(chains("rules: {sync-call-chain: {options: {max_hop: 3}}}\n") ==
        "error: onewriter.yaml:1: the rule `sync-call-chain` has no option `max_hop`; did you mean `max_hops`?\n");
  CHECK(chains("rules: {foreign-writer: {options: {depth: 3}}}\n") ==
        "error: onewriter.yaml:1: the rule `foreign-writer` has no option `depth`; it has none\n");
}
