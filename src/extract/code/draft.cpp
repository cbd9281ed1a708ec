#include "extract/code/draft.h"

#include <algorithm>

namespace onewriter::extract {
namespace {

constexpr std::size_t node_limit = 500'000;
// Readers of outlines walk them recursively: what is nested deeper is left out.
constexpr std::uint32_t depth_limit = 500;
constexpr std::size_t leaf_text_limit = 1u << 20;

// What an unbound parameter, annotation or entry is to the node around it.
Role natural_role(Kind parent, Kind child) {
  if (child == Kind::Parameter && (parent == Kind::Method || parent == Kind::Lambda || parent == Kind::Type))
    return Role::Parameter;
  if (child == Kind::Annotation && (parent == Kind::Type || parent == Kind::Field || parent == Kind::Method ||
                                    parent == Kind::Parameter || parent == Kind::Assign))
    return Role::Annotation;
  if (child == Kind::Pair && parent == Kind::Map) return Role::Element;
  if (child == Kind::Pair && parent == Kind::Annotation) return Role::Argument;
  return Role::Child;
}

}  // namespace

Span span_of(TSNode node) {
  const TSPoint start = ts_node_start_point(node);
  const TSPoint end = ts_node_end_point(node);
  // A node that takes its last newline along ends on the line before.
  const std::uint32_t last = end.column == 0 && end.row > start.row ? end.row : end.row + 1;
  return {start.row + 1, start.column + 1, last};
}

RecordId Draft::add(Kind kind, TSNode node) {
  return add_record({kind, 0, 0, ts_node_start_byte(node), span_of(node)});
}

RecordId Draft::add_leaf(Kind kind, TSNode node, std::string_view text) {
  Record record{kind, 0, 0, ts_node_start_byte(node), span_of(node)};
  text = text.substr(0, leaf_text_limit);
  record.text_offset = keep(text);
  record.text_size = static_cast<std::uint32_t>(text.size());
  return add_record(record);
}

RecordId Draft::add_record(const Record& record) {
  records_.push_back(record);
  return static_cast<RecordId>(records_.size() - 1);
}

void Draft::append(Record& record, std::string_view text) {
  const std::string whole = outline_.texts.substr(record.text_offset, record.text_size) + std::string(text);
  record.text_offset = keep(whole);
  record.text_size = static_cast<std::uint32_t>(whole.size());
}

std::uint32_t Draft::keep(std::string_view text) {
  const auto offset = static_cast<std::uint32_t>(outline_.texts.size());
  outline_.texts += text;
  return offset;
}

bool Draft::emit(RecordId root) {
  std::stable_sort(edges_.begin(), edges_.end(), [&](const Edge& a, const Edge& b) {
    return a.parent != b.parent ? a.parent < b.parent : records_[a.child].start < records_[b.child].start;
  });
  std::vector<std::uint32_t> first(records_.size() + 1, 0);
  for (const Edge& edge : edges_) ++first[edge.parent + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];

  struct Pending {
    RecordId record;
    NodeId parent;
    Role role;
    std::uint32_t depth;
  };
  bool whole = true;
  std::vector<Node>& nodes = outline_.nodes;
  nodes.clear();
  std::vector<Pending> stack = {{root, no_node, Role::Child, 0}};
  while (!stack.empty()) {
    const Pending next = stack.back();
    stack.pop_back();
    if (nodes.size() >= node_limit) {
      whole = false;
      break;
    }
    const Record& record = records_[next.record];
    const auto id = static_cast<NodeId>(nodes.size());
    Role role = next.role;
    if (role == Role::Child && next.parent != no_node) role = natural_role(nodes[next.parent].kind, record.kind);
    nodes.push_back({record.kind, role, next.parent, 0, 0, record.text_offset, record.text_size, record.span});
    if (first[next.record + 1] == first[next.record]) continue;
    if (next.depth >= depth_limit) {
      whole = false;
      continue;
    }
    for (std::uint32_t i = first[next.record + 1]; i-- > first[next.record];)
      stack.push_back({edges_[i].child, id, edges_[i].role, next.depth + 1});
  }

  // Children follow their parent in order: their edges are laid out by counting.
  for (std::size_t i = 1; i < nodes.size(); ++i) ++nodes[nodes[i].parent].edge_count;
  std::uint32_t at = 0;
  for (Node& node : nodes) {
    node.first_edge = at;
    at += node.edge_count;
    node.edge_count = 0;
  }
  outline_.edges.assign(at, no_node);
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    Node& parent = nodes[nodes[i].parent];
    outline_.edges[parent.first_edge + parent.edge_count++] = static_cast<NodeId>(i);
  }
  // The outlines of all files are held at once, and what they hold is most of a run's memory.
  nodes.shrink_to_fit();
  outline_.texts.shrink_to_fit();
  return whole;
}

}  // namespace onewriter::extract
