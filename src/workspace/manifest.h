#pragma once
// service.yaml: what a service declares about its data. Its keys, with their meaning, stand in
// rules/schema/service.schema.json.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/place.h"
#include "facts/result.h"
#include "workspace/settings.h"

namespace onewriter::workspace {

struct Manifest {
  struct Use {  // an entry of reads_from
    std::string service;
    std::vector<PlacedText> data;
    std::string via;          // api, events, cqrs, cdc
    std::string consistency;  // strong, eventual
    std::string fallback;
    bool cached = false;  // the key "cache" stands there
    std::string cache_ttl;
    std::vector<std::string> cache_invalidated_by;
    std::string freshness_monitor, freshness_max_lag;
    std::string cdc_decommission_by;  // YYYY-MM-DD
    facts::Place place;
  };

  std::string service;
  std::string team;
  std::vector<PlacedText> databases;
  std::vector<PlacedText> owns;
  std::vector<Use> reads_from;
  std::vector<PlacedText> apis;
  std::vector<PlacedText> events;
  facts::Place place;  // of the key "service"
};

struct ManifestReading {
  Manifest manifest;                 // what could be read in spite of errors
  std::vector<facts::Error> errors;  // in the order of the text
};

// By name: service.yaml or service.yml in any folder.
bool may_be_manifest(std::string_view path);

// Many tools have a service.yaml. Ours declares `owns` or `reads_from`; or it names a service and has no key but ours,
// slips of the pen included. With "apiVersion" or "kind" it is a manifest of Kubernetes.
bool is_manifest_of(const std::vector<std::string>& top_keys, bool names_service);

// Nothing when the text is not one of our manifests (is_manifest_of); of text that is no YAML the words before a colon
// at the beginning of lines are the keys. `file` is what places say.
std::optional<ManifestReading> parse_manifest(std::string_view text, const std::string& file);

// The text of the JSON Schema.
std::string_view manifest_schema();

}  // namespace onewriter::workspace
