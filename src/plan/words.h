#pragma once
// Names in sentences.

#include <string>
#include <vector>

namespace onewriter::plan {

// "a", "a and b", "a, b and c"; of more than `most` the rest is counted: "a, b and 7 more".
std::string listed(const std::vector<std::string>& names, std::size_t most = 6);

// "1 place", "2 places", "no places".
std::string number_of(std::size_t count, const std::string& singular, const std::string& plural);

}  // namespace onewriter::plan
