#pragma once
// What escapes of every notation come down to: digits and code points.

#include <cstdint>
#include <string>

namespace onewriter::extract {

// The worth of a hexadecimal digit; -1 for another character.
int hex_digit(char c);

// Appends a code point as UTF-8; what is no code point becomes U+FFFD.
void append_utf8(std::string& out, std::uint32_t code_point);

}  // namespace onewriter::extract
