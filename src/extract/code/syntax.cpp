#include "extract/code/syntax.h"

#include <algorithm>

namespace onewriter::extract {

std::vector<SyntaxNode> laid_out(TSNode root, std::size_t most) {
  constexpr TSSymbol error = 0xFFFF;  // tree-sitter: ts_builtin_sym_error
  std::vector<SyntaxNode> nodes;
  nodes.reserve(std::min<std::size_t>(ts_node_descendant_count(root), most));
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  std::vector<std::uint32_t> above;  // the nodes that the cursor is in
  const auto add = [&] {
    SyntaxNode made{ts_tree_cursor_current_node(&cursor)};
    made.depth = static_cast<std::uint32_t>(above.size());
    made.symbol = ts_node_symbol(made.node);
    made.field = ts_tree_cursor_current_field_id(&cursor);
    made.named = ts_node_is_named(made.node);
    made.error = made.symbol == error;
    nodes.push_back(made);
    return static_cast<std::uint32_t>(nodes.size() - 1);
  };
  std::uint32_t at = add();
  for (bool more = true; more && nodes.size() < most;) {
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      above.push_back(at);
      const std::uint32_t child = add();
      nodes[at].first = child;
      at = child;
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      more = ts_tree_cursor_goto_parent(&cursor);
      if (!more) break;
      at = above.back();
      above.pop_back();
    }
    if (!more) break;
    const std::uint32_t sibling = add();
    nodes[at].next = sibling;
    at = sibling;
  }
  ts_tree_cursor_delete(&cursor);
  return nodes;
}

}  // namespace onewriter::extract
