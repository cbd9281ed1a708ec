#include "link/datastores/datastores.h"

#include <algorithm>
#include <set>

#include "link/datastores/code_settings.h"
#include "link/datastores/connection.h"
#include "link/datastores/engine.h"
#include "link/datastores/identity.h"
#include "link/datastores/script_database.h"
#include "link/datastores/settings_connections.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

struct Candidate {
  Identified identified;
  std::vector<std::string> names;
  bool replica = false;
  std::string role;  // declared
  int rank = 3;
  facts::Place place;
  std::uint32_t connection = no_connection;
  bool only_database = false;  // neither a host nor a URL was told
};

class Finder {
 public:
  Finder(const System& system, const Observations& observations, const SettingsFiles& settings,
         const std::vector<extract::SourceFile>& files)
      : system_(system), observations_(observations), settings_(settings), scripts_(system, files) {
    for (const extract::SourceFile& file : files)
      if (file.scope == facts::Scope::Test) tests_.insert(file.path);
    for (ConnectionText& t : connections_in_code(files))
      for (const std::string& s : system.services_of(t.place.file).services) as_data_[s].push_back(t);
  }

  Datastores run() {
    std::map<std::string, std::set<std::uint32_t>> in_code;
    for (std::uint32_t i = 0; i < observations_.connections.size(); ++i) {
      // What tests connect to is no database of the service.
      if (tests_.count(observations_.connections[i].place.file)) continue;
      for (const std::string& s : system_.services_of(observations_.connections[i].place.file).services)
        in_code[s].insert(i);
    }
    for (const Observation& o : observations_.items) {
      if (o.connection < observations_.connections.size())
        for (const std::string& s : o.services) in_code[s].insert(o.connection);
      for (const std::string& s : o.services.empty() ? system_.services_of(o.file).services : o.services) {
        if (o.kind != Observation::Kind::BlindSpot) at_work_.insert(s);
        at_family_.emplace(s, o.engine_family);
      }
    }
    for (const Deployable& service : system_.services) {
      if (!service.counts() && service.fact.kind != "alternative") continue;
      const auto it = in_code.find(service.fact.name);
      read(service, it == in_code.end() ? std::set<std::uint32_t>() : it->second);
    }
    doubt_unused();
    return std::move(out_);
  }

 private:
  // One file of variables for all services (env_file, a ConfigMap) tells each of them of every database. When the code
  // of some is seen at such a database, those whose code is not are told of it in passing.
  void doubt_unused() {
    const auto used = [&](const std::string& service, const std::string& engine) {
      return at_family_.count({service, std::string(family_of(engine))}) || at_family_.count({service, ""});
    };
    std::set<std::pair<facts::Place, std::size_t>> at_work;
    for (const auto& [service, uses] : out_.uses)
      for (const StoreUse& use : uses)
        if (used(service, out_.stores[use.store].fact.engine)) at_work.emplace(use.place, use.store);
    for (auto& [service, uses] : out_.uses)
      for (StoreUse& use : uses)
        if (at_work.count({use.place, use.store}) && !used(service, out_.stores[use.store].fact.engine))
          use.confidence = facts::Confidence::Possible;
  }

  // The deployment that tells most counts, as long as it tells a database at all.
  void read(const Deployable& service, const std::set<std::uint32_t>& in_code) {
    std::vector<const Environment*> environments;
    for (const Environment& e : service.environments) environments.push_back(&e);
    if (environments.empty()) environments.push_back(nullptr);
    std::vector<Candidate> best;
    for (const Environment* e : environments) {
      std::vector<Candidate> found = candidates(service, e, in_code);
      const bool from_deployment =
          std::any_of(found.begin(), found.end(), [](const Candidate& c) { return c.rank == 0; });
      if (e == environments.front() ||
          (from_deployment && std::none_of(best.begin(), best.end(), [](const Candidate& c) { return c.rank == 0; })))
        best = std::move(found);
      if (from_deployment) break;
    }
    // Nothing tells of a relational database, but the service's own scripts begin with "USE shop".
    if (std::none_of(best.begin(), best.end(), [](const Candidate& c) {
          return c.identified.store.fact.engine.empty() || family_of(c.identified.store.fact.engine) == "relational";
        }))
      if (const std::optional<ScriptDatabase> script = scripts_.of(service.fact.name)) {
        ConnectionText text;
        text.engine = script->engine;
        text.database = script->name;
        if (std::optional<Identified> found =
                identify(system_, service, environments.front(), parse_connection(text))) {
          Candidate c;
          c.identified = std::move(*found);
          c.identified.confidence = std::min(c.identified.confidence, facts::Confidence::Likely);
          c.rank = 4;
          c.place = script->place;
          best.push_back(std::move(c));
        }
      }
    declare(service, environments.front(), best);
    settle(service, std::move(best));
  }

