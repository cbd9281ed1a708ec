#include "link/assemble.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "link/datastores/datastores.h"
#include "link/datastores/engine.h"
#include "link/declarations.h"
#include "link/framework_tables.h"
#include "link/ownership.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"
#include "link/sorted.h"
#include "link/table_identity.h"
#include "link/views_and_grants.h"

namespace onewriter::link {
namespace {

using facts::Confidence;
using facts::Facts;
using facts::Scope;

const Server* server_of(const System& system, std::string_view path) {
  const Server* best = nullptr;
  for (const Server& s : system.servers)
    if (!s.root.empty() && inside(path, s.root) && (!best || s.root.size() > best->root.size())) best = &s;
  return best;
}

std::string table_id(const std::string& datastore, const std::string& schema, const std::string& name) {
  return datastore + ":" + (schema.empty() ? "" : schema + ".") + name;
}

std::string kind_of_table(std::string_view family, const std::string& name) {
  if (is_framework_table(name)) return "framework";
  if (family == "document") return "collection";
  if (family == "keyvalue") return "keyspace";
  if (family == "search") return "index";
  return "table";
}

class Assembler {
 public:
  Assembler(const System& system, const Observations& observations, const SettingsFiles& settings,
            const std::vector<extract::SourceFile>& files)
      : system_(system),
        observations_(observations),
        files_(files),
        datastores_(find_datastores(system, observations, settings, files)) {}

  Facts run() {
    for (const Deployable& d : system_.services) {
      out_.services.push_back(d.fact);
      out_.services.back().aliases = d.aliases;
    }
    std::vector<Placed> all;
    for (const Observation& o : observations_.items) place(o, all);
    TableIdentity(system_, files_, datastores_).settle(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].observation->references.name.empty()) {
        // The two ends stand one after the other.
        if (i + 1 < all.size() && all[i].store && all[i + 1].store) tell_two_ends(all[i], all[i + 1]);
        ++i;
      } else if (all[i].observation->kind == Observation::Kind::Grant) {
        if (all[i].store) tell_grant(all[i]);
      } else if (all[i].store) {
        tell(all[i]);
      }
    }
    tell_uses();
    for (const auto& [id, table] : tables_) out_.tables.push_back(table);
    settle_views(out_);
    settle_grants(std::move(grants_), out_);
    tell_declarations(system_, files_, out_);
    tell_owners(system_, files_, out_);
    tell_declared_reads(out_);
    tell_stores();
    sort();
    out_.files = files_.size();
    return std::move(out_);
  }

 private:
  void place(const Observation& o, std::vector<Placed>& all) {
    const std::vector<const Deployable*> whose = whose_code(system_, o.file, o.services);
    if (o.kind == Observation::Kind::BlindSpot) {
      for (const Deployable* d : whose)
        out_.blind_spots.push_back({d->fact.name, o.what, o.detail, d->scope_of(o.scope), o.place});
      if (whose.empty()) out_.blind_spots.push_back({"", o.what, o.detail, o.scope, o.place});
      return;
    }
    if (o.kind == Observation::Kind::Connect || o.table.name.empty()) return;
    if (o.kind == Observation::Kind::Access && o.verb == "reference") return;  // told as a foreign key
    const bool two_ends = o.kind == Observation::Kind::Reference || o.kind == Observation::Kind::View;
    if (two_ends && o.references.name.empty()) return;
    auto add = [&](const std::string& service, const Server* server, Scope scope) {
      for (const TableReference* table : {&o.table, &o.references}) {
        if (table->name.empty()) continue;
        Placed p;
        p.observation = &o;
        p.table = table;
        p.service = service;
        p.server = server;
        p.scope = scope;
        all.push_back(std::move(p));
      }
    };
    if (whose.empty()) {
      // Set-up of a database, scripts in nobody's tree: they tell that a table exists. Their seeds are no service's
      // writes.
      if (o.kind == Observation::Kind::Access && o.mode != facts::Mode::Ddl) return;
      add("", server_of(system_, o.file), o.scope);
      return;
    }
    for (const Deployable* d : whose) add(d->fact.name, nullptr, d->scope_of(o.scope));
  }

  const facts::Table& table_of(const Placed& p) {
    const Store& store = datastores_.stores[*p.store];
    const std::string id = table_id(store.fact.id, p.schema, p.name);
    facts::Table& table = tables_[id];
    if (table.id.empty()) {
      table.id = id;
      table.datastore = store.fact.id;
      table.schema = p.schema;
      table.name = p.name;
      table.kind = kind_of_table(
          store.fact.engine.empty() ? family_of_observation(*p.observation) : family_of(store.fact.engine), p.name);
    }
    return table;
  }

