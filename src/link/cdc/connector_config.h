#pragma once
// Where a tree holds configurations of Kafka Connect connectors, in whatever form: each as its settings.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "facts/place.h"

namespace onewriter::link {

struct ConnectorConfig {
  std::string name;                                          // empty: not told
  std::map<std::string, std::string, std::less<>> settings;  // in lower case, with dots; connector.class among them
  facts::Place place;                                        // of the connector's class

  // The first of the settings that is told; a placeholder that only the running connector resolves is not.
  std::string get(std::initializer_list<std::string_view> names) const;
};

std::vector<ConnectorConfig> connector_configs(const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