  // A manifest gives roles to what is told, and names the database where nothing else does.
  void declare(const Deployable& service, const Environment* e, std::vector<Candidate>& all) const {
    const bool known = std::any_of(all.begin(), all.end(), [](const Candidate& c) {
      const std::string& engine = c.identified.store.fact.engine;
      return engine.empty() || family_of(engine) == "relational" || family_of(engine) == "document";
    });
    for (const DeclaredDatabase& d : service.databases) {
      bool told = false;
      for (Candidate& c : all)
        if (names_datastore(d.name, c.identified.store.fact.id)) {
          told = true;
          if (!d.role.empty()) c.role = d.role;
        }
      // "database: postgresql" names an engine.
      if (told || known || d.name.find_first_of(" ?") != std::string::npos ||
          folded(engine_from(d.name)) == folded(d.name))
        continue;
      ConnectionText text;
      if (looks_like_connection(d.name)) {
        text.url = d.name;
      } else {
        text.host = parent_of(d.name);
        text.database = base_name(d.name);
      }
      if (std::optional<Identified> found = identify(system_, service, e, parse_connection(text))) {
        Candidate c;
        c.identified = std::move(*found);
        c.identified.confidence = facts::Confidence::Certain;
        c.rank = 0;
        c.role = d.role;
        c.place = d.place;
        all.push_back(std::move(c));
      }
    }
  }

  std::vector<Candidate> candidates(const Deployable& service, const Environment* e,
                                    const std::set<std::uint32_t>& in_code) {
    const ServiceSettings settings = settings_.of(service, e);
    const Lookup lookup = settings.lookup();
    std::vector<Candidate> out;
    auto add = [&](const ConnectionText& text, Candidate c) {
      const Connection connection = parse_connection(text, lookup);
      c.only_database = connection.host.empty() && !connection.embedded;
      if (std::optional<Identified> found = identify(system_, service, e, connection)) {
        c.identified = std::move(*found);
        if (connection.read_only) c.replica = true;
        if (c.rank >= 4) c.identified.confidence = std::min(c.identified.confidence, facts::Confidence::Likely);
        out.push_back(std::move(c));
      }
    };
    const std::vector<ToldConnection> told = connections_in(settings);
    for (const ToldConnection& t : told) {
      Candidate c;
      c.names = t.names;
      c.replica = t.replica;
      c.rank = t.rank;
      c.place = t.text.place;
      add(t.text, std::move(c));
    }
    if (const auto it = as_data_.find(service.fact.name); it != as_data_.end())
      for (const ConnectionText& t : it->second) {
        // A knexfile's "production" is a profile; Django's alias "default" is none.
        const int told_rank = profile_rank(t.name);
        const int rank = told_rank == 4 || folded(t.name) == "default" ? 3 : told_rank;
        if (rank > 5) continue;
        Candidate c;
        c.names = {folded(t.name)};
        c.replica = contains(folded(t.name), "replica");
        c.rank = rank;
        c.place = t.place;
        add(t, std::move(c));
      }
    if (e) add_hosts(service, *e, out);
    for (std::uint32_t i : in_code) {
      ConnectionText text = observations_.connections[i];
      Candidate c;
      c.connection = i;
      c.place = text.place;
      c.rank = 3;
      if (!text.name.empty()) {
        // Code asks for it by name: what the settings say of that name.
        const ToldConnection* named = told_as(told, text.name);
        if (!named)
          if (const ServiceSetting* s = settings.find(text.name);
              s && looks_like_connection(resolve_placeholders(s->value, lookup)))
            text.url = s->value, c.place = s->place, c.rank = s->rank;
        // Or what the settings that are code say: an alias of Django's DATABASES.
        const auto alias = std::find_if(out.begin(), out.end(), [&](const Candidate& other) {
          return std::find(other.names.begin(), other.names.end(), folded(text.name)) != other.names.end();
        });
        if (!named && text.url.empty() && alias != out.end()) {
          Candidate same = *alias;
          same.connection = i;
          out.push_back(std::move(same));
          continue;
        }
        if (named) {
          const std::string engine = text.engine;
          text = named->text;
          if (!engine.empty()) text.engine = engine;
          c.names = named->names;
          c.rank = named->rank;
          c.replica = named->replica;
        }
        c.names.push_back(folded(observations_.connections[i].name));
      }
      if (!text.empty()) add(text, std::move(c));
    }
    return out;
  }

