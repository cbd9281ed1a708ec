#include "link/table_identity.h"

#include <algorithm>

#include "link/datastores/engine.h"
#include "link/datastores/script_database.h"
#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

bool keeps_case(std::string_view family) {
  return family == "document" || family == "keyvalue" || family == "search" || family == "graph";
}

// Where names live when nobody says: they are no part of an identity.
bool is_default_schema(std::string_view engine, std::string_view schema) {
  return (compatible(engine, "postgresql") && schema == "public") ||
         (compatible(engine, "sqlserver") && schema == "dbo") || schema == "main";
}

// Dropping a table, or pointing at it, defines nothing.
bool defines(const Placed& p) {
  const Observation& o = *p.observation;
  return o.kind == Observation::Kind::Definition && o.verb != "drop" && o.verb != "reference";
}

std::string key_of(const Placed& p) {
  return std::string(family_of_observation(*p.observation)) + " " + p.schema + "." + p.name;
}

// "OrderItem", "order_item" and "ORDER_ITEM" alike.
std::string without_separators(std::string_view name) {
  std::string out = lower(name);
  std::erase(out, '_');
  return out;
}

}  // namespace

std::string_view family_of_observation(const Observation& o) {
  return o.engine_family.empty() ? std::string_view("relational") : std::string_view(o.engine_family);
}

std::size_t TableIdentity::unknown_store(const std::string& service, std::string_view family) {
  Store s;
  s.fact.id = service + "/?";
  if (family != "relational") s.fact.id = service + "/? (" + std::string(family) + ")";
  s.own = true;
  return datastores_.add(std::move(s));
}

// A database of another server: one that CREATE SERVER or dblink's connection names. PostgreSQL reaches no other
// database in any other way.
bool TableIdentity::name_remote(Placed& p, const Store& from, const std::string& database) {
  const auto told = servers_.find(lower(database));
  if (told == servers_.end() && !compatible(from.fact.engine, "postgresql")) return false;
  const std::string wanted = told == servers_.end() ? database : told->second.database;
  std::string host;
  if (told != servers_.end() && !told->second.host.empty()) {
    const Server* server = system_.server_at(told->second.host);
    host = server ? server->name : lower(told->second.host);
  }
  std::vector<std::size_t> there;
  for (std::size_t i = 0; i < datastores_.stores.size(); ++i) {
    const Store& s = datastores_.stores[i];
    if (!s.own && compatible(s.fact.engine, from.fact.engine) && lower(s.fact.database) == lower(wanted) &&
        (host.empty() || s.fact.host == host))
      there.push_back(i);
  }
  for (std::size_t i : there)
    if (told == servers_.end() && datastores_.stores[i].fact.host == from.fact.host) there = {i};
  if (there.size() == 1) {
    p.store = there[0];
    return true;
  }
  if (told == servers_.end()) return false;
  Store other;
  other.fact = {(host.empty() ? lower(database) : host) + (wanted.empty() ? "" : "/" + wanted), from.fact.engine, host,
                wanted};
  p.store = datastores_.add(std::move(other));
  return true;
}

