#pragma once
// A script into chunks: one statement each, or what cannot be told apart without reading it (T-SQL without semicolons).

#include <cstdint>
#include <vector>

#include "sql/tokenizer.h"

namespace onewriter::sql {

struct Chunk {
  std::uint32_t begin =
      0;  // token indices; `end` is the token that closes the chunk (a semicolon, a delimiter, the end)
  std::uint32_t end = 0;
};

// At ";", GO, "/", and what DELIMITER set; a routine's body with its semicolons stays in its chunk.
std::vector<Chunk> split(const Tokens& tokens, Dialect dialect);

}  // namespace onewriter::sql
