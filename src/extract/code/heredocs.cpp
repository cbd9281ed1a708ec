#include "extract/code/heredocs.h"

#include <algorithm>

namespace onewriter::extract {

std::vector<Binding> join_heredocs(const Matches& matches, std::vector<std::uint32_t> beginnings) {
  std::vector<Binding> pieces = matches.loose_pieces;
  const auto start = [](TSNode node) { return ts_node_start_byte(node); };
  std::sort(pieces.begin(), pieces.end(),
            [&](const Binding& a, const Binding& b) { return start(a.target) < start(b.target); });
  std::sort(beginnings.begin(), beginnings.end(), [&](std::uint32_t a, std::uint32_t b) {
    return start(matches.heads[a].node) < start(matches.heads[b].node);
  });
  // A body ends with a closing label, which is no piece: pieces of one body follow each other without a named sibling
  // between.
  std::size_t body = 0;
  std::vector<Binding> joined;
  for (std::size_t i = 0; i < pieces.size() && body < beginnings.size(); ++i) {
    Binding piece = pieces[i];
    piece.head = beginnings[body];
    joined.push_back(piece);
    const bool last =
        i + 1 == pieces.size() || !ts_node_eq(ts_node_parent(pieces[i].target), ts_node_parent(pieces[i + 1].target));
    if (last) ++body;
  }
  return joined;
}

}  // namespace onewriter::extract
