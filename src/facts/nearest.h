#pragma once
// "Did you mean ...?" for keys, rule ids, commands and options.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::facts {

// The candidate that takes the fewest insertions, deletions, replacements and swaps of neighbours, if it is near enough
// to be what was meant (a third of the word's length, at least one, at most three). The first of equals.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

// "; did you mean `x`?", or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace onewriter::facts
