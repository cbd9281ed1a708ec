// Rust: types that a derive makes beside the one that it stands on, Entity and ActiveModel beside Model (SeaORM:
// Generate Entity). They have no declaration of their own; the module around tells them apart from those of other
// entities.

#include <algorithm>

#include "link/code/names.h"
#include "link/code/program.h"

namespace onewriter::link {
namespace {

// src/post.rs, src/post/mod.rs: the module post
std::string_view module_name(std::string_view path) {
  const std::string_view stem = stem_of(path);
  return stem == "mod" || stem == "lib" ? last_part(folder_of(path)) : stem;
}

}  // namespace

std::vector<Type> Program::derived_by(const TypeDecl& decl) const {
  std::vector<Type> result;
  const Unit& unit = units_[decl.unit];
  if (unit.language() != Language::Rust) return result;
  const auto& o = unit.outline();
  for (NodeId annotation : o.children(decl.node)) {
    if (o.nodes[annotation].kind != Kind::Annotation || o.word(annotation, Role::Name) != "derive") continue;
    for (NodeId argument : o.children(annotation))
      if (o.nodes[argument].role == Role::Argument)
        if (const LibraryType* library =
                models_->type(Language::Rust, external_path(unit, last_part(normalised(unit.dotted(argument))))))
          result.push_back({nullptr, library, library->name, {}});
  }
  return result;
}

void Program::read_derived_types() {
  std::vector<std::unique_ptr<TypeDecl>> made;
  for (const auto& decl : decls_)
    for (const Type& base : derived_by(*decl)) {
      if (base.library->makes.empty()) continue;
      const std::string module = std::string(module_name(units_[decl->unit].path())) + ".";
      by_qualified_[module + decl->name].push_back(decl.get());
      for (const std::string& name : base.library->makes) {
        auto type = std::make_unique<TypeDecl>(*decl);
        type->name = name;
        type->qualified = module + name;
        made.push_back(std::move(type));
      }
    }
  derives_ = !made.empty();
  if (!derives_) return;
  for (auto& type : made) {
    by_name_[type->name].push_back(type.get());
    by_qualified_[type->qualified].push_back(type.get());
    decls_.push_back(std::move(type));
  }
  for (const Unit& unit : units_)
    if (unit.language() == Language::Rust)
      for (const auto& [alias, import] : unit.imports())
        if (by_qualified_.count(std::string(last_part(normalised(import.module))) + "." + import.name))
          handed_on_[alias].emplace_back(unit.index(),
                                         std::string(last_part(normalised(import.module))) + "." + import.name);
}

// post::Entity, or a name that this file or another of the tree gives it. Null: nothing that a derive makes.
const TypeDecl* Program::type_in_module(const Unit& unit, std::string_view dotted, int depth) const {
  if (unit.language() != Language::Rust || !derives_ || depth > 1) return nullptr;
  auto nearest = [&](auto&& places, auto&& path_of) {
    std::size_t best = places.size(), shared = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string &a = path_of(places[i]), &b = unit.path();
      const auto common = 1 + shared_prefix(a, b);
      if (common > shared) shared = common, best = i;
    }
    return best;
  };
  const auto dot = dotted.rfind('.');
  const std::string_view around = dot == std::string_view::npos ? "" : last_part(dotted.substr(0, dot));
  if (around.empty() || around == "self") {
    const auto own = by_qualified_.find(std::string(module_name(unit.path())) + "." + std::string(last_part(dotted)));
    if (own != by_qualified_.end())
      for (const TypeDecl* decl : own->second)
        if (decl->unit == unit.index()) return decl;
    if (depth > 0) return nullptr;
    // What this file imports from a module of its crate is what that one declares.
    if (const auto import = unit.imports().find(dotted); import != unit.imports().end())
      if (const Unit* module = this->module(unit, import->second.module); module && module->index() != unit.index()) {
        if (const TypeDecl* made = type_in_module(*module, "self." + import->second.name, 1)) return made;
        const auto& o = module->outline();
        if (std::any_of(module->types().begin(), module->types().end(),
                        [&](NodeId type) { return o.word(type, Role::Name) == import->second.name; }))
          return nullptr;
      }
    const auto known = handed_on_.find(dotted);
    if (known == handed_on_.end()) return nullptr;
    const auto& places = known->second;
    const std::size_t at =
        nearest(places, [&](const auto& place) -> const std::string& { return units_[place.first].path(); });
    return at == places.size() ? nullptr : type_in_module(unit, places[at].second, depth + 1);
  }
  const auto found = by_qualified_.find(std::string(around) + "." + std::string(last_part(dotted)));
  if (found == by_qualified_.end()) return nullptr;
  const std::size_t at =
      nearest(found->second, [&](const TypeDecl* decl) -> const std::string& { return units_[decl->unit].path(); });
  return at == found->second.size() ? nullptr : found->second[at];
}

}  // namespace onewriter::link
