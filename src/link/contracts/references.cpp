#include "link/contracts/references.h"

#include <algorithm>
#include <set>

namespace onewriter::link {
namespace {

using extract::ConfigNode;

constexpr std::size_t most_nodes = 2'000'000;

// Keys below which names stand that the author chose, not words of the format: a property called "example" is no
// example.
const std::set<std::string_view> of_names = {
    "properties",    "patternProperties", "definitions",    "$defs",         "dependentSchemas", "schemas",
    "responses",     "parameters",        "headers",        "requestBodies", "securitySchemes",  "links",
    "callbacks",     "pathItems",         "paths",          "webhooks",      "channels",         "messages",
    "operations",    "servers",           "content",        "encoding",      "variables",        "additionalOperations",
    "messageTraits", "operationTraits",   "correlationIds", "replies",       "replyAddresses"};

// What holds data of the author's, in which "$ref" is a word like any other.
bool is_data(std::string_view key) {
  return key == "example" || key == "default" || key == "enum" || key == "const" || key == "value" ||
         key == "mapping" || key.starts_with("x-");
}

class Walk {
 public:
  Walk(const Documents& documents, ReferenceReport& out) : documents_(documents), out_(out) {}

  void run(SpecNode root) {
    add(root, false);
    while (!todo_.empty() && seen_.size() < most_nodes) {
      const auto [node, names] = todo_.back();
      todo_.pop_back();
      visit(node, names);
    }
  }

 private:
  struct Step {
    SpecNode node;
    bool names = false;  // its keys are names
  };

  void add(SpecNode node, bool names) {
    if (!node || !seen_.insert(node).second) return;
    if (std::find(out_.files.begin(), out_.files.end(), node.file) == out_.files.end()) out_.files.push_back(node.file);
    todo_.push_back({node, names});
  }

  void visit(SpecNode node, bool names) {
    if (node.is(ConfigNode::Kind::Scalar)) return;
    if (const SpecNode reference = documents_.reference(node)) follow(node, reference, names);
    // Last in, first out: the first child is looked at first.
    auto children = node.file->outline.config.children(node.id);
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      const SpecNode next{node.file, *child};
      const std::string_view key = next->key;
      if (!names && is_data(key)) continue;
      if (!names && key == "examples" && next.is(ConfigNode::Kind::List)) continue;
      add(next, !names && (of_names.count(key) > 0 || key == "examples"));
    }
  }

  void follow(SpecNode holder, SpecNode reference, bool names) {
    const std::string text = "\"$ref: " + reference->value + "\"";
    const Lead lead = documents_.lead(reference);
    switch (lead.kind) {
      case Lead::Kind::Found:
        if (!documents_.behind(holder) && leads_back(holder))
          fault(reference, text + " leads in a circle");
        else
          add(lead.node, names);
        return;
      case Lead::Kind::Remote: out_.remote.push_back(reference); return;
      case Lead::Kind::Unread: return;
      case Lead::Kind::NoFile: fault(reference, text + ": there is no file " + lead.part); return;
      case Lead::Kind::NoPart: fault(reference, text + " leads nowhere: there is no \"" + lead.part + "\""); return;
      case Lead::Kind::Outside: fault(reference, text + " leads out of the workspace"); return;
    }
  }

  // References alone lead from the holder back to it: no thing stands behind them.
  bool leads_back(SpecNode holder) const {
    std::set<SpecNode> met;
    for (SpecNode node = holder; node && met.size() < 100;) {
      if (!met.insert(node).second) return true;
      const SpecNode reference = documents_.reference(node);
      if (!reference) return false;
      const Lead lead = documents_.lead(reference);
      if (lead.kind != Lead::Kind::Found) return false;
      node = lead.node;
    }
    return false;
  }

  void fault(SpecNode at, std::string message) { out_.faults.push_back({at, std::move(message)}); }

  const Documents& documents_;
  ReferenceReport& out_;
  std::set<SpecNode> seen_;
  std::vector<Step> todo_;
};

}  // namespace

ReferenceReport check_references(const Documents& documents, SpecNode root) {
  ReferenceReport report;
  Walk(documents, report).run(root);
  return report;
}

}  // namespace onewriter::link
