#pragma once
// Texts that code writes out whole.

#include <string>

#include "extract/outline.h"

namespace onewriter::link {

// What a string without holes says; empty for anything else.
inline std::string literal(const extract::CodeOutline& code, extract::NodeId id) {
  std::string out;
  if (id == extract::no_node || code.node(id).kind != extract::Kind::String) return out;
  for (const extract::NodeId part : code.children(id)) {
    if (code.node(part).kind != extract::Kind::Text) return {};
    out += code.text(part);
  }
  return out;
}

}  // namespace onewriter::link
