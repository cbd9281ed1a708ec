#include "link/caches/configured.h"

#include <algorithm>
#include <string_view>

#include "link/models/model.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using workspace::FileKind;

// The name without its namespace: <eh:cache>.
std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

ConfigId child_named(const ConfigTree& config, ConfigId around, std::string_view name) {
  for (ConfigId child : config.children(around))
    if (local(config.node(child).key) == name) return child;
  return no_config;
}

// The first of the values that says more than "never".
std::string first_bound(std::initializer_list<std::string_view> values) {
  for (std::string_view value : values)
    if (!value.empty() && value != "0" && value != "-1") return std::string(value);
  return {};
}

// Ehcache 3: "XML Configuration", <expiry>: <ttl unit="minutes">, <tti>, <class>, <none/>.
std::string expiry_of_ehcache(const ConfigTree& config, ConfigId cache) {
  const ConfigId expiry = child_named(config, cache, "expiry");
  for (std::string_view way : {"ttl", "tti", "class"})
    if (const ConfigId said = expiry == no_config ? no_config : child_named(config, expiry, way); said != no_config) {
      const std::string value = first_bound({config.scalar(said, "#text")});
      const std::string_view unit = config.scalar(said, "@unit");
      return value.empty() || unit.empty() ? value : value + " " + std::string(unit);
    }
  return {};
}

// A cache that an element of a provider's XML tells of: its name and how long its entries live.
class XmlReader {
 public:
  explicit XmlReader(const ConfigTree& config) : config_(config) {}

  std::optional<std::pair<std::string, std::string>> cache(ConfigId id) const {
    const std::string_view element = local(config_.node(id).key);
    const std::string_view around = local(config_.node(config_.node(id).parent).key);
    const std::string name(attribute(id, "@name"));
    if (element == "cache" && !attribute(id, "@alias").empty())
      return {{std::string(attribute(id, "@alias")), of_v3(id)}};
    if (around == "ehcache" && (element == "cache" || element == "defaultCache"))
      return {{element == "cache" ? name : "*", of_v2(id)}};
    if (around == "hazelcast" && element == "map")
      return {{name == "default" ? "*" : name,
               first_bound({text(id, "time-to-live-seconds"), text(id, "max-idle-seconds")})}};
    if (around == "hazelcast" && element == "cache")
      return {{name, child_named(config_, id, "expiry-policy-factory") == no_config ? "" : "yes"}};
    if (element.ends_with("-cache") && !name.empty())
      if (const ConfigId expiration = child_named(config_, id, "expiration"); around == "cache-container")
        return {{name, expiration == no_config
                           ? ""
                           : first_bound({attribute(expiration, "@lifespan"), attribute(expiration, "@max-idle")})}};
    return std::nullopt;
  }

 private:
  std::string_view attribute(ConfigId id, std::string_view name) const { return config_.scalar(id, name); }

  std::string_view text(ConfigId id, std::string_view element) const {
    const ConfigId child = child_named(config_, id, element);
    return child == no_config ? std::string_view() : config_.scalar(child, "#text");
  }

  // Ehcache 2.10: "Configuring Cache", ehcache.xml (timeToLiveSeconds, timeToIdleSeconds; eternal overrides both).
  std::string of_v2(ConfigId id) const {
    if (attribute(id, "@eternal") == "true") return {};
    return first_bound({attribute(id, "@timeToLiveSeconds"), attribute(id, "@timeToIdleSeconds")});
  }

  std::string of_v3(ConfigId id) const {
    const std::string_view used = attribute(id, "@uses-template");
    if (child_named(config_, id, "expiry") != no_config || used.empty()) return expiry_of_ehcache(config_, id);
    for (ConfigId each = 1; each < config_.nodes.size(); ++each)
      if (local(config_.node(each).key) == "cache-template" && attribute(each, "@name") == used)
        return expiry_of_ehcache(config_, each);
    return {};
  }

  const ConfigTree& config_;
};

}  // namespace

ConfiguredCaches::ConfiguredCaches(const System& system, const std::vector<extract::SourceFile>& files) {
  for (const extract::SourceFile& file : files) {
    const ConfigTree& config = file.outline.config;
    if (file.scope == facts::Scope::Test) continue;
    std::vector<Cache> told;
    if (file.outline.kind == FileKind::Xml) {
      const XmlReader reader(config);
      for (ConfigId id = 1; id < config.nodes.size(); ++id)
        if (config.node(id).kind == ConfigNode::Kind::Map)
          if (const auto cache = reader.cache(id)) told.push_back({cache->first, cache->second});
    } else if (file.outline.kind == FileKind::Yaml) {
      // Hazelcast reference: "Map Configuration", YAML.
      for (ConfigId document : config.documents())
        if (const ConfigId maps = config.find(document, "hazelcast.map"); maps != no_config)
          for (ConfigId map : config.children(maps))
            told.push_back(
                {config.node(map).key == "default" ? "*" : config.node(map).key,
                 first_bound({config.scalar(map, "time-to-live-seconds"), config.scalar(map, "max-idle-seconds")})});
    }
    if (told.empty()) continue;
    for (const Deployable* d : whose_code(system, file.path, {})) {
      std::vector<Cache>& caches = by_service_[d->name()];
      caches.insert(caches.end(), told.begin(), told.end());
    }
  }
  // What names more of a cache counts before what names less.
  for (auto& [service, caches] : by_service_)
    std::stable_sort(caches.begin(), caches.end(), [](const Cache& a, const Cache& b) {
      const bool pattern_a = contains(a.name, "*"), pattern_b = contains(b.name, "*");
      return pattern_a != pattern_b ? pattern_b : a.name.size() > b.name.size();
    });
}

std::optional<std::string> ConfiguredCaches::ttl_of(const std::string& service, const std::string& cache) const {
  if (const auto caches = by_service_.find(service); caches != by_service_.end() && !cache.empty())
    for (const Cache& each : caches->second)
      if (matches(each.name, cache)) return each.ttl;
  return std::nullopt;
}

}  // namespace onewriter::link
