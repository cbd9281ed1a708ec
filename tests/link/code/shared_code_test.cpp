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

TEST_CASE("a Go package that nobody imports and a method that is called init are run by nobody") {
  CHECK(seen_in({{"common/unused/commands.go", R"(
package unused
import "database/sql"
func init() { Register("close", closeOrders) }
func Register(name string, run func(db *sql.DB)) {}
func closeOrders(db *sql.DB) { db.Exec("UPDATE orders SET open = false") }
)"},
                 {"common/jobs.go", R"(
package common
import "database/sql"
type Jobs struct{ db *sql.DB }
func (j *Jobs) init() { j.db.Exec("DELETE FROM jobs") }
)"},
                 {"orders/main.go", R"(
package main
import _ "shop/common"
func main() {}
)"}}) == "");
}

TEST_CASE("a Go type implements an interface by what its methods take and give, whatever an alias calls that") {
  CHECK(seen_in({{"common/store/store.go", R"(
package store
import "database/sql"
type ID = string
type Order struct{}
type Removing interface { Remove(id ID) error }
type Saving interface { Save(order *Order) error }
type Storage struct{ db *sql.DB }
func (s *Storage) Remove(id string) error { _, err := s.db.Exec("DELETE FROM orders"); return err }
type Generic[T any] struct{ db *sql.DB }
func (g *Generic[T]) Save(order *T) error { _, err := g.db.Exec("UPDATE orders SET open = true"); return err }
type Notes struct{ db *sql.DB }
func (n *Notes) Remove(id int) error { _, err := n.db.Exec("DELETE FROM notes"); return err }
func (n *Notes) Save(order *Order, again bool) error { _, err := n.db.Exec("UPDATE notes SET done = true"); return err }
)"},
                 {"orders/main.go", R"(
package main
import "shop/common/store"
type app struct {
  removing store.Removing
  saving store.Saving
}
func (a *app) run() { a.removing.Remove("1"); a.saving.Save(nil) }
func main() { (&app{}).run() }
)"}}) == "write orders by orders\nwrite orders by orders\n");
}
