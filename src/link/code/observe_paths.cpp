// Relations that a query names: relations: ["items.product"], include: { items: true }, with('items'),
// select_related("customer"), and attributes that load what they lead to.

#include "link/code/observer.h"

namespace onewriter::link {
namespace {
constexpr int deepest_path = 8;
constexpr std::size_t most_literals = 500;  // of one call, each once for each entity
}  // namespace

// The objects at the other end of a relation, bound to their entity and to what stands between.
std::vector<Object> Observer::related_by(const TypeDecl& entity, std::string_view name, const Library* library,
                                         const StatementSite& where) {
  std::vector<Object> found;
  const Unit& home = program_.unit(entity.unit);
  Value value;
  if (home.language() == Language::Php)
    for (const MethodRef& method : program_.methods(entity, name)) value.merge(evaluator_.evaluate_result(method));
  if (home.language() == Language::Python) value = evaluator_.field_value(entity, name);
  for (const Object& object : value.objects)
    if (object.binding && object.binding->entity.declared) found.push_back(object);
  if (!found.empty()) return found;
  const auto association = entities_.association(entity, name, library);
  if (!association || !association->target) return found;
  if (!association->between.name.empty()) {
    Observation o = blank(where);
    o.mode = facts::Mode::Read;
    o.table = association->between;
    o.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
    out_.items.push_back(std::move(o));
  }
  auto binding = std::make_shared<Binding>();
  binding->entity.declared = association->target;
  found.emplace_back();
  found.back().binding = std::move(binding);
  return found;
}

// Reads what `path` leads to from the entity; gives the last entities that a relation leads to.
std::vector<const TypeDecl*> Observer::observe_relation(const TypeDecl& entity, std::string_view path,
                                                        const Library* library, const StatementSite& where) {
  const bool python = program_.unit(entity.unit).language() == Language::Python;
  const std::string_view separator = python ? "__" : ".";
  if (python && path.starts_with('-')) path.remove_prefix(1);
  std::vector<const TypeDecl*> at = {&entity};
  for (int depth = 0; depth < deepest_path && !path.empty(); ++depth) {
    const auto end = path.find(separator);
    // Laravel names the columns behind a colon: "author:id,name".
    const std::string_view name = path.substr(0, std::min(end, path.find(':')));
    path = end == std::string_view::npos ? std::string_view() : path.substr(end + separator.size());
    std::vector<const TypeDecl*> next;
    for (const TypeDecl* from : at)
      for (const Object& object : related_by(*from, name, library, where)) {
        observe_entity(*object.binding->entity.declared, facts::Mode::Read, library, where);
        observe_along(object, facts::Mode::Read, library, where);
        next.push_back(object.binding->entity.declared);
      }
    // Query builders put the entity's alias in front: leftJoinAndSelect("o.items").
    if (next.empty() && (depth > 0 || python)) return {};
    if (!next.empty()) at = std::move(next);
  }
  return at.front() == &entity ? std::vector<const TypeDecl*>() : at;
}

// Names in texts and lists, and as keys of maps at any depth: { where: { author: { name } }, relations: ["tags"] }.
void Observer::observe_named_relations(const TypeDecl& entity, const Value& value, bool texts, const Library* library,
                                       const StatementSite& where, std::set<std::pair<const TypeDecl*, NodeRef>>& met) {
  if (texts)
    for (const Text& text : value.texts)
      if (!text.has_holes()) observe_relation(entity, text.value, library, where);
  for (const NodeRef& literal : std::vector<NodeRef>(value.literals)) {
    if (met.size() >= most_literals || !met.emplace(&entity, literal).second) continue;
    const Unit& unit = program_.unit(literal.unit);
    const auto& o = unit.outline();
    for (const NodeId entry : o.children(literal.node)) {
      if (o.nodes[entry].kind != Kind::Pair) {
        const bool listed = texts && o.nodes[literal.node].kind == Kind::List;
        observe_named_relations(entity, evaluator_.evaluate({literal.unit, entry}), listed, library, where, met);
        continue;
      }
      const NodeId key = o.child(entry, Role::Key), said = o.child(entry, Role::Value);
      if (key == no_node || said == no_node || o.text(said) == "false") continue;
      std::string name = unit.dotted(key);
      if (const Value& written = evaluator_.evaluate({literal.unit, key}); name.empty() && !written.texts.empty())
        name = written.texts.front().value;
      std::vector<const TypeDecl*> next = observe_relation(entity, name, library, where);
      if (next.empty()) next.push_back(&entity);
      for (const TypeDecl* other : next)
        observe_named_relations(*other, evaluator_.evaluate({literal.unit, said}), false, library, where, met);
    }
  }
}

// filter(tags__name=x), select_related("author"), Q(author__name=x) | Q(...): names in keywords and texts.
void Observer::observe_lookups(const TypeDecl& entity, const Unit& unit, NodeId node, const Library* library,
                               const StatementSite& where, int depth) {
  if (depth > deepest_path) return;
  const auto& o = unit.outline();
  switch (o.nodes[node].kind) {
    case Kind::Pair:
      observe_relation(entity, unit.dotted(o.child(node, Role::Key)), library, where);
      if (const NodeId said = o.child(node, Role::Value); said != no_node && o.nodes[said].kind == Kind::Call)
        observe_lookups(entity, unit, said, library, where, depth + 1);
      break;
    case Kind::String:
      for (const Text& text : evaluator_.evaluate({unit.index(), node}).texts)
        if (!text.has_holes()) observe_relation(entity, text.value, library, where);
      break;
    case Kind::Call:
    case Kind::Binary:
      for (const NodeId child : o.children(node))
        if (o.nodes[child].role != Role::Receiver) observe_lookups(entity, unit, child, library, where, depth + 1);
      break;
    default: break;
  }
}

void Observer::observe_navigated(const LibraryCall& call, const NodeRef& ref, const StatementSite& where) {
  const Unit& unit = program_.unit(ref.unit);
  const TypeDecl* entity = call.receiver.binding ? call.receiver.binding->entity.declared : nullptr;
  if (!entity) entity = evaluator_.type_parameter(call.receiver, "E").declared;
  if (!entity) entity = call.receiver.type.declared;
  // manager.find(Order, { relations: [...] })
  if (call.callable->binds.count("entity"))
    for (const Object& made : evaluator_.evaluate(ref).objects)
      if (made.binding && made.binding->entity.declared) entity = made.binding->entity.declared;
  if (!entity || !entities_.table_of(*entity, call.library)) return;
  if (unit.language() == Language::Python) {
    for (const NodeRef& argument : evaluator_.arguments(ref))
      observe_lookups(*entity, unit, argument.node, call.library, where, 0);
    return;
  }
  std::set<std::pair<const TypeDecl*, NodeRef>> met;
  for (const Selector& selector : call.callable->navigated)
    observe_named_relations(*entity, evaluator_.select(selector, {ref, call.receiver, {}}), true, call.library, where,
                            met);
}

// order.items, of an order that was loaded: reading the attribute reads what it leads to.
void Observer::observe_loaded(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  if (o.nodes[id].role == Role::Target) return;
  // How an object shows itself tells nothing of a service that reads it.
  if (in_method(unit, id, {"__str__", "__repr__", "__unicode__"})) return;
  const std::string_view name = o.word(id, Role::Name);
  for (const Object& object : evaluator_.evaluate({unit.index(), o.child(id, Role::Object)}).objects) {
    if (!object.type.declared || object.is_class) continue;
    // What a call on it does says the call.
    const std::string_view called = o.nodes[id].role == Role::Receiver ? o.word(o.nodes[id].parent, Role::Name) : "";
    for (const Object& other : evaluator_.field_value(*object.type.declared, name).objects) {
      if (!other.binding || !other.binding->loads || !other.binding->entity.declared) continue;
      if (!called.empty() && evaluator_.member_rule(other, called, Evaluator::Member::Method)) continue;
      const auto mapped = entities_.table_of(*other.binding->entity.declared, nullptr);
      if (!mapped || !entities_.table_of(*object.type.declared, mapped->library)) continue;
      StatementSite where = site_of(unit, id, {mapped->library, nullptr, {}});
      where.confidence = facts::Confidence::Likely;
      observe_entity(*other.binding->entity.declared, facts::Mode::Read, mapped->library, where, false);
      observe_along(other, facts::Mode::Read, mapped->library, where);
    }
  }
}

}  // namespace onewriter::link
