#include "link/code/jpql.h"

#include <doctest/doctest.h>

using namespace onewriter::link;

namespace {

std::string uses(std::string_view query) {
  std::string text;
  for (const EntityUse& use : read_jpql(query)) {
    text += text.empty() ? "" : "; ";
    text += use.written ? "write " : "read ";
    text += use.path.empty() ? use.name : use.owner + "->" + use.path;
  }
  return text;
}

}  // namespace

TEST_CASE("a query reads the entities it names, not its aliases") {
  CHECK(uses("SELECT o FROM Order o WHERE o.total > 10 ORDER BY o.id") == "read Order");
  CHECK(uses("select count(c) from Customer as c, Order o where o.customer = c") == "read Customer; read Order");
  CHECK(uses("FROM Order") == "read Order");
}

TEST_CASE("a joined path is the association of the alias's entity") {
  CHECK(uses("SELECT o FROM Order o LEFT JOIN FETCH o.items i JOIN i.product") ==
        "read Order; read Order->items; read o.items->product");
}

TEST_CASE("updates, deletes and inserts write the entity they name; subqueries read") {
  CHECK(uses("UPDATE Order o SET o.state = 'PAID' WHERE o.id IN (SELECT p.orderId FROM Payment p)") ==
        "write Order; read Payment");
  CHECK(uses("delete from Order where id = :id") == "write Order");
}

TEST_CASE("words in literals are no entities") {
  CHECK(uses("SELECT o FROM Order o WHERE o.note = 'from Customer c'") == "read Order");
}
