#pragma once
// 128 bits that stand for a content. Two contents have the same by accident never, and on purpose with some effort:
// good to know one's own files again, no proof against a forger.

#include <compare>
#include <cstdint>
#include <string_view>

namespace onewriter::facts {

struct Digest {
  std::uint64_t high = 0, low = 0;

  auto operator<=>(const Digest&) const = default;
};

Digest digest_of(std::string_view bytes);

}  // namespace onewriter::facts
