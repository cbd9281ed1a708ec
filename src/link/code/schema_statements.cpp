#include "link/code/schema_statements.h"

#include <map>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;

sql::Definition created(sql::TableName name, const ConfigNode& node) {
  sql::Definition table;
  table.name = std::move(name);
  table.at = position_of(node);
  return table;
}

// "schema.shop" -> "shop": an expression that names a block (Atlas: HCL Schema, "Qualified Tables").
std::string_view named_block(std::string_view expression, std::string_view kind) {
  if (!expression.starts_with(kind) || expression.substr(kind.size(), 1) != ".") return {};
  return expression.substr(kind.size() + 1);
}

// table "users" { schema = schema.public  column "id" {...}  foreign_key "k" { ref_columns = [table.t.column.c] } },
// or table "public" "users" {...} where two schemas have one of that name.
class Atlas {
 public:
  explicit Atlas(const ConfigTree& tree) : tree_(tree) {}

  std::optional<sql::Reading> read() {
    for (ConfigId document : tree_.documents())
      for (ConfigId kind : tree_.children(document)) {
        if (tree_.node(kind).key != "table") continue;
        for (ConfigId label : tree_.children(kind)) {
          if (is_table(label)) add(label);
          for (ConfigId inner : tree_.children(label))
            if (is_table(inner)) add(inner);
        }
      }
    if (tables_.empty()) return std::nullopt;
    sql::Reading reading;
    for (const auto& [table, name] : tables_) reading.statements.push_back(statement(table, name));
    return reading;
  }

 private:
  bool is_table(ConfigId id) const { return !named_block(tree_.scalar(id, "schema"), "schema").empty(); }

  void add(ConfigId table) {
    sql::TableName name{"", std::string(named_block(tree_.scalar(table, "schema"), "schema")), tree_.node(table).key};
    by_label_.emplace(name.name, name);
    by_label_.emplace(name.schema + "." + name.name, name);
    tables_.emplace_back(table, std::move(name));
  }

  sql::Statement statement(ConfigId table, const sql::TableName& name) const {
    sql::Definition definition = created(name, tree_.node(table));
    std::vector<sql::ForeignKey> keys;
    for (ConfigId kind : tree_.children(table))
      for (ConfigId block : tree_.children(kind)) {
        if (tree_.node(kind).key == "column")
          definition.columns.push_back({tree_.node(block).key, std::string(tree_.scalar(block, "type"))});
        if (tree_.node(kind).key == "foreign_key") add_key(block, name, keys);
      }
    sql::Statement result = definition_statement(std::move(definition));
    result.foreign_keys = std::move(keys);
    return result;
  }

  void add_key(ConfigId key, const sql::TableName& from, std::vector<sql::ForeignKey>& keys) const {
    const ConfigId to = tree_.get(key, "ref_columns");
    if (tree_.children(to).empty()) return;
    const std::string_view first = tree_.node(tree_.children(to).front()).value;
    const auto target = by_label_.find(named_block(first.substr(0, first.rfind(".column.")), "table"));
    if (target == by_label_.end()) return;
    sql::ForeignKey said{from, {}, target->second, {}, position_of(tree_.node(key))};
    for (ConfigId each : tree_.children(tree_.get(key, "columns")))
      said.columns.emplace_back(named_block(tree_.node(each).value, "column"));
    keys.push_back(std::move(said));
  }

  const ConfigTree& tree_;
  std::vector<std::pair<ConfigId, sql::TableName>> tables_;
  std::map<std::string, sql::TableName, std::less<>> by_label_;
};

// The settings of a column, "int [pk, ref: > users.id]", and references on their own, "posts.user_id > users.id".
class Dbml {
 public:
  explicit Dbml(const ConfigTree& tree) : tree_(tree) {}

  std::optional<sql::Reading> read() {
    for (ConfigId document : tree_.documents()) {
      for (ConfigId table : tree_.children(tree_.get(document, "Table")))
        if (const std::string_view alias = tree_.scalar(table, "@as"); !alias.empty())
          aliases_.emplace(alias, table_name(tree_.node(table).key));
      for (ConfigId table : tree_.children(tree_.get(document, "Table"))) add(table);
      for (ConfigId child : tree_.children(document))
        if (tree_.node(child).key == "Ref") add_reference(tree_.node(child));
    }
    return std::move(reading_);
  }

