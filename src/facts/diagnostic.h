#pragma once
// What the run could not read, or read only in part. A bad input file is recorded and the run goes on.

#include <compare>
#include <string>

#include "facts/place.h"

namespace onewriter::facts {

enum class Level { Note, Warning, Error };

struct Diagnostic {
  Level level = Level::Warning;
  Place place;
  std::string message;  // what is wrong and what to do

  auto operator<=>(const Diagnostic&) const = default;
};

}  // namespace onewriter::facts
