#pragma once
// Lists of words that expressions are read by.

#include <algorithm>
#include <array>
#include <string_view>

#include "sql/keywords.h"

namespace onewriter::sql::general {

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) {
    return w.size() == text.size() && w.front() == lower(text.front()) && equals_ignoring_case(w, text);
  });
}

// Units of time, where a function takes one as a word.
inline constexpr std::array<std::string_view, 17> units = {
    "year",        "quarter",    "month",   "week",    "day",       "hour",      "minute", "second", "millisecond",
    "microsecond", "nanosecond", "isoweek", "isoyear", "dayofweek", "dayofyear", "years",  "days"};

}  // namespace onewriter::sql::general
