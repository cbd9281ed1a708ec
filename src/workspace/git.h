#pragma once
// What git itself would say about a folder's files, read from git's own files: no git needs to be installed.

#include <string>
#include <string_view>
#include <vector>

#include "workspace/file_system.h"
#include "workspace/ignore.h"

namespace onewriter::workspace {

// The repository whose work tree has its top at `top` (a path of the file system that holds ".git").
struct GitRepository {
  IgnorePatterns exclude;  // .git/info/exclude
  std::vector<std::string>
      tracked;  // paths of the index, relative to the top, sorted; empty when the index can't be read
};

// Reads the repository at `top` ("" is the root of the file system). ".git" may be a file that names the folder
// (submodules, work trees).
GitRepository read_git(const FileSystem& files, const std::string& top);

// The paths of an index file, sorted; empty when it is none. Format: gitformat-index(5), versions 2 to 4.
std::vector<std::string> read_git_index(std::string_view bytes);

}  // namespace onewriter::workspace
