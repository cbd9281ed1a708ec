#include "link/caches/expiry.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "link/models/model.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// "" when a part is not there or says never.
std::string written_ttl(const Effect& e) {
  // The cache's type says it: cachetools.TTLCache.
  if (const auto value = e.parts.find("value"); value != e.parts.end())
    for (const EffectPart& part : value->second)
      if (part.kind == EffectPart::Kind::Type && part.text.find("TTL") != std::string::npos) return part.text;
  return e.has("header") ? http_lifetime(e) : e.limit("ttl");
}

// Settings with which a framework gives its caches an expiry.
struct TtlSetting {
  std::string_view via;    // the library
  std::string_view name;   // folded as ServiceSettings does; * stands for the cache's name
  std::string_view holds;  // a text that the value must hold; empty: any
};

// Spring Boot reference: "Caching", Common Application Properties (spring.cache.*). A file that jcache, infinispan or
// ehcache is configured with says its own expiry: the benefit of the doubt where it is not in the tree. Micronaut
// Cache: "Configuring Caches"; Symfony: "Cache", Creating Custom (Namespaced) Pools; Quarkus: "Application Data
// Caching", Configuration reference.
constexpr std::array<TtlSetting, 20> settings_of_frameworks = {
    {{"spring-cache", "spring.cache.redis.time-to-live", ""},
     {"spring-cache", "spring.cache.caffeine.spec", "expireAfter"},
     {"spring-cache", "spring.cache.couchbase.expiration", ""},
     {"spring-cache", "spring.cache.jcache.config", ""},
     {"spring-cache", "spring.cache.infinispan.config", ""},
     {"spring-cache", "spring.cache.ehcache.config", ""},
     {"symfony-cache", "framework.cache.pools.*.default_lifetime", ""},
     {"micronaut-cache", "micronaut.caches.*.expire-after-write", ""},
     {"micronaut-cache", "micronaut.caches.*.expire-after-access", ""},
     {"micronaut-cache", "micronaut.caches.*.expiration-policy", ""},
     {"micronaut-cache", "redis.caches.*.expire-after-write", ""},
     {"micronaut-cache", "redis.caches.*.expire-after-access", ""},
     {"micronaut-cache", "redis.cache.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.caffeine.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.caffeine.*.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.caffeine.*.expire-after-access", ""},
     {"quarkus-cache", "quarkus.cache.redis.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.redis.*.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.infinispan.lifespan", ""},
     {"quarkus-cache", "quarkus.cache.infinispan.*.lifespan", ""}}};

bool names_file(const TtlSetting& setting) { return setting.name.ends_with(".config"); }

}  // namespace

bool is_expiry(const Effect& cache) {
  const std::string name = cache.text("name");
  return name == "*" || name == "**";
}

// RFC 9111, 5.2.2: how long a cache may keep the response. "no-cache" is kept, but asked for each time.
std::string http_lifetime(const Effect& cache) {
  if (lower(cache.text("header")) != "cache-control") return {};
  const std::string directives = lower(cache.text("ttl"));
  // An amount of time of its own: [ResponseCache(Duration = 60)], CacheControl.maxAge(Duration.ofMinutes(5)).
  if (!directives.empty() && (std::isdigit(static_cast<unsigned char>(directives[0])) || contains(directives, "(")))
    return cache.limit("ttl");
  for (std::string_view never : {"no-store", "no-cache"})
    if (contains(directives, never)) return {};
  for (const std::string& directive : split(directives, ","))
    for (std::string_view age : {"s-maxage=", "max-age="})
      if (const std::string_view said = trim(directive); said.starts_with(age) && said != std::string(age) + "0")
        return std::string(said.substr(age.size())) + "s";
  return {};
}

Expiry::Expiry(const System& system, const Observations& observations, const SettingsFiles& settings,
               const std::vector<extract::SourceFile>& files)
    : settings_(settings), configured_(system, files) {
  for (const Effect& e : observations.effects) {
    if (e.kind != EffectKind::Cache || !is_expiry(e)) continue;
    const std::string ttl = written_ttl(e);
    if (ttl.empty()) continue;
    bool outer = false;
    for (std::size_t i : e.around)
      if (observations.effects[i].kind == EffectKind::Cache && !is_expiry(observations.effects[i])) {
        inside_.emplace(&observations.effects[i], ttl);
        outer = true;
      }
    if (!outer && e.function_key != 0) in_function_.emplace(e.function_key, ttl);
    if (e.text("name") == "**")
      for (const Deployable* d : whose_code(system, e.file, e.services)) {
        everywhere_.emplace(std::pair(d->name(), std::string()), ttl);
        everywhere_.emplace(std::pair(d->name(), e.via), ttl);
      }
  }
}

std::string Expiry::of(const Effect& fill, const Deployable& service) const {
  const std::string own = written_ttl(fill);
  const std::optional<std::string> configured = configured_.ttl_of(service.name(), fill.text("name"));
  // "yes" says that it is told elsewhere.
  if (!own.empty() && !(own == "yes" && configured)) return own;
  if (configured && !configured->empty()) return *configured;
  if (auto inside = inside_.find(&fill); inside != inside_.end()) return inside->second;
  if (auto beside = in_function_.find(fill.function_key); fill.function_key != 0 && beside != in_function_.end())
    return beside->second;
  // What an annotation fills is the framework's cache, and what is asked of the framework's cache manager.
  const bool framework =
      !fill.mark.empty() || std::any_of(settings_of_frameworks.begin(), settings_of_frameworks.end(),
                                        [&](const TtlSetting& known) { return known.via == fill.via; });
  if (auto all = everywhere_.find({service.name(), framework ? "" : fill.via}); all != everywhere_.end())
    return all->second;
  if (!framework) return {};
  for (const ServiceSettings& settings : settings_.each_of(service))
    for (const TtlSetting& known : settings_of_frameworks) {
      if (known.via != fill.via || (configured && names_file(known))) continue;
      const auto counts = [&](const ServiceSetting& said) {
        return said.value.find(known.holds) != std::string::npos && !is_endless(said.value);
      };
      std::string name(known.name);
      const auto star = name.find('*');
      if (star != std::string::npos && fill.text("name").empty()) {
        // The class names the cache (@CacheConfig), or nobody does: any that the framework has.
        for (const ServiceSetting& said : settings.all())
          if (matches(name, said.name) && counts(said)) return said.value;
        continue;
      }
      if (star != std::string::npos) name.replace(star, 1, fill.text("name"));
      if (const ServiceSetting* said = settings.find(name); said && counts(*said)) return said->value;
    }
  return {};
}

}  // namespace onewriter::link
