#pragma once
// How long the entries of a cache live: said where it is filled, where it was made, in the options beside it, or for
// all caches of a framework in configuration.

#include <map>
#include <set>
#include <string>

#include "link/caches/configured.h"
#include "link/datastores/settings.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// An expiry that is said on its own, without filling anything: `caches: { name: "=*", ttl: 0 }` holds for the fill
// around it or those of the same function, "=**" for all caches of its framework in the service.
bool is_expiry(const Effect& cache);

// How long HTTP caches may keep a response, by the header that the effect sets; empty: the header is not Cache-Control,
// or lets nobody keep it.
std::string http_lifetime(const Effect& cache);

class Expiry {
 public:
  Expiry(const System& system, const Observations& observations, const SettingsFiles& settings,
         const std::vector<extract::SourceFile>& files);

  // Of a fill: as written, or "yes"; empty: none anywhere. A setting counts when the framework reads it; a property
  // that is bound to a class of the workspace does nothing by itself.
  std::string of(const Effect& fill, const Deployable& service) const;

 private:
  const SettingsFiles& settings_;
  ConfiguredCaches configured_;
  std::map<const Effect*, std::string> inside_;  // fill -> expiry said in its call
  std::map<CodeKey, std::string> in_function_;   // function -> expiry said in it
  // (service, library) -> expiry of all its caches; without library: of its framework's, whose annotations fill them
  std::map<std::pair<std::string, std::string>, std::string> everywhere_;
};

}  // namespace onewriter::link
