// Methods that stand outside of their type: Go's with a receiver, C++'s definitions (Store::find), Rust's impl blocks.

#include <algorithm>
#include <array>

#include "link/code/names.h"
#include "link/code/program.h"

namespace onewriter::link {
// Types that hold one of another, whose members they give as if they were it: smart pointers of C++ (cppreference:
// Dynamic memory management) and Rust (std: Box, Arc, Rc; deref), extractors of web frameworks' state.
bool is_holder(Language language, std::string_view name) {
  static constexpr std::array<std::string_view, 3> cpp = {"unique_ptr", "shared_ptr", "optional"};
  static constexpr std::array<std::string_view, 12> rust = {
      "Arc", "Rc", "Box", "Option", "Result", "Mutex", "RwLock", "State", "Data", "Extension", "OnceCell", "LazyLock"};
  const auto at = name.find_last_of('.');
  const std::string_view simple = at == std::string_view::npos ? name : name.substr(at + 1);
  if (language == Language::Cpp) return std::find(cpp.begin(), cpp.end(), simple) != cpp.end();
  if (language == Language::Rust) return std::find(rust.begin(), rust.end(), simple) != rust.end();
  return false;
}

void Program::read_attached() {
  for (const Unit& unit : units_) {
    const Language language = unit.language();
    const std::string folder(folder_of(unit.path()));
    if (language == Language::Kotlin) kotlin_[unit.package()].push_back(unit.index());
    if (language == Language::Go) folders_[folder].push_back(unit.index());
    if (language != Language::Go && language != Language::Php && language != Language::Ruby) continue;
    auto& declaring = beside_[{language, folder}];
    for (const auto& [name, variable] : unit.file_variables()) declaring[name].push_back(unit.index());
  }
  for (auto it = folders_.cbegin(); it != folders_.cend(); ++it)
    folders_called_[it->first.substr(it->first.rfind('/') + 1)].push_back(it);
  auto nearest = [&](const Unit& unit, std::string_view name) -> const TypeDecl* {
    auto found = by_name_.find(std::string(name));
    if (found == by_name_.end()) return nullptr;
    const TypeDecl* best = nullptr;
    std::size_t shared = 0;
    for (const TypeDecl* decl : found->second) {
      const Unit& other = units_[decl->unit];
      if (other.language() != unit.language()) continue;
      if (unit.language() == Language::Go && folder_of(other.path()) != folder_of(unit.path())) continue;
      const std::string &a = other.path(), &b = unit.path();
      const auto common = shared_prefix(a, b);
      if (!best || common > shared) best = decl, shared = common;
    }
    return best;
  };
  auto attach = [&](const Unit& unit, NodeId method, const TypeDecl* decl) {
    if (!decl) return;
    attached_[decl].push_back({unit.index(), method});
    owners_[{unit.index(), method}] = decl;
  };
  for (const Unit& unit : units_) {
    const auto& o = unit.outline();
    if (unit.language() == Language::Go)
      for (NodeId method : unit.methods())
        if (const NodeId receiver = o.child(method, Role::Receiver); receiver != no_node) {
          const NodeId type = o.nodes[receiver].kind == Kind::Parameter ? o.child(receiver, Role::Type) : receiver;
          attach(unit, method, nearest(unit, unit.dotted(type)));
        }
    if (unit.language() == Language::Cpp)
      for (NodeId method : unit.methods()) {
        const std::string name = normalised(o.word(method, Role::Name));
        const auto dot = name.rfind('.');
        if (dot == std::string::npos) continue;
        const std::string holder = name.substr(0, dot);
        const auto outer = holder.rfind('.');
        attach(unit, method, nearest(unit, outer == std::string::npos ? holder : holder.substr(outer + 1)));
      }
    if (unit.language() == Language::Rust)
      for (NodeId type : unit.types()) {
        if (by_node_.count({unit.index(), type})) continue;
        const std::string name = normalised(o.word(type, Role::Name));
        const auto dot = name.rfind('.');
        const TypeDecl* decl = nearest(unit, dot == std::string::npos ? name : name.substr(dot + 1));
        if (!decl) continue;
        by_node_[{unit.index(), type}] = decl;
        for (NodeId child : o.children(type))
          if (o.nodes[child].kind == Kind::Method) attach(unit, child, decl);
      }
  }
}

const TypeDecl* Program::holder_of(std::uint32_t unit, NodeId node) const {
  const Unit& u = units_[unit];
  for (NodeId at = node; at != no_node; at = u.outline().nodes[at].parent) {
    if (u.outline().nodes[at].kind == Kind::Type) return decl_at(unit, at);
    if (auto found = owners_.find({unit, at}); found != owners_.end()) return found->second;
  }
  return nullptr;
}

const std::vector<MethodRef>& Program::attached(const TypeDecl& decl) const {
  static const std::vector<MethodRef> none;
  auto found = attached_.find(&decl);
  return found == attached_.end() ? none : found->second;
}

}  // namespace onewriter::link
