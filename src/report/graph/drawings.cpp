// The graph for programs that draw: Graphviz' DOT language and Mermaid's flowchart.

#include <map>

#include "report/graph/view.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

std::string id_of(std::size_t node) { return "n" + std::to_string(node + 1); }

std::string label_of(const GraphEdge& e) {
  return e.count > 1 ? e.kind + " (" + std::to_string(e.count) + ")" : e.kind;
}

// Both languages quote with ", and each has its own way to have one inside.
std::string quoted(const std::string& text, std::string_view quote) {
  std::string out = "\"";
  for (const char c : printable(text)) {
    if (c == '"')
      out += quote;
    else if (c == '\\')
      out += "\\\\";
    else
      out += c;
  }
  return out + "\"";
}

std::string dot_style(const GraphNode& n) {
  return n.kind == "service" || n.kind == "team" ? "shape=box, style=rounded"
         : n.kind == "event"                     ? "shape=cds"
         : n.kind == "database"                  ? "shape=cylinder"
                                                 : "shape=box";
}

std::string mermaid_node(const GraphNode& n) {
  const std::string label = quoted(n.label, "#quot;");
  return n.kind == "service" || n.kind == "team" ? "(" + label + ")"
         : n.kind == "event"                     ? "([" + label + "])"
                                                 : "[(" + label + ")]";
}

// Databases in the order of their names, each with its tables; "" for what is no table.
std::map<std::string, std::vector<std::size_t>> by_group(const GraphView& view) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < view.nodes.size(); ++i) groups[view.nodes[i].group].push_back(i);
  return groups;
}

}  // namespace

std::string graph_dot(const GraphView& view) {
  std::string text = "digraph ownership {\n  rankdir=LR;\n  node [fontname=\"Helvetica\"];\n";
  std::size_t cluster = 0;
  for (const auto& [group, nodes] : by_group(view)) {
    const std::string indent = group.empty() ? "  " : "    ";
    if (!group.empty())
      text += "  subgraph cluster_" + std::to_string(++cluster) + " {\n    label=" + quoted(group, "\\\"") + ";\n";
    for (const std::size_t i : nodes)
      text += indent + id_of(i) + " [label=" + quoted(view.nodes[i].label, "\\\"") + ", " + dot_style(view.nodes[i]) +
              "];\n";
    if (!group.empty()) text += "  }\n";
  }
  for (const GraphEdge& e : view.edges) {
    text += "  " + id_of(e.from) + " -> " + id_of(e.to) + " [label=" + quoted(label_of(e), "\\\"");
    if (e.kind == "reads") text += ", style=dashed";
    if (e.kind == "calls") text += ", style=dotted";
    if (e.foreign) text += ", color=\"#b3261e\", fontcolor=\"#b3261e\", penwidth=2";
    text += "];\n";
  }
  return text + "}\n";
}

std::string graph_mermaid(const GraphView& view) {
  std::string text = "flowchart LR\n";
  std::size_t cluster = 0;
  for (const auto& [group, nodes] : by_group(view)) {
    const std::string indent = group.empty() ? "  " : "    ";
    if (!group.empty()) text += "  subgraph g" + std::to_string(++cluster) + "[" + quoted(group, "#quot;") + "]\n";
    for (const std::size_t i : nodes) text += indent + id_of(i) + mermaid_node(view.nodes[i]) + "\n";
    if (!group.empty()) text += "  end\n";
  }
  std::string red;
  for (std::size_t i = 0; i < view.edges.size(); ++i) {
    const GraphEdge& e = view.edges[i];
    const bool solid = e.kind == "writes" || e.kind == "publishes";
    text +=
        "  " + id_of(e.from) + (solid ? " -->|" : " -.->|") + quoted(label_of(e), "#quot;") + "| " + id_of(e.to) + "\n";
    if (e.foreign) red += (red.empty() ? "" : ",") + std::to_string(i);
  }
  if (!red.empty()) text += "  linkStyle " + red + " stroke:#b3261e,stroke-width:2px\n";
  return text;
}

}  // namespace onewriter::report
