#pragma once
// The outline of one code file: parse, match the language's query, build the tree of nodes.

#include <string_view>
#include <vector>

#include "extract/outline.h"

namespace onewriter::extract {

// `kind` is a kind of code. Pure and thread-safe; what could not be read is told in `diagnostics`.
CodeOutline outline_code(workspace::FileKind kind, std::string_view text, std::vector<facts::Diagnostic>& diagnostics);

}  // namespace onewriter::extract
