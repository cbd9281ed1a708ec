#pragma once
// Findings for a person at a terminal.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "check/finding.h"

namespace onewriter::report {

struct TextOptions {
  // The line of a file of the workspace, or nothing when it cannot be read: the report itself touches no disk.
  std::function<std::optional<std::string>(std::string_view file, std::uint32_t line)> source_line;
  bool color = false;
  std::size_t width = 0;    // of the terminal; 0: lines are neither wrapped nor cut
  bool summary = true;      // blind spots and the closing lines
  bool baselined = false;   // show findings of the baseline too
  bool suppressed = false;  // show suppressed findings too
};

std::string text(const check::Outcome& outcome, const TextOptions& options);

}  // namespace onewriter::report
