#pragma once
// What extraction makes of a content, kept for the next run.

#include <optional>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "facts/cache.h"
#include "workspace/discovery.h"

namespace onewriter::extract {

// What one file's text gives, wherever the file stands: no place in it names a path.
struct Extracted {
  Outline outline;
  std::vector<facts::Suppression> suppressions;
  std::string telling;  // workspace::telling_part() of the text
};

// What was kept for that content and kind; `content` is the digest of what stands on disk.
std::optional<Extracted> kept(facts::Cache& cache, const workspace::SourceEntry& entry, const facts::Digest& content);
void keep(facts::Cache& cache, const workspace::SourceEntry& entry, const facts::Digest& content,
          const Extracted& extracted);

}  // namespace onewriter::extract
