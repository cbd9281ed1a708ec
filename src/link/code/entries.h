#pragma once
// Entries of maps that are written out: { ttl: 5 * 60 }, array('timeout' => 2), ttl=5 of a call.

#include <string_view>

#include "link/code/unit.h"

namespace onewriter::link {

// What stands under that key in a node's own entries, as written; no_node without such an entry.
NodeId entry_in(const Unit& unit, NodeId map, std::string_view key);

}  // namespace onewriter::link
