#pragma once
// What the query of a language finds in one syntax tree: which syntax nodes are heads, of what kind, and what is bound
// to them.

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/code/grammar.h"

namespace onewriter::extract {

inline constexpr std::uint32_t none = 0xFFFFFFFF;

// Syntax node -> index. Grows; never shrinks.
class NodeIndex {
 public:
  // The index of a node, or none.
  std::uint32_t find(const void* id) const;
  // The index that the node has, or `index` which it has now.
  std::uint32_t insert(const void* id, std::uint32_t index);

 private:
  void grow();

  struct Slot {
    const void* id = nullptr;
    std::uint32_t index = none;
  };
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

struct Head {
  TSNode node;
  Capture::Use use = Capture::Use::Head;  // Head, Transparent or Skip
  Kind kind = Kind::Other;
  std::uint16_t pattern = 0;  // the first in the file of those that claim the node
};

struct Binding {
  std::uint32_t head = none;
  std::uint16_t pattern = 0;
  Kind kind = Kind::Other;  // what the pattern took the head for: void when another kind has won
  Role role = Role::Child;
  Capture::Use use = Capture::Use::Bind;  // Bind, Through, Text, Escape or Hole
  TSNode target;
};

struct Matches {
  std::vector<Head> heads;
  std::vector<Binding> bindings;
  std::vector<Binding> settings;      // one for each match of a pattern with settings; without target
  std::vector<Binding> wraps;         // roles of patterns without a head; `head` counts the matches they come from
  std::vector<Binding> loose_pieces;  // of strings, from patterns without a head
  std::size_t matches = 0;
  NodeIndex index;       // syntax node -> heads
  bool complete = true;  // false: the limits of the query were met
};

Matches find_matches(const Grammar& grammar, TSNode root, std::string_view source);

}  // namespace onewriter::extract
