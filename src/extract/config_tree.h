#pragma once
// One configuration file as a tree of maps, lists and scalars with places: the same model for YAML, JSON, XML, TOML,
// INI, properties and .env, so that a reader of compose files or Spring settings asks for keys and never for syntax.
//
//   YAML      as written; aliases and merge keys resolved (within limits); a multi-document file has one root child per
//   document JSON      as written; comments and trailing commas are tolerated (tsconfig, appsettings) XML       an
//   element is a map: "@name" an attribute, "#text" its text, child elements by tag; repeated tags repeat the key. Text
//             between elements stands in its order among them, each piece trimmed, so that a MyBatis statement can be
//             put together
//   properties, .env, INI  a map with the keys as written ("spring.datasource.url"); INI sections are maps. A "#---"
//   line of a Spring
//             properties file begins a new document
//   TOML      as written
//   HCL       a block is a map below its type and labels: resource.aws_db_instance.main.engine; an expression that is
//   no literal is a
//             scalar with its text
//   Prisma    a block is a map below its kind and name; model.User.@@map is its table
//   DBML      a table is a map below Table and its name: Table.users.id is "int [pk]"; an alias is its @as; each Ref is
//   a scalar with its text
//   Dockerfile a list of maps {instruction, value}, continuation lines joined; instructions in capitals
//
// YAML templates (Helm, Jinja): see workspace/yaml_document.h; "{{ .Values.x }}" stays as text in keys and values.
//
// find() walks dots in properties keys as well: find("spring.datasource.url") answers for YAML and for properties
// alike.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::extract {

using ConfigId = std::uint32_t;
inline constexpr ConfigId no_config = 0xFFFFFFFF;

struct ConfigNode {
  enum class Kind : std::uint8_t { Scalar, Map, List, Null } kind = Kind::Null;
  std::string key;         // of a map's entry; empty in a list
  std::string value;       // of a scalar, decoded
  std::uint32_t line = 0;  // of the key where there is one, else of the value
  std::uint32_t column = 0;
  std::uint32_t value_line = 0;  // of the first line of the value's text: a YAML block scalar's stands below its key
  ConfigId parent = no_config;
  ConfigId first_child = no_config;
  ConfigId next_sibling = no_config;
};

// nodes[0] is a List of the file's documents (most files have one). An empty or unreadable file has node 0 alone.
class ConfigTree {
 public:
  std::vector<ConfigNode> nodes;

  const ConfigNode& node(ConfigId id) const { return nodes[id]; }
  bool empty() const { return nodes.size() < 2; }

  // The documents of the file, in order.
  std::vector<ConfigId> documents() const { return children(0); }
  // Children in source order; empty for no_config.
  std::vector<ConfigId> children(ConfigId id) const;
  // The first child with that key, or no_config. `from` may be no_config.
  ConfigId get(ConfigId from, std::string_view key) const;
  // A dotted path from a node: find(doc, "services.web.image"). "*" matches any key or element (the first that leads
  // on), a number the element of a list. See above for dotted keys. An empty path is `from` itself.
  ConfigId find(ConfigId from, std::string_view path) const;
  // The value of the scalar there, for an XML element its text; empty when there is none.
  std::string_view scalar(ConfigId from, std::string_view path) const;
};

}  // namespace onewriter::extract
