#pragma once
// The versions under which routes are answered, where the framework puts them into the path: NestJS's versioning
// ("Versioning", "URI Versioning Type"), ASP.NET's {version:apiVersion} ("ASP.NET API Versioning: How to Version Your
// Service, Versioning via the URL Path").

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "link/effect.h"
#include "link/services/system.h"

namespace onewriter::link {

// "/orders" below "/api": one slash between them.
std::string below(std::string_view front, std::string_view rest);

class RouteVersions {
 public:
  // Both must outlive it.
  RouteVersions(const System& system, const std::vector<Effect>& effects);

  // The whole paths of a route, one for each of its versions: `front`, what stands before all routes of the service,
  // then `path`.
  std::vector<std::string> applied(const Effect& route, const Deployable& service, const std::string& front,
                                   const std::string& path) const;

 private:
  std::vector<std::string> said(const Effect& route) const;
  const Effect* set_up(const Effect& route, const Deployable& service) const;

  std::map<CodeKey, std::vector<std::string>> of_type_, of_method_;
  // The set-up of a library in a service.
  std::map<std::pair<const Deployable*, std::string>, const Effect*> set_ups_;
};

}  // namespace onewriter::link
