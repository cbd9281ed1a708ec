#pragma once
// Messages with {placeholders}.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::check {

// "a", "a and b", "a, b and c"; a long list is cut: "a, b, ... and 9 more". Doubles are left out, the order is kept.
std::string listing(const std::vector<std::string>& values);

// Replaces each {name} by value(name). Error text in `unknown` when a name has no value; nullopt is returned then.
std::optional<std::string> fill(std::string_view text,
                                const std::function<std::optional<std::string>(std::string_view)>& value,
                                std::string& unknown);

}  // namespace onewriter::check
