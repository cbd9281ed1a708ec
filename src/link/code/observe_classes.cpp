// What is done without a call of its own: classes that a framework runs, attributes of objects that a unit of work
// tracks, and the chains whose last call decides.

#include "link/code/observer.h"

namespace onewriter::link {

void Observer::observe_type(const Unit& unit, NodeId id) {
  const TypeDecl* decl = program_.decl_at(unit.index(), id);
  if (!decl) return;
  observe_declared_relations(unit, *decl);
  for (const Type& base : program_.bases(*decl))
    if (base.declared)
      out_.bases[code_key(unit.index(), id)].push_back(code_key(base.declared->unit, base.declared->node));
  Object self;
  self.type = program_.type_at(unit.index(), id);
  for (const Type& base : program_.library_bases(*decl)) {
    if (!base.library->declared) continue;
    // Of several (IConsumer<OrderPaid>, IConsumer<OrderSent>) each tells its own type.
    Object as_base = self;
    if (!base.library->declared->effects.empty() && !base.arguments.empty()) as_base.type = base;
    const LibraryCall call{base.library->library, base.library->declared.get(), as_base};
    observe_effects(call, {{unit.index(), id}, as_base, {}}, site_of(unit, id, call), id);
  }
}

void Observer::observe_change(const Unit& unit, NodeId id, NodeId target, const Object& object) {
  const auto& o = unit.outline();
  if (object.is_class || !object.type.declared) return;
  if (unit.names_self(o.child(target, Role::Object))) return;
  const Library* library = entities_.tracked_by(*object.type.declared);
  if (!library) return;
  StatementSite where = site_of(unit, id, {library, nullptr, object});
  where.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
  observe_entity(*object.type.declared, facts::Mode::Write, library, where, false);
}

bool Observer::continued(NodeRef call) {
  const auto& o = program_.unit(call.unit).outline();
  NodeId at = call.node;
  for (int links = 0; links < 16; ++links) {
    const NodeId next = o.nodes[at].parent;
    const bool shifted = next != no_node && o.nodes[next].kind == Kind::Binary && o.nodes[at].role == Role::Left;
    if (next == no_node || (!shifted && (o.nodes[at].role != Role::Receiver || o.nodes[next].kind != Kind::Call)))
      return false;
    bool more = false;
    for (const LibraryCall& each : evaluator_.callee({call.unit, next}).library) {
      if (!each.callable->reads.empty() || !each.callable->writes.empty()) return true;
      for (const TypeExpression& type : each.callable->returns) more = more || type.name == "self";
    }
    if (!more) return false;
    at = next;
  }
  return false;
}

}  // namespace onewriter::link
