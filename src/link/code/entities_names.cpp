// How names become tables where nothing names the table: naming rules and prefixes.

#include <algorithm>

#include "link/code/entities.h"
#include "link/code/names.h"
#include "link/models/naming.h"
#include "link/services/words.h"

namespace onewriter::link {

// Does some file below `root` write that entry ("freezeTableName: true") in a map?
bool Entities::is_written(const std::string& root, const std::string& entry) const {
  const auto [answer, unknown] = written_.try_emplace({root, entry}, false);
  if (!unknown) return answer->second;
  const std::string key = entry.substr(0, entry.find(':'));
  const std::string value = entry.substr(std::min(entry.size(), entry.find(':') + 2));
  for (const Unit& unit : program_.units()) {
    if (!inside(unit.path(), root)) continue;
    const auto& o = unit.outline();
    for (NodeId id = 0; id < o.nodes.size(); ++id)
      if (o.nodes[id].kind == Kind::Pair && unit.dotted(o.child(id, Role::Key)) == key &&
          unit.dotted(o.child(id, Role::Value)) == value)
        return answer->second = true;
  }
  return false;
}

// new PostgresJdbcContext(SnakeCase, "db"), Conventions.Remove<PluralizingTableNameConvention>()
bool Entities::is_mentioned(const std::string& project, const std::string& name) const {
  const auto [answer, unknown] = mentioned_.try_emplace({project, name}, false);
  if (!unknown) return answer->second;
  for (const Unit& unit : program_.units()) {
    if (unit.is_test() || program_.project_of(unit.path()) != project) continue;
    const auto& o = unit.outline();
    for (NodeId id = 0; id < o.nodes.size(); ++id)
      if ((o.nodes[id].kind == Kind::Name || o.nodes[id].kind == Kind::TypeRef) && last_part(unit.dotted(id)) == name)
        return answer->second = true;
  }
  return false;
}

// In the project of the entity or in those of its contexts and of what they extend.
bool Entities::is_mentioned_for(const TypeDecl& decl, const Library* library, const std::string& name) const {
  const auto in_project_of = [&](const TypeDecl& type) {
    return is_mentioned(program_.project_of(program_.unit(type.unit).path()), name);
  };
  if (in_project_of(decl)) return true;
  for (const TypeDecl* context : contexts_of(decl, library)) {
    if (in_project_of(*context)) return true;
    for (const Type& base : program_.bases(*context))
      if (base.declared && in_project_of(*base.declared)) return true;
  }
  return false;
}

// Rails: a module around the class may say a prefix, an engine that isolates its namespace does so by itself, and a
// class inside of another entity has that one's name in front (API: ActiveRecord::ModelSchema, table_name,
// table_name_prefix; Rails::Engine, Isolated Engine).
std::string Entities::module_prefix(const TypeDecl& decl) {
  const Unit& unit = program_.unit(decl.unit);
  const auto dot = decl.qualified.rfind('.');
  if (dot == std::string::npos) return "";
  const std::string outer = decl.qualified.substr(0, dot);
  for (const auto& each : program_.type_decls()) {
    if (each->qualified != outer || program_.unit(each->unit).language() != unit.language()) continue;
    for (const MethodRef& method : program_.methods(*each, "table_name_prefix")) {
      const Value said = evaluator_.evaluate_result(method);
      if (!said.texts.empty() && !said.texts.front().has_holes()) return said.texts.front().value;
    }
    for (const Type& base : program_.library_bases(*each))
      for (const EntityRule& rule : base.library->library->entities)
        if (applies(*each, rule) && !is_abstract(*each, rule)) return snake_case(each->name) + "_";
  }
  for (const NodeRef& call : program_.calls_named(unit.language(), "isolate_namespace")) {
    const NodeId argument = program_.unit(call.unit).outline().child(call.node, Role::Argument);
    if (program_.unit(call.unit).dotted(argument) == outer) return snake_case(outer) + "_";
  }
  return "";
}

// Django: the label of the application in front of the model's name. It is the name of the folder that holds models.py
// or the package models, unless Meta.app_label or the AppConfig of that folder says another (Django: Model Meta
// options, db_table; Applications, AppConfig.label).
std::string Entities::prefix_of(const TypeDecl& decl, const NameSource& source) {
  if (source.prefix.empty()) return "";
  if (source.prefix == "module") return module_prefix(decl);
  if (source.prefix != "app") return source.prefix;
  if (!source.prefix_field.empty())
    if (const std::string said = constant_field(decl, source.prefix_field); !said.empty()) return said + "_";
  std::string folder = program_.unit(decl.unit).path();
  folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  if (auto models = folder.rfind("/models"); models != std::string::npos) folder.resize(models);
  for (const Unit& unit : program_.units()) {
    if (unit.path() != folder + "/apps.py") continue;
    for (NodeId type : unit.types())
      if (const TypeDecl* config = program_.decl_at(unit.index(), type))
        if (const std::string label = constant_field(*config, "label"); !label.empty()) return label + "_";
  }
  const std::string app = folder.substr(folder.rfind('/') + 1);
  return app.empty() ? "" : app + "_";
}

// In the tree, or in a method of shared code that the tree calls: options.UseSnakeCaseNamingConvention() stands in a
// set-up method that services share.
bool Entities::is_called(Language language, const std::string& root, std::string_view function) const {
  for (const NodeRef& call : program_.calls_named(language, function)) {
    const Unit& unit = program_.unit(call.unit);
    if (inside(unit.path(), root)) return true;
    const NodeId around = unit.enclosing(call.node, Kind::Method);
    if (around == no_node) continue;
    for (const NodeRef& user : program_.calls_named(language, unit.outline().word(around, Role::Name)))
      if (inside(program_.unit(user.unit).path(), root)) return true;
  }
  return false;
}

std::string Entities::in_naming(const TypeDecl& decl, const EntityRule& rule, const std::string& name) const {
  return named(naming_of(decl, rule), name).value_or(name);
}

std::string Entities::naming_of(const TypeDecl& decl, const EntityRule& rule) const {
  const std::string& path = program_.unit(decl.unit).path();
  const std::string root = module_root(path);
  for (const NamingRule& naming : rule.naming) {
    if (!naming.setting.empty() && !matches(naming.setting_pattern, settings_.value(path, naming.setting))) continue;
    if (!naming.imported.empty()) {
      bool seen = false;
      for (const Unit& unit : program_.units()) {
        if (seen || !inside(unit.path(), root)) continue;
        for (const auto& [alias, import] : unit.imports()) seen = seen || matches(naming.imported, import.module);
        for (const std::string& wildcard : unit.wildcard_imports()) seen = seen || matches(naming.imported, wildcard);
      }
      if (!seen) continue;
    }
    if (!naming.written.empty() && !is_written(root, naming.written)) continue;
    if (!naming.mentioned.empty() && !is_mentioned_for(decl, rule.library, naming.mentioned)) continue;
    if (!naming.called.empty() && !is_called(program_.unit(decl.unit).language(), root, naming.called)) continue;
    return naming.use;
  }
  return "as-is";
}

// Flask-SQLAlchemy 3, "Models and Tables": a subclass without a primary key of its own has no table, whatever it says.
bool Entities::has_own_key(const TypeDecl& decl) const {
  const Unit& unit = program_.unit(decl.unit);
  if (unit.language() != Language::Python) return true;
  const auto& o = unit.outline();
  for (NodeId id = decl.node + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[decl.node].span.end_line;
       ++id)
    if (o.nodes[id].kind == Kind::Pair && unit.dotted(o.child(id, Role::Key)) == "primary_key") return true;
  return false;
}

}  // namespace onewriter::link
