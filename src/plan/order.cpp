#include "plan/order.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "plan/words.h"

namespace onewriter::plan {
namespace {

// Whom a table is with: union-find, each table pointing at another of its group.
class Groups {
 public:
  const std::string& of(const std::string& table) {
    std::string* at = &parent_.try_emplace(table, table).first->second;
    while (*at != parent_[*at]) at = &parent_[*at];
    return *at;
  }
  void join(const std::string& a, const std::string& b) { parent_[std::max(of(a), of(b))] = std::min(of(a), of(b)); }

 private:
  std::map<std::string, std::string> parent_;
};

std::string why(const Domain& d) {
  if (d.blockers == 0 && d.places_left == 0) return "nobody else uses it, and nothing ties it to tables of others";
  std::string text =
      d.places_left == 0 ? "nobody else uses it" : "others use it at " + number_of(d.places_left, "place", "places");
  return text + (d.blockers == 0 ? ", nothing blocks it" : ", " + number_of(d.blockers, "blocker", "blockers"));
}

}  // namespace

std::vector<Domain> domains(std::vector<TablePlan>& tables, const std::vector<Coupling>& couplings) {
  std::map<std::string, TablePlan*> by_id;
  for (TablePlan& t : tables) by_id[t.id] = &t;
  Groups groups;
  std::map<std::string, std::size_t> weight;  // of a table's ties
  const auto together = [&](const Coupling& c) {
    const auto a = by_id.find(c.a), b = by_id.find(c.b);
    return a != by_id.end() && b != by_id.end() && !a->second->proposed.empty() &&
           a->second->proposed == b->second->proposed && a->second->datastore == b->second->datastore;
  };
  for (const Coupling& c : couplings)
    if (together(c)) groups.join(c.a, c.b), weight[c.a] += c.places, weight[c.b] += c.places;
  std::map<std::string, Domain> found;
  for (TablePlan& t : tables) {
    if (t.proposed.empty()) continue;
    Domain& d = found[groups.of(t.id)];
    d.owner = t.proposed;
    d.datastore = t.datastore;
    d.tables.push_back(t.id);
    d.places_left += t.places_left();
    for (const Blocker& b : t.blockers) d.blockers += b.places.size();
    d.turn += t.next != 0 ? 1 : 0;
  }
  std::vector<Domain> list;
  for (auto& [group, d] : found) {
    const std::string& hub = *std::max_element(d.tables.begin(), d.tables.end(), [&](const auto& a, const auto& b) {
      return weight[a] < weight[b] || (weight[a] == weight[b] && a > b);
    });
    d.name = by_id[hub]->name + " (" + d.owner + ")";
    for (const Coupling& c : couplings)
      if (together(c) && groups.of(c.a) == group)
        d.ties.push_back(by_id[c.a]->name + " and " + by_id[c.b]->name + ": " + c.kind + " (" +
                         number_of(c.places, "place", "places") + ")");
    for (const std::string& t : d.tables) by_id[t]->domain = d.name;
    d.why = why(d);
    list.push_back(std::move(d));
  }
  std::sort(list.begin(), list.end(), [](const Domain& a, const Domain& b) {
    const auto key = [](const Domain& d) {
      return std::make_tuple(d.turn == 0, d.blockers > 0, d.places_left, d.blockers, d.name, d.datastore);
    };
    return key(a) < key(b);
  });
  int turn = 0;
  for (Domain& d : list) d.turn = d.turn == 0 ? 0 : ++turn;
  return list;
}

}  // namespace onewriter::plan
