#include <doctest/doctest.h>

#include "../tree.h"
#include "link/code/observe.h"
#include "link/models/built_in.h"

namespace {

using onewriter::link::FileOwners;
using onewriter::link::Observation;

// Accesses, with the services that make them: "orders" and "users" build in "common".
std::string seen_in(std::vector<std::pair<std::string, std::string>> texts) {
  const auto files = onewriter::link_test::tree(std::move(texts));
  const auto models = onewriter::link::built_in_models();
  REQUIRE(models.ok());
  const auto owners = [](const std::string& path) {
    const std::string top = path.substr(0, path.find('/'));
    return top == "common" ? FileOwners{{"orders", "users"}, true} : FileOwners{{top}, false};
  };
  std::string out;
  for (const Observation& o : onewriter::link::observe(files, models.value(), owners).items) {
    if (o.kind != Observation::Kind::Access) continue;
    out += std::string(onewriter::facts::to_string(o.mode)) + " " + o.table.name + " by";
    for (const std::string& service : o.services) out += " " + service;
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a statement that shared code is handed is run by the service that hands it over") {
  CHECK(seen_in({{"common/Store.java", R"(
package common;
import java.sql.Connection;
public abstract class Store {
  private Connection connection;
  protected void run(String sql) throws Exception { connection.prepareStatement(sql).execute(); }
}
)"},
                 {"orders/Orders.java", R"(
package orders;
import common.Store;
public class Orders extends Store {
  void close() throws Exception { run("UPDATE orders SET open = false"); }
}
)"},
                 {"users/Users.java", R"(
package users;
import common.Store;
public class Users extends Store {
  void forget() throws Exception { run("DELETE FROM users WHERE gone"); }
}
)"}}) == "write orders by orders\n"
         "write users by users\n");
}

TEST_CASE("what a Go package's init registers is run by those that build the package in") {
  CHECK(seen_in({{"common/commands.go", R"(
package common
import "database/sql"
func init() { Register("close", closeOrders) }
func Register(name string, run func(db *sql.DB)) {}
func closeOrders(db *sql.DB) { db.Exec("UPDATE orders SET open = false") }
func forgotten(db *sql.DB) { db.Exec("DELETE FROM drafts") }
)"},
                 {"orders/main.go", R"(
package main
import _ "shop/common"
func main() {}
)"}}) == "write orders by orders users\n");
}
