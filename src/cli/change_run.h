#pragma once
// --since and --staged: the whole system in two states, and what the change between them caused.

#include <string>

#include "cli/check_command_options.h"
#include "cli/command.h"

namespace onewriter::cli {

// The state that is checked: the disk's, or git's index for --staged.
facts::Result<Extent> new_state(Extent extent, const CheckCommandOptions& options);

// Leaves in `outcome` what the change caused. The old state is read from git's objects and goes through the whole
// pipeline, with its own settings, rules, suppressions and baseline; where its settings or rules cannot be read, with
// those of today. `system` is the new state.
facts::Result<facts::Done> keep_change(check::Outcome& outcome, const Extent& extent, const System& system,
                                       const CheckCommandOptions& options, Progress& progress);

}  // namespace onewriter::cli
