#pragma once
// How this room writes JSON; only for its .cpp files, the header behind it is big.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace onewriter::report {

// Keys keep the order in which they are written.
using Json = nlohmann::ordered_json;

inline Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
inline Json or_null(std::uint32_t number) { return number == 0 ? Json(nullptr) : Json(number); }

// Two spaces of indentation, a newline at the end. Bytes that are no UTF-8 (from names in source files) become U+FFFD.
inline std::string print(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace onewriter::report
