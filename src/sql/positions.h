#pragma once
// Lines and columns of a text, and a walk over all places of a statement.

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

#include "sql/reading.h"

namespace onewriter::sql {

class LineIndex {
 public:
  explicit LineIndex(std::string_view text) {
    starts_.push_back(0);
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  std::uint32_t line(std::uint32_t offset) const {
    return static_cast<std::uint32_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) - starts_.begin());
  }
  void locate(Position& at) const {
    at.line = line(at.offset);
    at.column = at.offset - starts_[at.line - 1] + 1;
  }

 private:
  std::vector<std::uint32_t> starts_;
};

// Calls f(Position&) for each place in the statement.
template <typename F>
void each_position(Statement& s, F&& f) {
  const auto all = [&](auto& items) {
    for (auto& item : items) f(item.at);
  };
  f(s.at);
  all(s.accesses);
  all(s.definitions);
  all(s.foreign_keys);
  all(s.grants);
  all(s.routines);
  for (Routine& routine : s.routines) {
    all(routine.accesses);
    all(routine.calls);
  }
  all(s.calls);
  all(s.replications);
  all(s.blind_spots);
}

}  // namespace onewriter::sql
