#pragma once
// Another state of a work tree as a file system: the tree of a revision, or git's index. Read with git's own plumbing
// (ls-tree, ls-files, cat-file); nothing is checked out, nothing is fetched, nothing is written.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "workspace/file_system.h"

namespace onewriter::workspace {

// The commit that a change is compared with: where `revision` and HEAD parted, or `revision` itself when that cannot be
// told (a shallow clone). `root` is a folder of the work tree. Errors say what to do: git is not there, no repository,
// no such revision, a shallow clone without it.
facts::Result<std::string> base_of_change(const std::string& root, const std::string& revision);

// The commit that HEAD is; empty before the first commit.
facts::Result<std::string> head_of(const std::string& root);

// The tree of a commit below `root`; an empty commit has no files. Files that git tracks count whatever .gitignore
// says: these files are not shown, for that reason. Paths that lead out of the root are read from the commit as far as
// the repository reaches; absolute paths from the disk. Submodules are read from their own repositories where they are
// there.
facts::Result<std::shared_ptr<const FileSystem>> open_git_commit(const std::string& root, const std::string& commit);

// What the next commit would hold.
facts::Result<std::shared_ptr<const FileSystem>> open_git_index(const std::string& root);

// Files that are called otherwise now: {old path, new path} below the root, by git's own guess. `staged` compares with
// the index instead of the disk.
std::vector<std::pair<std::string, std::string>> renamed_files(const std::string& root, const std::string& commit,
                                                               bool staged);

// What names a repository and its state, for facts files.
struct Revision {
  std::string repository;  // the last part of origin's address, or of the top folder's name; empty: no repository
  std::string commit;      // empty: no commit, or git is not there
  std::string time;        // of the commit, in UTC: 2024-05-01T12:00:00Z
};
Revision revision_of(const std::string& root);

}  // namespace onewriter::workspace
