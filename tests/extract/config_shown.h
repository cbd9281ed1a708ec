#pragma once
// A configuration tree as text, one node per line: "line:column key='value' @line-of-the-value".

#include <string>

#include "extract/config/read_config.h"

inline void show_config(const onewriter::extract::ConfigTree& tree, onewriter::extract::ConfigId id, std::size_t indent,
                        std::string& out) {
  using onewriter::extract::ConfigNode;
  for (onewriter::extract::ConfigId child : tree.children(id)) {
    const ConfigNode& n = tree.node(child);
    out += std::string(indent, ' ') + std::to_string(n.line) + ":" + std::to_string(n.column) + " " + n.key;
    switch (n.kind) {
      case ConfigNode::Kind::Scalar: out += "='" + n.value + "'"; break;
      case ConfigNode::Kind::Map: out += "{}"; break;
      case ConfigNode::Kind::List: out += "[]"; break;
      case ConfigNode::Kind::Null: out += "=null"; break;
    }
    if (n.value_line != n.line) out += " @" + std::to_string(n.value_line);
    out += "\n";
    show_config(tree, child, indent + 2, out);
  }
}

inline std::string shown_config(onewriter::workspace::FileKind kind, std::string_view text) {
  std::vector<onewriter::facts::Diagnostic> diagnostics;
  onewriter::extract::ConfigTree tree = onewriter::extract::read_config(kind, text, diagnostics);
  std::string out;
  show_config(tree, 0, 0, out);
  for (const onewriter::facts::Diagnostic& d : diagnostics)
    out += "! " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " + d.message + "\n";
  return out;
}
