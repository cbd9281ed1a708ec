#include "link/code/mapping_files.h"

#include <algorithm>
#include <array>

#include "link/code/names.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;

constexpr int max_depth = 12;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Reader {
 public:
  Reader(const extract::SourceFile& file, ConfigId root, MappingFiles& out)
      : file_(file), tree_(file.outline.config), root_(root), out_(out) {}

  // <hibernate-mapping package="shop" schema="sales">; NHibernate says namespace.
  void hibernate() {
    package_ = first({text(root_, "@package"), text(root_, "@namespace")});
    base_ = {text(root_, "@catalog"), text(root_, "@schema"), ""};
    for (ConfigId child : tree_.children(root_)) {
      const std::string_view key = tree_.node(child).key;
      if (is_one_of(key, {"class", "subclass", "joined-subclass", "union-subclass"})) hibernate_class(child, "", 0);
      hibernate_query(child);
    }
  }

  // <entity-mappings><package>shop</package><schema>sales</schema>
  void jakarta() {
    package_ = text(root_, "package.#text");
    const std::string defaults = "persistence-unit-metadata.persistence-unit-defaults.";
    base_ = {first({text(root_, "catalog.#text"), text(root_, defaults + "catalog.#text")}),
             first({text(root_, "schema.#text"), text(root_, defaults + "schema.#text")}), ""};
    for (ConfigId child : tree_.children(root_)) {
      if (tree_.node(child).key == "entity") jakarta_entity(child);
      jakarta_query(child);
    }
  }

 private:
  std::string text(ConfigId from, std::string_view path) const { return std::string(tree_.scalar(from, path)); }

  static std::string first(std::initializer_list<std::string> texts) {
    for (const std::string& each : texts)
      if (!each.empty()) return each;
    return "";
  }

  // "Order" is shop.Order, "Shop.Order, Shop.Domain" leaves out the assembly, inner classes have '$' or '+'.
  std::string type_named(std::string name) const {
    name = name.substr(0, name.find(','));
    for (char& c : name)
      if (c == '$' || c == '+') c = '.';
    return name.empty() || name.find('.') != std::string::npos || package_.empty() ? name : package_ + "." + name;
  }

  // Names in backquotes or brackets are quoted in SQL.
  TableReference table_at(ConfigId id, std::string_view attribute) const {
    TableReference table = base_;
    if (std::string said = text(id, "@schema"); !said.empty()) table.schema = said;
    table.name = text(id, attribute);
    std::erase_if(table.name, [](char c) { return c == '`' || c == '[' || c == ']' || c == '"'; });
    return table;
  }

  void add_query(ConfigId id, std::string name, std::string query, bool native) {
    const ConfigNode& node = tree_.node(id);
    if (!name.empty() && !query.empty())
      out_.queries.push_back({std::move(name), std::move(query), native, {file_.path, node.line, node.column, 0}});
  }

  void hibernate_query(ConfigId id) {
    const std::string_view key = tree_.node(id).key;
    if (key == "query" || key == "sql-query") add_query(id, text(id, "@name"), text(id, "#text"), key == "sql-query");
  }

  void jakarta_query(ConfigId id) {
    const std::string_view key = tree_.node(id).key;
    if (key == "named-query" || key == "named-native-query")
      add_query(id, text(id, "@name"), text(id, "query.#text"), key == "named-native-query");
  }

  void hibernate_class(ConfigId id, const std::string& above, int depth) {
    if (depth > max_depth) return;
    const std::string key = tree_.node(id).key;
    MappedClass mapped;
    mapped.root = "hibernate-mapping";
    mapped.file = file_.path;
    mapped.type = type_named(first({text(id, "@name"), text(id, "@entity-name")}));
    mapped.above = above.empty() ? type_named(text(id, "@extends")) : above;
    mapped.table = table_at(id, "@table");
    mapped.query = first({text(id, "@subselect"), text(id, "subselect.#text")});
    if (key != "class") {
      mapped.hierarchy = key == "subclass" ? "single" : key == "joined-subclass" ? "joined" : "separate";
      // By default the unqualified name of the class.
      if (key != "subclass" && mapped.table.name.empty()) mapped.table.name = last_part(mapped.type);
    }
    hibernate_members(id, mapped, 0);
    const std::string type = mapped.type;
    if (!type.empty()) out_.classes.push_back(std::move(mapped));
    for (ConfigId child : tree_.children(id))
      if (is_one_of(tree_.node(child).key, {"subclass", "joined-subclass", "union-subclass"}))
        hibernate_class(child, type, depth + 1);
  }

  void hibernate_members(ConfigId id, MappedClass& mapped, int depth) {
    if (depth > max_depth) return;
    for (ConfigId child : tree_.children(id)) {
      const std::string_view key = tree_.node(child).key;
      if (tree_.node(child).kind != ConfigNode::Kind::Map) continue;
      if (const std::string formula = text(child, "@formula"); !formula.empty()) mapped.reads_by.push_back(formula);
      if (key == "formula") mapped.reads_by.push_back(text(child, "#text"));
      if (is_one_of(key, {"sql-insert", "sql-update", "sql-delete"})) mapped.writes_by.push_back(text(child, "#text"));
      if (is_one_of(key, {"set", "list", "bag", "idbag", "map", "array", "primitive-array"})) collection(child, mapped);
      if (key == "join") {
        mapped.parts.push_back({"", table_at(child, "@table"), "", false, true});
        hibernate_members(child, mapped, depth + 1);
      }
      if (is_one_of(key, {"component", "nested-composite-element", "property", "properties", "natural-id"}))
        hibernate_members(child, mapped, depth + 1);
      hibernate_query(child);
    }
  }

  // Collections of values and of pairs have tables: by default called as the property. Those of one-to-many are the
  // other entity's ("Collection mapping").
  void collection(ConfigId id, MappedClass& mapped) {
    MappedClass::Part part;
    part.property = text(id, "@name");
    part.table = table_at(id, "@table");
    part.written = text(id, "@inverse") != "true";
    bool own = false;
    for (ConfigId child : tree_.children(id)) {
      const std::string_view key = tree_.node(child).key;
      if (key == "many-to-many") part.target = type_named(text(child, "@class")), part.pairs = own = true;
      if (is_one_of(key, {"element", "composite-element", "many-to-any"})) own = true;
    }
    if (part.table.name.empty()) part.table.name = part.property;
    if (own && !part.table.name.empty()) mapped.parts.push_back(std::move(part));
  }

  void jakarta_entity(ConfigId id) {
    MappedClass mapped;
    mapped.root = "entity-mappings";
    mapped.file = file_.path;
    mapped.type = type_named(text(id, "@class"));
    const ConfigId table = tree_.get(id, "table");
    mapped.table = table == no_config ? base_ : table_at(table, "@name");
    const std::string strategy = text(id, "inheritance.@strategy");
    if (!strategy.empty())
      mapped.hierarchy = strategy == "JOINED" ? "joined" : strategy == "TABLE_PER_CLASS" ? "separate" : "single";
    for (ConfigId child : tree_.children(id)) {
      if (tree_.node(child).key == "secondary-table")
        mapped.parts.push_back({"", table_at(child, "@name"), "", false, true});
      jakarta_query(child);
    }
    for (ConfigId child : tree_.children(tree_.get(id, "attributes"))) {
      const std::string_view key = tree_.node(child).key;
      MappedClass::Part part;
      part.property = text(child, "@name");
      part.target = type_named(text(child, "@target-entity"));
      const ConfigId pairs = tree_.get(child, "join-table"), values = tree_.get(child, "collection-table");
      part.pairs = pairs != no_config || (key == "many-to-many" && text(child, "@mapped-by").empty());
      part.table = base_;
      if (const ConfigId said = pairs == no_config ? values : pairs; said != no_config)
        part.table = table_at(said, "@name");
      if (part.pairs || key == "element-collection") mapped.parts.push_back(std::move(part));
    }
    if (!mapped.type.empty()) out_.classes.push_back(std::move(mapped));
  }

  const extract::SourceFile& file_;
  const ConfigTree& tree_;
  ConfigId root_;
  MappingFiles& out_;
  std::string package_;
  TableReference base_;  // catalog and schema of all tables that say none
};

}  // namespace

MappingFiles read_mapping_files(const std::vector<extract::SourceFile>& files) {
  MappingFiles result;
  for (const extract::SourceFile& file : files) {
    if (file.scope == facts::Scope::Test) continue;
    read_doctrine_mapping(file, result);
    if (file.outline.kind != workspace::FileKind::Xml) continue;
    const ConfigTree& tree = file.outline.config;
    for (ConfigId document : tree.documents()) {
      if (const ConfigId root = tree.get(document, "hibernate-mapping"); root != no_config)
        Reader(file, root, result).hibernate();
      if (const ConfigId root = tree.get(document, "entity-mappings"); root != no_config)
        Reader(file, root, result).jakarta();
    }
  }
  return result;
}

}  // namespace onewriter::link
