// Relations that a query names: relations: ["items.product"], include: { items: true }, with('items'),
// select_related("customer"), and attributes that load what they lead to.

#include <algorithm>

#include "link/code/observer.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {
constexpr int deepest_path = 8;
constexpr std::size_t most_literals = 500;  // of one call, each once for each entity
}  // namespace

// The objects at the other end of a relation, bound to their entity or table and to what stands between.
std::vector<Object> Observer::related_by(const Object& from, std::string_view name, const Unit& asked_in,
                                         const Library* library) {
  std::vector<Object> found;
  for (const Evaluator::Link* link : evaluator_.links_of(from, asked_in))
    if (link->name == name || (!link->query.empty() && link->query == name)) found.push_back(link->to);
  const TypeDecl* entity = entity_key(from).first;
  if (!found.empty() || !entity) return found;
  const Language language = program_.unit(entity->unit).language();
  Value value;
  if (language == Language::Php)
    for (const MethodRef& method : program_.methods(*entity, name)) value.merge(evaluator_.evaluate_result(method));
  if (language == Language::Python) value = evaluator_.field_value(*entity, name);
  for (const Object& object : value.objects)
    if (object.binding && object.binding->entity.declared) found.push_back(object);
  if (!found.empty()) return found;
  const auto association = entities_.association(*entity, name, library);
  if (!association || !association->target) return found;
  auto binding = std::make_shared<Binding>();
  binding->entity.declared = association->target;
  if (!association->between.name.empty()) {
    binding->along.emplace_back();
    binding->along.back().schema = association->between.schema;
    binding->along.back().table = association->between.name;
  }
  found.emplace_back();
  found.back().binding = std::move(binding);
  return found;
}

// What a relation leads to is read or written, and what stands between.
void Observer::observe_related(const Object& to, facts::Mode mode, const Library* library, const StatementSite& where) {
  if (to.binding && to.binding->entity.declared) {
    observe_entity(*to.binding->entity.declared, mode, library, where);
  } else if (to.binding) {
    for (const Text& table : to.binding->tables) {
      if (table.has_holes()) continue;
      Observation o = blank(where);
      o.mode = mode;
      o.table.name = table.value;
      out_.items.push_back(std::move(o));
    }
  }
  observe_along(to, mode, library, where);
}

// Reads what `path` leads to from the entity; gives the last that a relation leads to.
std::vector<Object> Observer::observe_relation(const Object& from, std::string_view path, const Unit& asked_in,
                                               const Library* library, const StatementSite& where) {
  const bool python = asked_in.language() == Language::Python;
  const std::string_view separator = python ? "__" : ".";
  if (python && path.starts_with('-')) path.remove_prefix(1);
  std::vector<Object> at = {from};
  bool any = false;
  for (int depth = 0; depth < deepest_path && !path.empty(); ++depth) {
    const auto end = path.find(separator);
    // Laravel names the columns behind a colon: "author:id,name".
    const std::string_view name = path.substr(0, std::min(end, path.find(':')));
    path = end == std::string_view::npos ? std::string_view() : path.substr(end + separator.size());
    std::vector<Object> next;
    for (const Object& each : at)
      for (Object& object : related_by(each, name, asked_in, library)) {
        observe_related(object, facts::Mode::Read, library, where);
        next.push_back(std::move(object));
      }
    // Query builders put the entity's alias in front: leftJoinAndSelect("o.items").
    if (next.empty() && (depth > 0 || python)) return {};
    if (!next.empty()) at = std::move(next), any = true;
  }
  return any ? at : std::vector<Object>();
}

// "[items.[product, tax(onlyOpen)], customer as c]": names of relations, one inside of another (Objection.js: Relation
// expressions). A plain path is one, too.
void Observer::observe_relation_expression(const Object& from, std::string_view text, const Unit& asked_in,
                                           const Library* library, const StatementSite& where, int depth) {
  if (depth > deepest_path) return;
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin, open = std::string_view::npos;
    for (int inside = 0; end < text.size() && (inside > 0 || text[end] != ','); ++end) {
      if (text[end] == '[' && inside == 0) open = end;
      inside += text[end] == '[' || text[end] == '(' ? 1 : text[end] == ']' || text[end] == ')' ? -1 : 0;
    }
    std::string_view path = trim(text.substr(begin, std::min(end, open) - begin));
    if (path.ends_with('.')) path.remove_suffix(1);
    const std::vector<Object> next =
        observe_relation(from, path.substr(0, path.find_first_of("( ^")), asked_in, library, where);
    if (open != std::string_view::npos)
      for (const Object& object : next)
        observe_relation_expression(object, trim(text.substr(open, end - open)), asked_in, library, where, depth + 1);
    begin = end + 1;
  }
}

