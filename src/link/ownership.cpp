#include "link/ownership.h"

#include <algorithm>
#include <map>
#include <set>

#include "link/declarations.h"
#include "link/services/declared.h"
#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;

bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == text[t] || pattern[p] == '?')) {
      ++p, ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

struct Declared {
  std::vector<std::pair<std::string, std::string>> owners;  // pattern -> service, in order
  std::vector<std::string> external, shared;
};

Declared read(const System& system, const FileTree& tree) {
  Declared d;
  auto canonical = [&](std::string_view name) {
    const Deployable* found = system.service_called(name);
    return found ? found->fact.name : std::string(name);
  };
  for (const extract::SourceFile* f : configurations_of(tree)) {
    const ConfigTree& config = f->outline.config;
    for (ConfigId document : config.documents()) {
      for (ConfigId id : config.children(config.get(document, "owners")))
        d.owners.emplace_back(config.node(id).key, canonical(config.node(id).value));
      for (DeclaredName& name : names_in(config, config.get(document, "external")))
        d.external.push_back(std::move(name.text));
      for (DeclaredName& name : names_in(config, config.get(document, "shared")))
        d.shared.push_back(std::move(name.text));
    }
  }
  return d;
}

bool any_names(const std::vector<std::string>& patterns, const facts::Table& table) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) { return names_table(p, table); });
}

}  // namespace

bool names_table(std::string_view pattern, const facts::Table& table) {
  const std::string wanted = lower(pattern);
  const std::string name = lower(table.name);
  const std::string schema = lower(table.schema);
  std::vector<std::string> forms = {name, lower(table.id)};
  if (!schema.empty()) forms.push_back(schema + "." + name);
  // The default schema may be written though the identity leaves it out; so may the database.
  for (std::string_view standard : {"public", "dbo"})
    if (schema.empty()) forms.push_back(std::string(standard) + "." + name);
  forms.push_back(lower(base_name(table.datastore)) + "." + name);
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) { return matches(wanted, form); });
}

void tell_owners(const System& system, const std::vector<extract::SourceFile>& files, facts::Facts& facts) {
  const FileTree tree(files);
  const Declared declared = read(system, tree);
  auto counts = [&](const std::string& service) {
    const Deployable* d = system.service(service);
    return d && (d->counts() || d->fact.kind == "alternative");
  };
  std::map<std::string, std::set<std::string>> claimed, documented, users, definers,
      writers;  // users by datastore, others by table
  for (const facts::Declaration& d : facts.declarations)
    if (d.kind == "owns")
      for (const std::string& table : d.tables)
        (d.source == "manifest" ? claimed : documented)[table].insert(d.service);
  for (const facts::DatastoreUse& u : facts.datastore_uses)
    if (counts(u.service) && u.role.empty()) users[u.datastore].insert(u.service);
  for (const facts::TableDefinition& d : facts.table_definitions)
    if (d.scope != facts::Scope::Test && counts(d.service)) definers[d.table].insert(d.service);
  for (const facts::Access& a : facts.accesses)
    if (counts(a.service) && a.scope == facts::Scope::Main && a.mode == facts::Mode::Write)
      writers[a.table].insert(a.service);
  for (facts::Table& t : facts.tables) {
    if (any_names(declared.external, t)) t.kind = "external";
    if (any_names(declared.shared, t)) t.kind = "framework";
    if (t.kind == "framework" || t.kind == "external") continue;
    auto own = [&](const std::string& owner, const char* reason) {
      t.owner = owner;
      t.owner_reason = reason;
    };
    // Two manifests that claim one table leave it open whose it is.
    const std::set<std::string>& claims = claimed[t.id];
    if (claims.size() == 1) {
      own(*claims.begin(), "manifest");
      continue;
    }
    const auto configured = std::find_if(declared.owners.begin(), declared.owners.end(),
                                         [&](const auto& entry) { return names_table(entry.first, t); });
    if (configured != declared.owners.end()) {
      own(configured->second, "config");
      continue;
    }
    if (const std::set<std::string>& by = documented[t.id]; claims.empty() && by.size() == 1) {
      own(*by.begin(), "contract");
      continue;
    }
    const std::set<std::string>& in_database = users[t.datastore];
    const bool known = !contains(t.datastore, "/?");
    if (known && in_database.size() == 1)
      own(*in_database.begin(), "sole-database-user");
    else if (definers[t.id].size() == 1)
      own(*definers[t.id].begin(), "defines");
    else if (writers[t.id].size() == 1)
      own(*writers[t.id].begin(), "sole-writer");
  }
}

}  // namespace onewriter::link
