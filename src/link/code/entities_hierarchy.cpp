// Hierarchies of entities: whose table the rows of a subclass are in, and what other tables are met with it (Jakarta
// Persistence 3.1, 2.12 "Inheritance Mapping Strategies"; EF Core, "Inheritance": TPH, TPT, TPC).

#include <algorithm>

#include "link/code/entities.h"

namespace onewriter::link {

// What a call, a file or an annotation on the class says; empty: nothing.
std::string Entities::said_hierarchy(const TypeDecl& decl, const EntityRule& rule) const {
  if (auto said = hierarchies_.find(&decl); said != hierarchies_.end()) return said->second;
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  const NodeId annotation = annotation_of(unit, decl.node, rule.inheritance_annotations);
  if (annotation == no_node) return "";
  for (NodeId argument : o.children(annotation)) {
    const std::string written =
        unit.dotted(o.nodes[argument].kind == Kind::Pair ? o.child(argument, Role::Value) : argument);
    if (written.ends_with("JOINED")) return "joined";
    if (written.ends_with("TABLE_PER_CLASS")) return "separate";
    if (written.ends_with("SINGLE_TABLE")) return "single";
  }
  return "";
}

std::string Entities::hierarchy(const TypeDecl& base, const TypeDecl& decl, const EntityRule& rule) {
  // A subclass of a mapping file says it itself, a root for all below it.
  if (auto file = in_files_.find(&decl); file != in_files_.end() && !file->second->above.empty())
    if (!file->second->hierarchy.empty()) return file->second->hierarchy;
  const TypeDecl* at = &base;
  for (int depth = 0; at && depth < 12; ++depth) {
    if (std::string said = said_hierarchy(*at, rule); !said.empty()) return said;
    const TypeDecl* next = nullptr;
    for (const Type& above : program_.bases(*at))
      if (above.declared && applies(*above.declared, rule)) next = above.declared;
    at = next;
  }
  if (!rule.own_when_named) return "single";
  if (auto said = fluent_.find(&decl); said != fluent_.end() && !said->second.table.empty()) return "joined";
  for (const NameSource& source : rule.names)
    if (!source.annotations.empty() &&
        annotation_of(program_.unit(decl.unit), decl.node, source.annotations) != no_node)
      return "joined";
  return "single";
}

// A row of a joined subclass is in its own table and in those above; who asks for the class above is given the rows of
// the classes below, wherever they are.
void Entities::add_hierarchy(const TypeDecl& decl, const Library* library, std::vector<Along>& out) {
  const std::optional<MappedTable> own = table_of(decl, library);
  auto add = [&](const TypeDecl& other, bool written) {
    const std::optional<MappedTable> mapped = table_of(other, library);
    if (!mapped) return;
    if (own && mapped->table.name == own->table.name && mapped->table.schema == own->table.schema) return;
    out.push_back({mapped->table, true, written, mapped->declared});
  };
  auto add_all = [&](const EntityRule& rule) {
    if (rule.inheritance != "single" || !applies(decl, rule)) return;
    const TypeDecl* at = &decl;
    for (int depth = 0; at && depth < 12; ++depth) {
      const TypeDecl* next = nullptr;
      for (const Type& base : program_.bases(*at))
        if (base.declared && applies(*base.declared, rule) && !is_abstract(*base.declared, rule)) next = base.declared;
      if (next && hierarchy(*next, *at, rule) == "joined") add(*next, true);
      at = next;
    }
    std::vector<const TypeDecl*> below = {&decl};
    for (std::size_t i = 0; i < below.size() && i < 64; ++i)
      for (const TypeDecl* derived : program_.derived(*below[i])) {
        if (!applies(*derived, rule) || std::find(below.begin(), below.end(), derived) != below.end()) continue;
        below.push_back(derived);
        if (hierarchy(*below[i], *derived, rule) != "single") add(*derived, false);
      }
  };
  for (const auto& each : program_.models().libraries())
    if (speaks(*each, program_.unit(decl.unit).language()))
      for (const EntityRule& rule : each->entities) add_all(rule);
}

}  // namespace onewriter::link
