#pragma once
// How this room writes JSON. Files that build documents include the big header themselves.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "facts/place.h"

namespace onewriter::report {

// Keys keep the order in which they are written.
using Json = nlohmann::ordered_json;

// What is not known is null.
Json or_null(const std::string& text);
Json or_null(std::uint32_t number);

// The object with the keys `file` and `line` behind its own.
Json at(Json object, const facts::Place& place);

// Two spaces of indentation, a newline at the end. Bytes that are no UTF-8 (from names in source files) become U+FFFD.
std::string print(const Json& document);

}  // namespace onewriter::report
