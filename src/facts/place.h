#pragma once
// Where a fact stands in the source. Everything that onewriter claims carries one.

#include <compare>
#include <cstdint>
#include <string>

namespace onewriter::facts {

// Lines and columns count from 1, columns in bytes; 0 means "not known" (a file as a whole).
struct Place {
  std::string file;  // relative to the workspace root, with '/'
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;

  auto operator<=>(const Place&) const = default;
};

}  // namespace onewriter::facts
