#include "link/code/change_log_changes.h"

#include "link/code/schema_statements.h"
#include "link/services/words.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;

class Changes {
 public:
  Changes(const ConfigTree& tree, const std::map<std::string, std::string>& properties, sql::Reading& reading)
      : tree_(tree), properties_(properties), reading_(reading) {}

  void add(ConfigId change) {
    const std::string& what = tree_.node(change).key;
    using Change = sql::Definition::Change;
    using Kind = sql::Definition::Kind;
    if (what == "createTable") {
      define(change, Change::Create, table(change));
    } else if (what == "dropTable") {
      define(change, Change::Drop, table(change));
    } else if (what == "renameTable") {
      sql::Definition renamed = blank(change, Change::RenameTable, name(change, "oldTableName", ""));
      renamed.new_name = name(change, "newTableName", "");
      put(std::move(renamed));
    } else if (what == "addColumn" || what == "dropColumn") {
      define(change, what == "addColumn" ? Change::AddColumns : Change::DropColumns, table(change));
    } else if (what == "renameColumn") {
      sql::Definition renamed = blank(change, Change::RenameColumn, table(change));
      for (std::string_view column : {"oldColumnName", "newColumnName"})
        renamed.columns.push_back({said(change_property(tree_, change, column)), ""});
      put(std::move(renamed));
    } else if (what == "addForeignKeyConstraint") {
      sql::ForeignKey key{name(change, "baseTableName", "baseTable"), columns(change, "baseColumnNames"),
                          name(change, "referencedTableName", "referencedTable"),
                          columns(change, "referencedColumnNames"), position_of(tree_.node(change))};
      if (!key.from.name.empty() && !key.to.name.empty())
        reading_.statements.push_back(reference_statement(std::move(key)));
    } else if (what == "dropView") {
      sql::Definition view = blank(change, Change::Drop, name(change, "viewName", ""));
      view.kind = Kind::View;
      put(std::move(view));
    } else if (what == "createView") {
      const std::string view(said(change_property(tree_, change, "viewName")));
      const std::string schema(said(change_property(tree_, change, "schemaName")));
      read(change, "selectQuery", "CREATE VIEW " + (schema.empty() ? "" : schema + ".") + view + " AS ");
    } else if (what == "sql" || what == "createProcedure") {
      read(change, what == "sql" ? "sql" : "procedureBody", "");
    } else if (what == "insert" || what == "loadData" || what == "loadUpdateData") {
      write(change, what == "insert" ? sql::Verb::Insert : sql::Verb::Load);
    } else if (what == "update" || what == "delete") {
      write(change, what == "update" ? sql::Verb::Update : sql::Verb::Delete);
    }
  }

 private:
  // With what ${name} stands for.
  std::string said(std::string_view text) const {
    std::string out;
    while (!text.empty()) {
      const std::size_t open = text.find("${"), close = open == text.npos ? open : text.find('}', open);
      if (close == text.npos) break;
      const auto known = properties_.find(std::string(text.substr(open + 2, close - open - 2)));
      out += text.substr(0, open);
      out += known == properties_.end() ? sql::hole(text.substr(open + 2, close - open - 2)) : known->second;
      text.remove_prefix(close + 1);
    }
    return out + std::string(text);
  }

  // `key` names the table; its schema stands in schemaName, or <of>SchemaName where a change names two tables.
  sql::TableName name(ConfigId change, std::string_view key, std::string_view of) const {
    const std::string prefix(of);
    return {said(change_property(tree_, change, of.empty() ? "catalogName" : prefix + "CatalogName")),
            said(change_property(tree_, change, of.empty() ? "schemaName" : prefix + "SchemaName")),
            said(change_property(tree_, change, key))};
  }
  sql::TableName table(ConfigId change) const { return name(change, "tableName", ""); }

  std::vector<std::string> columns(ConfigId change, std::string_view key) const {
    return split(change_property(tree_, change, key), ", ");
  }

  sql::Definition blank(ConfigId change, sql::Definition::Change how, sql::TableName name) const {
    sql::Definition d;
    d.change = how;
    d.name = std::move(name);
    d.at = position_of(tree_.node(change));
    return d;
  }

  // A table whose name is not known is a blind spot.
  sql::Statement* put(sql::Definition d) {
    if (d.name.name.empty()) return nullptr;
    if (d.name.name.find(sql::hole_begin) != std::string::npos) {
      sql::Statement& statement = reading_.statements.emplace_back();
      statement.kind = sql::StatementKind::Ddl;
      statement.blind_spots.push_back({"dynamic table name", "", d.at});
      return nullptr;
    }
    return &reading_.statements.emplace_back(definition_statement(std::move(d)));
  }

