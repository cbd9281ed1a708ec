// What moves together, and in which order.

#include "plan/order.h"

#include <doctest/doctest.h>

using namespace onewriter;

namespace {

plan::TablePlan table(const std::string& name, const std::string& owner, std::size_t outside_places, bool blocked) {
  plan::TablePlan t;
  t.id = "db:" + name;
  t.name = name;
  t.datastore = "db";
  t.owner = t.proposed = owner;
  t.next = 4;
  plan::Work work;
  work.places.resize(outside_places);
  t.work.push_back(work);
  if (blocked) t.blockers.push_back({t.id, "join", "db:else", "other", "other", {{"a.py", 1, 0, 0}}});
  return t;
}

}  // namespace

TEST_CASE("tied tables of one owner move together; what others use least and nothing blocks moves first") {
  std::vector<plan::TablePlan> tables = {table("accounts", "account", 1, true), table("lines", "order", 1, false),
                                         table("orders", "order", 2, false), table("parcels", "parcel", 1, false)};
  const auto found =
      plan::domains(tables, {{"db:lines", "db:orders", "join", 3}, {"db:orders", "db:parcels", "join", 1}});
  std::vector<std::string> lines;
  for (const plan::Domain& d : found) lines.push_back(std::to_string(d.turn) + " " + d.name + ": " + d.why);
  CHECK(lines == std::vector<std::string>{
                     "1 parcels (parcel): others use it at 1 place, nothing blocks it",
                     "2 lines (order): others use it at 3 places, nothing blocks it",
                     "3 accounts (account): others use it at 1 place, 1 blocker",
                 });
  CHECK(found[1].ties == std::vector<std::string>{"lines and orders: join (3 places)"});
  CHECK(tables[2].domain == "lines (order)");
}
