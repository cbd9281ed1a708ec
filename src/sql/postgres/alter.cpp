// ALTER, DROP and RENAME of tables and what is like them.

#include <optional>

#include "sql/postgres/names.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

std::optional<Definition::Kind> kind_of(std::string_view object) {
  if (object == "OBJECT_TABLE") return Definition::Kind::Table;
  if (object == "OBJECT_VIEW") return Definition::Kind::View;
  if (object == "OBJECT_MATVIEW") return Definition::Kind::MaterializedView;
  if (object == "OBJECT_FOREIGN_TABLE") return Definition::Kind::ForeignTable;
  if (object == "OBJECT_SEQUENCE") return Definition::Kind::Sequence;
  if (object == "OBJECT_INDEX") return Definition::Kind::Index;
  return std::nullopt;
}

bool is_table_like(Definition::Kind kind) {
  return kind != Definition::Kind::Sequence && kind != Definition::Kind::Index;
}

}  // namespace

StatementKind Walk::alter_table(Node n) {
  const Node relation = n["relation"];
  const TableName table = name_of(relation);
  const std::uint32_t at = place(relation);
  const auto kind = kind_of(n["objtype"].text());
  if (!kind || !is_table_like(*kind) || hole(table, at)) return StatementKind::Ddl;
  ddl(table, Verb::Alter, at);

  Definition added{*kind, Definition::Change::AddColumns, table};
  Definition dropped{*kind, Definition::Change::DropColumns, table};
  for (Node wrapped : n["cmds"]) {
    const Node command = wrapped.body();
    const std::string_view type = command["subtype"].text();
    const Node definition = command["def"];
    if (type == "AT_AddColumn") {
      column_definition(definition.body(), added);
    } else if (type == "AT_AddConstraint") {
      constraint(definition.body(), added, {});
    } else if (type == "AT_DropColumn") {
      dropped.columns.push_back({std::string(command["name"].text()), {}});
    } else if (type == "AT_AttachPartition" || type == "AT_DetachPartition") {
      // The partition is altered as well: it gets, or loses, its parent.
      const Node partition = definition.body()["name"];
      if (!hole(name_of(partition), place(partition))) ddl(name_of(partition), Verb::Alter, place(partition));
    }
  }
  for (Definition* definition : {&added, &dropped}) {
    if (definition->columns.empty() && definition->key.empty()) continue;
    definition->at.offset = at;
    out_.definitions.push_back(std::move(*definition));
  }
  return StatementKind::Ddl;
}

StatementKind Walk::drop(Node n) {
  const std::string_view type = n["removeType"].text();
  const bool part_of_table = type == "OBJECT_TRIGGER" || type == "OBJECT_RULE" || type == "OBJECT_POLICY";
  const auto kind = kind_of(type);
  if (!kind && !part_of_table) return StatementKind::Ddl;
  std::size_t searched = 0;
  for (Node object : n["objects"]) {
    TableName name = name_of_list(object.body()["items"]);
    if (part_of_table) name = {{}, std::move(name.catalog), std::move(name.schema)};  // [schema.]table.trigger
    const std::uint32_t at = find_token(name.name, &searched);
    if (hole(name, at)) continue;
    if (!kind || is_table_like(*kind)) ddl(name, kind ? Verb::Drop : Verb::Alter, at);
    if (!kind) continue;
    Definition& definition = out_.definitions.emplace_back();
    definition.kind = is_temporary_schema(name.schema) ? Definition::Kind::Temporary : *kind;
    definition.change = Definition::Change::Drop;
    definition.name = std::move(name);
    definition.at.offset = at;
  }
  return StatementKind::Ddl;
}

StatementKind Walk::rename(Node n) {
  const Node relation = n["relation"];
  const std::string_view type = n["renameType"].text();
  const bool column = type == "OBJECT_COLUMN";
  const TableName table = name_of(relation);
  const std::uint32_t at = place(relation);
  if (!relation || hole(table, at)) return StatementKind::Ddl;
  const auto kind = kind_of(column ? n["relationType"].text() : type);
  if (!kind) {
    const bool part_of_table =
        type == "OBJECT_TABCONSTRAINT" || type == "OBJECT_TRIGGER" || type == "OBJECT_RULE" || type == "OBJECT_POLICY";
    if (part_of_table) ddl(table, Verb::Alter, at);
    return StatementKind::Ddl;
  }
  if (is_table_like(*kind)) ddl(table, column ? Verb::Alter : Verb::Rename, at);
  Definition& definition = out_.definitions.emplace_back();
  definition.kind = *kind;
  definition.name = table;
  definition.at.offset = at;
  const std::string to(n["newname"].text());
  if (column) {
    definition.change = Definition::Change::RenameColumn;
    definition.columns = {{std::string(n["subname"].text()), {}}, {to, {}}};
  } else {
    definition.change = Definition::Change::RenameTable;
    definition.new_name = {table.catalog, table.schema, to};
  }
  return StatementKind::Ddl;
}

StatementKind Walk::set_schema(Node n) {
  const Node relation = n["relation"];
  const auto kind = kind_of(n["objectType"].text());
  const TableName table = name_of(relation);
  if (!relation || !kind || hole(table, place(relation))) return StatementKind::Ddl;
  if (is_table_like(*kind)) ddl(table, Verb::Alter, place(relation));
  Definition& definition = out_.definitions.emplace_back();
  definition.kind = *kind;
  definition.change = Definition::Change::RenameTable;
  definition.name = table;
  definition.new_name = {table.catalog, std::string(n["newschema"].text()), table.name};
  definition.at.offset = place(relation);
  return StatementKind::Ddl;
}

}  // namespace onewriter::sql::postgres
