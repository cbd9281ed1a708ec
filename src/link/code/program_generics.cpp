// Type parameters, what a type is for one that uses it, and what runs when a method of an interface is called.

#include <algorithm>

#include "link/code/program.h"

namespace onewriter::link {

std::vector<std::string> Program::global_usings_of(const Unit& unit) const {
  // Those of the folders above, the nearest first.
  std::vector<std::string> result;
  for (const auto& [folder, namespaces] : global_usings_)
    if (folder.empty() || unit.path().starts_with(folder + "/"))
      result.insert(result.begin(), namespaces.begin(), namespaces.end());
  return result;
}

std::vector<Type> Program::library_bases(const Type& type) const {
  std::vector<Type> result;
  collect_library_bases(type, result, 0);
  return result;
}

Type Program::as_base(const Type& type, const TypeDecl& wanted) const {
  std::vector<Type> queue = {type};
  for (std::size_t i = 0; i < queue.size() && i < 48; ++i) {
    const Type at = queue[i];
    if (!at.declared) continue;
    if (at.declared == &wanted) return at;
    for (const Type& base : bases(*at.declared))
      if (base.declared) queue.push_back(substituted(base, *at.declared, at.arguments));
  }
  return {};
}

Type Program::seen_from(const Type& type, const TypeDecl& declaring, const Type& receiver) const {
  const Type base = as_base(receiver, declaring);
  return base.empty() ? type : substituted(type, declaring, base.arguments);
}

bool Program::is_type_parameter(std::uint32_t index, NodeId node, std::string_view name) const {
  const Unit& unit = units_[index];
  const auto& o = unit.outline();
  for (NodeId at = node; at != no_node; at = o.nodes[at].parent) {
    if (o.nodes[at].kind != Kind::Method && o.nodes[at].kind != Kind::Type) continue;
    for (NodeId child : o.children(at))
      if (o.nodes[child].role == Role::TypeParameter && unit.dotted(child) == name) return true;
  }
  return false;
}

// The library type that a type parameter is bound to ("where TContext : DbContext"): what can be called on it is known
// then. Other bounds leave the parameter a parameter, so that callers can bind it.
Type Program::bound_of(std::uint32_t index, NodeId node, std::string_view name) const {
  const Unit& unit = units_[index];
  const auto& o = unit.outline();
  for (NodeId at = node; at != no_node; at = o.nodes[at].parent) {
    if (o.nodes[at].kind != Kind::Method && o.nodes[at].kind != Kind::Type) continue;
    for (NodeId child : o.children(at)) {
      if (o.nodes[child].role != Role::TypeParameter || unit.dotted(child) != name) continue;
      const NodeId written = o.child(child, Role::TypeArg);
      if (written == no_node) continue;
      const Type bound = type_named(unit, unit.dotted(written));
      if (bound.library) return bound;
      if (!bound.declared) return {};
      // One step up only: bounds may name the type that is being read.
      const Unit& other = units_[bound.declared->unit];
      const auto& oo = other.outline();
      for (NodeId base : oo.children(bound.declared->node))
        if (oo.nodes[base].role == Role::Base && type_named(other, other.dotted(base)).library) return bound;
      return {};
    }
  }
  return {};
}

// C#: ICommand and ICommand<TResult> are two types (C# specification: Uniqueness of names in a namespace counts type
// parameters). `decl` itself where nothing of its name has as many.
const TypeDecl* Program::of_arity(const TypeDecl& decl, std::size_t parameters) const {
  if (decl.parameters.size() == parameters) return &decl;
  const auto same = by_qualified_.find(decl.qualified);
  if (same != by_qualified_.end())
    for (const TypeDecl* each : same->second)
      if (each->parameters.size() == parameters) return each;
  return &decl;
}

const std::vector<const TypeDecl*>& Program::derived(const TypeDecl& decl) const {
  static const std::vector<const TypeDecl*> none;
  if (!derived_read_) {
    derived_read_ = true;
    for (const auto& each : decls_)
      for (const Type& base : bases(*each))
        if (base.declared) derived_[base.declared].push_back(each.get());
  }
  auto found = derived_.find(&decl);
  return found == derived_.end() ? none : found->second;
}

std::vector<MethodRef> Program::implementations(const MethodRef& method) const {
  std::vector<MethodRef> result = {method};
  const Unit& unit = units_[method.unit];
  const NodeId type = unit.enclosing(method.node, Kind::Type);
  const TypeDecl* decl = type == no_node ? nullptr : decl_at(method.unit, type);
  if (!decl) return result;
  const std::string name(unit.outline().word(method.node, Role::Name));
  std::vector<const TypeDecl*> queue = {decl};
  for (std::size_t i = 0; i < queue.size() && i < 64; ++i)
    for (const TypeDecl* sub : derived(*queue[i])) {
      if (std::find(queue.begin(), queue.end(), sub) != queue.end()) continue;
      queue.push_back(sub);
      // What the type declares or inherits from a class that does not know the interface.
      for (const MethodRef& found : methods(*sub, name))
        if (std::find(result.begin(), result.end(), found) == result.end()) result.push_back(found);
    }
  return result;
}

NodeId extended_type(const Unit& unit, NodeId method) {
  const auto& o = unit.outline();
  if (unit.language() == Language::Kotlin) return o.child(method, Role::Receiver);
  const NodeId first = o.child(method, Role::Parameter);
  if (first != no_node && unit.language() == Language::CSharp)
    for (NodeId child : o.children(first))
      if (o.nodes[child].role == Role::Modifier && o.text(child) == "this") return o.child(first, Role::Type);
  return no_node;
}

void Program::read_extensions(const Unit& unit) {
  for (NodeId method : unit.methods())
    if (extended_type(unit, method) != no_node)
      extensions_[std::string(unit.outline().word(method, Role::Name))].push_back({unit.index(), method});
}

const std::vector<MethodRef>& Program::extensions_named(std::string_view name) const {
  static const std::vector<MethodRef> none;
  auto found = extensions_.find(std::string(name));
  return found == extensions_.end() ? none : found->second;
}

}  // namespace onewriter::link
