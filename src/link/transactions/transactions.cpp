#include "link/transactions/transactions.h"

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "link/services/whose_code.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

std::string_view extension(std::string_view path) {
  return path.substr(std::min(path.find_last_of("./"), path.size()));
}

// What functions write, by the service that runs them and their name.
class Writes {
 public:
  explicit Writes(const facts::Facts& facts) {
    for (const facts::Access& a : facts.accesses)
      if (a.mode == facts::Mode::Write) by_function_[{a.service, a.function}].push_back(&a);
  }

  // Adds the tables that are written there; whether any was added.
  bool add(const std::string& service, const CodeSpan& span, std::set<std::string>& tables) const {
    const auto found = by_function_.find({service, span.function});
    if (found == by_function_.end()) return false;
    const std::size_t before = tables.size();
    for (const facts::Access* a : found->second) {
      const bool here = a->place.file == span.file;
      // A statement that is kept in a mapper's XML stands elsewhere.
      if (span.whole ? here || extension(a->place.file) != extension(span.file)
                     : here && a->place.line >= span.first_line && a->place.line <= span.last_line)
        tables.insert(a->table);
    }
    return tables.size() > before;
  }

 private:
  std::map<std::pair<std::string, std::string>, std::vector<const facts::Access*>> by_function_;
};

}  // namespace

void tell_transactions(const System& system, const Observations& observations, facts::Facts& facts) {
  const Writes writes(facts);
  for (const Effect& e : observations.effects) {
    const std::string kind = e.text("kind");
    if (e.kind != EffectKind::Transaction || kind == "end" || kind == "apart") continue;
    for (const Deployable* d : whose_code(system, e.file, e.services)) {
      auto tell = [&](const std::string& function, const std::set<std::string>& tables, facts::Confidence confidence) {
        facts::TransactionScope scope;
        scope.service = d->name();
        scope.kind = kind == "two-phase" ? "two-phase" : "local";
        scope.via = e.via;
        scope.function = function;
        scope.tables.assign(tables.begin(), tables.end());
        scope.scope = d->scope_of(e.scope);
        scope.confidence = confidence;
        scope.place = e.place;
        facts.transaction_scopes.push_back(std::move(scope));
      };
      // Statements say it where no code is.
      if (e.surrounds.empty() || (e.mark == "type" && kind == "two-phase")) {
        tell(e.function, {}, e.confidence);
        continue;
      }
      for (const std::vector<CodeSpan>& spans : e.surrounds) {
        std::set<std::string> tables;
        facts::Confidence confidence = e.confidence;
        for (const CodeSpan& span : spans)
          if (writes.add(d->name(), span, tables) && &span != &spans.front())
            confidence = facts::lowest(confidence, facts::Confidence::Likely);
        if (e.mark != "type" || !tables.empty()) tell(spans.front().function, tables, confidence);
      }
    }
  }
  sort_unique_by(facts.transaction_scopes, [](const facts::TransactionScope& s) {
    return std::tie(s.service, s.place, s.kind, s.via, s.scope, s.function);
  });
}

}  // namespace onewriter::link
