#pragma once
// The first byte of a fuzzer's input: which dialect, and whether the text is a script.

#include <cstdint>

#include "sql/reading.h"

namespace onewriter::sql {

inline constexpr int dialect_count = static_cast<int>(Dialect::Db2) + 1;

inline Dialect dialect_of(std::uint8_t byte) { return static_cast<Dialect>((byte & 0x7f) % dialect_count); }
inline bool is_script(std::uint8_t byte) { return (byte & 0x80) != 0; }
inline std::uint8_t byte_of(Dialect dialect, bool script) {
  return static_cast<std::uint8_t>(static_cast<int>(dialect) | (script ? 0x80 : 0));
}

}  // namespace onewriter::sql