  // A variable whose value is a database server's name ("REDIS=cache:6379") tells of that server, whatever the variable
  // is called.
  void add_hosts(const Deployable& service, const Environment& e, std::vector<Candidate>& out) {
    for (const Setting& s : e.settings) {
      if (s.value.empty() || s.value.size() > 200 || s.value.find_first_of(" /=;@$") != std::string::npos) continue;
      bool waits = false;  // start order, monitoring
      for (const std::string& word : words_of(s.name))
        waits = waits || word == "wait" || word == "depends" || word == "exporter" || word == "healthcheck" ||
                word == "password" || word == "user" || word == "hostname" || word == "name" || word == "database" ||
                word == "username" || word == "test";
      if (waits) continue;
      const Server* server = system_.server_at(s.value.substr(0, s.value.find(':')), &e);
      if (!server || server->engine.empty()) continue;
      if (std::any_of(out.begin(), out.end(),
                      [&](const Candidate& c) { return c.identified.store.fact.host == server->name; }))
        continue;
      ConnectionText text;
      text.engine = server->engine;
      text.host = s.value;
      if (std::optional<Identified> found = identify(system_, service, &e, parse_connection(text))) {
        Candidate c;
        c.identified = std::move(*found);
        c.names = {folded(s.name)};
        c.rank = 0;
        c.only_database = true;  // what says more comes first
        c.place = s.place;
        out.push_back(std::move(c));
      }
    }
  }

  static const ToldConnection* told_as(const std::vector<ToldConnection>& told, const std::string& name) {
    const std::string wanted = folded(name);
    for (const ToldConnection& t : told)
      if (std::find(t.names.begin(), t.names.end(), wanted) != t.names.end()) return &t;
    return nullptr;
  }

