#pragma once
// What was worked out for nodes of a program's code: as quick to ask as an array. What is kept stays where it is.

#include <cstdint>
#include <deque>
#include <vector>

#include "link/code/text.h"

namespace onewriter::link {

template <typename Answer>
class NodeMemory {
 public:
  // nullptr: nothing is known of the node.
  const Answer* find(NodeRef ref) const {
    if (ref.unit >= slots_.size() || ref.node >= slots_[ref.unit].size()) return nullptr;
    const std::uint32_t slot = slots_[ref.unit][ref.node];
    return slot == unasked ? nullptr : slot == no_answer ? &nothing_ : &answers_[slot];
  }

  // `nodes`: how many the unit has.
  const Answer& keep(NodeRef ref, std::size_t nodes, Answer answer) {
    if (ref.unit >= slots_.size()) slots_.resize(ref.unit + 1);
    std::vector<std::uint32_t>& unit = slots_[ref.unit];
    if (unit.empty()) unit.resize(nodes, unasked);
    std::uint32_t& slot = unit[ref.node];
    if (slot < no_answer) return answers_[slot] = std::move(answer);
    if (answer.empty()) {
      slot = no_answer;
      return nothing_;
    }
    slot = static_cast<std::uint32_t>(answers_.size());
    return answers_.emplace_back(std::move(answer));
  }

  void clear() {
    slots_.clear();
    answers_.clear();
  }

 private:
  // Most of what is asked has no answer: that is remembered without an Answer of its own.
  static constexpr std::uint32_t unasked = 0xFFFFFFFF, no_answer = unasked - 1;
  const Answer nothing_{};
  std::vector<std::vector<std::uint32_t>> slots_;  // by unit and node: index into the answers
  std::deque<Answer> answers_;
};

}  // namespace onewriter::link
