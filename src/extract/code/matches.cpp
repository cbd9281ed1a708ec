#include "extract/code/matches.h"

#include <algorithm>

#include "extract/code/matcher.h"

namespace onewriter::extract {
namespace {

using Use = Capture::Use;

constexpr std::size_t binding_limit = 4'000'000;
// Eight megabytes of real code have fewer.
constexpr std::size_t node_limit = 3'000'000;

std::size_t hash(const void* id) {
  std::uint64_t x = reinterpret_cast<std::uintptr_t>(id) >> 3;
  x *= 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(x >> 20);
}

bool is_head(Use use) { return use == Use::Head || use == Use::Transparent || use == Use::Skip; }

using Captures = std::span<const Captured>;

bool holds(const Pattern& pattern, Captures captures, std::string_view source) {
  for (const Predicate& predicate : pattern.predicates) {
    for (const Captured& capture : captures) {
      if (capture.capture != predicate.capture) continue;
      const std::uint32_t start = ts_node_start_byte(capture.node);
      const std::string_view text = predicate.of_kind ? std::string_view(ts_node_type(capture.node))
                                                      : source.substr(start, ts_node_end_byte(capture.node) - start);
      const bool found = std::find(predicate.words.begin(), predicate.words.end(), text) != predicate.words.end();
      if (found == predicate.negated) return false;
    }
  }
  return true;
}

void add_match(const Grammar& grammar, std::uint16_t pattern_index, Captures captures, Matches& out) {
  // A match has one head of a kind; what is bound in it is bound to the head of its kind.
  struct Local {
    std::uint32_t head;
    Use use;
    Kind kind;
  };
  constexpr std::size_t most_heads = 4;
  Local heads[most_heads];
  std::size_t head_count = 0;

  for (const Captured& captured : captures) {
    const Capture& capture = grammar.captures[captured.capture];
    if (!is_head(capture.use)) continue;
    const TSNode node = captured.node;
    const std::uint32_t next = static_cast<std::uint32_t>(out.heads.size());
    const std::uint32_t head = out.index.insert(node.id, next);
    const Head mine{node, capture.use, capture.kind, pattern_index};
    if (head == next) {
      out.heads.push_back(mine);
    } else if (const Head& known = out.heads[head]; (capture.use == Use::Skip) != (known.use == Use::Skip)
                                                        ? capture.use == Use::Skip
                                                        : pattern_index < known.pattern) {
      out.heads[head] = mine;
    }
    if (head_count < most_heads) heads[head_count++] = {head, capture.use, capture.kind};
  }

  const auto head_for = [&](const Capture& capture) {
    for (std::size_t i = 0; i < head_count; ++i) {
      if (capture.use == Use::Through ? heads[i].use == Use::Transparent
                                      : heads[i].use == Use::Head && heads[i].kind == capture.kind)
        return heads[i].head;
    }
    return none;
  };

  for (const Captured& captured : captures) {
    const Capture& capture = grammar.captures[captured.capture];
    if (is_head(capture.use) || capture.use == Use::Ignored) continue;
    const TSNode target = captured.node;
    if (ts_node_is_extra(target) && capture.use != Use::Text) continue;  // comments
    const std::uint32_t head = head_for(capture);
    const Binding binding{head, pattern_index, capture.kind, capture.role, capture.use, target};
    if (head != none) {
      out.bindings.push_back(binding);
    } else if (head_count == 0 && capture.use != Use::Bind && capture.use != Use::Through) {
      out.loose_pieces.push_back(binding);
    } else if (head_count == 0 && capture.use == Use::Bind) {
      out.wraps.push_back(binding);
      out.wraps.back().head = static_cast<std::uint32_t>(out.matches);
    }
  }
  ++out.matches;
  const Pattern& pattern = grammar.patterns[pattern_index];
  if (pattern.has_settings()) {
    for (std::size_t i = 0; i < head_count; ++i)
      if (heads[i].use == Use::Head)
        out.settings.push_back({heads[i].head, pattern_index, heads[i].kind, Role::Child, Use::Bind, {}});
  }
}

}  // namespace

std::uint32_t NodeIndex::find(const void* id) const {
  if (slots_.empty()) return none;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash(id) & mask;; at = (at + 1) & mask) {
    if (slots_[at].id == id) return slots_[at].index;
    if (!slots_[at].id) return none;
  }
}

std::uint32_t NodeIndex::insert(const void* id, std::uint32_t index) {
  if (used_ * 2 >= slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash(id) & mask;; at = (at + 1) & mask) {
    if (slots_[at].id == id) return slots_[at].index;
    if (slots_[at].id) continue;
    slots_[at] = {id, index};
    ++used_;
    return index;
  }
}

void NodeIndex::grow() {
  std::vector<Slot> old(std::max<std::size_t>(slots_.size() * 2, 1024));
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old)
    if (slot.id) insert(slot.id, slot.index);
}

Matches find_matches(const Grammar& grammar, TSNode root, std::string_view source) {
  Matches out;
  const std::vector<SyntaxNode> nodes = laid_out(root, node_limit);
  const bool whole = Matcher(*grammar.query, nodes).run([&](std::uint16_t pattern, Captures captures) {
    if (holds(grammar.patterns[pattern], captures, source)) add_match(grammar, pattern, captures, out);
    return out.bindings.size() <= binding_limit;
  });
  out.complete = whole && nodes.size() < node_limit;
  return out;
}

}  // namespace onewriter::extract
