#include "report/ownership/contracts.h"

#include <map>

namespace onewriter::report {

std::vector<Contract> contracts_of(const facts::Facts& facts) {
  std::map<std::string, std::string> owners;
  for (const facts::Table& t : facts.tables) owners[t.id] = t.owner;
  std::vector<Contract> found;
  for (const facts::TableOffer& o : facts.table_offers)
    if (o.kind != "route" && o.service == owners[o.table])
      found.push_back({o.table, o.service, o.kind, o.name, o.place});
  return found;
}

}  // namespace onewriter::report
