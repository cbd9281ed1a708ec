#pragma once
// The options of all commands that read a workspace.

#include <memory>

#include "cli/pipeline.h"

namespace CLI {
class App;
}

namespace onewriter::cli {

std::shared_ptr<SystemOptions> add_workspace_options(CLI::App& app);

}  // namespace onewriter::cli
