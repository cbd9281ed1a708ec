#include "link/datastores/identity.h"

#include <algorithm>
#include <set>

#include "link/datastores/engine.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// Names that every tutorial gives: two services that use one of them on a host that is not known may well use two
// databases.
bool is_common(std::string_view database) {
  static const std::set<std::string, std::less<>> common = {
      "",           "postgres", "mysql",    "test", "db",   "app",  "main",      "default", "master", "admin",
      "root",       "public",   "database", "mydb", "demo", "data", "sa",        "dev",     "local",  "development",
      "production", "example",  "sample",   "xe",   "orcl", "0",    "template1", "user",    "laravel"};
  return common.count(lower(database)) > 0 || contains(database, "${");
}

// "postgres.default.svc.cluster.local" -> postgres
std::string short_host(const std::string& host) {
  if (const std::size_t svc = host.find(".svc"); svc != std::string::npos) return host.substr(0, host.find('.'));
  return host;
}

// Does a file in another service's folder deploy the server, and none elsewhere? A service that only says "localhost"
// does not mean that one.
bool is_of_another(const System& system, const Deployable& service, const Server& server) {
  return !server.evidence.empty() &&
         std::all_of(server.evidence.begin(), server.evidence.end(), [&](const facts::Place& place) {
           const std::vector<std::string> whose = system.services_of(place.file).services;
           return !whose.empty() && std::find(whose.begin(), whose.end(), service.fact.name) == whose.end() &&
                  std::none_of(whose.begin(), whose.end(), [&](const std::string& name) {
                    const Deployable* other = system.service(name);
                    return other && other->fact.root.empty();
                  });
         });
}

// The server that listens on this machine: by published port, by database, or as the only one of its engine.
const Server* local_server(const System& system, const Deployable& service, const Connection& c,
                           const Environment* environment) {
  if (environment)
    if (const auto link = environment->links.find("localhost"); link != environment->links.end())
      return system.server_at(link->second, environment);
  std::vector<const Server*> fitting;
  for (const Server& s : system.servers)
    if (!c.engine.empty() && !s.engine.empty() && compatible(c.engine, s.engine) && !is_of_another(system, service, s))
      fitting.push_back(&s);
  const std::string port = c.port.empty() ? std::string(default_port(c.engine)) : c.port;
  std::vector<const Server*> published;
  for (const Server* s : fitting)
    if (std::binary_search(s->ports.begin(), s->ports.end(), port)) published.push_back(s);
  if (published.size() == 1) return published[0];
  if (!published.empty()) fitting = published;
  std::vector<const Server*> holding;
  for (const Server* s : fitting)
    if (!c.database.empty() &&
        (s->database == c.database || std::count(s->databases.begin(), s->databases.end(), c.database)))
      holding.push_back(s);
  if (holding.size() == 1) return holding[0];
  if (fitting.size() == 1 && (c.port.empty() || fitting[0]->ports.empty())) return fitting[0];
  return nullptr;
}

}  // namespace

std::optional<Identified> identify(const System& system, const Deployable& service, const Environment* environment,
                                   const Connection& c) {
  if (!c.known()) return std::nullopt;
  Identified out;
  facts::Datastore& d = out.store.fact;
  d.engine = c.engine;
  d.database = c.database;
  if (!is_unresolved(c.user)) out.user = c.user;
  out.implied = c.implied || c.database.empty();
  out.store.schema = c.schema;
  out.confidence = c.defaulted ? facts::Confidence::Likely : facts::Confidence::Certain;
  auto own = [&](facts::Confidence confidence) {
    out.store.own = true;
    out.confidence = std::min(out.confidence, confidence);
    d.host = c.embedded ? "" : d.host;
    d.id = service.fact.name + "/" + (d.database.empty() ? d.engine.empty() ? "?" : d.engine : d.database);
    return out;
  };
  if (c.embedded) return own(facts::Confidence::Certain);
  if (service.fact.kind == "alternative") return own(facts::Confidence::Certain);
  const bool unresolved = c.host.empty() || is_unresolved(c.host);
  const Server* server = unresolved || c.host == "localhost" ? nullptr : system.server_at(c.host, environment);
  if (!server && c.host == "localhost") {
    server = local_server(system, service, c, environment);
    if (!server) out.on_machine = true;
  }
  if (!server && unresolved) {
    // The only server of that kind in the system.
    std::vector<const Server*> fitting;
    for (const Server& s : system.servers)
      if (!s.engine.empty() &&
          (c.engine.empty() ? family_of(s.engine) == "relational" : compatible(c.engine, s.engine)))
        fitting.push_back(&s);
    if (fitting.size() == 1) server = fitting[0], out.confidence = facts::Confidence::Likely;
    if (fitting.size() > 1 && !c.database.empty()) {
      std::vector<const Server*> holding;
      for (const Server* s : fitting)
        if (s->database == c.database || std::count(s->databases.begin(), s->databases.end(), c.database))
          holding.push_back(s);
      if (holding.size() == 1) server = holding[0], out.confidence = facts::Confidence::Likely;
    }
  }
  if (server) {
    if (d.engine.empty() || compatible(d.engine, server->engine))
      d.engine = server->engine.empty() ? d.engine : server->engine;
    d.host = server->name;
    if (d.database.empty() && family_of(d.engine) == "relational") d.database = server->database;
    if (d.database.empty() && d.engine == "redis") d.database = "0";
    if (d.database.empty() && d.engine == "mongodb") d.database = "test";
  } else if (unresolved) {
    d.host = c.host;
  } else {
    d.host = short_host(c.host);
    if (!c.port.empty() && (out.on_machine || c.port != default_port(c.engine))) d.host += ":" + c.port;
    if (environment)
      if (const auto link = environment->links.find(d.host); link != environment->links.end()) d.host = link->second;
  }
  if (is_unresolved(d.database) && !d.database.empty()) {
    // "${orders_db}" tells one database from another as well as its value would, as long as the host is known.
    if (unresolved && !server) out.confidence = facts::Confidence::Possible;
  }
  if (family_of(d.engine) == "search") d.database.clear();
  // A value that two services take from one secret is one value.
  const bool by_secret = contains(c.host, "secret/");
  if (!server && by_secret) out.confidence = std::min(out.confidence, facts::Confidence::Likely);
  if (!server && !by_secret && (out.on_machine || unresolved)) {
    out.confidence = std::min(out.confidence, facts::Confidence::Likely);
    if (is_common(d.database)) return own(facts::Confidence::Possible);
    if (d.engine == "redis" || family_of(d.engine) == "search") return own(facts::Confidence::Possible);
  }
  // A name of a variable alone is no host: the database's name tells more.
  if (unresolved && !server && !by_secret) d.host.clear();
  if (by_secret) {
    std::string name = d.host;
    for (std::string_view mark : {"${", "}"})
      for (std::size_t at = name.find(mark); at != std::string::npos; at = name.find(mark)) name.erase(at, mark.size());
    d.host = name;
  }
  // Code chooses the database of a server that is all it was told.
  if (out.implied && (d.engine == "mongodb" || (family_of(d.engine) == "relational" && c.database.empty())))
    out.confidence = facts::Confidence::Possible;
  d.id = d.host.empty() ? d.database : d.database.empty() ? d.host : d.host + "/" + d.database;
  if (!out.store.schema.empty()) d.id += "/" + out.store.schema;
  return out;
}

bool names_datastore(std::string_view name, std::string_view id) {
  const std::string wanted = lower(name), whole = lower(id);
  return whole == wanted || base_name(whole) == wanted || parent_of(whole) == wanted;
}

}  // namespace onewriter::link
