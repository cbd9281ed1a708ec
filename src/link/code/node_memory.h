#pragma once
// What was worked out for nodes of a program's code: as quick to ask as an array. What is kept stays where it is.

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
    return slot == 0 ? nullptr : &answers_[slot - 1];
  }

  // `nodes`: how many the unit has.
  const Answer& keep(NodeRef ref, std::size_t nodes, Answer answer) {
    if (ref.unit >= slots_.size()) slots_.resize(ref.unit + 1);
    std::vector<std::uint32_t>& unit = slots_[ref.unit];
    if (unit.empty()) unit.resize(nodes);
    std::uint32_t& slot = unit[ref.node];
    if (slot != 0) return answers_[slot - 1] = std::move(answer);
    answers_.push_back(std::move(answer));
    slot = static_cast<std::uint32_t>(answers_.size());
    return answers_.back();
  }

  void clear() {
    slots_.clear();
    answers_.clear();
  }

 private:
  std::vector<std::vector<std::uint32_t>> slots_;  // by unit and node: index into the answers from 1; 0: none
  std::deque<Answer> answers_;
};

}  // namespace onewriter::link
