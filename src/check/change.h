#pragma once
// What a change caused: the findings of the new state that the old one did not have.

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "check/finding.h"

namespace onewriter::check {

// The text of a line in one of the two states; empty when it cannot be told.
using LineText = std::function<std::string(const std::string& file, std::uint32_t line)>;

struct States {
  LineText old_line;
  LineText new_line;
  std::vector<std::pair<std::string, std::string>> renamed;  // {old path, new path}
};

// Leaves in `outcome` what `before` did not have, wherever it shows: findings that did not stand, and of those that
// did, the places that were added. A place is an old one when the same line of text, moved within its file, into
// another or with its file, had the same finding; or when the finding had a similar line in that file, which was
// edited. The counters are those of what is left; Outcome::change holds the rest. Blind spots that were there before
// are left out too.
void keep_introduced(Outcome& outcome, const Outcome& before, const States& states, const std::string& since);

}  // namespace onewriter::check
