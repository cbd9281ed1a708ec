#pragma once
// From a connection to the store that it means.

#include <optional>
#include <string_view>

#include "link/datastores/connection.h"
#include "link/datastores/datastores.h"
#include "link/services/system.h"

namespace onewriter::link {

struct Identified {
  Store store;
  facts::Confidence confidence = facts::Confidence::Likely;
  std::string user;         // as whom the service connects; empty: not told
  bool implied = false;     // which database of the server is a default, not told
  bool on_machine = false;  // "localhost" that no server of the deployment answers for
};

// Nothing when the connection says too little to tell one store from another.
std::optional<Identified> identify(const System& system, const Deployable& service, const Environment* environment,
                                   const Connection& connection);

// Does a person mean that store by the name? "orders-db/orders" is called so, and "orders-db" or "orders" too.
bool names_datastore(std::string_view name, std::string_view id);

}  // namespace onewriter::link