  void settle(const Deployable& service, std::vector<Candidate> candidates) {
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::make_pair(a.rank, a.only_database) < std::make_pair(b.rank, b.only_database);
    });
    auto family = [](const Candidate& c) { return family_of(c.identified.store.fact.engine); };
    // What is told of the machine of a developer, or of a database without its host, completes what is told for
    // production; it is not another store.
    std::vector<Candidate*> kept;
    for (Candidate& c : candidates) {
      const facts::Datastore& d = c.identified.store.fact;
      const bool weak = c.identified.on_machine || c.identified.store.own || c.only_database || c.rank >= 4;
      Candidate* same = nullptr;
      for (Candidate* k : kept) {
        const facts::Datastore& other = k->identified.store.fact;
        const bool engines = compatible(d.engine, other.engine) || (c.identified.store.own && family(c) == family(*k));
        if (!engines || (d.engine.empty() && other.engine.empty() && d.id != other.id)) continue;
        const bool databases = lower(d.database) == lower(other.database) || d.database.empty() ||
                               other.database.empty() || is_embedded(d.engine) || is_unresolved(d.database);
        // One server, told twice: once which database, once only the server; or under two spellings.
        const bool one_server = !d.host.empty() && d.host == other.host;
        if (one_server && (c.identified.implied || k->identified.implied) && !d.database.empty()) {
          if (k->identified.implied && (!c.identified.implied || c.identified.confidence > k->identified.confidence))
            k->identified = c.identified;
          same = k;
          break;
        }
        if (one_server && c.rank > k->rank && !d.database.empty() && folded(d.database) == folded(other.database)) {
          same = k;
          break;
        }
        if (lower(d.id) == lower(other.id) || (weak && databases) || (c.identified.on_machine && c.rank > k->rank)) {
          same = k;
          break;
        }
      }
      if (!same) {
        kept.push_back(&c);
        continue;
      }
      if (lower(same->identified.store.fact.id) == lower(d.id))
        same->identified.confidence = std::max(same->identified.confidence, c.identified.confidence);
      same->names.insert(same->names.end(), c.names.begin(), c.names.end());
      if (c.connection != no_connection) aliases_.emplace_back(c.connection, same);
    }
    std::vector<StoreUse>& uses = out_.uses[service.fact.name];
    for (Candidate* k : kept) {
      StoreUse use;
      use.store = out_.add(k->identified.store);
      use.names = k->names;
      std::sort(use.names.begin(), use.names.end());
      use.names.erase(std::unique(use.names.begin(), use.names.end()), use.names.end());
      use.role = !k->role.empty() ? k->role : k->replica ? "replica" : "";
      use.rank = k->rank;
      use.confidence = k->identified.confidence;
      // Told for a developer's machine alone, to a service whose code was never seen at a database: left over.
      if (k->rank >= development_rank && !at_work_.count(service.fact.name))
        use.confidence = facts::Confidence::Possible;
      use.place = k->place;
      use.user = k->identified.user;
      if (k->connection != no_connection) out_.by_connection[{service.fact.name, k->connection}] = use.store;
      for (const auto& [connection, to] : aliases_)
        if (to == k) out_.by_connection[{service.fact.name, connection}] = use.store;
      uses.push_back(std::move(use));
    }
    aliases_.clear();
  }

  const System& system_;
  const Observations& observations_;
  std::set<std::string> at_work_;                            // services whose code does anything with a database
  std::set<std::pair<std::string, std::string>> at_family_;  // the same, and with what kind, where that is told
  std::set<std::string> tests_;                              // files of tests, samples and load generators
  const SettingsFiles& settings_;
  ScriptDatabases scripts_;
  std::map<std::string, std::vector<ConnectionText>> as_data_;  // by service
  Datastores out_;
  std::vector<std::pair<std::uint32_t, Candidate*>> aliases_;
};

}  // namespace

std::optional<std::size_t> Datastores::at(const std::string& service, std::uint32_t connection) const {
  const auto it = by_connection.find({service, connection});
  return it == by_connection.end() ? std::nullopt : std::optional<std::size_t>(it->second);
}

std::size_t Datastores::add(Store store) {
  for (std::size_t i = 0; i < stores.size(); ++i)
    if (lower(stores[i].fact.id) == lower(store.fact.id) && compatible(stores[i].fact.engine, store.fact.engine)) {
      if (stores[i].fact.engine.empty()) stores[i].fact.engine = store.fact.engine;
      return i;
    }
  // One id for two engines ("redis/0" and "redis" are not, but "app" in two servers of unknown host may be).
  for (const Store& s : stores)
    if (s.fact.id == store.fact.id) {
      store.fact.id += " (" + store.fact.engine + ")";
      return add(std::move(store));
    }
  stores.push_back(std::move(store));
  return stores.size() - 1;
}

Datastores find_datastores(const System& system, const Observations& observations, const SettingsFiles& settings,
                           const std::vector<extract::SourceFile>& files) {
  return Finder(system, observations, settings, files).run();
}

}  // namespace onewriter::link
