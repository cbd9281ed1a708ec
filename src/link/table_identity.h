#pragma once
// Which store an observation of a service meets, and under which name its table stands there.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "link/datastores/datastores.h"
#include "link/datastores/foreign_servers.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// An observation of one deployable. `service` is empty for what is in nobody's tree: a database image's set-up, a
// script.
struct Placed {
  const Observation* observation = nullptr;
  std::string service;
  const Server* server = nullptr;  // of a database image's set-up
  facts::Scope scope = facts::Scope::Main;
  std::optional<std::size_t> store;       // index into Datastores::stores
  std::string schema, name;               // folded
  const TableReference* table = nullptr;  // of the observation: the one that is meant here
  bool inferred = false;                  // the store was not told but inferred
};

// relational | document | keyvalue | search, by the observation or by the store's engine.
std::string_view family_of_observation(const Observation& o);

class TableIdentity {
 public:
  // `files` sorted by path.
  TableIdentity(const System& system, const std::vector<extract::SourceFile>& files, Datastores& datastores)
      : system_(system), files_(files), datastores_(datastores), servers_(foreign_servers(files)) {}

  // Sets store, schema and name of all; those that stay without a store are nobody's.
  void settle(std::vector<Placed>& all);

 private:
  void from_connection(Placed& p);
  void name_in(Placed& p, std::size_t store);
  bool name_remote(Placed& p, const Store& from, const std::string& database);
  void from_setup(Placed& p);
  void by_definition(std::vector<Placed>& all);
  void setup_by_use(std::vector<Placed>& all);
  std::string as_defined(std::string_view name) const;
  std::size_t unknown_store(const std::string& service, std::string_view family);

  const System& system_;
  const std::vector<extract::SourceFile>& files_;
  Datastores& datastores_;
  std::map<std::string, ForeignServer> servers_;
  std::map<std::string, std::set<std::string>> defined_names_;  // by the name without separators
};

}  // namespace onewriter::link
