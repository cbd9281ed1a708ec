#pragma once
// Ruby writes a heredoc's text below the line that mentions it, outside of the expression: f(<<~A, <<~B) is followed by
// two bodies. No query can join the two; they go together in order.

#include <cstdint>
#include <vector>

#include "extract/code/matches.h"

namespace onewriter::extract {

// Binds the loose string pieces of a file (those of patterns without a head) to the heads in `beginnings`: the pieces
// of the n-th body, by source order, to the n-th beginning. Both may come unsorted.
std::vector<Binding> join_heredocs(const Matches& matches, std::vector<std::uint32_t> beginnings);

}  // namespace onewriter::extract
