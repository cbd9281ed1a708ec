#pragma once
// One file in, its outline out: pure, thread-safe, bounded in time, depth and size.

#include <string>
#include <string_view>
#include <vector>

#include "extract/outline.h"
#include "facts/facts.h"

namespace onewriter::extract {

// `path` decides on details of the kind (tsx or ts, a compose file's name); it is not read. Text that is not valid in
// its kind gives an outline with what could be read, and diagnostics.
Outline extract(workspace::FileKind kind, std::string_view path, std::string_view text);

// A file of the workspace with its outline, as link takes it. Sorted by path.
struct SourceFile {
  std::string path;
  Outline outline;
  facts::Scope scope =
      facts::Scope::Main;  // by the ecosystem's convention for paths; samples and load generators are Test
  std::vector<facts::Suppression> suppressions;  // comments that accept findings; their places name the path
};

}  // namespace onewriter::extract