// Names are folded to lower case where SQL folds unquoted ones: what differs in case alone is one table in every
// working system.
void TableIdentity::name_in(Placed& p, std::size_t store) {
  const TableReference& t = (*p.table);
  Store s = datastores_.stores[store];
  const std::string_view family =
      s.fact.engine.empty() ? family_of_observation(*p.observation) : family_of(s.fact.engine);
  p.name = keeps_case(family) ? t.name : as_defined(t.name);
  p.schema = keeps_case(family) ? t.schema : lower(t.schema);
  std::string database = t.database;
  if (compatible(s.fact.engine, "mysql") && !s.fact.engine.empty() && database.empty())
    database = t.schema, p.schema.clear();
  if (p.schema == lower(s.schema)) p.schema.clear();
  if (is_default_schema(s.fact.engine, p.schema)) p.schema.clear();
  p.store = store;
  // Another database or schema of the same server, named in the statement.
  const bool other_database =
      !database.empty() && !s.fact.database.empty() && lower(database) != lower(s.fact.database) && !s.own;
  if ((other_database || (!database.empty() && servers_.count(lower(database)))) && name_remote(p, s, database)) {
    // It is told by its server's name.
  } else if (other_database) {
    Store other = s;
    other.fact.database = database;
    other.schema.clear();
    for (const Store& known : datastores_.stores)
      if (known.fact.host == s.fact.host && lower(known.fact.database) == lower(database) && known.schema.empty() &&
          compatible(known.fact.engine, s.fact.engine))
        other = known;
    if (other.fact.database == database) other.fact.id = (s.fact.host.empty() ? "" : s.fact.host + "/") + database;
    p.store = datastores_.add(std::move(other));
  } else if (!p.schema.empty() && !s.own) {
    for (std::size_t i = 0; i < datastores_.stores.size(); ++i) {
      const Store& known = datastores_.stores[i];
      if (i != store && known.fact.host == s.fact.host && known.fact.database == s.fact.database &&
          lower(known.schema) == p.schema) {
        p.store = i;
        p.schema.clear();
        break;
      }
    }
  }
}

void TableIdentity::from_connection(Placed& p) {
  const Observation& o = *p.observation;
  if (const std::optional<std::size_t> store = datastores_.at(p.service, o.connection)) {
    name_in(p, *store);
    return;
  }
  const auto it = datastores_.uses.find(p.service);
  if (it == datastores_.uses.end()) return;
  const std::string_view family = family_of_observation(o);
  std::vector<const StoreUse*> fitting;
  for (const StoreUse& u : it->second) {
    const std::string& engine = datastores_.stores[u.store].fact.engine;
    if (engine.empty() ? family == "relational" : family_of(engine) == family) fitting.push_back(&u);
  }
  if (fitting.empty()) return;
  auto narrow = [&](auto&& keep) {
    std::vector<const StoreUse*> kept;
    for (const StoreUse* u : fitting)
      if (keep(*u)) kept.push_back(u);
    if (!kept.empty()) fitting = std::move(kept);
  };
  if (!o.table.database.empty())
    narrow(
        [&](const StoreUse& u) { return lower(datastores_.stores[u.store].fact.database) == lower(o.table.database); });
  if (!o.table.schema.empty())
    narrow([&](const StoreUse& u) {
      return lower(datastores_.stores[u.store].schema) == lower(o.table.schema) ||
             lower(datastores_.stores[u.store].fact.database) == lower(o.table.schema);
    });
  narrow([&](const StoreUse& u) { return u.role != "replica"; });
  const std::size_t store = fitting[0]->store;
  p.inferred = std::any_of(fitting.begin(), fitting.end(), [&](const StoreUse* u) { return u->store != store; });
  name_in(p, store);
}

// A set-up script in a database image's folder speaks of that server; of which database, a statement or the server's
// settings say.
void TableIdentity::from_setup(Placed& p) {
  if (!p.server) return;
  const TableReference& t = (*p.table);
  const bool by_schema = compatible(p.server->engine, "mysql") && !t.schema.empty();
  std::string wanted = !t.database.empty() ? t.database : by_schema ? t.schema : "";
  if (wanted.empty()) {
    if (const extract::SourceFile* file = file_at(files_, p.observation->file))
      wanted = selected_at(*file, p.observation->place.line);
  }
  std::vector<std::size_t> there;
  for (std::size_t i = 0; i < datastores_.stores.size(); ++i) {
    const Store& s = datastores_.stores[i];
    if (s.fact.host == p.server->name && !s.own && (wanted.empty() || lower(s.fact.database) == lower(wanted)))
      there.push_back(i);
  }
  const std::string database = wanted.empty() ? p.server->database : wanted;
  for (std::size_t i : there)
    if (!database.empty() && lower(datastores_.stores[i].fact.database) == lower(database) &&
        (there.size() == 1 || !wanted.empty())) {
      name_in(p, i);
      return;
    }
  if (there.size() == 1) {
    name_in(p, there[0]);
    return;
  }
  if (!wanted.empty()) {
    Store s;
    s.fact = {p.server->name + "/" + wanted, p.server->engine, p.server->name, wanted};
    name_in(p, datastores_.add(std::move(s)));
  }
}

