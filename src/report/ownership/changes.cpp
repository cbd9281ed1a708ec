#include "report/ownership/changes.h"

#include <algorithm>
#include <set>

#include "facts/select.h"

namespace onewriter::report {
namespace {

using Pair = Changes::Pair;

constexpr const char* tables_sql = "SELECT table_id, '' FROM domain_table";
constexpr const char* writers_sql = "SELECT DISTINCT table_id, service FROM table_writer";
constexpr const char* foreign_readers_sql =
    "SELECT DISTINCT r.table_id, r.service FROM table_reader AS r JOIN owned_table AS t ON t.table_id = r.table_id "
    "WHERE r.service <> t.owner";

facts::Result<std::set<Pair>> pairs(const facts::Store& store, const char* sql) {
  facts::SelectOptions options;
  options.limits = {60'000, 10'000'000, 1u << 30};
  const auto rows = facts::select(store, sql, options);
  if (!rows) return rows.error();
  std::set<Pair> found;
  for (const auto& row : rows->rows) found.insert({row[0], row[1]});
  return found;
}

// What is in `here` and not in `there`, of tables that `both` has.
std::vector<Pair> beyond(const std::set<Pair>& here, const std::set<Pair>& there, const std::set<std::string>& both) {
  std::vector<Pair> out;
  for (const Pair& p : here)
    if (!there.contains(p) && both.contains(p.table)) out.push_back(p);
  return out;
}

facts::Result<facts::Done> compare_tables(const facts::Store& before, const facts::Store& now, Changes& changes) {
  std::set<Pair> sets[6];
  const char* sql[3] = {tables_sql, writers_sql, foreign_readers_sql};
  for (int i = 0; i < 6; ++i) {
    auto found = pairs(i % 2 == 0 ? before : now, sql[i / 2]);
    if (!found) return found.error();
    sets[i] = std::move(*found);
  }
  std::set<std::string> both;
  for (const Pair& p : sets[0]) {
    if (sets[1].contains(p))
      both.insert(p.table);
    else
      changes.gone_tables.push_back(p.table);
  }
  for (const Pair& p : sets[1])
    if (!sets[0].contains(p)) changes.new_tables.push_back(p.table);
  changes.gained_writers = beyond(sets[3], sets[2], both);
  changes.lost_writers = beyond(sets[2], sets[3], both);
  changes.gained_foreign_readers = beyond(sets[5], sets[4], both);
  changes.lost_foreign_readers = beyond(sets[4], sets[5], both);
  return facts::Done{};
}

}  // namespace

facts::Result<Changes> changes(const facts::Store& before, const facts::Store& now, const check::Outcome& outcome,
                               const check::CheckOptions& options) {
  Changes out;
  if (auto done = compare_tables(before, now, out); !done) return done.error();
  std::set<std::string> old_prints, new_prints, left_out;
  for (const check::Finding& f : outcome.findings) new_prints.insert(f.fingerprint);
  for (const check::Rule& rule : outcome.rules) {
    auto run = check::run_rule(before, rule, options);
    if (!run) {
      left_out.insert(rule.id);
      continue;
    }
    for (check::Finding& f : run->findings) {
      old_prints.insert(f.fingerprint);
      if (!new_prints.contains(f.fingerprint)) out.closed.push_back(std::move(f));
    }
  }
  for (const check::Finding& f : outcome.findings)
    if (stands(f) && !old_prints.contains(f.fingerprint) && !left_out.contains(f.rule)) out.opened.push_back(f);
  out.left_out.assign(left_out.begin(), left_out.end());
  return out;
}

}  // namespace onewriter::report
