// Go: interfaces that list some of a library type's methods, so that something else can be put in its place (Go
// Specification: Implementing an interface): `type DBTX interface { QueryContext(...) (*sql.Rows, error) }`. They name
// no base; what their methods take and give tells the package.

#include <algorithm>
#include <set>

#include "link/code/program.h"

namespace onewriter::link {
namespace {

std::string package_of(const std::string& qualified) {
  const auto dot = qualified.rfind('.');
  return dot == std::string::npos || qualified.rfind('/') == std::string::npos ? "" : qualified.substr(0, dot);
}

bool lists(const LibraryType& type, std::string_view method) {
  return std::any_of(type.methods.begin(), type.methods.end(),
                     [&](const MethodRule& rule) { return matches(rule.pattern, method); });
}

}  // namespace

Type Program::stood_in_for(const TypeDecl& decl) const {
  Type result;
  const Unit& unit = units_[decl.unit];
  if (unit.language() != Language::Go) return result;
  const auto& o = unit.outline();
  std::vector<std::string_view> methods;
  std::set<std::string> packages;
  for (const NodeId method : o.children(decl.node)) {
    if (o.nodes[method].kind == Kind::Field) return result;
    if (o.nodes[method].kind != Kind::Method) continue;
    methods.push_back(o.word(method, Role::Name));
    for (const NodeId part : o.children(method)) {
      const NodeId written = o.nodes[part].kind == Kind::Parameter ? o.child(part, Role::Type) : part;
      if (written == no_node || o.nodes[written].kind != Kind::TypeRef) continue;
      const Type type = type_at(decl.unit, written);
      for (const std::string& name : {type.name, type.library ? type.library->name : std::string()})
        if (std::string package = package_of(name); !package.empty()) packages.insert(std::move(package));
    }
  }
  std::size_t best = 0;
  for (const auto& library : models_->libraries()) {
    if (std::find(library->languages.begin(), library->languages.end(), Language::Go) == library->languages.end())
      continue;
    for (const auto& each : library->types) {
      if (!packages.count(package_of(each.first))) continue;
      const LibraryType* type = each.second.get();
      const auto listed = static_cast<std::size_t>(
          std::count_if(methods.begin(), methods.end(), [&](std::string_view m) { return lists(*type, m); }));
      if (listed <= best || listed * 2 < methods.size()) continue;
      best = listed;
      result.name = type->name;
      result.library = type;
    }
  }
  return result;
}

}  // namespace onewriter::link
