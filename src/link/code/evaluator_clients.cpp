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
    if (!inside(path, root)) continue;
    if (member == entity->name && (!type || type->name == entity->name + "Client")) return entity;
    if (type && type->name == entity->name && folder_of(program_.unit(type->unit).path()) == folder_of(folder_of(path)))
      return entity;
  }
  return nullptr;
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
        if (!rule.edges.empty()) {
          const Edge* edge = edge_named(call, *library, rule, method);
          if (auto found = edge ? along_edge(*edge, *library, rule.edges, *method.callable) : std::nullopt)
            return found;
          continue;
        }
        const TypeDecl* entity = client_entity(call, *library);
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
