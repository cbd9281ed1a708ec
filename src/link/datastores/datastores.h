#pragma once
// Which databases there are, and which service uses which. One database is one datastore, by whatever names and forms
// it is told: engine, host through the deployment's names, database, and the schema when the connection itself names
// one.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/datastores/settings.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

struct Store {
  facts::Datastore fact;
  std::string schema;  // where a connection's unqualified names live, when it says so
  bool own = false;    // private to one service: in memory, in a file, an alternative's
};

// A service is told of a store.
struct StoreUse {
  std::size_t store = 0;           // index into Datastores::stores
  std::vector<std::string> names;  // folded: what code may call it
  std::string role;                // "replica" when the setting's name says so
  int rank = 3;                    // how near to production it is told
  facts::Confidence confidence = facts::Confidence::Likely;
  facts::Place place;
  std::string user;  // it connects as; empty: not told
};

class Datastores {
 public:
  std::vector<Store> stores;
  std::map<std::string, std::vector<StoreUse>> uses;  // service -> its stores, best first
  std::map<std::pair<std::string, std::uint32_t>, std::size_t>
      by_connection;  // (service, index of a connection) -> store

  // The use of a store that a service's code means by an index into Observations::connections; nullptr when that says
  // nothing.
  std::optional<std::size_t> at(const std::string& service, std::uint32_t connection) const;
  // Adds a store, or finds it by its id.
  std::size_t add(Store store);
};

Datastores find_datastores(const System& system, const Observations& observations, const SettingsFiles& settings,
                           const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
