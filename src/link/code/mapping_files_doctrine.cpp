// Doctrine's mapping files: *.orm.xml (Doctrine ORM: "XML Mapping") and *.orm.yml (Doctrine ORM 2: "YAML Mapping").

#include "link/code/mapping_files.h"
#include "link/code/names.h"
#include "link/code/unit.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;

constexpr std::string_view root_word = "doctrine-mapping";

std::string scalar(const ConfigTree& tree, ConfigId from, std::string_view path) {
  return from == no_config ? std::string() : std::string(tree.scalar(from, path));
}

// A table for pairs stands with the side that owns the relation: the one that names no field of the other.
void add_pairs(const ConfigTree& tree, std::string property, bool owning, std::string target, ConfigId join_table,
               std::string_view mark, MappedClass& mapped) {
  if (!owning || property.empty()) return;
  MappedClass::Part part;
  part.property = std::move(property);
  part.target = std::string(last_part(normalised(target)));
  part.pairs = true;
  part.table.name = scalar(tree, join_table, std::string(mark) + "name");
  part.table.schema = scalar(tree, join_table, std::string(mark) + "schema");
  mapped.parts.push_back(std::move(part));
}

void read_xml(const extract::SourceFile& file, ConfigId root, MappingFiles& out) {
  const ConfigTree& tree = file.outline.config;
  for (const ConfigId entity : tree.children(root)) {
    if (tree.node(entity).key != "entity") continue;
    MappedClass mapped;
    mapped.root = root_word;
    mapped.file = file.path;
    mapped.type = normalised(scalar(tree, entity, "@name"));
    mapped.table.name = scalar(tree, entity, "@table");
    mapped.table.schema = scalar(tree, entity, "@schema");
    for (const ConfigId child : tree.children(entity))
      if (tree.node(child).key == "many-to-many")
        add_pairs(tree, scalar(tree, child, "@field"), scalar(tree, child, "@mapped-by").empty(),
                  scalar(tree, child, "@target-entity"), tree.get(child, "join-table"), "@", mapped);
    if (!mapped.type.empty()) out.classes.push_back(std::move(mapped));
  }
}

void read_yaml(const extract::SourceFile& file, MappingFiles& out) {
  const ConfigTree& tree = file.outline.config;
  for (const ConfigId document : tree.documents())
    for (const ConfigId entity : tree.children(document)) {
      if (scalar(tree, entity, "type") != "entity") continue;
      MappedClass mapped;
      mapped.root = root_word;
      mapped.file = file.path;
      mapped.type = normalised(tree.node(entity).key);
      mapped.table.name = scalar(tree, entity, "table");
      mapped.table.schema = scalar(tree, entity, "schema");
      if (const ConfigId pairs = tree.get(entity, "manyToMany"); pairs != no_config)
        for (const ConfigId child : tree.children(pairs))
          add_pairs(tree, tree.node(child).key, scalar(tree, child, "mappedBy").empty(),
                    scalar(tree, child, "targetEntity"), tree.get(child, "joinTable"), "", mapped);
      out.classes.push_back(std::move(mapped));
    }
}

}  // namespace

void read_doctrine_mapping(const extract::SourceFile& file, MappingFiles& out) {
  const ConfigTree& tree = file.outline.config;
  if (file.outline.kind == workspace::FileKind::Xml)
    for (const ConfigId document : tree.documents())
      if (const ConfigId root = tree.get(document, root_word); root != no_config) read_xml(file, root, out);
  for (const std::string_view ending : {".orm.yml", ".orm.yaml", ".dcm.yml", ".dcm.yaml"})
    if (file.path.ends_with(ending)) read_yaml(file, out);
}

}  // namespace onewriter::link
