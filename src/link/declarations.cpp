#include "link/declarations.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "extract/config/own_manifest.h"
#include "link/datastores/identity.h"
#include "link/owner_documents.h"
#include "link/ownership.h"
#include "link/services/declared.h"
#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::SourceFile;
using facts::Declaration;

void collect(const ConfigTree& config, ConfigId id, int depth, std::vector<DeclaredName>& out) {
  if (id == extract::no_config || depth > 4) return;
  if (config.node(id).kind == ConfigNode::Kind::Scalar) out.push_back({config.node(id).value, id});
  for (ConfigId child : config.children(id)) {
    const ConfigNode& node = config.node(child);
    if (node.kind == ConfigNode::Kind::Scalar && node.key.empty()) {
      out.push_back({node.value, child});
    } else if (node.kind == ConfigNode::Kind::Map && node.key.empty()) {
      for (std::string_view key : {"table", "name"})
        if (const std::string_view name = config.scalar(child, key); !name.empty())
          out.push_back({std::string(name), child});
    } else if (!node.key.empty()) {
      collect(config, child, depth + 1, out);  // owns: {tables: [...], schemas: [...]}
      if (node.kind == ConfigNode::Kind::Null) out.push_back({node.key, child});
    }
  }
}

class Reader {
 public:
  Reader(const System& system, const FileTree& tree, std::vector<Declaration>& out)
      : system_(system), tree_(tree), out_(out) {}

  void read(const SourceFile& file) {
    const ConfigTree& config = file.outline.config;
    for (ConfigId document : extract::own_manifests(file)) {
      const ConfigId name = config.get(document, "service");
      if (name == extract::no_config || config.node(name).value.empty()) continue;
      Declaration about;
      about.service = canonical(config.node(name).value);
      auto add = [&](const char* kind, std::string text, const ConfigNode& node) -> Declaration& {
        Declaration d = about;
        d.kind = kind;
        d.name = std::move(text);
        d.place = place_of(file, node);
        return out_.emplace_back(std::move(d));
      };
      add("service", config.node(name).value, config.node(name)).seen = true;
      if (const ConfigId team = config.get(document, "team"); team != extract::no_config)
        add("team", config.node(team).value, config.node(team)).seen = true;
      for (const DeclaredName& n : names_in(config, config.get(document, "owns")))
        add("owns", n.text, config.node(n.node));
      if (const Deployable* d = system_.service(about.service))
        for (const DeclaredDatabase& database : d->databases) {
          if (database.place.file != file.path) continue;
          add("database", database.name, config.node(name)).place = database.place;
        }
      for (const auto& [key, kind] : {std::pair{"apis", "api"}, {"events", "event"}})
        for (const DeclaredName& n : names_in(config, config.get(document, key)))
          add(kind, n.text, config.node(n.node)).seen = is_there(file.path, n.text);
      for (ConfigId use : config.children(config.get(document, "reads_from"))) read_use(config, use, add);
    }
  }

 private:
  std::string canonical(std::string_view name) const {
    const Deployable* found = system_.service_called(name);
    return found ? found->fact.name : std::string(name);
  }

  // A document elsewhere, or several by a pattern, is nothing that a tree could lack.
  bool is_there(const std::string& manifest, const std::string& document) const {
    if (contains(document, "://") || contains(document, "*")) return true;
    const auto path = join(parent_of(manifest), document);
    return path && tree_.file(*path);
  }

  template <typename Add>
  void read_use(const ConfigTree& config, ConfigId use, Add add) {
    std::vector<DeclaredName> data = names_in(config, config.get(use, "data"));
    if (data.empty()) data.push_back({"", use});
    for (const DeclaredName& n : data) {
      Declaration& d = add("reads_from", n.text, config.node(n.node));
      d.provider = canonical(config.scalar(use, "service"));
      d.via = config.scalar(use, "via");
      d.consistency = config.scalar(use, "consistency");
      d.fallback = config.scalar(use, "fallback");
      d.cached = config.get(use, "cache") != extract::no_config;
      d.cache_ttl = config.scalar(use, "cache.ttl");
      for (const DeclaredName& e : names_in(config, config.find(use, "cache.invalidated_by")))
        d.cache_invalidated_by += (d.cache_invalidated_by.empty() ? "" : ",") + e.text;
      d.monitor = config.scalar(use, "freshness.monitor");
      d.max_lag = config.scalar(use, "freshness.max_lag");
      d.decommission_by = config.scalar(use, "cdc.decommission_by");
    }
  }

