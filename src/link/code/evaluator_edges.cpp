// Edges between the entities of a generated client, and the methods that are named after them: Query().WithTags(),
// AddTagIDs(1) (ent: Edges, Eager Loading, CRUD API "Mutation").

#include <algorithm>
#include <utility>

#include "link/code/evaluator.h"
#include "link/code/settings_lookup.h"
#include "link/code/tracking.h"
#include "link/models/naming.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr std::size_t longest_chain = 400;

// What a pattern's `*` stands for: Tag of AddTagIDs and "Add*IDs".
std::string_view starred(std::string_view pattern, std::string_view name) {
  const auto star = pattern.find('*');
  const std::size_t around = pattern.size() - 1;
  if (star == std::string_view::npos || name.size() < around) return "";
  return name.substr(star, name.size() - around);
}

}  // namespace

// edge.To("tags", Tag.Type).StorageKey(edge.Table("post_tags")).From("posts"), edge.From("posts",
// Post.Type).Ref("tags")
void Evaluator::read_edges(const TypeDecl& owner, const MethodRef& method, const Library& library,
                           const std::string& module, std::vector<Edge>& out) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  const auto text = [&](NodeId call) -> std::string {
    const std::vector<NodeRef> given = arguments({method.unit, call});
    if (given.empty()) return "";
    const Value& value = evaluate(given.front());
    return value.texts.empty() || value.texts.front().has_holes() ? "" : value.texts.front().value;
  };
  const auto of_module = [&](NodeId call) {
    const NodeId receiver = o.nodes[call].kind == Kind::Call ? o.child(call, Role::Receiver) : no_node;
    return receiver != no_node && program_.external_path(unit, unit.dotted(receiver)) == module;
  };
  for (NodeId id = method.node + 1; id < end_of(o, method.node); ++id) {
    const std::vector<NodeRef> given = of_module(id) ? arguments({method.unit, id}) : std::vector<NodeRef>();
    if (given.size() != 2 || o.nodes[given[1].node].kind != Kind::Member) continue;
    Edge edge;
    edge.owner = &owner;
    edge.name = text(id);
    edge.inverse = o.word(id, Role::Name) == "From";
    const std::string type = unit.dotted(o.child(given[1].node, Role::Object));
    for (const TypeDecl* other : entities_of(library))
      if (other->name == type && inside(program_.unit(other->unit).path(), module_root(unit.path())))
        edge.target = other;
    if (!edge.target || edge.name.empty()) continue;
    edge.said = folded(edge.name);
    for (NodeId at = id; o.nodes[at].role == Role::Receiver; at = o.nodes[at].parent) {
      const NodeId next = o.nodes[at].parent;
      const std::string_view called = o.word(next, Role::Name);
      if (called == "Unique") edge.unique = true;
      if (called == "Ref") edge.of = text(next);
      for (NodeId argument : o.children(next))
        if (called == "StorageKey" && of_module(argument) && o.word(argument, Role::Name) == "Table")
          edge.table = text(argument);
      if (called != "From") continue;
      out.push_back(edge);
      edge.of = edge.name;
      edge.name = text(next);
      edge.said = folded(edge.name);
      edge.inverse = true;
      edge.unique = false;
    }
    out.push_back(std::move(edge));
  }
}

const std::vector<Evaluator::Edge>& Evaluator::edges_of(const Library& library, const std::string& module) {
  const auto [known, first] = edges_.try_emplace(&library);
  if (!first) return known->second;
  std::vector<Edge> found;
  for (const TypeDecl* entity : entities_of(library))
    for (const MethodRef& method : program_.methods(*entity, "Edges"))
      read_edges(*entity, method, library, module, found);
  return edges_[&library] = std::move(found);
}

// The entity that a chain of calls is about: client.Post.Query().WithTags() is about Post.
const TypeDecl* Evaluator::edge_owner(NodeRef call, const Library& library, const AnywhereRule& rule) {
  if (const TypeDecl* entity = client_entity(call, library)) return entity;
  const NodeId receiver = program_.unit(call.unit).outline().child(call.node, Role::Receiver);
  return receiver == no_node ? nullptr : led_to({call.unit, receiver}, library, rule);
}

