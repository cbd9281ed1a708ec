// Go: fields of structs that a settings file fills, cfg.Collections.Products (mapstructure: Field Tags, as Viper's
// Unmarshal uses them; yaml: Marshal).

#include "link/code/evaluator.h"
#include "link/code/settings_lookup.h"
#include "link/code/struct_tags.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr int deepest = 6;

}  // namespace

// The name that the field's tag gives it in the file; empty: no tag that says so.
std::string Evaluator::setting_name(const Unit& unit, NodeId field) {
  const auto& o = unit.outline();
  for (NodeId child : o.children(field)) {
    if (o.nodes[child].kind != Kind::Annotation || o.word(child, Role::Name) != "tag") continue;
    const Value& tag = evaluate({unit.index(), o.child(child, Role::Argument)});
    if (tag.texts.empty()) continue;
    for (std::string_view key : {"mapstructure", "yaml"})
      if (std::string name = struct_tag_entry(struct_tag(tag.texts.front().value, key), "0"); !name.empty())
        return name;
  }
  return "";
}

// The dotted key of the field, by the fields of the structs around it in the same package.
std::string Evaluator::setting_key(const TypeDecl& decl, NodeId field, int depth) {
  const Unit& unit = program_.unit(decl.unit);
  const std::string name = setting_name(unit, field);
  if (name.empty() || depth > deepest) return "";
  for (const std::uint32_t index : program_.folder_units(unit)) {
    const Unit& other = program_.unit(index);
    const auto& o = other.outline();
    for (const NodeId type : other.types())
      for (const NodeId holder : o.children(type)) {
        if (o.nodes[holder].kind != Kind::Field) continue;
        if (program_.type_at(index, o.child(holder, Role::Type)).declared != &decl) continue;
        const TypeDecl* around = program_.decl_at(index, type);
        const std::string prefix = around && around != &decl ? setting_key(*around, holder, depth + 1) : "";
        if (!prefix.empty()) return prefix + "." + name;
      }
  }
  return name;
}

Value Evaluator::setting_of(const TypeDecl& decl, std::string_view name) {
  Value value;
  const Unit& unit = program_.unit(decl.unit);
  const Variable* field = unit.language() == Language::Go ? unit.variable_in(decl.node, name) : nullptr;
  if (!field || field->assigns.empty()) return value;
  const std::string key = setting_key(decl, field->assigns.front(), 0);
  if (!contains(key, ".")) return value;  // a lone word may stand in any file: name, title
  if (std::string said = settings_.value(unit.path(), key); !said.empty() && !contains(said, "$")) {
    value.texts.emplace_back();
    value.texts.back().value = std::move(said);
  }
  return value;
}

}  // namespace onewriter::link
