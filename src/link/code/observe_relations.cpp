// Relations of Ruby's mappers: what a query joins by their names, what stands between two classes, what a class's body
// says is written, and relations that are used by their bare name.

#include <algorithm>
#include <vector>

#include "link/code/observer.h"
#include "link/models/naming.h"

namespace onewriter::link {

void Observer::observe_along(const Object& receiver, facts::Mode mode, const Library* library,
                             const StatementSite& where) {
  if (!receiver.binding) return;
  for (const Binding::Along& along : receiver.binding->along) {
    if (along.entity.declared) {
      observe_entity(*along.entity.declared, mode, library, where, false);
      continue;
    }
    if (!along.table.empty() && !along.first.declared) {
      Observation o = blank(where);
      o.mode = mode;
      o.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
      o.table.schema = along.schema;
      o.table.name = along.table;
      out_.items.push_back(std::move(o));
      continue;
    }
    if (!along.first.declared || !along.second.declared) continue;
    const auto first = entities_.table_of(*along.first.declared, library);
    const auto second = entities_.table_of(*along.second.declared, library);
    if (!first || !second) continue;
    Observation o = blank(where);
    o.mode = mode;
    o.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
    o.table = first->table;
    o.table.name = along.table;
    if (along.table.empty())
      o.table.name = joined_table(along.joined, {first->table.name, along.first.declared->name, along.member,
                                                 second->table.name, along.second.declared->name})
                         .value_or("");
    if (o.table.name.empty()) continue;
    out_.items.push_back(std::move(o));
  }
}

// joins(:customer, line_items: { item: :category }): names of relations, one inside of another.
void Observer::observe_joined(const TypeDecl& entity, const Unit& unit, NodeId node, const StatementSite& where,
                              int depth) {
  if (depth > 6 || node == no_node) return;
  const auto& o = unit.outline();
  auto step = [&](NodeId name) -> std::vector<const TypeDecl*> {
    std::vector<const TypeDecl*> found;
    for (const Text& text : evaluator_.evaluate({unit.index(), name}).texts)
      if (const auto rule = evaluator_.relation(entity, text.value); rule && rule->receiver.binding)
        if (const TypeDecl* other = rule->receiver.binding->entity.declared) {
          observe_entity(*other, facts::Mode::Read, rule->library, where, false);
          observe_along(rule->receiver, facts::Mode::Read, rule->library, where);
          found.push_back(other);
        }
    return found;
  };
  switch (o.nodes[node].kind) {
    case Kind::String: step(node); break;
    case Kind::Pair:
      for (const TypeDecl* other : step(o.child(node, Role::Key)))
        observe_joined(*other, unit, o.child(node, Role::Value), where, depth + 1);
      break;
    case Kind::List:
    case Kind::Map:
      for (const NodeId child : o.children(node)) observe_joined(entity, unit, child, where, depth + 1);
      break;
    default: break;
  }
}

void Observer::observe_joins(const LibraryCall& call, const NodeRef& ref, const StatementSite& where) {
  const TypeDecl* entity = call.receiver.binding ? call.receiver.binding->entity.declared : nullptr;
  if (!entity) entity = call.receiver.type.declared;
  if (!entity) return;
  for (const NodeRef& argument : evaluator_.arguments(ref))
    observe_joined(*entity, program_.unit(ref.unit), argument.node, where, 0);
}

// order.tags = tags, and Order.create!(tags: tags): what the model says of assigning the relation is done.
void Observer::observe_relation_given(const TypeDecl& owner, const Unit& unit, NodeId at, std::string_view name) {
  const auto rule = evaluator_.relation(owner, std::string(name) + "=");
  if (!rule) return;
  StatementSite where = site_of(unit, at, *rule);
  where.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
  observe_effects(*rule, {{unit.index(), at}, rule->receiver, {}}, where, at);
}

void Observer::observe_relation_assigned(const Unit& unit, NodeId assign) {
  const auto& o = unit.outline();
  const NodeId target = o.child(assign, Role::Target);
  const NodeId receiver = target == no_node ? no_node : o.child(target, Role::Receiver);
  if (receiver == no_node || o.nodes[target].kind != Kind::Call) return;
  std::vector<const TypeDecl*> owners;
  if (unit.names_self(receiver))
    owners.push_back(program_.holder_of(unit.index(), assign));
  else
    for (const Object& object : evaluator_.callee({unit.index(), target}).receiver.objects)
      if (std::find(owners.begin(), owners.end(), object.type.declared) == owners.end())
        owners.push_back(object.type.declared);
  for (const TypeDecl* owner : owners)
    if (owner) observe_relation_given(*owner, unit, assign, o.word(target, Role::Name));
}

void Observer::observe_relations_made(const LibraryCall& call, const NodeRef& ref) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  if (unit.language() != Language::Ruby || !call.callable->assigns) return;
  const TypeDecl* owner = call.receiver.binding ? call.receiver.binding->entity.declared : nullptr;
  if (!owner) owner = call.receiver.type.declared;
  if (!owner) return;
  for (const NodeRef& argument : evaluator_.arguments(ref)) {
    if (o.nodes[argument.node].kind != Kind::Pair) continue;
    for (const Text& key : evaluator_.evaluate({ref.unit, o.child(argument.node, Role::Key)}).texts)
      observe_relation_given(*owner, unit, ref.node, key.value);
  }
}

