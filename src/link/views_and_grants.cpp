#include "link/views_and_grants.h"

#include <map>
#include <set>
#include <tuple>

#include "link/services/words.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_depth = 16;            // of views over views
constexpr std::size_t max_bases = 256;           // of one view
constexpr std::size_t max_accesses = 1'000'000;  // told in addition

using Bases = std::map<std::string, std::set<std::string>>;

// The tables under a view that are no views themselves.
std::set<std::string> bases_of(const Bases& direct, const std::string& view) {
  std::set<std::string> found, met = {view};
  std::vector<std::string> level = {view};
  for (std::size_t depth = 0; depth < max_depth && !level.empty(); ++depth) {
    std::vector<std::string> next;
    for (const std::string& at : level)
      for (const std::string& base : direct.at(at))
        if (met.insert(base).second && met.size() < max_bases)
          direct.count(base) ? next.push_back(base) : static_cast<void>(found.insert(base));
    level = std::move(next);
  }
  return found;
}

}  // namespace

void settle_views(facts::Facts& facts) {
  std::vector<facts::ViewDefinition>& views = facts.view_definitions;
  sort_unique_by(views,
                 [](const facts::ViewDefinition& v) { return std::tie(v.view, v.base, v.service, v.scope, v.place); });
  Bases direct;
  for (const facts::ViewDefinition& v : views)
    if (v.scope != facts::Scope::Test && v.view != v.base) direct[v.view].insert(v.base);
  for (facts::Table& t : facts.tables)
    if (t.kind == "table" && direct.count(t.id)) t.kind = "view";
  std::map<std::string, std::set<std::string>> bases;
  for (const auto& [view, tables] : direct) bases[view] = bases_of(direct, view);
  const std::size_t count = facts.accesses.size();
  for (std::size_t i = 0; i < count && facts.accesses.size() < count + max_accesses; ++i) {
    const auto under = bases.find(facts.accesses[i].table);
    if (under == bases.end() || facts.accesses[i].mode == facts::Mode::Ddl) continue;
    for (const std::string& base : under->second) {
      facts::Access through = facts.accesses[i];
      through.table = base;
      through.columns.clear();  // the view's, which may be called otherwise
      facts.accesses.push_back(std::move(through));
    }
  }
}

void settle_grants(std::vector<SeenGrant> seen, facts::Facts& facts) {
  using Right = std::tuple<std::string, std::string, std::string>;  // table, privilege, grantee
  std::set<Right> revoked;
  std::vector<facts::TableGrant> granted;
  for (const SeenGrant& s : seen) {
    std::vector<std::string> tables;
    if (s.fact.table.ends_with(":*") || s.fact.table.ends_with(".*")) {
      const std::string prefix = s.fact.table.substr(0, s.fact.table.size() - 1);
      for (const facts::Table& t : facts.tables)
        if (t.id == prefix + t.name) tables.push_back(t.id);
    } else {
      tables.push_back(s.fact.table);
    }
    for (const std::string& table : tables)
      for (const std::string_view privilege : split(s.privileges, ",")) {
        facts::TableGrant grant = s.fact;
        grant.table = table;
        grant.privilege = lower(privilege) == "all privileges" ? "all" : lower(privilege);
        if (s.revoke)
          revoked.emplace(grant.table, grant.privilege, grant.grantee);
        else
          granted.push_back(std::move(grant));
      }
  }
  std::erase_if(granted, [&](const facts::TableGrant& g) {
    return revoked.count({g.table, g.privilege, g.grantee}) || revoked.count({g.table, "all", g.grantee});
  });
  sort_unique_by(granted, [](const facts::TableGrant& g) {
    return std::tie(g.table, g.privilege, g.grantee, g.service, g.scope, g.place);
  });
  facts.table_grants = std::move(granted);
}

}  // namespace onewriter::link