  const System& system_;
  const FileTree& tree_;
  std::vector<Declaration>& out_;
};

// Which tables a service works with, and which databases.
struct Reach {
  std::map<std::string, std::set<std::string>> tables, stores;  // by service
};

Reach reach_of(const facts::Facts& facts) {
  Reach reach;
  for (const facts::DatastoreUse& u : facts.datastore_uses) reach.stores[u.service].insert(u.datastore);
  for (const facts::TableDefinition& d : facts.table_definitions)
    if (d.scope != facts::Scope::Test) reach.tables[d.service].insert(d.table);
  for (const facts::Access& a : facts.accesses) reach.tables[a.service].insert(a.table);
  return reach;
}

}  // namespace

std::vector<DeclaredName> names_in(const ConfigTree& config, ConfigId id) {
  std::vector<DeclaredName> out;
  collect(config, id, 0, out);
  return out;
}

void tell_declarations(const System& system, const std::vector<SourceFile>& files, facts::Facts& facts) {
  const FileTree tree(files);
  Reader reader(system, tree, facts.declarations);
  for (const SourceFile* f : manifests_of(tree)) reader.read(*f);
  std::vector<Declaration>& all = facts.declarations;
  for (Declaration& d : owners_in_documents(system, tree)) all.push_back(std::move(d));
  std::stable_sort(all.begin(), all.end(), [](const Declaration& a, const Declaration& b) {
    return std::tie(a.place, a.service, a.kind, a.name) < std::tie(b.place, b.service, b.kind, b.name);
  });
  for (Declaration& d : all)
    if (d.kind == "database")
      d.seen = std::any_of(facts.datastore_uses.begin(), facts.datastore_uses.end(), [&](const facts::DatastoreUse& u) {
        return u.service == d.service && names_datastore(d.name, u.datastore);
      });
  Reach reach = reach_of(facts);
  std::map<std::string, std::size_t> namesakes;
  for (const facts::Table& t : facts.tables) ++namesakes[t.name];
  std::set<std::string> claimed;  // by the service that works with it
  for (Declaration& d : all) {
    if (d.kind != "owns") continue;
    const bool whole_database = d.name.ends_with(".*");
    for (const facts::Table& t : facts.tables) {
      if (whole_database && names_datastore(d.name.substr(0, d.name.size() - 2), t.datastore)) {
        d.tables.push_back(t.id);
        claimed.insert(t.id);
        continue;
      }
      if ((reach.tables[d.service].count(t.id) || reach.stores[d.service].count(t.datastore)) &&
          names_table(d.name, t)) {
        d.tables.push_back(t.id);
        claimed.insert(t.id);
      }
    }
    d.seen = !d.tables.empty();
  }
  for (Declaration& d : all) {
    if (d.kind != "owns" || d.seen || contains(d.name, "*")) continue;
    for (const facts::Table& t : facts.tables)
      if (!claimed.count(t.id) && namesakes[t.name] == 1 && names_table(d.name, t)) d.tables.push_back(t.id);
    d.seen = !d.tables.empty();
  }
}

void tell_declared_reads(facts::Facts& facts) {
  for (Declaration& d : facts.declarations) {
    if (d.kind != "reads_from") continue;
    for (const facts::Table& t : facts.tables)
      if (t.owner == d.provider && (d.name.empty() || names_table(d.name, t))) d.tables.push_back(t.id);
    d.seen = !d.tables.empty();
  }
}

}  // namespace onewriter::link