  void tell(const Placed& p) {
    const Observation& o = *p.observation;
    const facts::Table& table = table_of(p);
    const std::string& id = table.id;
    const Confidence confidence = p.inferred ? std::min(o.confidence, Confidence::Likely) : o.confidence;
    if (!p.service.empty() && p.scope != Scope::Test) users_[table.datastore].emplace(p.service, o.place);
    if (o.kind == Observation::Kind::Definition) {
      facts::TableDefinition d{p.service, id, o.via, p.scope, {}, confidence, o.place};
      for (const facts::AccessColumn& c : o.columns) d.columns.push_back(c.name);
      out_.table_definitions.push_back(std::move(d));
      return;
    }
    if (p.service.empty()) return;
    out_.accesses.push_back({p.service, id, o.mode, p.scope, o.via, o.verb, o.shape, o.statement, o.columns, confidence,
                             o.place, o.function});
  }

  void tell_grant(const Placed& p) {
    const Observation& o = *p.observation;
    const Store& store = datastores_.stores[*p.store];
    // Privileges on all tables of a schema name none.
    const std::string id = p.name == "*" ? table_id(store.fact.id, p.schema, p.name) : table_of(p).id;
    grants_.push_back({o.verb == "revoke",
                       o.detail,
                       {id, "", lower(o.what), p.service, p.scope,
                        p.inferred ? std::min(o.confidence, Confidence::Likely) : o.confidence, o.place}});
  }

  void tell_two_ends(const Placed& from, const Placed& to) {
    const Observation& o = *from.observation;
    if (o.kind == Observation::Kind::View) {
      const Confidence sure = from.inferred || to.inferred ? std::min(o.confidence, Confidence::Likely) : o.confidence;
      out_.view_definitions.push_back(
          {table_of(from).id, table_of(to).id, from.service, o.via, from.scope, sure, o.place});
      return;
    }
    facts::ForeignKey key;
    key.table = table_of(from).id;
    key.references = table_of(to).id;
    key.service = from.service;
    for (const facts::AccessColumn& c : o.columns) key.columns += (key.columns.empty() ? "" : ",") + c.name;
    key.via = o.via;
    key.scope = from.scope;
    key.confidence = from.inferred || to.inferred ? std::min(o.confidence, Confidence::Likely) : o.confidence;
    key.place = o.place;
    out_.foreign_keys.push_back(std::move(key));
  }

  // A connection of a shared module is used by those that meet a table in it, as far as any of them does.
  bool only_builds_in(const std::string& service, const std::string& store, const facts::Place& place) const {
    const auto met = users_.find(store);
    if (met == users_.end() || met->second.count(service)) return false;
    const auto sharing = system_.services_of(place.file);
    return sharing.library && std::any_of(sharing.services.begin(), sharing.services.end(),
                                          [&](const std::string& other) { return met->second.count(other) > 0; });
  }

  void tell_uses() {
    for (const auto& [service, uses] : datastores_.uses)
      for (const StoreUse& u : uses) {
        const Store& s = datastores_.stores[u.store];
        if (only_builds_in(service, s.fact.id, u.place)) continue;
        out_.datastore_uses.push_back({service, s.fact.id, u.role, u.confidence, u.place, u.user});
        told_.insert({s.fact.id, service});
      }
    // Met in code though nothing tells of the connection.
    for (const auto& [store, services] : users_)
      for (const auto& [service, place] : services)
        if (!told_.count({store, service})) {
          told_.insert({store, service});
          out_.datastore_uses.push_back({service, store, "", Confidence::Possible, place, ""});
        }
  }

  void tell_stores() {
    std::set<std::string> met;
    for (const auto& [store, service] : told_) met.insert(store);
    for (const facts::Table& t : out_.tables) met.insert(t.datastore);
    for (const Store& s : datastores_.stores)
      if (met.count(s.fact.id)) out_.datastores.push_back(s.fact);
  }

  void sort() {
    sort_by(out_.datastores, [](const facts::Datastore& d) { return d.id; });
    sort_by(out_.datastore_uses,
            [](const facts::DatastoreUse& u) { return std::tie(u.datastore, u.service, u.place); });
    sort_unique_by(out_.accesses, [](const facts::Access& a) {
      return std::tie(a.service, a.table, a.mode, a.scope, a.place, a.via, a.verb, a.statement, a.shape, a.columns);
    });
    sort_unique_by(out_.table_definitions, [](const facts::TableDefinition& d) {
      return std::tie(d.table, d.service, d.scope, d.place, d.via, d.columns);
    });
    sort_unique_by(out_.foreign_keys, [](const facts::ForeignKey& k) {
      return std::tie(k.table, k.references, k.service, k.columns, k.scope, k.place);
    });
    sort_unique_by(out_.blind_spots,
                   [](const facts::BlindSpot& b) { return std::tie(b.place, b.service, b.what, b.detail, b.scope); });
  }

  const System& system_;
  const Observations& observations_;
  const std::vector<extract::SourceFile>& files_;
  Datastores datastores_;
  Facts out_;
  std::map<std::string, facts::Table> tables_;
  std::vector<SeenGrant> grants_;
  std::map<std::string, std::map<std::string, facts::Place>> users_;  // store -> services that meet it in code
  std::set<std::pair<std::string, std::string>> told_;                // (store, service)
};

}  // namespace

Facts assemble(const System& system, const Observations& observations, const SettingsFiles& settings,
               const std::vector<extract::SourceFile>& files) {
  return Assembler(system, observations, settings, files).run();
}

}  // namespace onewriter::link
