#pragma once
// --with: the facts of other repositories, beside those of the workspace.

#include <string>
#include <vector>

#include "cli/pipeline.h"
#include "facts/store.h"

namespace onewriter::cli {

struct JoinedFacts {
  facts::Store store;
  std::vector<facts::Diagnostic> notes;  // which snapshots were left out, and why
};

// The facts of the system, joined with those of the files that the patterns name (shell patterns, for shells that leave
// them alone). Of two snapshots of one repository the newer counts; one of the workspace's own repository does not.
// Errors: a pattern that names no file; a file that holds no facts, or those of another schema; two snapshots of which
// nobody can tell which is newer.
facts::Result<JoinedFacts> join_facts(const System& system, const std::vector<std::string>& patterns);

}  // namespace onewriter::cli
