#pragma once
// What the readers share: a tree that grows at its end, limits, lines of offsets, diagnostics.

#include <string>
#include <string_view>
#include <vector>

#include "extract/config_tree.h"
#include "facts/ascii.h"
#include "facts/diagnostic.h"

namespace onewriter::extract::config {

inline constexpr std::size_t max_nodes = 500'000;
inline constexpr std::size_t max_depth = 200;

struct At {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// Offsets of a text to lines and columns, both from 1.
class Lines {
 public:
  explicit Lines(std::string_view text);
  At at(std::size_t offset) const;

 private:
  std::vector<std::size_t> starts_;
};

class Builder {
 public:
  explicit Builder(std::vector<facts::Diagnostic>& diagnostics);

  // Appends a child; `value_at` is where the value's text begins when that is another line. Past the limit on nodes
  // nothing is added, the limit is reported once and no_config comes back; adding below no_config is ignored too.
  ConfigId add(ConfigId parent, ConfigNode::Kind kind, std::string key, At at, std::uint32_t value_line = 0);
  ConfigId scalar(ConfigId parent, std::string key, std::string value, At at, std::uint32_t value_line = 0);
  bool full() const { return full_; }

  void warn(At at, std::string message);

  ConfigTree take() { return std::move(tree_); }
  ConfigNode& node(ConfigId id) { return tree_.nodes[id]; }
  ConfigId last_child(ConfigId id) const { return last_child_[id]; }

 private:
  ConfigTree tree_;
  std::vector<ConfigId> last_child_;
  std::vector<facts::Diagnostic>& diagnostics_;
  bool full_ = false;
};

void read_yaml(std::string_view text, ConfigTree& tree, std::vector<facts::Diagnostic>& diagnostics);
void read_json(std::string_view text, Builder& out);
void read_xml(std::string_view text, Builder& out);
void read_properties(std::string_view text, Builder& out);
void read_env(std::string_view text, Builder& out);
void read_ini(std::string_view text, Builder& out);
void read_toml(std::string_view text, Builder& out);
void read_dockerfile(std::string_view text, Builder& out);
void read_prisma(std::string_view text, Builder& out);
void read_dbml(std::string_view text, Builder& out);
void read_hcl(std::string_view text, Builder& out);

using ascii::trim;

}  // namespace onewriter::extract::config
