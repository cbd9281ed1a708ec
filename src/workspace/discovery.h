#pragma once
// Which files a workspace has.
//
// Git's rules hold whether or not git is there: .gitignore at every level (those above the root too, up to the top of
// the work tree), .git/info/exclude, and what is tracked counts although a pattern ignores it. A repository inside
// (submodule, clones side by side) has its own rules. A user's global excludes file does not count: the same tree gives
// the same answer on every machine.
//
// Left out as well: vendored packages (node_modules, site-packages, vendor/ beside go.mod, ...), tools' own folders
// (.git, .idea, ...), minified files by name, symbolic links to folders and out of the root. "build", "dist", "out",
// "target" and "bin" stay unless git ignores them: they are the names of source folders in many systems.

#include <cstdint>
#include <string>
#include <vector>

#include "facts/diagnostic.h"
#include "workspace/file_kind.h"
#include "workspace/file_system.h"

namespace onewriter::workspace {

struct SourceEntry {
  std::string path;  // relative to the root
  FileKind kind = FileKind::Other;
  // Bytes; 0 for kind Other, which is listed only so that "vendor/modules.txt" and the like can be seen.
  std::uint64_t size = 0;
};

struct SkippedPath {
  std::string path;
  std::string reason;
};

struct DiscoveryOptions {
  std::vector<std::string> exclude;  // .gitignore patterns relative to the root; they win over all else
};

struct Discovery {
  std::vector<SourceEntry> files;  // sorted by path
  std::vector<SkippedPath>
      skipped;  // folders and files left out by convention or `exclude` (not those that git ignores); sorted
  std::vector<facts::Diagnostic> diagnostics;
};

Discovery discover(const FileSystem& files, const DiscoveryOptions& options = {});

}  // namespace onewriter::workspace
