#include "cli/run.h"

namespace onewriter::cli {

int run(const std::vector<std::string>&, std::ostream&, std::ostream&) { return exit_clean; }

}  // namespace onewriter::cli
