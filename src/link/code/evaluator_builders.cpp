// Texts that are built by calls on an object (StringBuilder.append), and methods that are run by their name
// (reflection), or on the object that a block is run on.

#include <algorithm>

#include "link/code/evaluator.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_appends = 400;

}  // namespace

bool Evaluator::takes_elements(std::string_view method) {
  for (std::string_view each :
       {"ifPresent", "ifPresentOrElse", "filter",    "peek",     "flatMap",        "map",    "let",
        "also",      "onEach",          "doOnNext",  "anyMatch", "removeIf",       "takeIf", "mapNotNull",
        "switchMap", "onItem",          "transform", "invoke",   "forEachOrdered", "foreach"})
    if (method == each) return true;
  return false;
}

bool Evaluator::gives_elements(std::string_view method) {
  for (std::string_view each : {"get",
                                "orElseThrow",
                                "orElse",
                                "orElseGet",
                                "orElseNull",
                                "stream",
                                "parallelStream",
                                "filter",
                                "sorted",
                                "toList",
                                "collect",
                                "findFirst",
                                "findAny",
                                "iterator",
                                "next",
                                "first",
                                "firstOrNull",
                                "single",
                                "singleOrNull",
                                "last",
                                "lastOrNull",
                                "block",
                                "blockFirst",
                                "getSingleResult",
                                "getResultList",
                                "getResultStream",
                                "uniqueResult",
                                "list",
                                "distinct",
                                "limit",
                                "skip",
                                "peek",
                                "awaitSingle",
                                "awaitFirstOrNull",
                                "also",
                                "getContent",
                                "switchIfEmpty",
                                "setParameter",
                                "setMaxResults",
                                "setFirstResult",
                                "takeIf",
                                "orNull",
                                "findFirstOrNull",
                                "getOrElse",
                                "await",
                                "singleResult",
                                "setLockMode",
                                "getOrNull"})
    if (method == each) return true;
  return false;
}

bool Evaluator::tracked(const LibraryCall& call) const {
  return call.library && !call.library->tracks.empty() &&
         (!call.callable->reads.empty() || !call.callable->jpql.empty() || !call.callable->statement.empty());
}

// The rule of a call that appends to its receiver.
const Callable* Evaluator::appending(const Object& object, std::string_view name) const {
  if (!object.type.library) return nullptr;
  const auto rule = member_rule(object, name, Member::Method);
  return rule && !rule->callable->appends.empty() ? rule->callable : nullptr;
}

std::vector<Text> Evaluator::texts_or_hole(NodeRef argument) {
  std::vector<Text> texts = evaluate(argument).texts;
  if (const std::string name = program_.unit(argument.unit).dotted(argument.node); texts.empty() && !name.empty()) {
    Text hole;
    hole.append_hole(name.substr(name.find_last_of('.') + 1));
    texts.push_back(std::move(hole));
  }
  return texts;
}

void Evaluator::append_argument(const Callable& rule, NodeRef call, std::vector<Text>& texts) {
  std::vector<Text> more;
  for (const Selector& selector : rule.appends)
    for (const NodeRef& argument : expressions(selector, {call, {}, {}})) {
      more = evaluate(argument).texts;
      if (more.empty()) {
        more.emplace_back();
        const std::string name = program_.unit(argument.unit).dotted(argument.node);
        more.back().append_hole(name.empty() ? "value" : name);
      }
      break;
    }
  if (texts.empty()) texts.emplace_back();
  if (!more.empty()) texts = joined(texts, more);
}

// sb.append(a).append(b); sb.append(c): the calls on the variable between `from` and `to`, in the order in which they
// run; a chain runs from its innermost call. Pieces added in branches all count.
void Evaluator::append_calls(const Unit& unit, const Object& builder, std::string_view variable, NodeId from, NodeId to,
                             std::vector<Text>& texts) {
  const auto& o = unit.outline();
  std::size_t appended = 0;
  for (NodeId id = from + 1; id < to && id < o.nodes.size() && appended < max_appends; ++id) {
    if (o.nodes[id].kind != Kind::Call || !appending(builder, o.word(id, Role::Name))) continue;
    if (o.nodes[id].role == Role::Receiver) continue;  // part of a chain that was seen from its outermost call
    std::vector<NodeId> chain;
    NodeId at = id;
    while (at != no_node && o.nodes[at].kind == Kind::Call && chain.size() < max_appends) {
      chain.push_back(at);
      at = o.child(at, Role::Receiver);
    }
    if (at == no_node || o.nodes[at].kind != Kind::Name || o.text(at) != variable) continue;
    for (auto call = chain.rbegin(); call != chain.rend(); ++call)
      if (const Callable* rule = appending(builder, o.word(*call, Role::Name))) {
        append_argument(*rule, {unit.index(), *call}, texts);
        ++appended;
      }
  }
}

// Class.getMethod("name"): the methods of that name of the class it is called on.
void Evaluator::add_invoked(NodeRef call, const std::vector<LibraryCall>& library, Callee& result) {
  for (const LibraryCall& each : library) {
    if (each.callable->invokes.empty() || !each.receiver.type.declared) continue;
    for (const Text& name : first_of(each.callable->invokes, {call, each.receiver, {}}).texts)
      for (const MethodRef& method : program_.methods(*each.receiver.type.declared, name.value))
        if (std::find(result.workspace.begin(), result.workspace.end(), method) == result.workspace.end())
          result.workspace.push_back(method);
  }
}

// What a bare call is called on: in the block of an object that is being made, new SQL() {{ FROM("orders"); }}; in a
// lambda that a library runs on an object of its own, routing { get("/orders") { } }.
std::optional<LibraryCall> Evaluator::rule_of_block(const Unit& unit, NodeId call, std::string_view name) {
  const auto& o = unit.outline();
  for (NodeId at = call; at != no_node; at = o.nodes[at].parent) {
    const NodeId parent = o.nodes[at].parent;
    if (parent == no_node || o.nodes[at].kind == Kind::Method || o.nodes[at].kind == Kind::Type) break;
    if (o.nodes[parent].kind == Kind::Create && o.nodes[at].role == Role::Child) {
      Object made;
      made.type = program_.type_at(unit.index(), o.child(parent, Role::Type));
      if (auto rule = member_rule(made, name, Member::Method)) return rule;
    }
    if (o.nodes[at].kind != Kind::Lambda || o.nodes[at].role != Role::Argument || o.nodes[parent].kind != Kind::Call)
      continue;
    const NodeRef run{unit.index(), parent};
    for (const LibraryCall& library : callee(run).library)
      for (const Callable::Callback& callback : library.callable->callbacks) {
        if (!callback.self) continue;
        const std::vector<NodeRef> args = arguments(run);
        const int index =
            static_cast<int>(std::find(args.begin(), args.end(), NodeRef{unit.index(), at}) - args.begin());
        if (callback.argument != index && callback.argument != index - static_cast<int>(args.size())) continue;
        Object self;
        self.type = type_of(*callback.self, library, {run, library.receiver, {}});
        if (auto rule = member_rule(self, name, Member::Method)) return rule;
      }
  }
  return std::nullopt;
}

}  // namespace onewriter::link
