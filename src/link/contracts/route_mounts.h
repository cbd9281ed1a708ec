#pragma once
// The mounts that stand before routes because of where these are written: in a type or a module.

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "link/effect.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Mounts are told by their places in the effects, which must outlive it, as the system must.
class RouteMounts {
 public:
  RouteMounts(const System& system, const Observations& observations);

  // What is said of the path of a type's routes: by the classes below it, whose routes its own are (an interface's or a
  // base class's methods), as far as they are parts of the service; by itself, or the nearest type above, where one
  // below says nothing or none is known. nullopt when the classes below are parts of other services or clients alone.
  std::optional<std::vector<std::size_t>> of_type(CodeKey type, const Deployable& service) const;

  // The mounts that name the module in which a route stands. Of several services that name theirs alike, the mounts of
  // its own: every application of Laravel has a routes/api.php, of which the one mounts it that lies nearest.
  std::vector<std::size_t> of_module(const Effect& route) const;

 private:
  bool is_part_of(const Effect& e, const Deployable& service) const;

  const System& system_;
  const std::vector<Effect>& effects_;
  const std::map<CodeKey, std::vector<CodeKey>>& bases_;
  std::map<CodeKey, std::vector<CodeKey>> derived_;
  std::map<CodeKey, std::vector<std::size_t>> of_type_;
  std::set<CodeKey> clients_;  // types whose methods ask others
  std::map<std::string, std::vector<std::size_t>> of_module_;
};

}  // namespace onewriter::link
