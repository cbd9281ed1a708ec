// Which code a transaction surrounds: the rest of a function, a block, a callback, and the functions that they call.

#include <algorithm>
#include <map>
#include <set>

#include "link/code/observer.h"

namespace onewriter::link {
namespace {

constexpr std::string_view committed = "end";
constexpr std::string_view apart = "apart";

// with session.begin() as s, using (var t = Begin()), try (var t = begin()): the call stands in the head of the block.
NodeId block_headed_by(const extract::CodeOutline& o, NodeId call) {
  for (NodeId at = call, up = o.nodes[at].parent; up != no_node && o.nodes[up].kind != Kind::Method;
       at = up, up = o.nodes[up].parent)
    if (o.nodes[up].kind == Kind::Scope)
      return o.nodes[at].role == Role::Value ||
                     (o.nodes[at].kind == Kind::Assign && o.nodes[at].span.line == o.nodes[up].span.line)
                 ? up
                 : no_node;
  return no_node;
}

bool has_callback(const extract::CodeOutline& o, NodeId call) {
  const auto children = o.children(call);
  return std::any_of(children.begin(), children.end(), [&](NodeId each) {
    return o.nodes[each].kind == Kind::Lambda && o.nodes[each].role == Role::Argument;
  });
}

}  // namespace

bool Observer::is_handed(NodeRef call, std::vector<NodeRef>& functions) {
  const std::vector<LibraryCall> library = evaluator_.callee(call).library;
  const std::vector<NodeRef> arguments = evaluator_.arguments(call);
  bool handed = false;
  for (const LibraryCall& each : library)
    for (const Callable::Callback& callback : each.callable->callbacks) {
      const int count = static_cast<int>(arguments.size());
      const int index = callback.argument < 0 ? callback.argument + count : callback.argument;
      if (index < 0 || index >= count) continue;
      const NodeRef argument = arguments[static_cast<std::size_t>(index)];
      const Kind kind = program_.unit(argument.unit).outline().nodes[argument.node].kind;
      if (kind == Kind::Map || kind == Kind::Pair || kind == Kind::String || kind == Kind::Number ||
          kind == Kind::Constant)
        continue;
      const Value value = evaluator_.evaluate(argument);
      for (const NodeRef& function : value.callables) functions.push_back(function);
      const bool options = std::any_of(value.literals.begin(), value.literals.end(), [&](const NodeRef& literal) {
        return program_.unit(literal.unit).outline().nodes[literal.node].kind == Kind::Map;
      });
      // What is not known may be options where the call may give the transaction back: knex.transaction(config).
      const bool unknown =
          value.callables.empty() && value.literals.empty() && kind != Kind::Lambda && kind != Kind::List;
      if (!options && !(unknown && !each.callable->returns.empty())) handed = true;
    }
  return handed;
}

// What a transaction that code begins surrounds of the function in which that stands.
CodeSpan Observer::own_span(const Effect& transaction, NodeRef at, bool handed, const Ends& ends) const {
  const Unit& unit = program_.unit(at.unit);
  const extract::CodeOutline& o = unit.outline();
  CodeSpan span{unit.path(), transaction.function, 0, 0, false};
  auto lines_of = [&](NodeId node) {
    span.first_line = o.nodes[node].span.line;
    span.last_line = o.nodes[node].span.end_line;
  };
  const NodeId method = unit.enclosing(at.node, Kind::Method);
  if (const NodeId block = block_headed_by(o, at.node); block != no_node) {
    lines_of(block);
  } else if (handed || has_callback(o, at.node) || method == no_node) {
    lines_of(at.node);
  } else {
    lines_of(method);
    span.first_line = o.nodes[at.node].span.line;
    if (const auto lines = ends.find(transaction.function_key); lines != ends.end())
      if (const auto next = std::lower_bound(lines->second.begin(), lines->second.end(), span.first_line);
          next != lines->second.end())
        span.last_line = std::min(span.last_line, *next);
  }
  return span;
}

// The methods of which an annotation is said that stands on one of them, or on their class; of a class those that
// others can call.
std::vector<NodeRef> Observer::methods_with(NodeRef marked) const {
  const extract::CodeOutline& o = program_.unit(marked.unit).outline();
  if (o.nodes[marked.node].kind != Kind::Type) return {marked};
  std::vector<NodeRef> methods;
  for (NodeId id : o.children(marked.node))
    if (o.nodes[id].kind == Kind::Method && o.word(id, Role::Modifier) != "private")
      methods.push_back({marked.unit, id});
  return methods;
}

void Observer::tell_surrounded(const std::vector<SureCall>& calls) {
  std::map<CodeKey, std::vector<const SureCall*>> made_in;
  for (const SureCall& call : calls) made_in[call.caller].push_back(&call);
  std::set<CodeKey> stays_apart;
  Ends ends;
  for (const Effect& e : out_.effects) {
    if (e.kind != EffectKind::Transaction) continue;
    const std::string kind = e.text("kind");
    if (kind == apart) stays_apart.insert(e.function_key);
    if (kind == committed) ends[e.function_key].push_back(e.place.line);
  }
  for (auto& [function, lines] : ends) std::sort(lines.begin(), lines.end());

  constexpr int deepest = 4;
  constexpr std::size_t most = 500;
  auto surrounded = [&](CodeKey from, const CodeSpan& own, const std::vector<NodeRef>& handed) {
    std::vector<CodeSpan> spans = {own};
    std::set<CodeKey> seen = {from};
    std::vector<CodeKey> level = {from};
    for (const NodeRef& function : handed) {
      const Unit& there = program_.unit(function.unit);
      const extract::Node& node = there.outline().nodes[function.node];
      const CodeKey key = code_key(function.unit, function.node);
      if (node.kind == Kind::Lambda)
        spans.push_back({there.path(), there.function_name(function.node), node.span.line, node.span.end_line, false});
      else if (seen.insert(key).second) {
        spans.push_back({there.path(), there.function_name(function.node)});
        level.push_back(key);
      }
    }
    for (int depth = 0; depth < deepest && !level.empty(); ++depth) {
      std::vector<CodeKey> next;
      for (CodeKey function : level)
        for (const SureCall* call : made_in[function]) {
          const std::uint32_t line = program_.unit(call->at.unit).outline().nodes[call->at.node].span.line;
          if (depth == 0 && function == from && !own.whole && (line < own.first_line || line > own.last_line)) continue;
          const CodeKey body = code_key(call->body.unit, call->body.node);
          if (stays_apart.count(body) || spans.size() >= most || !seen.insert(body).second) continue;
          const Unit& there = program_.unit(call->body.unit);
          spans.push_back({there.path(), there.function_name(call->body.node)});
          next.push_back(body);
        }
      level = std::move(next);
    }
    return spans;
  };
  for (const auto& [at, indexes] : effects_at_)
    for (std::size_t index : indexes) {
      Effect& e = out_.effects[index];
      const std::string kind = e.text("kind");
      if (e.kind != EffectKind::Transaction || kind == committed || kind == apart) continue;
      if (e.mark.empty()) {
        std::vector<NodeRef> functions;
        const bool handed = e.call_node != no_code && is_handed({e.call_unit, e.call_node}, functions);
        e.surrounds.push_back(surrounded(e.function_key, own_span(e, at, handed, ends), functions));
        continue;
      }
      for (const NodeRef& method : methods_with(at)) {
        const Unit& unit = program_.unit(method.unit);
        e.surrounds.push_back(
            surrounded(code_key(method.unit, method.node), {unit.path(), unit.function_name(method.node)}, {}));
      }
    }
}

}  // namespace onewriter::link