// The entity that a chain goes on with after the call. The chain is walked from its far end, each call once.
const TypeDecl* Evaluator::led_to(NodeRef call, const Library& library, const AnywhereRule& rule) {
  const auto& o = program_.unit(call.unit).outline();
  const TypeDecl* owner = nullptr;
  std::vector<NodeRef> chain;
  for (NodeId at = call.node; at != no_node && o.nodes[at].kind == Kind::Call && chain.size() < longest_chain;
       at = o.child(at, Role::Receiver)) {
    const auto known = led_to_.find({NodeRef{call.unit, at}.key(), &rule});
    if (known != led_to_.end()) {
      owner = known->second.first;
      cut_ = cut_ || known->second.second;
      break;
    }
    chain.push_back({call.unit, at});
  }
  for (; !chain.empty(); chain.pop_back()) {
    const NodeRef at = chain.back();
    const std::string_view called = o.word(at.node, Role::Name);
    const bool cut_before = std::exchange(cut_, false);
    const TypeDecl* entity = client_entity(at, library);
    const TypeDecl* below = entity ? entity : owner;
    for (const MethodRule& method : rule.methods) {
      if (entity || !matches(method.pattern, called) || method.callable->reads.empty()) continue;
      const Edge* edge = edge_from(below, at, library, rule, method);
      if (!edge || !edge->target) continue;
      // Eager loading goes on with the owner: Query().WithTags().WithReaders().
      entity = called.starts_with("With") ? edge->owner : edge->target;
    }
    owner = entity ? entity : owner;
    cut_ = cut_ || cut_before;
    led_to_[{at.key(), &rule}] = {owner, cut_};
  }
  return owner;
}

std::vector<const Evaluator::Edge*> Evaluator::edges_called(NodeRef call, const Library& library,
                                                            const AnywhereRule& rule, const MethodRule& method) {
  const Unit& unit = program_.unit(call.unit);
  const std::string said = folded(starred(method.pattern, unit.outline().word(call.node, Role::Name)));
  const std::string root = module_root(unit.path());
  const std::string said_plural = folded(plural(said));
  std::vector<const Edge*> candidates;
  for (const Edge& edge : edges_of(library, rule.edges))
    if (inside(program_.unit(edge.owner->unit).path(), root) && (edge.said == said || edge.said == said_plural))
      candidates.push_back(&edge);
  return candidates;
}

const Evaluator::Edge* Evaluator::edge_named(NodeRef call, const Library& library, const AnywhereRule& rule,
                                             const MethodRule& method) {
  if (edges_called(call, library, rule, method).empty()) return nullptr;
  return edge_from(edge_owner(call, library, rule), call, library, rule, method);
}

// The edge that a call names, of `owner`; nullptr stands for any, where only one edge has that name.
const Evaluator::Edge* Evaluator::edge_from(const TypeDecl* owner, NodeRef call, const Library& library,
                                            const AnywhereRule& rule, const MethodRule& method) {
  const std::vector<const Edge*> candidates = edges_called(call, library, rule, method);
  if (candidates.empty()) return nullptr;
  if (owner) {
    const auto own =
        std::find_if(candidates.begin(), candidates.end(), [&](const Edge* edge) { return edge->owner == owner; });
    return own == candidates.end() ? nullptr : *own;
  }
  return candidates.size() == 1 ? candidates.front() : nullptr;
}

// Which of the two entities keeps the key, or the table between them (ent: Edges, "Relationship"; entc's
// Graph.resolve).
std::optional<LibraryCall> Evaluator::along_edge(const Edge& edge, const Library& library, const std::string& module,
                                                 const Callable& callable) {
  const Edge* other = nullptr;
  for (const Edge& each : edges_of(library, module)) {
    if (each.owner != edge.target || each.target != edge.owner || each.inverse == edge.inverse) continue;
    const std::string& of = edge.inverse ? edge.of : each.of;
    if (of.empty() || of == (edge.inverse ? each.name : edge.name)) other = &each;
  }
  const bool many = !edge.unique && (other ? !other->unique : edge.target == edge.owner && !edge.inverse);
  // A single one is kept by a key in the owner's row, of both sides in that of the inverse.
  const bool own_key = !many && edge.unique && (edge.inverse || !other || !other->unique);
  if (callable.along && own_key) return std::nullopt;
  auto binding = std::make_shared<Binding>();
  binding->entity.declared = edge.target;
  binding->entity.name = edge.target->qualified;
  if (many) {
    const Edge& forward = edge.inverse && other ? *other : edge;
    Binding::Along between;
    between.first.declared = forward.owner;
    between.second.declared = forward.target;
    between.table = !forward.table.empty() ? forward.table : snake_case(forward.owner->name) + "_" + forward.name;
    binding->along = {between};
  }
  LibraryCall found{&library, &callable, {}};
  found.receiver.binding = std::move(binding);
  return found;
}

}  // namespace onewriter::link
