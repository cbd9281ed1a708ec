#pragma once
// From matches to the outline's nodes.

#include <tree_sitter/api.h>

#include <string_view>

#include "extract/code/matches.h"
#include "extract/outline.h"

namespace onewriter::extract {

// Fills nodes, edges and texts of `outline`, whose node 0 (the File) stands. False when a limit was met: what is there
// is sound, the rest is missing.
bool build(const Grammar& grammar, const Matches& matches, TSNode root, std::string_view source, CodeOutline& outline);

}  // namespace onewriter::extract
