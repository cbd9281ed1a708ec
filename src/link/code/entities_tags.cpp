// What Go programs say of entities without annotations: struct tags (Go Specification: Struct types; package reflect:
// StructTag), methods that list settings, keys by convention, fields that are filled before their owner is saved.

#include <algorithm>

#include "link/code/entities.h"
#include "link/code/names.h"
#include "link/code/struct_tags.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

bool is_key_of(std::string_view field, std::string_view name) {
  return field.size() == name.size() + 2 && field.starts_with(name) && (field.ends_with("ID") || field.ends_with("Id"));
}

}  // namespace

// On a field, or on an embedded type, whose tag stands in the type itself.
std::string Entities::tagged(const TypeDecl& decl, const NameSource& source) {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  if (source.tagged_field.empty())
    if (std::string said = evaluator_.tag_entry(unit, decl.node, source.tag, source.entry); !said.empty()) return said;
  for (NodeId child : o.children(decl.node))
    if (o.nodes[child].kind == Kind::Field &&
        (source.tagged_field.empty() || o.word(child, Role::Name) == source.tagged_field))
      if (std::string said = evaluator_.tag_entry(unit, child, source.tag, source.entry); !said.empty()) return said;
  return "";
}

// entsql.Annotation{Table: "orders"} or entsql.Table("orders"), anywhere in the method.
std::string Entities::written_in(const MethodRef& method, std::string_view entry) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  for (NodeId id = method.node + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[method.node].span.end_line;
       ++id) {
    NodeId value = no_node;
    if (o.nodes[id].kind == Kind::Pair && unit.dotted(o.child(id, Role::Key)) == entry)
      value = o.child(id, Role::Value);
    else if (o.nodes[id].kind == Kind::Call && o.word(id, Role::Name) == entry)
      value = o.child(id, Role::Argument);
    if (value == no_node) continue;
    const Value& said = evaluator_.evaluate({method.unit, value});
    if (!said.texts.empty() && !said.texts.front().has_holes()) return said.texts.front().value;
  }
  return "";
}

std::string Entities::written_prefix(const std::string& root, const std::string& key) {
  const auto [answer, unknown] = written_prefixes_.try_emplace({root, key});
  if (!unknown) return answer->second;
  for (const Unit& unit : program_.units()) {
    if (!inside(unit.path(), root)) continue;
    const auto& o = unit.outline();
    for (NodeId id = 0; id < o.nodes.size(); ++id) {
      if (o.nodes[id].kind != Kind::Pair || unit.dotted(o.child(id, Role::Key)) != key) continue;
      const Value& said = evaluator_.evaluate({unit.index(), o.child(id, Role::Value)});
      if (!said.texts.empty() && !said.texts.front().has_holes()) return answer->second = said.texts.front().value;
    }
  }
  return "";
}

// A struct in a field is a relation when the tag says so or one of both has a key of the other; else it is a value.
bool Entities::is_relation(const TypeDecl& decl, NodeId member, const TypeDecl* target, const AssociationRule& rule) {
  if (!target) return false;
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  for (const std::string& entry : rule.said_by)
    if (!evaluator_.tag_entry(unit, member, rule.tag, entry).empty()) return true;
  if (!rule.entry.empty()) return true;
  const std::string_view field = o.word(member, Role::Name);
  for (NodeId child : o.children(decl.node))
    if (o.nodes[child].kind == Kind::Field && is_key_of(o.word(child, Role::Name), field)) return true;
  const auto& other = program_.unit(target->unit).outline();
  for (NodeId child : other.children(target->node))
    if (other.nodes[child].kind == Kind::Field && is_key_of(other.word(child, Role::Name), decl.name)) return true;
  return false;
}

