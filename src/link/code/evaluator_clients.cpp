// Clients that a library generates from entities: client.Order.Create(), client.Order.Query().WithItems(). Whether or
// not the generated code is there, its names follow those of the entities and of their edges.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/code/names.h"
#include "link/code/settings_lookup.h"
#include "link/services/words.h"

namespace onewriter::link {

const std::vector<const TypeDecl*>& Evaluator::entities_of(const Library& library) {
  const auto [known, first] = entities_of_.try_emplace(&library);
  if (first)
    for (const auto& decl : program_.type_decls())
      for (const Type& base : program_.library_bases(*decl))
        if (base.library->library == &library && (known->second.empty() || known->second.back() != decl.get()))
          known->second.push_back(decl.get());
  return known->second;
}

// The entity that the receiver is named after: a member of the client, of which nothing else is known than that its
// type is called so, or an object that was loaded, whose type stands beside the folder of the schemas.
const TypeDecl* Evaluator::client_entity(NodeRef call, const Library& library) {
  const Unit& unit = program_.unit(call.unit);
  const auto& o = unit.outline();
  const NodeId receiver = o.child(call.node, Role::Receiver);
  if (receiver == no_node) return nullptr;
  const std::string_view member = o.nodes[receiver].kind == Kind::Member ? o.word(receiver, Role::Name) : "";
  const std::string root = module_root(unit.path());
  const TypeDecl* type = nullptr;
  for (const Object& object : evaluate({call.unit, receiver}).objects)
    if (object.type.declared) type = object.type.declared;
  for (const TypeDecl* entity : entities_of(library)) {
    const std::string& path = program_.unit(entity->unit).path();
    if (!path.starts_with(root)) continue;
    if (member == entity->name && (!type || type->name == entity->name + "Client")) return entity;
    if (type && type->name == entity->name && folder_of(program_.unit(type->unit).path()) == folder_of(folder_of(path)))
      return entity;
  }
  return nullptr;
}

// The entity at the end of the edge that a method is named after: edge.To("line_items", LineItem.Type), QueryLineItems.
const TypeDecl* Evaluator::edge_target(const Unit& from, const Library& library, const std::string& module,
                                       std::string_view edge) {
  const std::string root = module_root(from.path());
  const TypeDecl* target = nullptr;
  for (const TypeDecl* entity : entities_of(library)) {
    const Unit& unit = program_.unit(entity->unit);
    if (!unit.path().starts_with(root)) continue;
    for (const MethodRef& method : program_.methods(*entity, "Edges")) {
      const auto& o = program_.unit(method.unit).outline();
      for (NodeId id = method.node + 1;
           id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[method.node].span.end_line; ++id) {
        const NodeId receiver = o.nodes[id].kind == Kind::Call ? o.child(id, Role::Receiver) : no_node;
        if (receiver == no_node || program_.external_path(unit, unit.dotted(receiver)) != module) continue;
        const std::vector<NodeRef> given = arguments({method.unit, id});
        if (given.size() != 2 || o.nodes[given[1].node].kind != Kind::Member) continue;
        const Value& name = evaluate(given[0]);
        if (name.texts.empty() || folded(name.texts.front().value) != folded(edge)) continue;
        const std::string type = unit.dotted(o.child(given[1].node, Role::Object));
        for (const TypeDecl* other : entities_of(library))
          if (other->name == type && program_.unit(other->unit).path().starts_with(root)) {
            if (target && target != other) return nullptr;  // several edges of that name
            target = other;
          }
      }
    }
  }
  return target;
}

std::optional<LibraryCall> Evaluator::of_generated_client(NodeRef call) {
  const Unit& unit = program_.unit(call.unit);
  const std::string_view name = unit.outline().word(call.node, Role::Name);
  for (const auto& library : program_.models().libraries()) {
    if (library->anywhere.empty() ||
        std::find(library->languages.begin(), library->languages.end(), unit.language()) == library->languages.end())
      continue;
    for (const AnywhereRule& rule : library->anywhere) {
      if (!rule.entity && rule.edges.empty()) continue;
      for (const MethodRule& method : rule.methods) {
        if (!matches(method.pattern, name)) continue;
        const std::size_t head = std::min(method.pattern.find('*'), name.size());
        const TypeDecl* entity =
            rule.entity ? client_entity(call, *library) : edge_target(unit, *library, rule.edges, name.substr(head));
        if (!entity) continue;
        auto binding = std::make_shared<Binding>();
        binding->entity.declared = entity;
        binding->entity.name = entity->qualified;
        LibraryCall found{library.get(), method.callable.get(), {}};
        found.receiver.binding = std::move(binding);
        return found;
      }
    }
  }
  return std::nullopt;
}

}  // namespace onewriter::link
