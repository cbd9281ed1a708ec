#include "link/services/whose_code.h"

namespace onewriter::link {

std::vector<const Deployable*> whose_code(const System& system, const std::string& file,
                                          const std::vector<std::string>& services) {
  const std::vector<std::string> names = services.empty() ? system.services_of(file).services : services;
  std::vector<const Deployable*> counting, others;
  for (const std::string& name : names)
    if (const Deployable* d = system.service(name)) (d->counts() ? counting : others).push_back(d);
  if (!counting.empty()) return counting;
  // An alternative edition runs instead of those whose code it shares.
  std::vector<const Deployable*> whose;
  for (const Deployable* d : others)
    if (d->fact.kind != "infrastructure") whose.push_back(d);
  return whose;
}

}  // namespace onewriter::link
