#pragma once
// From a folder to facts: workspace, extract, link.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/extent.h"
#include "cli/progress.h"
#include "facts/cache.h"
#include "facts/facts.h"
#include "facts/result.h"
#include "workspace/discovery.h"
#include "workspace/settings.h"

namespace onewriter::cli {

struct SystemOptions {
  std::vector<std::string> paths;  // none: the current folder; see cli/extent.h for what they mean
  std::string config;              // empty: the nearest onewriter.yaml
  unsigned jobs = 0;               // 0: one thread for each core
  bool no_cache = false;           // neither use nor write what earlier runs kept
};

struct System {
  facts::Facts facts;
  std::shared_ptr<const workspace::FileSystem> files;  // at the root
  // What was asked about, relative to the root: files and folders whose findings count; none: all of it.
  std::vector<std::string> parts;
  std::vector<workspace::SkippedPath> left_out;  // what was not looked at, and why; sorted by path
  workspace::Settings settings;
  std::string settings_file;  // relative to the root, or absolute; empty: none
  // What tells this state of the workspace from others, and what earlier runs kept; nothing where that does not count.
  std::optional<facts::Digest> state;
  std::shared_ptr<facts::Cache> cache;
  // A line of a file of the workspace as it is on disk, for reports.
  std::function<std::optional<std::string>(std::string_view file, std::uint32_t line)> source_line;
};

// The facts of a root whose settings are known. Of the options only those count that say how to read. `cache`: one that
// is open already, of another state of the same workspace.
System read_extent(Extent extent, const SystemOptions& options, Progress& progress,
                   std::shared_ptr<facts::Cache> cache = nullptr);

// An Error when the run cannot be done as asked: no such path, settings that do not parse. A file that cannot be read
// is a diagnostic among the facts.
facts::Result<System> read_system(const SystemOptions& options, const Streams& streams);

}  // namespace onewriter::cli
