// Who breaks when a column is renamed: the guide's own example, and what is said of names that are not there.

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "program.h"

using namespace onewriter::cli;

namespace {

const std::string fixture = std::string(SOURCE_ROOT) + "/fixtures/impact/rename-email";

}  // namespace

TEST_CASE("renaming customers.email breaks who names it, may break who takes all, and leaves others alone") {
  const Seen seen = call({"impact", "customers.email", fixture});
  CHECK(seen.exit_code == 0);
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(fixture + "/expected.txt", std::ios::binary) << seen.out;
  CHECK_MESSAGE(seen.out == source_file("fixtures/impact/rename-email/expected.txt"),
                "refresh: UPDATE_GOLDEN=1 build/debug/tests/test-cli");
  CHECK(seen.out.find("\norder\n") == std::string::npos);
}

TEST_CASE("JSON says of each place through what it depends on the table, and how sure that is") {
  const Seen seen = call({"impact", "Customers.EMAIL", fixture, "--format", "json"});
  CHECK(seen.exit_code == 0);
  const auto document = nlohmann::json::parse(seen.out);
  CHECK(document["version"] == 1);
  REQUIRE(document["impacts"].size() == 1);
  const auto& impact = document["impacts"][0];
  CHECK(impact["owner"] == "customer");
  CHECK(impact["column"] == "EMAIL");
  const auto& first = impact["effects"][0];
  CHECK(first["service"] == "invoice");
  CHECK(first["through"] == "sql");
  CHECK(first["certainty"] == "possible");
  CHECK(first["file"] == "invoice/app.py");
}

TEST_CASE("a change of the whole table concerns everybody who uses it") {
  const Seen seen = call({"impact", "customers", fixture});
  for (const char* service : {"invoice", "order", "payment", "reports", "customer (the owner)"})
    CHECK(seen.out.find("\n" + std::string(service) + "\n") != std::string::npos);
}

TEST_CASE("a table that is not there is told with the nearest name") {
  const Seen seen = call({"impact", "custmers.email", fixture});
  CHECK(seen.exit_code == 2);
  CHECK(seen.out.empty());
  CHECK(seen.err == "error: no table is called `custmers.email`; did you mean `customers`?\n");
}