// accepts_nested_attributes_for :line_items: saving the object writes them.
void Observer::observe_declared_relations(const Unit& unit, const TypeDecl& decl) {
  if (unit.language() != Language::Ruby) return;
  for (const Evaluator::Relation& relation : evaluator_.relations_of(decl)) {
    if (!relation.rule->written) continue;
    const auto other = evaluator_.relation(decl, relation.member);
    if (!other || !other->receiver.binding || !other->receiver.binding->entity.declared) continue;
    StatementSite where = site_of(unit, relation.call.node, *other);
    where.confidence = facts::Confidence::Likely;
    observe_entity(*other->receiver.binding->entity.declared, facts::Mode::Write, other->library, where, false);
    observe_along(other->receiver, facts::Mode::Write, other->library, where);
  }
}

// line_items.each, inside of the class that has many of them: a relation without a receiver.
void Observer::observe_bare_relation(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  if (o.nodes[id].role != Role::Receiver && o.nodes[id].role != Role::Argument && o.nodes[id].role != Role::Value)
    return;
  const TypeDecl* decl = program_.holder_of(unit.index(), id);
  const std::string_view name = o.text(id);
  if (!decl || unit.variable(id, name)) return;
  const auto rule = evaluator_.relation(*decl, name);
  if (!rule) return;
  if (rule->callable->lazy && o.nodes[id].role == Role::Receiver && continued({unit.index(), id})) return;
  const NodeRef at{unit.index(), id};
  observe_effects(*rule, {at, rule->receiver, {}}, site_of(unit, id, *rule), id);
}

// Ruby: Order[7] is a call of a method.
void Observer::observe_index(const Unit& unit, NodeId id) {
  const NodeRef ref{unit.index(), id};
  for (const Object& object : evaluator_.evaluate({unit.index(), unit.outline().child(id, Role::Object)}).objects)
    if (const auto rule = evaluator_.member_rule(object, "[]", Evaluator::Member::Property))
      observe_effects(*rule, {ref, object, {}}, site_of(unit, id, *rule), id);
}

// Laravel: $order->items reads what the relation's method items() gives (Eloquent: Relationships, Relationship Methods
// vs. Dynamic Properties).
void Observer::observe_dynamic_property(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  if (o.nodes[id].role == Role::Target) return;
  const std::string_view name = o.word(id, Role::Name);
  for (const Object& object : evaluator_.evaluate({unit.index(), o.child(id, Role::Object)}).objects) {
    if (!object.type.declared || object.is_class) continue;
    for (const MethodRef& method : program_.methods(*object.type.declared, name))
      for (const Object& related : evaluator_.evaluate_result(method).objects) {
        const auto rule = evaluator_.member_rule(related, "get", Evaluator::Member::Method);
        if (!rule || rule->callable->reads.empty() || !related.binding || !related.binding->entity.declared) continue;
        const StatementSite where = site_of(unit, id, *rule);
        observe_entity(*related.binding->entity.declared, facts::Mode::Read, rule->library, where);
        observe_along(related, facts::Mode::Read, rule->library, where);
      }
  }
}

}  // namespace onewriter::link