  // With its columns, and the keys that stand at them: references="customers(id)", or referencedTableName.
  void define(ConfigId change, sql::Definition::Change how, sql::TableName name) {
    sql::Definition d = blank(change, how, name);
    if (const std::string_view only = change_property(tree_, change, "columnName"); !only.empty())
      d.columns.push_back({said(only), ""});
    std::vector<sql::ForeignKey> keys;
    std::vector<ConfigId> all = change_elements(tree_, change);
    if (const ConfigId list = tree_.get(change, "columns"); list != no_config)
      for (ConfigId column : change_elements(tree_, list)) all.push_back(column);
    for (ConfigId column : all) {
      if (tree_.node(column).key != "column") continue;
      const std::string column_name = said(change_property(tree_, column, "name"));
      d.columns.push_back({column_name, said(change_property(tree_, column, "type"))});
      const ConfigId constraints = tree_.get(column, "constraints");
      std::string_view to = change_property(tree_, constraints, "referencedTableName");
      if (to.empty()) to = change_property(tree_, constraints, "references");
      to = to.substr(0, std::min(to.find('('), to.size()));
      if (to.empty()) continue;
      keys.push_back({name, {column_name}, table_name(said(to)), {}, position_of(tree_.node(column))});
      if (const std::string_view schema = change_property(tree_, constraints, "referencedTableSchemaName");
          !schema.empty())
        keys.back().to.schema = said(schema);
    }
    if (sql::Statement* statement = put(std::move(d))) statement->foreign_keys = std::move(keys);
  }

  void write(ConfigId change, sql::Verb verb) {
    sql::Access access;
    access.table = table(change);
    if (access.table.name.empty() || access.table.name.find(sql::hole_begin) != std::string::npos) return;
    access.mode = sql::Mode::Write;
    access.verb = verb;
    access.at = position_of(tree_.node(change));
    sql::Statement& statement = reading_.statements.emplace_back();
    statement.kind = sql::StatementKind::Dml;
    statement.at = access.at;
    statement.accesses.push_back(std::move(access));
  }

  // Statements written out: XML's text, or the entry `key`.
  void read(ConfigId change, std::string_view key, const std::string& head) {
    std::string text;
    const ConfigNode* first = nullptr;
    for (ConfigId child : tree_.children(change))
      if (const ConfigNode& node = tree_.node(child); node.key == "#text" || node.key == key) {
        if (!first) first = &node;
        text += node.value + "\n";
      }
    if (!first && tree_.node(change).kind == ConfigNode::Kind::Scalar) {
      first = &tree_.node(change);
      text = first->value;
    }
    if (!first) return;
    sql::Options options;
    options.script = true;
    const std::string_view engine = change_property(tree_, change, "dbms");
    if (engine.find(',') == engine.npos) options.dialect = sql::dialect_from(engine);
    sql::Reading reading = sql::read(head + said(text), options);
    for (sql::Statement& statement : reading.statements) {
      move_down(statement, first->value_line - 1);
      reading_.statements.push_back(std::move(statement));
    }
  }

  static void move_down(sql::Statement& statement, std::uint32_t lines) {
    auto move = [lines](auto& parts) {
      for (auto& part : parts) part.at.line += lines;
    };
    statement.at.line += lines;
    statement.end_line += lines;
    move(statement.accesses);
    move(statement.definitions);
    move(statement.foreign_keys);
    move(statement.grants);
    move(statement.routines);
    move(statement.calls);
    move(statement.blind_spots);
  }

  const ConfigTree& tree_;
  const std::map<std::string, std::string>& properties_;
  sql::Reading& reading_;
};

}  // namespace

// XML writes a property as an attribute, YAML and JSON as an entry.
std::string_view change_property(const ConfigTree& tree, ConfigId id, std::string_view name) {
  const std::string_view attribute = tree.scalar(id, "@" + std::string(name));
  return attribute.empty() ? tree.scalar(id, name) : attribute;
}

// The elements inside one: XML's children; the entries of YAML's lists of maps with one key each.
std::vector<ConfigId> change_elements(const ConfigTree& tree, ConfigId id) {
  std::vector<ConfigId> out;
  for (ConfigId child : tree.children(id)) {
    if (!tree.node(child).key.empty()) {
      out.push_back(child);
      continue;
    }
    for (ConfigId inner : tree.children(child)) out.push_back(inner);
  }
  return out;
}

// The changes of a change set: its elements in XML, in YAML those of its list `changes`.
std::vector<ConfigId> changes_of(const ConfigTree& tree, ConfigId change_set) {
  const ConfigId list = tree.get(change_set, "changes");
  return change_elements(tree, list == no_config ? change_set : list);
}

void add_change(const ConfigTree& tree, ConfigId change, const std::map<std::string, std::string>& properties,
                sql::Reading& reading) {
  Changes(tree, properties, reading).add(change);
}

}  // namespace onewriter::link
