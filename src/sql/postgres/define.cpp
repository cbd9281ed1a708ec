// CREATE of tables, views, indexes, sequences and schemas.

#include <utility>

#include "sql/postgres/names.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

// A type as it is written: the grammar renames the standard's words (int -> int4), so the text is taken from the
// source, between the type's place and the next clause.
std::string type_text(const Text& text, Node type) {
  const std::string_view sql = text.sql;
  std::size_t at = static_cast<std::size_t>(type["location"].number());
  if (!type || at >= sql.size()) return {};
  const std::size_t begin = at;
  std::size_t end = at;
  // One name, dotted or of several words, then (..), [] and WITH/WITHOUT TIME ZONE.
  static constexpr std::string_view words[] = {"precision", "varying", "with",  "without",
                                               "time",      "zone",    "array", "setof"};
  bool first = true, after_dot = false;
  while (at < sql.size()) {
    const std::size_t next = skip_token(sql, at);
    const std::string_view token = sql.substr(at, next - at);
    bool part = first || after_dot || token == "." || token == "[" || token == "]" || token == "%";
    for (std::string_view word : words) part |= same_word(token, word);
    if (same_word(sql.substr(begin, end - begin), "national"))
      part |= same_word(token, "character") || same_word(token, "char");
    if (same_word(sql.substr(begin, end - begin), "setof")) part = true;
    if (token == "(") {
      const std::size_t close = sql.find(')', at);
      if (close == std::string_view::npos) break;
      end = close + 1;
      at = skip_blank(sql, end);
      first = after_dot = false;
      continue;
    }
    if (!part && end > begin && sql[end - 1] == '[' && token[0] >= '0' && token[0] <= '9') part = true;
    if (!part) break;
    first = false;
    after_dot = token == "." || token == "%";
    end = next;
    at = skip_blank(sql, next);
  }
  return std::string(sql.substr(begin, end - begin));
}

std::vector<std::string> strings(Node list) {
  std::vector<std::string> result;
  for (Node item : list) result.emplace_back(item.body()["sval"].text());
  return result;
}

}  // namespace

void Walk::ddl(const TableName& table, Verb verb, std::uint32_t offset) {
  // pg_comedies is a name like others to one who makes it.
  const bool own = table.schema.empty() && table.name.starts_with("pg_");
  if (!table.name.empty() && (own || !is_local_name(table))) accesses_->add(table, Mode::Ddl, verb, offset);
}

// Adds the definition and, for what is a table or like one, the ddl access. Nothing for a name that cannot be told.
Definition* Walk::define(Node relation, Definition::Kind kind, Definition::Change change) {
  const TableName table = name_of(relation);
  if (hole(table, place(relation))) return nullptr;
  if (relation["relpersistence"].text() == "t" || is_temporary_schema(table.schema)) {
    kind = Definition::Kind::Temporary;
    if (body_) body_->temporary.insert(table.name);
  }
  Definition& definition = out_.definitions.emplace_back();
  definition.kind = kind;
  definition.change = change;
  definition.name = table;
  definition.at.offset = place(relation);
  const bool is_table =
      kind != Definition::Kind::Sequence && kind != Definition::Kind::Index && kind != Definition::Kind::Temporary;
  if (is_table) ddl(table, change == Definition::Change::Create ? Verb::Create : Verb::Alter, place(relation));
  return &definition;
}

StatementKind Walk::create_table(Node n) {
  Definition* definition = define(n["relation"], Definition::Kind::Table, Definition::Change::Create);
  if (!definition) return StatementKind::Ddl;
  for (Node element : n["tableElts"]) {
    if (element.tag() == "ColumnDef") column_definition(element.body(), *definition);
    if (element.tag() == "Constraint") constraint(element.body(), *definition, {});
    definition->partial |= element.tag() == "TableLikeClause";
  }
  definition->partial |= !n["inhRelations"].empty() || static_cast<bool>(n["ofTypename"]);
  return StatementKind::Ddl;
}

void Walk::column_definition(Node n, Definition& definition) {
  const std::string_view name = n["colname"].text();
  definition.columns.push_back({std::string(name), type_text(*text_, n["typeName"])});
  for (Node wrapped : n["constraints"]) constraint(wrapped.body(), definition, name);
}

void Walk::constraint(Node n, Definition& definition, std::string_view column) {
  const std::string_view type = n["contype"].text();
  if (type == "CONSTR_PRIMARY") {
    definition.key = column.empty() ? strings(n["keys"]) : Names{std::string(column)};
  } else if (type == "CONSTR_FOREIGN") {
    foreign_key(n, definition.name, column.empty() ? strings(n["fk_attrs"]) : Names{std::string(column)});
  } else if (type == "CONSTR_DEFAULT" || type == "CONSTR_CHECK" || type == "CONSTR_GENERATED") {
    Scope scope;  // no columns of other tables; but functions may be called
    expression(n["raw_expr"], scope);
  }
}

void Walk::foreign_key(Node n, const TableName& from, Names columns) {
  const Node to = n["pktable"];
  ForeignKey& key = out_.foreign_keys.emplace_back();
  key.from = from;
  key.columns = std::move(columns);
  key.to = name_of(to);
  key.to_columns = strings(n["pk_attrs"]);
  key.at.offset = place(to);
}

