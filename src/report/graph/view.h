#pragma once
// The part of the ownership graph that a drawing shows: one thing with its neighbours, or all of it, collapsed where it
// would not be readable.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "facts/facts.h"
#include "facts/result.h"

namespace onewriter::report {

struct GraphChoice {
  std::string service;            // only it and its neighbours; empty: all
  std::string table;              // only it (name or id) and its neighbours; empty: all
  std::string collapse = "auto";  // auto | none | database | team
};

struct GraphNode {
  std::string kind;   // service | table | event | database | team
  std::string name;   // unique within its kind
  std::string label;  // what people read
  std::string group;  // of a table: its database
  auto operator<=>(const GraphNode&) const = default;
};

struct GraphEdge {
  std::size_t from = 0, to = 0;  // of GraphView::nodes
  std::string kind;              // writes | reads | calls | publishes | subscribes
  bool foreign = false;          // reads or writes of a table that another owns, or that several write and nobody owns
  std::size_t count = 1;
};

struct GraphView {
  std::vector<GraphNode> nodes;  // sorted
  std::vector<GraphEdge> edges;  // sorted by from, to, kind
};

// What is near: for a service its tables, their other users, its partners in calls and events; for a table its users
// and its owner. Errors: there is no such service or table.
facts::Result<GraphView> graph_view(const facts::Facts& facts, const GraphChoice& choice);
// The facts about what is near, for formats that are no drawing; everything without a service or a table in the choice.
facts::Result<facts::Facts> facts_near(const facts::Facts& facts, const GraphChoice& choice);

std::string graph_dot(const GraphView& view);
std::string graph_mermaid(const GraphView& view);

}  // namespace onewriter::report