// Names in texts and lists, and as keys of maps at any depth: { where: { author: { name } }, relations: ["tags"] }. In
// the maps of a list, values name them, too: [{ model: Item, include: [...] }, { association: "tags" }].
void Observer::observe_named_relations(const Object& from, const Value& value, Named named, const Library* library,
                                       const StatementSite& where, const Unit& asked_in, Met& met) {
  if (named != Named::Keys)
    for (const Text& text : value.texts)
      if (!text.has_holes()) observe_relation_expression(from, text.value, asked_in, library, where, 0);
  for (const NodeRef& literal : std::vector<NodeRef>(value.literals)) {
    if (met.size() >= most_literals || !met.emplace(entity_key(from), literal).second) continue;
    const Unit& unit = program_.unit(literal.unit);
    const auto& o = unit.outline();
    std::vector<Object> about = {from};
    if (named == Named::Described && o.nodes[literal.node].kind == Kind::Map) {
      std::vector<Object> described;
      for (const NodeId entry : o.children(literal.node))
        if (o.nodes[entry].kind == Kind::Pair && o.child(entry, Role::Value) != no_node)
          for (Object& each : described_relation(from, evaluator_.evaluate({literal.unit, o.child(entry, Role::Value)}),
                                                 asked_in, library, where))
            described.push_back(std::move(each));
      if (!described.empty()) about = std::move(described);
    }
    for (const NodeId entry : o.children(literal.node)) {
      if (o.nodes[entry].kind != Kind::Pair) {
        const bool listed = named != Named::Keys && o.nodes[literal.node].kind == Kind::List;
        const Value said = evaluator_.evaluate({literal.unit, entry});
        if (listed) described_relation(from, {{}, said.objects, {}, nullptr, {}, {}}, asked_in, library, where);
        observe_named_relations(from, said, listed ? Named::Described : Named::Keys, library, where, asked_in, met);
        continue;
      }
      const NodeId key = o.child(entry, Role::Key), said = o.child(entry, Role::Value);
      if (key == no_node || said == no_node || o.text(said) == "false") continue;
      std::string name = unit.dotted(key);
      if (const Value& written = evaluator_.evaluate({literal.unit, key}); name.empty() && !written.texts.empty())
        name = written.texts.front().value;
      for (const Object& each : about) {
        std::vector<Object> next = observe_relation(each, name, asked_in, library, where);
        const bool leads = !next.empty();
        if (!leads) next.push_back(each);
        // Within a description a list holds descriptions again.
        const bool again = named == Named::Described && !leads && o.nodes[said].kind == Kind::List;
        for (const Object& other : next)
          observe_named_relations(other, evaluator_.evaluate({literal.unit, said}), again ? Named::Texts : Named::Keys,
                                  library, where, asked_in, met);
      }
    }
  }
}

// The relation that a value names: by its name, or by the class that it leads to.
std::vector<Object> Observer::described_relation(const Object& from, const Value& value, const Unit& asked_in,
                                                 const Library* library, const StatementSite& where) {
  std::vector<Object> found;
  for (const Text& text : value.texts)
    if (!text.has_holes())
      for (Object& to : observe_relation(from, text.value, asked_in, library, where)) found.push_back(std::move(to));
  for (const Object& object : value.objects)
    for (const Evaluator::Link* link : evaluator_.links_of(from, asked_in))
      if (entity_key(link->to) == entity_key(object)) {
        observe_related(link->to, facts::Mode::Read, library, where);
        found.push_back(link->to);
      }
  return found;
}