// CREATE TABLE .. AS both defines and fills the table; a materialized view is a view that is filled.
StatementKind Walk::create_table_as(Node n) {
  const Node into = n["into"]["rel"];
  const bool view = n["objtype"].text() == "OBJECT_MATVIEW";
  const std::size_t index = out_.definitions.size();
  Definition* definition =
      define(into, view ? Definition::Kind::MaterializedView : Definition::Kind::Table, Definition::Change::Create);
  if (!definition) return StatementKind::Ddl;
  const bool temporary = definition->kind == Definition::Kind::Temporary;
  for (Node column : n["into"]["colNames"])
    definition->columns.push_back({std::string(column.body()["sval"].text()), {}});
  if (view) {
    view_of(n["query"], *definition);
    return StatementKind::Ddl;
  }
  Columns columns;
  statement(n["query"], nullptr, nullptr, &columns);
  Definition& table = out_.definitions[index];
  table.partial = columns.open && !n["into"]["colNames"];
  for (std::string_view name : columns.names) {
    if (!n["into"]["colNames"] && !columns.open && !name.empty()) table.columns.push_back({std::string(name), {}});
  }
  if (!temporary && !is_local_name(table.name)) {
    accesses_->use(accesses_->add(table.name, Mode::Write, Verb::Create, place(into)), "*", ColumnRole::Written,
                   facts::Confidence::Certain);
  }
  return StatementKind::Dml;
}

StatementKind Walk::create_view(Node n) {
  Definition* definition = define(n["view"], Definition::Kind::View, Definition::Change::Create);
  if (!definition) return StatementKind::Ddl;
  for (Node column : n["aliases"]) definition->columns.push_back({std::string(column.body()["sval"].text()), {}});
  view_of(n["query"], *definition);
  return StatementKind::Ddl;
}

// A view reads when it is read, not when it is defined: its tables are kept apart.
void Walk::view_of(Node query, Definition& definition) {
  const std::size_t index = static_cast<std::size_t>(&definition - out_.definitions.data());
  Accesses base;
  Accesses* outside = std::exchange(accesses_, &base);
  Columns columns;
  statement(query, nullptr, nullptr, &columns);
  accesses_ = outside;
  for (Access& access : std::move(base).finish()) {
    if (access.mode == Mode::Read) out_.view_reads.push_back(std::move(access.table));
  }
  Definition& view = out_.definitions[index];
  for (std::size_t i = view.columns.size(); i < columns.names.size() && !columns.open; ++i) {
    view.columns.push_back({std::string(columns.names[i]), {}});
  }
  view.partial = columns.open && view.columns.empty();
}

StatementKind Walk::create_index(Node n) {
  const Node relation = n["relation"];
  const TableName table = name_of(relation);
  if (hole(table, place(relation))) return StatementKind::Ddl;
  if (n["idxname"]) {
    Definition& definition = out_.definitions.emplace_back();
    definition.kind = Definition::Kind::Index;
    definition.name = {table.catalog, table.schema, std::string(n["idxname"].text())};
    definition.at.offset = place(relation);
    for (Node element : n["indexParams"]) {
      if (const Node name = element.body()["name"]) definition.columns.push_back({std::string(name.text()), {}});
    }
  }
  ddl(table, Verb::Alter, place(relation));
  return StatementKind::Ddl;
}

StatementKind Walk::create_sequence(Node n) {
  define(n["sequence"], Definition::Kind::Sequence, Definition::Change::Create);
  return StatementKind::Ddl;
}

StatementKind Walk::create_foreign_table(Node n) {
  const std::size_t index = out_.definitions.size();
  create_table(n["base"]);
  if (out_.definitions.size() == index) return StatementKind::Ddl;
  Definition& definition = out_.definitions[index];
  definition.kind = Definition::Kind::ForeignTable;
  definition.server = n["servername"].text();
  definition.remote.name = definition.name.name;
  for (Node wrapped : n["options"]) {
    const Node option = wrapped.body();
    const std::string_view value = option["arg"].body()["sval"].text();
    if (option["defname"].text() == "table_name" || option["defname"].text() == "table") definition.remote.name = value;
    if (option["defname"].text() == "schema_name" || option["defname"].text() == "schema")
      definition.remote.schema = value;
    if (option["defname"].text() == "dbname") definition.remote.catalog = value;
  }
  return StatementKind::Ddl;
}

StatementKind Walk::create_schema(Node n) {
  const std::string schema(n["schemaname"].text());
  for (Node element : n["schemaElts"]) {
    Accesses own;
    Accesses* outside = std::exchange(accesses_, &own);
    const std::size_t definitions = out_.definitions.size();
    statement(element);
    accesses_ = outside;
    // Its unqualified tables are in the new schema.
    for (std::size_t i = definitions; i < out_.definitions.size(); ++i) {
      if (out_.definitions[i].name.schema.empty()) out_.definitions[i].name.schema = schema;
    }
    for (Access& access : std::move(own).finish()) {
      if (access.mode == Mode::Ddl && access.table.schema.empty()) access.table.schema = schema;
      accesses_->add(access.table, access.mode, access.verb, access.at.offset);
    }
  }
  return StatementKind::Ddl;
}

}  // namespace onewriter::sql::postgres
