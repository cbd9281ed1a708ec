#include "link/caches/expiry.h"

#include <array>

#include "link/services/whose_code.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// "0" and "never" keep an entry forever, wherever they are written as an expiry.
bool endless(const std::string& written) {
  const std::string word = lower(written);
  for (std::string_view none : {"none", "null", "nil", "undefined", "0", "-1", "infinity"})
    if (word == none) return true;
  return word.ends_with("noexpiration") || word.ends_with("maxvalue") || word.ends_with("infinite");
}

// "" when a part is not there or says never.
std::string written_ttl(const Effect& e) {
  // The cache's type says it: cachetools.TTLCache.
  if (const auto value = e.parts.find("value"); value != e.parts.end())
    for (const EffectPart& part : value->second)
      if (part.kind == EffectPart::Kind::Type && part.text.find("TTL") != std::string::npos) return part.text;
  const auto part = e.parts.find("ttl");
  if (part == e.parts.end() || part->second.empty()) return {};
  const std::string& text = part->second.front().text;
  if (endless(text)) return {};
  return text.empty() ? "yes" : text;
}

// Settings with which a framework gives its caches an expiry.
struct TtlSetting {
  std::string_view via;    // the library
  std::string_view name;   // folded as ServiceSettings does; * stands for the cache's name
  std::string_view holds;  // a text that the value must hold; empty: any
};

// Spring Boot reference: "Caching", Common Application Properties (spring.cache.*). The files that jcache, infinispan
// and ehcache are configured with say their own expiry, which is not read here: the benefit of the doubt. Micronaut
// Cache: "Configuring Caches"; Quarkus: "Application Data Caching", Configuration reference.
constexpr std::array<TtlSetting, 14> settings_of_frameworks = {
    {{"spring-cache", "spring.cache.redis.time-to-live", ""},
     {"spring-cache", "spring.cache.caffeine.spec", "expireAfter"},
     {"spring-cache", "spring.cache.couchbase.expiration", ""},
     {"spring-cache", "spring.cache.jcache.config", ""},
     {"spring-cache", "spring.cache.infinispan.config", ""},
     {"spring-cache", "spring.cache.ehcache.config", ""},
     {"micronaut-cache", "micronaut.caches.*.expire-after-write", ""},
     {"micronaut-cache", "micronaut.caches.*.expire-after-access", ""},
     {"micronaut-cache", "redis.caches.*.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.caffeine.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.caffeine.*.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.caffeine.*.expire-after-access", ""},
     {"quarkus-cache", "quarkus.cache.redis.expire-after-write", ""},
     {"quarkus-cache", "quarkus.cache.redis.*.expire-after-write", ""}}};

}  // namespace

bool is_expiry(const Effect& cache) {
  const std::string name = cache.text("name");
  return name == "*" || name == "**";
}

Expiry::Expiry(const System& system, const Observations& observations, const SettingsFiles& settings)
    : settings_(settings) {
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
  if (const std::string own = written_ttl(fill); !own.empty()) return own;
  if (auto inside = inside_.find(&fill); inside != inside_.end()) return inside->second;
  if (auto beside = in_function_.find(fill.function_key); fill.function_key != 0 && beside != in_function_.end())
    return beside->second;
  // What an annotation fills is the framework's cache.
  const std::string framework = fill.mark.empty() ? fill.via : "";
  if (auto all = everywhere_.find({service.name(), framework}); all != everywhere_.end()) return all->second;
  if (fill.mark.empty()) return {};
  for (const ServiceSettings& settings : settings_.each_of(service))
    for (const TtlSetting& known : settings_of_frameworks) {
      if (known.via != fill.via) continue;
      std::string name(known.name);
      if (const auto star = name.find('*'); star != std::string::npos) name.replace(star, 1, fill.text("name"));
      if (const ServiceSetting* said = settings.find(name))
        if (said->value.find(known.holds) != std::string::npos && !endless(said->value)) return said->value;
    }
  return {};
}

}  // namespace onewriter::link
