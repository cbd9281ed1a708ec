// Methods that the workspace declares and a library implements: repositories' and mappers'.

#include <algorithm>

#include "link/code/observer.h"

namespace onewriter::link {

void Observer::observe_declared_method(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what) {
  const Unit& other = program_.unit(method.unit);
  const auto& o = other.outline();
  if (o.nodes[method.node].kind != Kind::Method) return;
  const NodeRef ref{unit.index(), id};
  Object receiver;
  for (const Object& object : what.receiver.objects)
    if (object.type.declared) receiver = object;
  const NodeId holder = other.enclosing(method.node, Kind::Type);
  if (receiver.type.empty() && holder != no_node) receiver.type = program_.type_at(method.unit, holder);
  if (observe_mapper_xml(unit, id, method, what)) return;
  for (const auto& library : program_.models().libraries()) {
    for (const AnnotationRule& rule : library->annotations) {
      const NodeId annotation = annotation_of(other, method.node, rule);
      if (annotation == no_node) continue;
      const LibraryCall call{library.get(), rule.callable.get(), receiver};
      StatementSite where = site_of(unit, id, call);
      const Evaluator::Site at_annotation{{method.unit, annotation}, receiver, {}};
      observe_effects(call, at_annotation, where, id);
      return;
    }
  }
  // A body of its own is seen by itself.
  for (NodeId child : o.children(method.node)) {
    const Kind kind = o.nodes[child].kind;
    if (kind != Kind::Word && kind != Kind::Parameter && kind != Kind::TypeRef && kind != Kind::Annotation) return;
  }
  if (!receiver.type.declared) return;
  Object as_library = receiver;
  if (auto rule = evaluator_.member_rule(as_library, o.word(method.node, Role::Name), Evaluator::Member::Method))
    observe_effects(*rule, {ref, receiver, {}}, site_of(unit, id, *rule), id);
}

bool Observer::observe_mapper_xml(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what) {
  const Unit& other = program_.unit(method.unit);
  const NodeId holder = other.enclosing(method.node, Kind::Type);
  const TypeDecl* declaring = holder == no_node ? nullptr : program_.decl_at(method.unit, holder);
  if (!declaring) return false;
  const std::string name(other.outline().word(method.node, Role::Name));
  std::vector<const TypeDecl*> types;
  for (const Object& object : what.receiver.objects)
    if (object.type.declared) types.push_back(object.type.declared);
  types.push_back(declaring);
  const Library* library = nullptr;
  for (const auto& each : program_.models().libraries())
    if (each->name == "mybatis") library = each.get();
  bool any = false;
  std::set<const TypeDecl*> seen;
  for (const TypeDecl* type : types) {
    if (!mappers_.has(type->qualified, name) || !seen.insert(type).second) continue;
    const std::vector<MethodRef> meant = program_.methods(*type, name);
    if (std::find(meant.begin(), meant.end(), method) == meant.end()) continue;
    any = true;
    const StatementSite where = site_of(unit, id, LibraryCall{library, nullptr, {}});
    for (const MapperStatement& statement : mappers_.find(type->qualified, name, program_.unit(type->unit).path()))
      statements_.add(mappers_, statement, where, out_);
  }
  return any;
}

NodeId Observer::annotation_of(const Unit& unit, NodeId node, const AnnotationRule& rule) {
  const auto& o = unit.outline();
  const std::string simple = rule.annotation.substr(rule.annotation.find_last_of('.') + 1);
  for (NodeId child : o.children(node)) {
    if (o.nodes[child].kind != Kind::Annotation) continue;
    const std::string written = normalised(o.word(child, Role::Name));
    if (written != simple && written != rule.annotation) continue;
    const std::string path = program_.external_path(unit, written);
    if (!path.empty() && path != rule.annotation) continue;
    if (rule.argument.empty()) return child;
    for (NodeId argument : o.children(child)) {
      if (o.nodes[argument].kind != Kind::Pair || unit.dotted(o.child(argument, Role::Key)) != rule.argument) continue;
      if (matches(rule.pattern, unit.dotted(o.child(argument, Role::Value)))) return child;
    }
  }
  return no_node;
}

}  // namespace onewriter::link
