#pragma once
// Names and messages in Markdown: they are text, not markup.

#include <string>
#include <string_view>

namespace onewriter::report {

std::string escaped(std::string_view text);
// In backticks.
std::string code(std::string_view text);

}  // namespace onewriter::report
