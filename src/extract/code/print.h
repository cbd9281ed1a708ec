#pragma once
// An outline as indented text, for tests and for people who look at what was seen.

#include <string>

#include "extract/outline.h"

namespace onewriter::extract {

struct PrintOptions {
  bool lines = false;  // "kind:LINE" instead of "kind"
};

// A node per line, its children indented below: "role kind 'text'". Words stand on their parent's line: "call
// name=save". "child" is not written out.
std::string print(const CodeOutline& outline, const PrintOptions& options = {});

}  // namespace onewriter::extract
