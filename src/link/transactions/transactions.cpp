#include "link/transactions/transactions.h"

#include <map>
#include <set>
#include <tuple>

#include "link/services/whose_code.h"
#include "link/sorted.h"

namespace onewriter::link {

void tell_transactions(const System& system, const Observations& observations, facts::Facts& facts) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> written;  // (service, function) -> tables
  for (const facts::Access& a : facts.accesses)
    if (a.mode == facts::Mode::Write && !a.function.empty()) written[{a.service, a.function}].insert(a.table);
  for (const Effect& e : observations.effects) {
    if (e.kind != EffectKind::Transaction) continue;
    for (const Deployable* d : whose_code(system, e.file, e.services)) {
      auto tell = [&](const std::string& function, const std::set<std::string>& tables) {
        facts::TransactionScope scope;
        scope.service = d->name();
        scope.kind = e.text("kind") == "two-phase" ? "two-phase" : "local";
        scope.via = e.via;
        scope.function = function;
        scope.tables.assign(tables.begin(), tables.end());
        scope.scope = d->scope_of(e.scope);
        scope.confidence = e.confidence;
        scope.place = e.place;
        facts.transaction_scopes.push_back(std::move(scope));
      };
      if (e.mark != "type" || e.text("kind") == "two-phase") {
        const auto tables = written.find({d->name(), e.function});
        tell(e.function, tables == written.end() ? std::set<std::string>() : tables->second);
        continue;
      }
      // Said of a class, it holds for each of its methods.
      const std::string methods = e.type.substr(e.type.find_last_of('.') + 1) + ".";
      for (auto it = written.lower_bound({d->name(), methods});
           it != written.end() && it->first.first == d->name() && it->first.second.starts_with(methods); ++it)
        tell(it->first.second, it->second);
    }
  }
  sort_unique_by(facts.transaction_scopes, [](const facts::TransactionScope& s) {
    return std::tie(s.service, s.place, s.kind, s.via, s.scope, s.function);
  });
}

}  // namespace onewriter::link
