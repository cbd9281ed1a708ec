#pragma once
// Text for terminals: names and source lines come from files that nobody vouches for.

#include <string>
#include <string_view>
#include <vector>

namespace onewriter::report {

// Tabs become spaces, control characters and bytes that are no UTF-8 become '?': no escape sequence of a source file
// reaches a terminal.
std::string printable(std::string_view text);

// The same, line by line.
std::string printable_lines(std::string_view text);

// Words in lines of at most `width` characters (one longer word stands alone); width 0: one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// "1 table", "2 tables", "no tables".
std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

}  // namespace onewriter::report
