#include "link/code/entries.h"

#include <string>

namespace onewriter::link {

NodeId entry_in(const Unit& unit, NodeId map, std::string_view key) {
  const auto& o = unit.outline();
  for (NodeId pair : o.children(map)) {
    if (o.nodes[pair].kind != Kind::Pair) continue;
    const NodeId name = o.child(pair, Role::Key);
    if (name == no_node) continue;
    const auto text = o.nodes[name].kind == Kind::String && !o.children(name).empty()
                          ? std::string(o.text(o.children(name).front()))
                          : unit.dotted(name);
    if (text == key) return o.child(pair, Role::Value);
  }
  return no_node;
}

}  // namespace onewriter::link
