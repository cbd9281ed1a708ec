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

// What a transaction that code begins surrounds of the function in which that stands.
CodeSpan Observer::own_span(const Effect& transaction, NodeRef at) const {
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
  } else if (has_callback(o, at.node) || method == no_node) {
    lines_of(at.node);
  } else {
    lines_of(method);
    span.first_line = o.nodes[at.node].span.line;
    for (const Effect& e : out_.effects)
      if (e.kind == EffectKind::Transaction && e.text("kind") == committed &&
          e.function_key == transaction.function_key && e.place.line >= span.first_line)
        span.last_line = std::min(span.last_line, e.place.line);
  }
  return span;
}

// The methods of which an annotation is said that stands on one of them, or on their class; of a class those that others
// can call.
std::vector<NodeRef> Observer::methods_with(NodeRef marked) const {
  const extract::CodeOutline& o = program_.unit(marked.unit).outline();
  if (o.nodes[marked.node].kind != Kind::Type) return {marked};
  std::vector<NodeRef> methods;
  for (NodeId id : o.children(marked.node))
    if (o.nodes[id].kind == Kind::Method && o.word(id, Role::Modifier) != "private") methods.push_back({marked.unit, id});
  return methods;
}

void Observer::tell_surrounded(const std::vector<SureCall>& calls) {
  std::map<CodeKey, std::vector<const SureCall*>> made_in;
  for (const SureCall& call : calls) made_in[call.caller].push_back(&call);
  std::set<CodeKey> stays_apart;
  for (const Effect& e : out_.effects)
    if (e.kind == EffectKind::Transaction && e.text("kind") == apart) stays_apart.insert(e.function_key);

  constexpr int deepest = 4;
  constexpr std::size_t most = 500;
  auto surrounded = [&](CodeKey from, const CodeSpan& own) {
    std::vector<CodeSpan> spans = {own};
    std::set<CodeKey> seen = {from};
    std::vector<CodeKey> level = {from};
    for (int depth = 0; depth < deepest && !level.empty(); ++depth) {
      std::vector<CodeKey> next;
      for (CodeKey function : level)
        for (const SureCall* call : made_in[function]) {
          const std::uint32_t line = program_.unit(call->at.unit).outline().nodes[call->at.node].span.line;
          if (depth == 0 && !own.whole && (line < own.first_line || line > own.last_line)) continue;
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
        e.surrounds.push_back(surrounded(e.function_key, own_span(e, at)));
        continue;
      }
      for (const NodeRef& method : methods_with(at)) {
        const Unit& unit = program_.unit(method.unit);
        e.surrounds.push_back(
            surrounded(code_key(method.unit, method.node), {unit.path(), unit.function_name(method.node)}));
      }
    }
}

}  // namespace onewriter::link
