#include "extract/config/builder.h"
#include "workspace/yaml_document.h"

namespace onewriter::extract::config {

static_assert(no_config == workspace::no_yaml);

void read_yaml(std::string_view text, ConfigTree& tree, std::vector<facts::Diagnostic>& diagnostics) {
  workspace::YamlDocument document = workspace::read_yaml(text);
  tree.nodes.clear();
  tree.nodes.reserve(document.nodes.size());
  for (workspace::YamlNode& from : document.nodes) {
    ConfigNode& to = tree.nodes.emplace_back();
    switch (from.kind) {
      case workspace::YamlNode::Kind::Scalar: to.kind = ConfigNode::Kind::Scalar; break;
      case workspace::YamlNode::Kind::Map: to.kind = ConfigNode::Kind::Map; break;
      case workspace::YamlNode::Kind::List: to.kind = ConfigNode::Kind::List; break;
      case workspace::YamlNode::Kind::Null: to.kind = ConfigNode::Kind::Null; break;
    }
    to.key = std::move(from.key);
    to.value = std::move(from.value);
    to.line = from.line;
    to.column = from.column;
    to.value_line = from.value_line;
    to.parent = from.parent;
    to.first_child = from.first_child;
    to.next_sibling = from.next_sibling;
  }
  // A template is no YAML before it is rendered: that a part of it can't be read is no fault of the file.
  facts::Level level = document.templated ? facts::Level::Note : facts::Level::Warning;
  for (workspace::YamlProblem& problem : document.problems)
    diagnostics.push_back(
        {level,
         {"", problem.line, problem.column, 0},
         document.templated ? "template read in part: " + problem.message : std::move(problem.message)});
}

}  // namespace onewriter::extract::config
