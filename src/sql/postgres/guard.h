#pragma once
// What may be given to libpg_query. Its grammar keeps its stack on the heap, but building and writing the tree recurses
// without a limit, about 160 bytes of stack for each level, and takes about a microsecond for each token.

#include <cstddef>
#include <string_view>

namespace onewriter::sql::postgres {

// Statements with more tokens go to the general reader: 20,000 take about 25 ms.
inline constexpr std::size_t most_tokens = 20'000;

// A level of the tree takes a token that no comma separates from its parent's: (, an operator, NOT, UNION, JOIN. With
// at most 6,000 such tokens on the way from the root to any leaf the stack needed stays below 1 MB.
inline constexpr std::size_t most_nested_tokens = 6'000;

// Up to this size no text can come near either limit.
inline constexpr std::size_t always_safe = 256;

// Counts what stands behind (a, b, ..) = once for each column: the tree repeats it.
bool is_safe_to_parse(std::string_view sql);

}  // namespace onewriter::sql::postgres
