#pragma once
// Where the system lies and what holds for it: the paths of a command line become a root, the parts asked about, and
// settings.

#include <memory>
#include <string>
#include <vector>

#include "facts/result.h"
#include "workspace/file_system.h"
#include "workspace/settings.h"

namespace onewriter::cli {

struct Extent {
  std::shared_ptr<const workspace::FileSystem> files;  // at the root
  std::vector<std::string> parts;                      // relative to the root; none: all of it
  std::string settings_file;                           // relative to the root, or absolute; empty: none
  workspace::Settings settings;
};

// The root is the folder of the nearest onewriter.yaml at or above the paths; without one it is the one folder that was
// named, or the current folder for files and several folders (or, when they lie elsewhere, the folder that holds them
// all). With `config`, that file holds instead and moves no root. Errors: no such path; settings that cannot be read,
// with all that is wrong with them.
facts::Result<Extent> find_extent(const std::vector<std::string>& paths, const std::string& config);

// The file system at that root; settings are neither read nor judged.
facts::Result<std::shared_ptr<const workspace::FileSystem>> find_root(const std::vector<std::string>& paths);

// A folder as a whole system, whatever lies above it.
facts::Result<Extent> extent_alone(const std::string& folder);

// The same extent in another state of its files (an older tree, git's index), with the settings of that state.
facts::Result<Extent> extent_in(const Extent& extent, std::shared_ptr<const workspace::FileSystem> files,
                                const std::string& config);

}  // namespace onewriter::cli
