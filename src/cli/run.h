#pragma once
// The whole program as a function, so that tests can call it too.

#include <iosfwd>
#include <string>
#include <vector>

namespace onewriter::cli {

// What a caller may rely on (also in --help).
enum ExitCode : int {
  exit_clean = 0,     // nothing at or above --fail-on
  exit_findings = 1,  // findings
  exit_failed = 2,    // the run could not be done as asked
};

// `args` without the program's name. Data goes to `out`, progress and diagnostics to `err`.
int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

}  // namespace onewriter::cli
