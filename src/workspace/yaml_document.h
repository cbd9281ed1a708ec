#pragma once
// YAML text as a flat tree of nodes with places. The one YAML reader of the house: onewriter.yaml and service.yaml are
// validated over it, and extract's configuration tree is made from it. Text is untrusted: nodes, depth and what aliases
// expand to are limited.
//
// Aliases and merge keys ("<<") are resolved by copying; the copies keep the places of their text. Files that are
// templates for YAML (Helm, Jinja, GitHub expressions) are read as well as they can be: a line that holds only "{{ ...
// }}" or "{% ... %}" counts as blank, any other "{{ ... }}" is a piece of text. Both branches of a condition are then
// in the tree; the first one is found first.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::workspace {

using YamlId = std::uint32_t;
inline constexpr YamlId no_yaml = 0xFFFFFFFF;

struct YamlNode {
  enum class Kind : std::uint8_t { Scalar, Map, List, Null } kind = Kind::Null;
  std::string key;         // of a map's entry; empty in a list
  std::string value;       // of a scalar, decoded
  std::uint32_t line = 0;  // of the key, where there is one, else of the value
  std::uint32_t column = 0;
  std::uint32_t value_line = 0;  // of the first line of the value's text: a block scalar's stands below its key
  YamlId parent = no_yaml;
  YamlId first_child = no_yaml;
  YamlId next_sibling = no_yaml;
};

struct YamlProblem {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;
};

struct YamlLimits {
  std::size_t nodes = 500'000;           // as written
  std::size_t copied_nodes = 200'000;    // by aliases and merge keys
  std::size_t copied_bytes = 32u << 20;  // by aliases and merge keys
  std::size_t depth = 100;               // of collections; yaml-cpp itself gives up at about 160
};

struct YamlDocument {
  std::vector<YamlNode> nodes;  // nodes[0] is a List of the file's documents; empty documents are left out
  std::vector<YamlProblem>
      problems;            // in the order of the text; what stands before a problem in its document has been read
  bool templated = false;  // "{{ ... }}" or "{% ... %}" stood in the text

  const YamlNode& node(YamlId id) const { return nodes[id]; }
  std::vector<YamlId> children(YamlId id) const;
  // The first child with that key, or no_yaml. `from` may be no_yaml.
  YamlId get(YamlId from, std::string_view key) const;
};

YamlDocument read_yaml(std::string_view text, const YamlLimits& limits = {});

}  // namespace onewriter::workspace
