// Schema files (Prisma): models, their tables, and what their fields lead to.

#include <algorithm>

#include "link/code/names.h"
#include "link/code/program.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// A field that may lead to another model: "BlogPost[] @relation(\"Author\")".
struct SchemaField {
  std::string name, model, relation;
  bool list = false, keyed = false;
};

SchemaField field_of(const extract::ConfigNode& entry) {
  const std::string& said = entry.value;
  SchemaField field;
  field.name = entry.key;
  field.model = said.substr(0, said.find_first_of("[? \t"));
  field.list = said.substr(field.model.size()).starts_with("[]");
  field.keyed = said.find("fields:") != std::string::npos;
  // @relation("Author"), @relation(name: "Author", ...)
  if (const auto at = said.find("@relation("); at != std::string::npos)
    if (const auto open = said.find('"', at); open != std::string::npos)
      field.relation = said.substr(open + 1, said.find('"', open + 1) - open - 1);
  return field;
}

}  // namespace

void Program::read_schemas(const std::vector<extract::SourceFile>& files) {
  std::vector<std::vector<SchemaField>> fields;  // of each model
  for (const extract::SourceFile& file : files) {
    if (file.outline.kind != workspace::FileKind::Prisma) continue;
    const extract::ConfigTree& tree = file.outline.config;
    for (extract::ConfigId document : tree.documents())
      for (extract::ConfigId model : tree.children(tree.get(document, "model"))) {
        const std::string& name = tree.node(model).key;
        const extract::ConfigId map = tree.get(model, "@@map");
        schema_models_.push_back({file.path, name, map == extract::no_config ? name : tree.node(map).value, {}});
        fields.emplace_back();
        for (extract::ConfigId entry : tree.children(model))
          if (!tree.node(entry).key.starts_with("@@")) fields.back().push_back(field_of(tree.node(entry)));
      }
  }
  // The files of a folder are one schema (Prisma schema: Multi-file Prisma schema).
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> by_name;
  for (std::size_t i = 0; i < schema_models_.size(); ++i)
    by_name.emplace(std::pair(folder_of(schema_models_[i].path), std::string_view(schema_models_[i].name)), i);
  for (std::size_t i = 0; i < schema_models_.size(); ++i)
    for (const SchemaField& field : fields[i]) {
      const auto other = by_name.find({folder_of(schema_models_[i].path), field.model});
      if (other == by_name.end()) continue;
      SchemaModel& own = schema_models_[i];
      SchemaModel::Relation relation{field.name, schema_models_[other->second].table, "", field.keyed};
      // Prisma: Many-to-many relations (Implicit many-to-many relations; Configuring the name of the relation table):
      // where both have a list of the other, a table _AToB stands between, in alphabetical order, or one of the
      // relation's name with an underscore.
      for (const SchemaField& back : fields[other->second])
        if (field.list && !field.keyed && back.list && !back.keyed && back.model == own.name &&
            back.relation == field.relation && (other->second != i || back.name != field.name))
          relation.between =
              "_" + (field.relation.empty() ? std::min(own.name, field.model) + "To" + std::max(own.name, field.model)
                                            : field.relation);
      own.relations.push_back(std::move(relation));
    }
}

std::string Program::schema_table(const Unit& unit, std::string_view property) const {
  std::string table;
  std::size_t shared = 0;
  for (const SchemaModel& model : schema_models_) {
    if (model.name.size() != property.size() || model.name.empty() || model.name.substr(1) != property.substr(1) ||
        (model.name[0] | 0x20) != (property[0] | 0x20))
      continue;
    const std::string &a = model.path, &b = unit.path();
    const std::size_t common = 1 + shared_prefix(a, b);
    if (common > shared) shared = common, table = model.table;
  }
  return table;
}

}  // namespace onewriter::link
