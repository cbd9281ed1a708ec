// Ruby: which class a constant means, what is mixed into a class, and what its body declares inside of blocks.

#include <algorithm>

#include "link/code/names.h"
#include "link/code/program.h"

namespace onewriter::link {
namespace {

bool is_block_of(const extract::CodeOutline& o, NodeId call) {
  if (o.nodes[call].kind != Kind::Call || o.child(call, Role::Receiver) != no_node) return false;
  const std::string_view name = o.word(call, Role::Name);
  return name == "included" || name == "class_methods" || name == "prepended" || name == "with_options";
}

}  // namespace

// A constant is looked up in the modules written around it, innermost first, then at the top (The Ruby Language:
// Modules, Constants). A file's own modules and classes stand for those around any of its lines.
const TypeDecl* Program::constant(const Unit& unit, std::string_view dotted,
                                  const std::vector<const TypeDecl*>& candidates) const {
  const bool top = dotted.starts_with(".");
  if (top) dotted.remove_prefix(1);
  std::vector<std::string> scopes;
  if (!top)
    for (const NodeId type : unit.types())
      for (std::string scope = normalised(unit.function_name(type)); !scope.empty();
           scope.resize(scope.rfind('.') == std::string::npos ? 0 : scope.rfind('.')))
        if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(scope);
  std::stable_sort(scopes.begin(), scopes.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  scopes.emplace_back();
  for (const std::string& scope : scopes) {
    const std::string wanted = scope.empty() ? std::string(dotted) : scope + "." + std::string(dotted);
    const TypeDecl* best = nullptr;
    std::size_t shared = 0;
    for (const TypeDecl* decl : candidates) {
      if (decl->qualified != wanted) continue;
      const std::string &a = units_[decl->unit].path(), &b = unit.path();
      const auto common = shared_prefix(a, b);
      if (!best || common > shared) best = decl, shared = common;
    }
    if (best) return best;
  }
  return nullptr;
}

// What stands in a class's or module's body, and in the blocks that ActiveSupport::Concern runs there (API:
// ActiveSupport::Concern, included and class_methods).
std::vector<NodeId> Program::body_of(const TypeDecl& decl) const {
  const Unit& unit = units_[decl.unit];
  const auto& o = unit.outline();
  std::vector<NodeId> result;
  std::vector<NodeId> around = {decl.node};
  for (std::size_t i = 0; i < around.size() && i < 8; ++i)
    for (const NodeId child : o.children(around[i])) {
      result.push_back(child);
      if (unit.language() != Language::Ruby) continue;
      if (is_block_of(o, child))
        for (const NodeId block : o.children(child))
          if (o.nodes[block].kind == Kind::Lambda) around.push_back(block);
      if (o.nodes[child].kind == Kind::Type && o.word(child, Role::Name) == "ClassMethods") around.push_back(child);
    }
  return result;
}

// include A, B     extend C     inside a class
void Program::add_mixins(const TypeDecl& decl, std::vector<Type>& bases) const {
  const Unit& unit = units_[decl.unit];
  if (unit.language() != Language::Ruby) return;
  const auto& o = unit.outline();
  for (const NodeId child : body_of(decl)) {
    if (o.nodes[child].kind != Kind::Call || o.child(child, Role::Receiver) != no_node) continue;
    const std::string_view name = o.word(child, Role::Name);
    if (name != "include" && name != "extend" && name != "prepend") continue;
    for (const NodeId argument : o.children(child)) {
      if (o.nodes[argument].role != Role::Argument) continue;
      Type mixed = type_at(decl.unit, argument);
      if (mixed.declared != &decl && mixed.known()) bases.push_back(std::move(mixed));
    }
  }
}

}  // namespace onewriter::link
