#pragma once
// "Did you mean ...?" for keys, rule ids, commands and options.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::facts {

// The candidate that takes the fewest insertions, deletions, replacements and swaps of neighbours, if it is near enough
// to be what was meant (a third of the word's length, at least one, at most three). The first of equals.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);
// The same with a limit of one's own.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                   std::size_t near_enough);

// "; did you mean `x`?", or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace onewriter::facts
