// Rust: modules that a macro declares for tables. table! { users (id) { ... } } makes users::table and
// users::dsl::users (Diesel: macro table). No declaration of theirs stands in the source.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/code/names.h"
#include "link/services/words.h"

namespace onewriter::link {

void Evaluator::read_declared_tables() {
  declared_tables_read_ = true;
  for (const Unit& unit : program_.units()) {
    if (unit.language() != Language::Rust) continue;
    const auto& o = unit.outline();
    for (NodeId call : unit.calls()) {
      if (o.nodes[call].kind != Kind::Call) continue;
      std::string path = program_.external_path(unit, o.word(call, Role::Name));
      if (const NodeId receiver = o.child(call, Role::Receiver); receiver != no_node)
        path = unit.dotted(receiver) + "." + std::string(o.word(call, Role::Name));
      const Models::Function macro = program_.models().function(Language::Rust, path);
      if (!macro || macro.callable->declares.empty()) continue;
      const std::vector<NodeRef> given = arguments({unit.index(), call});
      // #[sql_name = "app_users"] users (id)
      const bool renamed = given.size() > 2 && unit.dotted(given[0].node) == "sql_name";
      const std::string name = given.empty() ? "" : unit.dotted(given[renamed ? 2 : 0].node);
      if (name.empty()) continue;
      DeclaredTable table{{unit.index(), call}, macro.callable, name};
      if (renamed)
        if (const Value& said = evaluate(given[1]); !said.texts.empty()) table.table = said.texts.front().value;
      declared_tables_[name].push_back(std::move(table));
    }
  }
}

// The module that the expression means: users::table, schema::users::dsl::users, a name that such a path brought here.
std::string Evaluator::table_module(NodeRef ref) const {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  const std::vector<std::string> parts = split(unit.dotted(ref.node), ".");
  if (parts.empty()) return "";
  if (unit.enclosing(ref.node, Kind::Annotation) != no_node) return parts.back();
  if (parts.size() > 1) {
    const std::string& before = parts[parts.size() - 2];
    return parts.back() == "table" ? before : before == "dsl" ? parts.back() : "";
  }
  const std::string& name = parts.front();
  if (o.nodes[ref.node].kind != Kind::Name || unit.variable(ref.node, name)) return "";
  if (const auto import = unit.imports().find(name);
      import != unit.imports().end() && last_part(import->second.module) == "dsl")
    return import->second.name;
  for (const std::string& module : unit.wildcard_imports())
    if (module == name + ".dsl" || module.ends_with("." + name + ".dsl")) return name;
  return "";
}

Value Evaluator::or_declared_table(NodeRef ref, Value value) {
  const Unit& unit = program_.unit(ref.unit);
  if (unit.language() != Language::Rust || !value.objects.empty() || !value.texts.empty()) return value;
  const std::string name = table_module(ref);
  if (name.empty()) return value;
  if (!declared_tables_read_) read_declared_tables();
  const auto found = declared_tables_.find(name);
  if (found == declared_tables_.end()) return value;
  const DeclaredTable* nearest = nullptr;
  std::size_t shared = 0;
  for (const DeclaredTable& table : found->second) {
    const std::size_t common = 1 + shared_segments(program_.unit(table.call.unit).path(), unit.path());
    if (common > shared) shared = common, nearest = &table;
  }
  auto binding = std::make_shared<Binding>();
  binding->named = true;
  binding->tables.emplace_back();
  binding->tables.back().value = nearest->table;
  for (const TypeExpression& type : nearest->callable->returns) {
    Object object;
    object.type.library = program_.models().type(Language::Rust, type.name);
    object.type.name = type.name;
    object.binding = binding;
    value.objects.push_back(std::move(object));
  }
  return value;
}

}  // namespace onewriter::link
