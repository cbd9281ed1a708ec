#pragma once
// Rules and schema, embedded into the binary at build time, so that one file is the whole tool. For people who write
// rules, the folder that ONEWRITER_RULES names stands in front of them (resources.cpp).

#include <optional>
#include <string_view>
#include <vector>

namespace onewriter::facts {

struct Resource {
  std::string_view path;  // as in the source tree: "rules/check/shared-writer.sql"
  std::string_view text;
};

// The embedded file of that path, if there is one.
std::optional<std::string_view> resource(std::string_view path);

// All embedded files below a folder ("rules/check/"), sorted by path.
std::vector<Resource> resources_under(std::string_view folder);

}  // namespace onewriter::facts
