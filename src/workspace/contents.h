#pragma once
// Which files hold what an earlier run saw already, without reading those that have not been touched since.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/cache.h"
#include "facts/digest.h"
#include "workspace/discovery.h"
#include "workspace/file_system.h"

namespace onewriter::workspace {

// A file system that can tell more of a file than its text.
class Versioned {
 public:
  virtual ~Versioned() = default;

  // Two equal answers, whenever they were given, mean equal contents. Empty: nobody knows without reading.
  virtual std::string version_of(std::string_view path) const = 0;
};

// The digest of each entry's content as far as read_source() looks at it, in the order of the entries; none for kind
// Other and for what cannot be read.
std::vector<std::optional<facts::Digest>> digests_of(const FileSystem& files, const std::vector<SourceEntry>& entries,
                                                     facts::Cache& cache, unsigned threads);

}  // namespace onewriter::workspace
