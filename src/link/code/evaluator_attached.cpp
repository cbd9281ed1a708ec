// What libraries hand to code: `this` of functions that are attached to a schema, and what annotations inject.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/code/names.h"
#include "link/code/settings_lookup.h"
#include "link/services/words.h"

namespace onewriter::link {

// What a call that registers a name made from the object: the model that a schema was made to.
Value Evaluator::made_from(const Unit& unit, const Object& object) {
  read_registered();
  const std::string root = module_root(unit.path());
  NodeRef first;
  for (const auto& [name, calls] : registered_)
    for (const NodeRef& call : calls) {
      if (!inside(program_.unit(call.unit).path(), root)) continue;
      for (const NodeRef& argument : arguments(call))
        for (const Object& given : evaluate(argument).objects)
          if (given.binding && given.binding == object.binding && (!first.valid() || call < first)) first = call;
    }
  return first.valid() ? evaluate(first) : Value();
}

// schema.statics.open = function () { this }, schema.method("close", function () { this }), new Schema({...}, {
// statics: { open() { this } } })
Value Evaluator::attached_self(const Unit& unit, NodeId node) {
  Value value;
  if (!same_family(unit.language(), Language::JavaScript) || depth_ > max_depth / 2) return value;
  const auto& o = unit.outline();
  for (NodeId at = unit.scope_of(node); at != no_node && at != 0; at = unit.scope_of(at)) {
    if (o.nodes[at].kind != Kind::Lambda && o.nodes[at].kind != Kind::Method) continue;
    const NodeId holder = o.nodes[at].parent;
    NodeId schema = no_node;
    std::string property;
    if (o.nodes[holder].kind == Kind::Assign && o.nodes[at].role == Role::Value) {
      const NodeId target = o.child(holder, Role::Target);
      const NodeId below = target == no_node ? no_node : o.child(target, Role::Object);
      if (below == no_node || o.nodes[below].kind != Kind::Member) continue;
      property = std::string(o.word(below, Role::Name));
      schema = o.child(below, Role::Object);
    } else if (o.nodes[holder].kind == Kind::Call && o.nodes[at].role == Role::Argument) {
      property = std::string(o.word(holder, Role::Name));
      schema = o.child(holder, Role::Receiver);
    } else {
      // An entry of an object literal below "statics" in what the schema is made with.
      NodeId map = o.nodes[holder].kind == Kind::Pair ? o.nodes[holder].parent : holder;
      const NodeId pair = map != no_node && o.nodes[map].kind == Kind::Map ? o.nodes[map].parent : no_node;
      if (pair == no_node || o.nodes[pair].kind != Kind::Pair) continue;
      property = unit.dotted(o.child(pair, Role::Key));
      schema = o.nodes[o.nodes[pair].parent].parent;
    }
    if (schema == no_node || schema == at) continue;
    for (const Object& object : evaluate({unit.index(), schema}).objects) {
      if (!object.type.library) continue;
      auto member = object.type.library->members.find(property);
      if (member == object.type.library->members.end()) continue;
      for (Object made : made_from(unit, object).objects) {
        made.type = {};
        made.type.library = program_.models().type(unit.language(), member->second);
        made.type.name = member->second;
        value.objects.push_back(std::move(made));
      }
      return value;
    }
  }
  return value;
}

// Kotlin: fun Database.orders() = this.sequenceOf(Orders)
Value Evaluator::extended_self(const Unit& unit, NodeId node) {
  if (unit.language() != Language::Kotlin) return {};
  const auto& o = unit.outline();
  for (NodeId at = node; at != no_node && o.nodes[at].kind != Kind::Type; at = o.nodes[at].parent)
    if (const NodeId type = o.nodes[at].kind == Kind::Method ? extended_type(unit, at) : no_node; type != no_node)
      return declared_value(program_.type_at(unit.index(), type), {unit.index(), at});
  return {};
}

// database.orders, where the tree says val Database.orders get() = ...
Value Evaluator::extension_property(const Value& object, NodeRef ref, const std::string& name) {
  Callee extended;
  extended.receiver = object;
  if (program_.unit(ref.unit).language() == Language::Kotlin && !object.objects.empty()) add_extensions(name, extended);
  Value value;
  for (const MethodRef& method : extended.workspace) value.merge(method_result(method, {}, ref));
  return value;
}

bool Evaluator::repeats_library(const TypeDecl& type, const std::vector<MethodRef>& methods) const {
  if (methods.empty() || program_.unit(type.unit).language() != Language::CSharp) return false;
  return std::all_of(methods.begin(), methods.end(), [&](const MethodRef& method) {
    const Unit& unit = program_.unit(method.unit);
    if (method.unit == type.unit && unit.enclosing(method.node, Kind::Type) == type.node) return false;
    return !unit.has_body(method.node);
  });
}

// Declared types of the workspace that say more than the annotation does are left to say it: a class with decorators
// of its own, a repository of one's own.
Value Evaluator::injected(const Unit& unit, NodeId node) {
  Value value;
  if (!same_family(unit.language(), Language::JavaScript) && !same_family(unit.language(), Language::Java))
    return value;
  const auto& o = unit.outline();
  for (const NodeId annotation : o.children(node)) {
    if (o.nodes[annotation].kind != Kind::Annotation) continue;
    const std::string path = program_.external_path(unit, o.word(annotation, Role::Name));
    if (path.empty()) continue;
    for (const auto& library : program_.models().libraries()) {
      auto rule = library->injected.find(path);
      if (rule == library->injected.end()) continue;
      const NodeId type = o.child(node, Role::Type);
      const Type declared = type == no_node ? Type() : program_.type_at(unit.index(), type);
      if (declared.declared) return value;
      if (!declared.arguments.empty() && declared.arguments.front().declared) {
        const TypeDecl& entity = *declared.arguments.front().declared;
        const auto& eo = program_.unit(entity.unit).outline();
        for (const NodeId child : eo.children(entity.node))
          if (eo.nodes[child].kind == Kind::Annotation) return value;
      }
      const NodeRef ref{unit.index(), annotation};
      return library_result({library.get(), rule->second.get(), {}}, {ref, {}, {}});
    }
  }
  return value;
}

// The tables of the handle that a module-level variable of that name holds, in the nearest file that has one.
std::vector<Text> Evaluator::tables_held_by(const Unit& from, const std::string& variable, const Library* library) {
  std::vector<Text> tables;
  std::size_t shared = 0;
  for (const Unit& unit : program_.units()) {
    if (!same_family(unit.language(), from.language())) continue;
    const Variable* found = unit.variable_in(0, variable);
    if (!found || found->callable != no_node) continue;
    const std::size_t common = 1 + shared_prefix(unit.path(), from.path());
    if (common <= shared) continue;
    for (const NodeId assign : found->assigns)
      for (const Object& object : assign_value(unit, assign).objects)
        if (object.type.library && object.type.library->library == library && object.binding &&
            !object.binding->tables.empty())
          tables = object.binding->tables, shared = common;
  }
  return tables;
}

}  // namespace onewriter::link