// Without evidence of a database: definitions decide.
void TableIdentity::by_definition(std::vector<Placed>& all) {
  std::map<std::string, std::set<std::string>> definers;  // table -> services
  std::map<std::string, std::set<std::size_t>> stores;    // table -> stores in which somebody defines it
  std::map<std::pair<std::string, std::string>, std::size_t> defined_in;  // (service, table) -> store
  for (Placed& p : all)
    if (defines(p) && p.scope != facts::Scope::Test) {
      if (!p.store && !p.service.empty()) p.name = lower(p.table->name), p.schema = lower(p.table->schema);
      if (!p.service.empty()) definers[key_of(p)].insert(p.service);
      if (p.store) {
        stores[key_of(p)].insert(*p.store);
        if (!p.service.empty()) defined_in[{p.service, key_of(p)}] = *p.store;
      }
    }
  for (Placed& p : all) {
    if (p.store || p.service.empty()) continue;
    const std::string_view family = family_of_observation(*p.observation);
    const bool fold = !keeps_case(family);
    p.name = fold ? as_defined(p.table->name) : p.table->name;
    p.schema = fold ? lower(p.table->schema) : p.table->schema;
    if (is_default_schema("", p.schema)) p.schema.clear();
    const std::string key = key_of(p);
    const auto services = definers.find(key);
    const bool own = services != definers.end() && services->second.count(p.service);
    const Deployable* d = system_.service(p.service);
    p.inferred = true;
    if (!own && d && d->counts()) {
      std::vector<std::string> others;
      if (services != definers.end())
        for (const std::string& s : services->second)
          if (const Deployable* other = system_.service(s); other && other->counts()) others.push_back(s);
      if (others.size() == 1) {
        const auto in = defined_in.find({others[0], key});
        p.store = in != defined_in.end() ? in->second : unknown_store(others[0], family);
        continue;
      }
      const auto in = stores.find(key);
      if (others.empty() && in != stores.end() && in->second.size() == 1) {
        p.store = *in->second.begin();
        continue;
      }
    }
    p.store = unknown_store(p.service, family);
  }
}

// A definition in nobody's tree belongs where its table is used, when that is one place.
void TableIdentity::setup_by_use(std::vector<Placed>& all) {
  std::map<std::string, std::set<std::size_t>> used;  // table -> stores
  for (const Placed& p : all)
    if (p.store && !p.service.empty() && p.scope != facts::Scope::Test) used[p.name].insert(*p.store);
  for (Placed& p : all) {
    if (p.store || !p.service.empty()) continue;
    const auto it = used.find(lower(p.table->name));
    if (it == used.end()) continue;
    std::vector<std::size_t> stores;
    for (std::size_t s : it->second)
      if (!p.server || datastores_.stores[s].fact.host == p.server->name) stores.push_back(s);
    if (stores.size() != 1) continue;
    name_in(p, stores[0]);
    p.store = stores[0];
    p.inferred = true;
  }
}

// Which naming rule an ORM follows may be set where nobody sees it; what the schema's own files call the table counts.
std::string TableIdentity::as_defined(std::string_view name) const {
  const std::string folded_name = lower(name);
  const auto defined = defined_names_.find(without_separators(name));
  if (defined == defined_names_.end() || defined->second.size() != 1) return folded_name;
  return *defined->second.begin();
}

void TableIdentity::settle(std::vector<Placed>& all) {
  for (const Placed& p : all)
    if (defines(p) && p.scope != facts::Scope::Test && !keeps_case(family_of_observation(*p.observation)))
      defined_names_[without_separators(p.table->name)].insert(lower(p.table->name));
  for (Placed& p : all) p.service.empty() ? from_setup(p) : from_connection(p);
  by_definition(all);
  setup_by_use(all);
}

}  // namespace onewriter::link
