#pragma once
// The connections that a service's settings tell, whatever framework reads them: a URL under any name, a .NET
// connection string, or parts under names with one beginning (DB_HOST, DB_PORT, DB_NAME; spring.data.mongodb.host ...).

#include <string>
#include <vector>

#include "link/datastores/settings.h"
#include "link/observation.h"

namespace onewriter::link {

struct ToldConnection {
  ConnectionText text;
  std::vector<std::string>
      names;             // folded names that code may ask for it by: the key, the group, the connection string's name
  int rank = 3;          // of the setting that tells the most (ServiceSetting::rank)
  bool replica = false;  // its name says so
};

// In the order of the settings.
std::vector<ToldConnection> connections_in(const ServiceSettings& settings);

}  // namespace onewriter::link
