#pragma once
// How sure a fact is. A finding has the lowest confidence it rests on.

#include <algorithm>
#include <string_view>

namespace onewriter::facts {

enum class Confidence {
  Possible,  // a guess: a string with a hole, a name alone
  Likely,    // a convention that a framework documents
  Certain,   // declared, or read from a parsed statement
};

inline Confidence lowest(Confidence a, Confidence b) { return std::min(a, b); }

constexpr std::string_view to_string(Confidence c) {
  switch (c) {
    case Confidence::Possible: return "possible";
    case Confidence::Likely: return "likely";
    case Confidence::Certain: return "certain";
  }
  return "possible";
}

}  // namespace onewriter::facts