// Relations that are named as keys of what is written: create({ data: { author: {...}, tags: { connect: [...] } } }),
// insertGraph({ items: [...] }); or by a text: $add("tags", tag).
void Observer::observe_filled(const Object& from, const Value& value, const LibraryCall& call, bool joins,
                              const StatementSite& where, const Unit& asked_in, Met& met, bool below) {
  const auto fill = [&](const Object& to, bool held, bool only_joined) {
    if (!only_joined)
      observe_related(to, facts::Mode::Write, call.library, where);
    else if (!to.binding->along.empty())
      observe_along(to, facts::Mode::Write, call.library, where);
    else if (!held)
      observe_related(to, facts::Mode::Write, call.library, where);
  };
  for (const Text& text : value.texts)
    for (const Object& to : related_by(from, text.value, asked_in, call.library)) fill(to, false, joins);
  const auto& under = call.callable->joined_under;
  for (const NodeRef& literal : std::vector<NodeRef>(value.literals)) {
    if (met.size() >= most_literals || !met.emplace(entity_key(from), literal).second) continue;
    const Unit& unit = program_.unit(literal.unit);
    const auto& o = unit.outline();
    for (const NodeId entry : o.children(literal.node)) {
      const bool pair = o.nodes[entry].kind == Kind::Pair;
      const NodeId said = pair ? o.child(entry, Role::Value) : entry;
      if (said == no_node) continue;
      const std::string name = pair ? unit.dotted(o.child(entry, Role::Key)) : "";
      const Value inner = evaluator_.evaluate({literal.unit, said});
      const std::vector<Object> next =
          name.empty() ? std::vector<Object>() : related_by(from, name, asked_in, call.library);
      // A column's value names no relations, whatever stands in it.
      const auto& verbs = call.callable->filled_under;
      const bool leads = name.empty() || (below && std::find(verbs.begin(), verbs.end(), name) != verbs.end());
      if (next.empty() && leads) observe_filled(from, inner, call, joins, where, asked_in, met, below);
      for (const Object& to : next) {
        bool held = false;
        for (const Evaluator::Link* link : evaluator_.links_of(from, asked_in))
          held = held || (link->name == name && link->held);
        // { connect: ... } only joins; { create: ... } fills.
        bool only_joined = !under.empty();
        for (const NodeRef& map : inner.literals)
          for (const NodeId verb : program_.unit(map.unit).outline().children(map.node)) {
            const auto& mo = program_.unit(map.unit).outline();
            const NodeId key = mo.nodes[verb].kind == Kind::Pair ? mo.child(verb, Role::Key) : verb;
            const std::string word = program_.unit(map.unit).dotted(key);
            only_joined = only_joined && std::find(under.begin(), under.end(), word) != under.end();
          }
        fill(to, held, joins || only_joined);
        observe_filled(to, {{}, {}, {}, nullptr, inner.literals, {}}, call, joins, where, asked_in, met, true);
      }
    }
  }
}

// filter(tags__name=x), select_related("author"), Q(author__name=x) | Q(...): names in keywords and texts.
void Observer::observe_lookups(const Object& from, const Unit& unit, NodeId node, const Library* library,
                               const StatementSite& where, int depth) {
  if (depth > deepest_path) return;
  const auto& o = unit.outline();
  switch (o.nodes[node].kind) {
    case Kind::Pair:
      observe_relation(from, unit.dotted(o.child(node, Role::Key)), unit, library, where);
      if (const NodeId said = o.child(node, Role::Value); said != no_node && o.nodes[said].kind == Kind::Call)
        observe_lookups(from, unit, said, library, where, depth + 1);
      break;
    case Kind::String:
      for (const Text& text : evaluator_.evaluate({unit.index(), node}).texts)
        if (!text.has_holes()) observe_relation(from, text.value, unit, library, where);
      break;
    case Kind::Call:
    case Kind::Binary:
      for (const NodeId child : o.children(node))
        if (o.nodes[child].role != Role::Receiver) observe_lookups(from, unit, child, library, where, depth + 1);
      break;
    default: break;
  }
}

// The entity, or the table of which no class tells, whose relations a call's arguments name.
Object Observer::navigated_from(const LibraryCall& call, const NodeRef& ref) {
  Object from;
  const TypeDecl* entity = call.receiver.binding ? call.receiver.binding->entity.declared : nullptr;
  if (!entity) entity = evaluator_.type_parameter(call.receiver, "E").declared;
  if (!entity) entity = call.receiver.type.declared;
  // manager.find(Order, { relations: [...] })
  if (call.callable->binds.count("entity"))
    for (const Object& made : evaluator_.evaluate(ref).objects)
      if (made.binding && made.binding->entity.declared) entity = made.binding->entity.declared;
  if (entity && entities_.table_of(*entity, call.library)) from.type.declared = entity;
  if (!entity && call.receiver.binding) from.binding = call.receiver.binding;
  return from;
}

void Observer::observe_navigated(const LibraryCall& call, const NodeRef& ref, const StatementSite& where) {
  const Unit& unit = program_.unit(ref.unit);
  const Object from = navigated_from(call, ref);
  if (entity_key(from) == EntityKey()) return;
  if (unit.language() == Language::Python) {
    for (const NodeRef& argument : evaluator_.arguments(ref))
      observe_lookups(from, unit, argument.node, call.library, where, 0);
    return;
  }
  Met met, filled, joined;
  const Evaluator::Site site{ref, call.receiver, {}};
  for (const Selector& selector : call.callable->navigated)
    observe_named_relations(from, evaluator_.select(selector, site), Named::Texts, call.library, where, unit, met);
  for (const Selector& selector : call.callable->fills)
    observe_filled(from, evaluator_.select(selector, site), call, false, where, unit, filled, false);
  for (const Selector& selector : call.callable->joins)
    observe_filled(from, evaluator_.select(selector, site), call, true, where, unit, joined, false);
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
