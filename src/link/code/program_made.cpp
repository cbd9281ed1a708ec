// Types that a program makes instead of declaring them, and entities that texts name.

#include <algorithm>

#include "link/code/names.h"
#include "link/code/program.h"
#include "link/code/settings_lookup.h"

namespace onewriter::link {
std::string Program::maker_path(const Unit& unit, std::string_view name, int depth) const {
  if (depth > 4 || (unit.language() != Language::Python && !same_family(unit.language(), Language::JavaScript)))
    return "";
  const auto& o = unit.outline();
  if (const Variable* variable = unit.variable_in(0, name)) {
    for (NodeId assign : variable->assigns) {
      const NodeId value = o.child(assign, Role::Value);
      if (value == no_node || (o.nodes[value].kind != Kind::Call && o.nodes[value].kind != Kind::Create)) continue;
      std::string called = unit.dotted(o.child(value, Role::Receiver));
      if (!called.empty()) called += ".";
      called += o.nodes[value].kind == Kind::Create ? unit.dotted(o.child(value, Role::Type))
                                                    : std::string(o.word(value, Role::Name));
      const std::string head = called.substr(0, called.find('.'));
      std::string path = external_path(unit, head);
      if (!path.empty()) return path + called.substr(head.size());
    }
    return "";
  }
  auto import = unit.imports().find(name);
  if (import == unit.imports().end() || import->second.name.empty()) return "";
  const Unit* next = module(unit, import->second.module);
  return next && next != &unit ? maker_path(*next, import->second.name, depth + 1) : "";
}

// Python: SessionDep = Annotated[Session, Depends(get_session)]
Type Program::annotated_alias(const Unit& unit, std::string_view name, int depth) const {
  if (unit.language() != Language::Python || depth > 3) return {};
  const auto& o = unit.outline();
  if (const Variable* variable = unit.variable_in(0, name)) {
    for (NodeId assign : variable->assigns) {
      const NodeId value = o.child(assign, Role::Value);
      if (value == no_node || o.nodes[value].kind != Kind::Index) continue;
      if (last_part(unit.dotted(o.child(value, Role::Object))) != "Annotated") continue;
      NodeId first = o.child(value, Role::Key);
      if (first != no_node && o.nodes[first].kind == Kind::List && !o.children(first).empty())
        first = o.children(first).front();
      if (const std::string written = first == no_node ? "" : unit.dotted(first); !written.empty() && written != name)
        return type_named(unit, written);
    }
    return {};
  }
  auto import = unit.imports().find(name);
  if (import == unit.imports().end() || import->second.name.empty()) return {};
  const Unit* next = module(unit, import->second.module);
  return next && next != &unit ? annotated_alias(*next, import->second.name, depth + 1) : Type();
}

Type Program::entity_type(const Unit& unit, std::string_view name) const {
  const std::string_view simple = last_part(name);
  Type type = type_named(unit, simple);
  if (type.declared) return type;
  auto found = by_name_.find(std::string(simple));
  if (found == by_name_.end()) return {};
  std::size_t shared = 0;
  for (const TypeDecl* decl : found->second) {
    if (!same_family(units_[decl->unit].language(), unit.language())) continue;
    const std::string &a = units_[decl->unit].path(), &b = unit.path();
    const std::size_t common = 1 + shared_prefix(a, b);
    if (common > shared) shared = common, type.declared = decl, type.name = decl->qualified, type.library = nullptr;
  }
  return type.declared ? type : Type();
}

std::string Program::project_of(std::string_view path) const {
  for (std::string_view folder = folder_of(path);; folder = folder_of(folder)) {
    if (project_folders_.count(folder)) return std::string(folder);
    if (folder.empty()) break;
  }
  const std::string root = module_root(path);
  if (!root.empty() || !path.starts_with("src/")) return root;
  const auto end = path.find('/', 4);
  return end == std::string_view::npos ? "src" : std::string(path.substr(0, end));
}

bool Program::uses(const Unit& unit, const Library& library) const {
  const std::string root = module_root(unit.path());
  const auto key = std::pair(root, &library);
  if (auto known = uses_.find(key); known != uses_.end()) return known->second;
  auto belongs = [&](const std::string& module) {
    for (const auto& [name, callable] : library.functions)
      if (!module.empty() && name.starts_with(module) && (name.size() == module.size() || name[module.size()] == '.'))
        return true;
    for (const MarkRule& mark : library.marks)
      if (!module.empty() && mark.annotation.starts_with(module) &&
          (mark.annotation.size() == module.size() || mark.annotation[module.size()] == '.'))
        return true;
    return false;
  };
  // using Grpc.Net.Client; import io.grpc.*: the very namespace of a name, or of the type whose member it is.
  auto opens = [&](const std::string& space) {
    return std::any_of(library.functions.begin(), library.functions.end(), [&](const auto& function) {
      const std::string& name = function.first;
      if (!name.starts_with(space + ".")) return false;
      return std::count(name.begin() + static_cast<std::ptrdiff_t>(space.size()) + 1, name.end(), '.') <= 1;
    });
  };
  bool seen = false;
  for (const Unit& other : units_) {
    if (seen || !same_family(other.language(), unit.language())) continue;
    if (!root.empty() && !other.path().starts_with(root + "/")) continue;
    for (const auto& [alias, import] : other.imports()) seen = seen || belongs(import.module);
    for (const std::string& space : other.wildcard_imports()) seen = seen || opens(space);
  }
  return uses_[key] = seen;
}

}  // namespace onewriter::link
