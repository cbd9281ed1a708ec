#include "extract/code/print.h"

#include "extract/code/vocabulary.h"

namespace onewriter::extract {
namespace {

void append_quoted(std::string_view text, std::string& out) {
  out += '\'';
  for (char c : text) {
    switch (c) {
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\'': out += "\\'"; break;
      case '\\': out += "\\\\"; break;
      default: out += c;
    }
  }
  out += '\'';
}

void append_node(const CodeOutline& outline, NodeId id, std::size_t depth, const PrintOptions& options,
                 std::string& out) {
  const Node& node = outline.node(id);
  out.append(depth * 2, ' ');
  if (node.role != Role::Child) {
    out += to_string(node.role);
    out += ' ';
  }
  out += to_string(node.kind);
  if (options.lines) out += ':' + std::to_string(node.span.line);
  for (NodeId child : outline.children(id)) {
    if (outline.node(child).kind != Kind::Word) continue;
    out += ' ';
    out += to_string(outline.node(child).role);
    out += '=';
    out += outline.text(child);
  }
  if (is_leaf(node.kind)) {
    out += ' ';
    append_quoted(outline.text(id), out);
  }
  out += '\n';
}

}  // namespace

std::string print(const CodeOutline& outline, const PrintOptions& options) {
  std::string out;
  std::vector<std::size_t> depths(outline.nodes.size(), 0);
  for (NodeId id = 0; id < outline.nodes.size(); ++id) {
    const Node& node = outline.node(id);
    if (node.parent != no_node) depths[id] = depths[node.parent] + 1;
    if (node.kind != Kind::Word) append_node(outline, id, depths[id], options, out);
  }
  for (const Remark& remark : outline.remarks) {
    out += "remark";
    if (options.lines) out += ':' + std::to_string(remark.line);
    out += ' ';
    append_quoted(remark.text, out);
    out += '\n';
  }
  if (outline.has_errors) out += "has errors\n";
  return out;
}

}  // namespace onewriter::extract
