#pragma once
// A syntax tree laid out in one array, in source order: what many patterns ask of a node is asked of tree-sitter once.

#include <tree_sitter/api.h>

#include <cstdint>
#include <vector>

namespace onewriter::extract {

struct SyntaxNode {
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  TSNode node;
  std::uint32_t first = none;  // child
  std::uint32_t next = none;   // sibling
  std::uint32_t depth = 0;
  TSSymbol symbol = 0;
  TSFieldId field = 0;  // that it is for its parent; 0: none
  bool named = false;
  bool error = false;  // text that the grammar does not know
};

// A node stands behind its parent and before its children. Of a tree with more nodes than `most`, the first.
std::vector<SyntaxNode> laid_out(TSNode root, std::size_t most);

}  // namespace onewriter::extract