// Does a call further along the chain take objects of the type? db.Preload(...).Where(...).Find(&orders)
bool Entities::is_asked_for(NodeRef call, const TypeDecl& decl) {
  const auto& o = program_.unit(call.unit).outline();
  for (NodeId at = call.node; o.nodes[at].role == Role::Receiver; at = o.nodes[at].parent)
    for (const NodeRef& argument : evaluator_.arguments({call.unit, o.nodes[at].parent}))
      for (const Type& type : evaluator_.types_of_value(evaluator_.evaluate(argument)))
        if (type.declared == &decl) return true;
  return false;
}

// Preload("Items.Product"), Relation("Items"); "*": all, of what is asked for there.
bool Entities::is_loaded(const TypeDecl& decl, NodeId member, const AssociationRule& rule) {
  const Unit& unit = program_.unit(decl.unit);
  const std::string field(unit.outline().word(member, Role::Name));
  const std::string root = module_root(unit.path());
  for (const std::string& method : rule.loaded_by)
    for (const NodeRef& call : program_.calls_named(unit.language(), method)) {
      const Unit& caller = program_.unit(call.unit);
      const NodeId argument = caller.outline().child(call.node, Role::Argument);
      if (argument == no_node || !inside(caller.path(), root)) continue;
      for (const Text& text : evaluator_.evaluate({call.unit, argument}).texts)
        if (text.value == "*" ? is_asked_for(call, decl)
                              : ("." + text.value + ".").find("." + field + ".") != std::string::npos)
          return true;
    }
  return false;
}

// Associations that fields of structs declare.
void Entities::add_tagged(const TypeDecl& decl, const Library* library, std::vector<Along>& out) {
  const Unit& unit = program_.unit(decl.unit);
  if (unit.language() != Language::Go || !library) return;
  const auto& o = unit.outline();
  for (const AssociationRule& rule : library->associations) {
    for (const NodeId member : o.children(decl.node)) {
      if (rule.tag.empty() || o.nodes[member].kind != Kind::Field) continue;
      const std::string between = rule.entry.empty() ? "" : evaluator_.tag_entry(unit, member, rule.tag, rule.entry);
      const Type type = program_.type_at(decl.unit, o.child(member, Role::Type));
      const TypeDecl* target = type.arguments.size() == 1 ? type.arguments[0].declared : type.declared;
      if ((!rule.entry.empty() && between.empty()) || !is_relation(decl, member, target, rule)) continue;
      Along along;
      along.declared = {decl.unit, member};
      along.read = is_loaded(decl, member, rule);
      // What belongs to the owner; what the owner belongs to is there already.
      along.written = rule.written_when_set && o.word(o.child(member, Role::Type), Role::Name) == "[]" &&
                      is_set(decl, o.word(member, Role::Name));
      if (!along.read && !along.written) continue;
      if (rule.join_table) {
        along.table.name = between;
        out.push_back(along);
      }
      if (const std::optional<MappedTable> other = table_of(*target, library)) {
        along.table = other->table;
        out.push_back(std::move(along));
      }
    }
  }
}

// order.Items = ..., Order{Items: ...}
bool Entities::is_set(const TypeDecl& decl, std::string_view field) {
  const std::string root = module_root(program_.unit(decl.unit).path());
  for (const Unit& unit : program_.units()) {
    if (unit.language() != Language::Go || !inside(unit.path(), root)) continue;
    const auto& o = unit.outline();
    for (const NodeId assign : unit.member_assigns_of(field))
      for (const Object& object :
           evaluator_.evaluate({unit.index(), o.child(o.child(assign, Role::Target), Role::Object)}).objects)
        if (object.type.declared == &decl) return true;
    for (const NodeId made : unit.calls()) {
      if (o.nodes[made].kind != Kind::Create) continue;
      for (const NodeId pair : o.children(made))
        if (o.nodes[pair].kind == Kind::Pair && unit.dotted(o.child(pair, Role::Key)) == field &&
            program_.type_at(unit.index(), o.child(made, Role::Type)).declared == &decl)
          return true;
    }
  }
  return false;
}

}  // namespace onewriter::link
