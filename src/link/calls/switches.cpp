#include "link/calls/switches.h"

#include <array>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

// Spring Cloud OpenFeign reference: "Feign Spring Cloud CircuitBreaker Support", its older names and "Feign Hystrix
// Support"; Spring Cloud Alibaba reference: "Sentinel, Feign Support". A fallback is used only by the breaker. Where no
// setting is in the tree it may come from elsewhere: nothing is concluded.
constexpr std::array<std::string_view, 4> of_feign = {"spring.cloud.openfeign.circuitbreaker.enabled",
                                                      "feign.circuitbreaker.enabled", "feign.hystrix.enabled",
                                                      "feign.sentinel.enabled"};

}  // namespace

void apply_switches(const SettingsFiles& settings, const Deployable& service, std::string_view via, Cover& cover) {
  if (via != "spring-cloud-openfeign") return;
  bool on = false, off = false;
  for (const ServiceSettings& each : settings.each_of(service))
    for (std::string_view name : of_feign)
      if (const ServiceSetting* said = each.find(name)) (lower(said->value) == "false" ? off : on) = true;
  if (on) cover.words.insert("breaker");
  if (off && !on) cover.words.erase("fallback");
}

}  // namespace onewriter::link
