#include "plan/options.h"

#include <algorithm>

#include "plan/proposal.h"
#include "plan/words.h"

namespace onewriter::plan {
namespace {

struct Judged {
  std::string fits, what;
};

std::vector<std::string> writers_of(const TablePlan& table) {
  std::set<std::string> writers;
  for (const Work& w : table.work)
    if (w.mode == "write") writers.insert(w.service);
  return {writers.begin(), writers.end()};
}

Judged delegation(const TablePlan& table) {
  std::size_t writes = 0;
  for (const Work& w : table.work) writes += w.mode == "write" ? w.places.size() : 0;
  const std::vector<std::string> writers = writers_of(table);
  if (writers.empty())
    return {"yes",
            table.proposed + " owns it; nobody else is seen to write it, so there is nothing to delegate but reads."};
  return {"yes", table.proposed + " owns it, and " + listed(writers) + (writers.size() == 1 ? " sends" : " send") +
                     " commands instead of writing at " + number_of(writes, "place", "places") + "."};
}

Judged by_columns(const TablePlan& table, const Written& written) {
  std::map<std::string, std::vector<std::string>> writers;  // column -> services
  for (const auto& [service, columns] : written)
    for (const std::string& c : columns) writers[c].push_back(service);
  std::vector<std::string> contested, lines;
  std::map<std::string, std::vector<std::string>> alone;
  for (const auto& [column, services] : writers)
    services.size() > 1 ? contested.push_back(column) : alone[services.front()].push_back(column);
  for (const auto& [service, columns] : alone) lines.push_back(service + " alone writes " + listed(columns));
  if (written.size() < 2) return {"no", "Fewer than two services are seen to write columns of it."};
  if (lines.empty()) return {"no", "All who write it write the same columns: " + listed(contested) + "."};
  std::string what;
  for (const std::string& line : lines) what += (what.empty() ? "" : "; ") + line;
  if (contested.empty()) return {"yes", what + "."};
  const bool others = std::any_of(alone.begin(), alone.end(), [&](const auto& a) { return a.first != table.proposed; });
  return {others ? "partly" : "no", what + "; several write " + listed(contested) + "."};
}

Judged data_domain(const TablePlan& table, const std::vector<TablePlan>& tables,
                   const std::vector<Coupling>& couplings) {
  std::map<std::string, std::vector<std::string>> by_owner;  // owner -> tables tied to it
  std::set<std::string> seen;
  for (const Coupling& c : couplings) {
    const std::string other = c.a == table.id ? c.b : c.b == table.id ? c.a : "";
    if (other.empty() || !seen.insert(other).second) continue;
    for (const TablePlan& t : tables)
      if (t.id == other && !t.proposed.empty()) by_owner[t.proposed].push_back(t.name);
  }
  if (by_owner.empty()) return {"no", "It is not joined with other tables, nor written together with them."};
  std::string what;
  for (const auto& [owner, names] : by_owner)
    what += (what.empty() ? "It is tied to " : "; and to ") + listed(names) + " of " + owner;
  return {by_owner.size() == 1 ? "yes" : "partly",
          what + (by_owner.size() == 1 ? ": one domain." : ": one domain of both would need one owner.")};
}

Judged merging(const TablePlan& table, const std::vector<TablePlan>& tables) {
  if (table.candidates.size() < 2) return {"no", "Only one service comes into question."};
  const std::string &a = table.candidates[0].service, &b = table.candidates[1].service;
  std::size_t both = 0, written = 0;
  for (const TablePlan& t : tables) {
    const auto uses = [&](const std::string& s) {
      return t.proposed == s || std::find(t.users.begin(), t.users.end(), s) != t.users.end();
    };
    const auto writes = [&](const std::string& s) {
      const auto others = writers_of(t);
      return t.proposed == s || std::find(others.begin(), others.end(), s) != others.end();
    };
    both += uses(a) && uses(b) ? 1 : 0;
    written += writes(a) && writes(b) ? 1 : 0;
  }
  const std::string what = a + " and " + b + " both use " + number_of(both, "table", "tables") + " and both write " +
                           number_of(written, "table", "tables") + ".";
  return {written > 4 ? "partly" : "no", what};
}

}  // namespace

std::vector<Option> options_for(const TablePlan& table, const std::vector<TablePlan>& tables, const Written& written,
                                const std::vector<Coupling>& couplings, const std::vector<OptionWords>& words) {
  const bool obvious = !table.owner.empty() && writers_of(table).empty() && !is_contested(table.candidates);
  if (obvious || table.proposed.empty()) return {};
  std::vector<Option> options;
  for (const OptionWords& w : words) {
    const Judged judged = w.id == "delegation" ? delegation(table)
                          : w.id == "columns"  ? by_columns(table, written)
                          : w.id == "domain"   ? data_domain(table, tables, couplings)
                                               : merging(table, tables);
    options.push_back({w.id, w.title, judged.fits, judged.what, w.pros, w.cons});
  }
  const auto rank = [](const Option& o) { return o.fits == "yes" ? 0 : o.fits == "partly" ? 1 : 2; };
  std::stable_sort(options.begin(), options.end(), [&](const Option& a, const Option& b) { return rank(a) < rank(b); });
  return options;
}

}  // namespace onewriter::plan
