#pragma once
// Comments that accept findings: onewriter:ignore RULE[,RULE] reason, on the finding's line or the line above, and
// onewriter:ignore-file RULE[,RULE] reason at the head of a file.

#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "workspace/file_kind.h"

namespace onewriter::extract {

// One for each rule that a comment names; what is wrong with it (no rule, no reason, not at the head) is its `problem`.
// A comment behind code is about its own line. One that has its line to itself is about the line of code below it as
// well, other comments between them left out. Whether there is such a rule is not known here. `path` is what places
// say.
std::vector<facts::Suppression> suppressions_in(workspace::FileKind kind, std::string_view path, std::string_view text);

}  // namespace onewriter::extract
