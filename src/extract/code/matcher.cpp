#include "extract/code/matcher.h"

#include <algorithm>

namespace onewriter::extract {
namespace {

using What = QueryNode::What;

// Below this depth no pattern begins.
constexpr std::uint32_t start_depth_limit = 1000;
// Comparisons in a whole tree; real code needs about forty for each of its nodes.
constexpr std::uint64_t steps_limit = 200'000'000;
// Comparisons for one pattern at one node: an element of a list costs a few.
constexpr std::uint64_t start_steps_limit = 2'000'000;

constexpr std::uint32_t none = SyntaxNode::none;

}  // namespace

bool Matcher::run(const std::function<bool(std::uint16_t, std::span<const Captured>)>& found) {
  found_ = &found;
  for (std::uint32_t at = 0; at < nodes_.size() && !stopped_; ++at) {
    const SyntaxNode& node = nodes_[at];
    if (node.error || node.depth > start_depth_limit) continue;
    for (const std::uint16_t pattern : query_.by_symbol[node.symbol]) {
      pattern_ = pattern;
      limit_ = steps_ + start_steps_limit;
      match(query_.nodes[query_.patterns[pattern].root], at, nullptr);
      if (steps_ > limit_) complete_ = false;
      if (steps_ > steps_limit) stopped_ = true;
      if (stopped_) break;
    }
  }
  return complete_ && !stopped_;
}

bool Matcher::is(const QueryNode& wanted, const SyntaxNode& node) const {
  if (wanted.field != 0 && wanted.field != node.field) return false;
  switch (wanted.what) {
    case What::Any: return !node.error;
    case What::Named: return node.named && !node.error;
    case What::Symbol: return node.symbol == wanted.symbol;
    case What::Choice:
    case What::Row: return true;
  }
  return false;
}

bool Matcher::is_one_of(const QueryNode& wanted, const SyntaxNode& node) const {
  if (wanted.what != What::Choice) return is(wanted, node);
  return std::any_of(wanted.parts.begin(), wanted.parts.end(),
                     [&](std::uint32_t part) { return is_one_of(query_.nodes[part], node); });
}

bool Matcher::has_field(const SyntaxNode& node, TSFieldId field) {
  for (std::uint32_t child = node.first; child != none; child = nodes_[child].next, ++steps_)
    if (nodes_[child].field == field) return true;
  return false;
}

// No named sibling stands behind it.
bool Matcher::is_last(std::uint32_t at) {
  for (at = nodes_[at].next; at != none; at = nodes_[at].next, ++steps_)
    if (nodes_[at].named) return false;
  return true;
}

// Is there a match of `wanted` at the node and of all that is left behind it?
bool Matcher::match(const QueryNode& wanted, std::uint32_t at, const Rest* rest) {
  ++steps_;
  const SyntaxNode& node = nodes_[at];
  if (is_over() || !is(wanted, node)) return false;
  for (const TSFieldId field : wanted.absent)
    if (has_field(node, field)) return false;
  const std::size_t mark = captures_.size();
  for (const std::uint16_t name : wanted.names) captures_.push_back({name, node.node});
  bool any = false;
  if (wanted.what == What::Choice) {
    for (const std::uint32_t part : wanted.parts) any = match(query_.nodes[part], at, rest) || any;
  } else if (wanted.what == What::Row) {
    const Rest behind{&wanted, 1, node.next, rest};
    any = match(query_.nodes[wanted.parts.front()], at, &behind);
  } else {
    const Rest inside{&wanted, 0, node.first, rest};
    any = go_on(&inside);
  }
  captures_.resize(mark);
  return any;
}

bool Matcher::go_on(const Rest* rest) {
  while (rest && rest->part == rest->parent->parts.size()) rest = rest->above;
  if (!rest) return tell();
  const QueryNode& wanted = query_.nodes[rest->parent->parts[rest->part]];
  if (wanted.many) {
    Rest behind{rest->parent, rest->part + 1, rest->node, rest->above};
    for (; behind.node != none && is_one_of(wanted, nodes_[behind.node]); ++steps_)
      behind.node = nodes_[behind.node].next;
    return go_on(&behind);
  }
  // Where the first of several matches of a part that is not captured goes on to, the later ones would, too.
  const std::size_t behind_it = rest->part + 1;
  const bool once = !wanted.captures_in &&
                    (behind_it == rest->parent->parts.size() || !query_.nodes[rest->parent->parts[behind_it]].next);
  bool any = false;
  for (std::uint32_t at = rest->node; at != none && !is_over(); at = nodes_[at].next, ++steps_) {
    const Rest behind{rest->parent, rest->part + 1, nodes_[at].next, rest->above};
    if (is(wanted, nodes_[at]) && (!wanted.last || is_last(at)) && match(wanted, at, &behind)) {
      any = true;
      if (once) break;
    }
    if (wanted.next && nodes_[at].named) break;
  }
  if (any || !wanted.optional) return any;
  const Rest without{rest->parent, rest->part + 1, rest->node, rest->above};
  return go_on(&without);
}

bool Matcher::tell() {
  if (!(*found_)(pattern_, captures_)) stopped_ = true;
  return true;
}

}  // namespace onewriter::extract