 private:
  void add(ConfigId table) {
    sql::Definition d = created(table_name(tree_.node(table).key), tree_.node(table));
    std::vector<sql::ForeignKey> keys;
    for (ConfigId child : tree_.children(table)) {
      const ConfigNode& column = tree_.node(child);
      if (column.key == "@as") continue;
      const std::size_t settings = std::min(column.value.find('['), column.value.size());
      d.columns.push_back({column.key, std::string(trim(std::string_view(column.value).substr(0, settings)))});
      for (std::size_t ref = column.value.find("ref:", settings); ref != std::string::npos;
           ref = column.value.find("ref:", ref + 1))
        inline_reference(d.name, column, std::string_view(column.value).substr(ref + 4), keys);
    }
    reading_.statements.push_back(definition_statement(std::move(d)));
    reading_.statements.back().foreign_keys = std::move(keys);
  }

  // "> users.id, not null]" after ref:
  void inline_reference(const sql::TableName& table, const ConfigNode& column, std::string_view text,
                        std::vector<sql::ForeignKey>& keys) const {
    text = trim(text.substr(0, std::min(text.find_first_of(",]"), text.size())));
    if (text.empty() || text.starts_with("<>")) return;
    const Side here{table, {column.key}}, there = side(text.substr(1));
    if (text[0] == '>' || text[0] == '-') keys.push_back(key(here, there, column));
    if (text[0] == '<') keys.push_back(key(there, here, column));
  }

  // posts.user_id > users.id: many to one; < one to many; - one to one, of which the left one refers. <> is kept in a
  // table of its own that nobody names.
  void add_reference(const ConfigNode& node) {
    const std::string_view text = node.value;
    const std::size_t sign = text.find_first_of("<>-");
    if (sign == std::string_view::npos || text.substr(sign, 2) == "<>") return;
    const std::string_view right = text.substr(sign + 1);
    const Side a = side(text.substr(0, sign)), b = side(right.substr(0, std::min(right.find('['), right.size())));
    reading_.statements.push_back(reference_statement(text[sign] == '<' ? key(b, a, node) : key(a, b, node)));
  }

  struct Side {
    sql::TableName table;
    std::vector<std::string> columns;
  };

  // users.id, shop.users.id, users.(a, b)
  Side side(std::string_view text) const {
    text = trim(text);
    const std::size_t dot = text.ends_with(")") ? text.rfind(".(") : text.rfind('.');
    if (dot == std::string_view::npos) return {};
    Side result{table_name(text.substr(0, dot)), split(text.substr(dot + 1), "()\", ")};
    if (const auto known = aliases_.find(text.substr(0, dot)); known != aliases_.end()) result.table = known->second;
    return result;
  }

  static sql::ForeignKey key(const Side& from, const Side& to, const ConfigNode& node) {
    return {from.table, from.columns, to.table, to.columns, position_of(node)};
  }

  const ConfigTree& tree_;
  std::map<std::string, sql::TableName, std::less<>> aliases_;
  sql::Reading reading_;
};

}  // namespace

sql::Position position_of(const ConfigNode& node) { return {0, node.line, node.column}; }

sql::TableName table_name(std::string_view written) {
  const std::vector<std::string> parts = split(written, ".\"`[]");
  if (parts.empty()) return {};
  sql::TableName name{"", "", parts.back()};
  if (parts.size() > 1) name.schema = parts[parts.size() - 2];
  if (parts.size() > 2) name.catalog = parts[parts.size() - 3];
  return name;
}

sql::Statement definition_statement(sql::Definition definition) {
  using Change = sql::Definition::Change;
  sql::Access access;
  access.table = definition.name;
  access.mode = sql::Mode::Ddl;
  access.verb = definition.change == Change::Create        ? sql::Verb::Create
                : definition.change == Change::Drop        ? sql::Verb::Drop
                : definition.change == Change::RenameTable ? sql::Verb::Rename
                                                           : sql::Verb::Alter;
  access.at = definition.at;
  sql::Statement statement;
  statement.kind = sql::StatementKind::Ddl;
  statement.at = definition.at;
  statement.end_line = definition.at.line;
  statement.accesses.push_back(std::move(access));
  statement.definitions.push_back(std::move(definition));
  return statement;
}

sql::Statement reference_statement(sql::ForeignKey key) {
  sql::Definition altered;
  altered.change = sql::Definition::Change::AddColumns;
  altered.name = key.from;
  altered.at = key.at;
  sql::Statement statement = definition_statement(std::move(altered));
  statement.foreign_keys.push_back(std::move(key));
  return statement;
}

std::optional<sql::Reading> described_schema(const extract::SourceFile& file) {
  if (file.outline.kind == workspace::FileKind::Hcl) return Atlas(file.outline.config).read();
  if (file.outline.kind == workspace::FileKind::Dbml) return Dbml(file.outline.config).read();
  return std::nullopt;
}

}  // namespace onewriter::link
