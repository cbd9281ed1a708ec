#include "link/code/entities.h"

#include <algorithm>

#include "link/code/names.h"
#include "link/code/tracking.h"
#include "link/models/naming.h"

namespace onewriter::link {
namespace {

// What an assignment sets: a name, a member, or a writer method (self.table_name = ... of Ruby is a call).
std::string target_of(const Unit& unit, NodeId assign) {
  const auto& o = unit.outline();
  const NodeId target = o.child(assign, Role::Target);
  if (target == no_node || o.nodes[target].kind != Kind::Call) return unit.dotted(target);
  return unit.dotted(o.child(target, Role::Receiver)) + "." + std::string(o.word(target, Role::Name));
}

}  // namespace

bool speaks(const Library& library, Language language) {
  return std::find(library.languages.begin(), library.languages.end(), language) != library.languages.end();
}

Entities::Entities(const Program& program, Evaluator& evaluator, const SettingsLookup& settings,
                   const MappingFiles& mapping)
    : program_(program), evaluator_(evaluator), settings_(settings), mapping_(mapping) {
  read_mapped_in_files();
  read_sets();
  read_fluent_mappings();
  read_default_schemas();
  read_navigations();
  reached_.clear();  // asked while the entities were still being found
  for (const auto& decl : program_.type_decls()) {
    const Unit& unit = program_.unit(decl->unit);
    for (const auto& library : program_.models().libraries()) {
      if (!speaks(*library, unit.language())) continue;
      for (const EntityRule& rule : library->entities) {
        if (rule.any || !applies(*decl, rule)) continue;
        entity_decls_.insert(decl.get());
        std::string name = decl->name;
        for (const NameSource& source : rule.names)
          if (!source.annotations.empty() && last_part(source.annotations.front()) == "Entity")
            if (NodeId a = annotation_of(unit, decl->node, source.annotations); a != no_node)
              if (std::string given = annotation_argument(unit, a, source.arguments); !given.empty()) name = given;
        auto& list = by_entity_name_[name];
        if (list.empty() || list.back() != decl.get()) list.push_back(decl.get());
      }
    }
  }
}

NodeId Entities::annotation_of(const Unit& unit, NodeId node, const std::vector<std::string>& qualified) const {
  const auto& o = unit.outline();
  for (NodeId child : o.children(node))
    if (o.nodes[child].kind == Kind::Annotation && is_annotation(unit, child, qualified)) return child;
  return no_node;
}

bool Entities::is_annotation(const Unit& unit, NodeId annotation, const std::vector<std::string>& qualified) const {
  const std::string written = normalised(unit.outline().word(annotation, Role::Name));
  for (const std::string& wanted : qualified) {
    if (last_part(written) != last_part(wanted) && last_part(written) != std::string(last_part(wanted)) + "Attribute")
      continue;
    // The import decides where there is one; without it (wildcards, implicit namespaces) the simple name does.
    auto import = unit.imports().find(written.substr(0, written.find('.')));
    if (import == unit.imports().end()) return true;
    const std::string path = import->second.module + (import->second.name.empty() ? "" : "." + import->second.name);
    if (path == wanted || wanted.starts_with(path) ||
        path.ends_with(std::string(".") + std::string(last_part(wanted)))) {
      // javax.persistence.Entity is not org.other.Entity.
      if (wanted.find('.') == std::string::npos || path == wanted || wanted.starts_with(path + ".") ||
          path.starts_with("."))
        return true;
    }
  }
  return false;
}

std::string Entities::annotation_argument(const Unit& unit, NodeId annotation, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    Value value = evaluator_.select(selector(name), {{unit.index(), annotation}, {}, {}});
    for (const Object& object : value.objects)  // #[diesel(table_name = users)]
      if (value.texts.empty() && object.binding) value.texts = object.binding->tables;
    if (value.texts.empty() || value.texts.front().has_holes()) continue;
    // Quoted so that the database keeps its case: @Table(name = "`Order`") (Hibernate ORM User Guide: SQL quoted
    // identifiers).
    std::string text = value.texts.front().value;
    if (text.size() > 2 && (text.front() == '`' || text.front() == '"') && text.back() == text.front())
      text = text.substr(1, text.size() - 2);
    if (!text.empty()) return text;
  }
  return "";
}

const Library* Entities::tracked_by(const TypeDecl& decl) const {
  for (const auto& library : program_.models().libraries()) {
    if (!speaks(*library, program_.unit(decl.unit).language())) continue;
    for (const EntityRule& rule : library->entities)
      if (rule.tracked && applies(decl, rule)) return library.get();
  }
  return nullptr;
}

bool Entities::applies(const TypeDecl& decl, const EntityRule& rule) const {
  if (!rule.declared_with.empty()) {
    const Unit& unit = program_.unit(decl.unit);
    const auto& o = unit.outline();
    bool said = false;
    for (NodeId child : o.children(decl.node))
      said = said ||
             (o.nodes[child].kind == Kind::Pair && rule.declared_with == unit.dotted(o.child(child, Role::Key)) + "=" +
                                                                             unit.dotted(o.child(child, Role::Value)));
    if (!said) return false;
  }
  if (!rule.annotated.empty() && annotation_of(program_.unit(decl.unit), decl.node, rule.annotated) != no_node)
    return true;
  if (auto file = in_files_.find(&decl);
      file != in_files_.end() &&
      std::find(rule.mapped_in.begin(), rule.mapped_in.end(), file->second->root) != rule.mapped_in.end())
    return true;
  if (!rule.extends.empty())
    for (const Type& base : program_.library_bases(decl))
      for (const std::string& wanted : rule.extends)
        if (base.library && base.library->name == wanted) return true;
  const bool by_calls =
      !rule.configured_by.empty() ||
      std::any_of(rule.names.begin(), rule.names.end(), [](const NameSource& each) { return !each.set.empty(); });
  return by_calls && configured_.count({&decl, rule.library}) && !is_embedded(decl);
}

std::string Entities::constant_field(const TypeDecl& decl, const std::string& field) {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  const auto dot = field.find('.');
  auto constant = [&](NodeId node) -> std::string {
    const Value& value = evaluator_.evaluate({unit.index(), node});
    if (!value.texts.empty() && !value.texts.front().has_holes()) return value.texts.front().value;
    return node == no_node ? "" : unit.dotted(node);
  };
  for (NodeId child : o.children(decl.node)) {
    if (dot != std::string::npos && o.nodes[child].kind == Kind::Type &&
        o.word(child, Role::Name) == field.substr(0, dot)) {
      for (NodeId inner : o.children(child))
        if ((o.nodes[inner].kind == Kind::Field || o.nodes[inner].kind == Kind::Assign) &&
            (o.word(inner, Role::Name) == field.substr(dot + 1) ||
             unit.dotted(o.child(inner, Role::Target)) == field.substr(dot + 1)))
          return constant(o.child(inner, Role::Value));
    }
    if (o.nodes[child].kind != Kind::Field && o.nodes[child].kind != Kind::Assign) continue;
    // meta = {"collection": "orders"}
    if (dot != std::string::npos && o.word(child, Role::Name) == field.substr(0, dot)) {
      const NodeId map = o.child(child, Role::Value);
      if (map == no_node || o.nodes[map].kind != Kind::Map) continue;
      for (NodeId pair : o.children(map)) {
        if (o.nodes[pair].kind != Kind::Pair) continue;
        const NodeId key = o.child(pair, Role::Key);
        if (key != no_node && (unit.dotted(key) == field.substr(dot + 1) || constant(key) == field.substr(dot + 1)))
          return constant(o.child(pair, Role::Value));
      }
    }
    if (o.word(child, Role::Name) == field || target_of(unit, child) == field)
      return constant(o.child(child, Role::Value));
  }
  return "";
}

bool Entities::is_abstract(const TypeDecl& decl, const EntityRule& rule) {
  if (!rule.abstract_annotations.empty() &&
      annotation_of(program_.unit(decl.unit), decl.node, rule.abstract_annotations) != no_node)
    return true;
  if (rule.abstract_field.empty()) return false;
  const std::string said = constant_field(decl, rule.abstract_field);
  if (said == "True" || said == "true") return true;
  // What a model names as a type of the library's is a base to build on, no entity (Rails' ApplicationRecord).
  return program_.models().type(program_.unit(decl.unit).language(), decl.qualified) != nullptr;
}

std::string Entities::given_to_base(const TypeDecl& decl, int position) {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  Selector given;
  given.position = position;
  for (NodeId id = decl.node + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[decl.node].span.end_line;
       ++id) {
    if (o.nodes[id].kind != Kind::Call || unit.enclosing(id, Kind::Type) != decl.node) continue;
    const std::string_view name = o.word(id, Role::Name);
    if (name != "super" && name != "this" && o.nodes[id].role != Role::Base) continue;
    const Value value = evaluator_.select(given, {{unit.index(), id}, {}, {}});
    if (!value.texts.empty() && !value.texts.front().has_holes() && !value.texts.front().value.empty())
      return value.texts.front().value;
  }
  return "";
}

// companion object : IntEntityClass<Order>(Orders): the table's object.
const TypeDecl* Entities::given_by_companion(const TypeDecl& decl) {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  for (NodeId id = decl.node + 1; id < end_of(o, decl.node); ++id) {
    if (o.nodes[id].kind != Kind::Call || o.word(id, Role::Name) != "super") continue;
    const NodeId holder = unit.enclosing(id, Kind::Type);
    if (holder == no_node || unit.enclosing(holder, Kind::Type) != decl.node) continue;
    for (const NodeRef& argument : evaluator_.arguments({unit.index(), id}))
      for (const Object& object : evaluator_.evaluate(argument).objects)
        if (object.type.declared) return object.type.declared;
  }
  return nullptr;
}

// A base whose method makes the table's name from that of the class which inherits it: it has no table of its own.
bool Entities::names_inheritors(const TypeDecl& decl, const EntityRule& rule) {
  for (const NameSource& source : rule.names) {
    if (source.method.empty()) continue;
    for (const MethodRef& method : program_.methods(decl, source.method))
      for (const Text& text : returned_by(method))
        if (text.value.find(class_name_hole) != std::string::npos) return true;
  }
  return false;
}

std::vector<Text> Entities::returned_by(const MethodRef& method) {
  const auto& o = program_.unit(method.unit).outline();
  for (NodeId id = method.node + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[method.node].span.end_line;
       ++id)
    if (o.nodes[id].kind == Kind::Return)
      if (const Value& value = evaluator_.evaluate({method.unit, o.child(id, Role::Value)}); !value.texts.empty())
        return value.texts;
  return {};
}

std::optional<MappedTable> Entities::by_rule(const TypeDecl& decl, const EntityRule& rule, int depth) {
  if (depth > 12 || is_abstract(decl, rule)) return std::nullopt;
  const Unit& unit = program_.unit(decl.unit);
  // Django's proxy models are their base under another name.
  if (const std::string proxy = rule.inheritance == "proxy" ? constant_field(decl, "Meta.proxy") : ""; !proxy.empty())
    for (const Type& base : program_.bases(decl))
      if (base.declared && (proxy == "True" || proxy == "true")) return by_rule(*base.declared, rule, depth + 1);
  // A subclass of an entity lives in its root's table, where the library keeps hierarchies in one table; unless an
  // attribute of its own names another.
  const bool named_by_itself = std::any_of(rule.names.begin(), rule.names.end(), [&](const NameSource& source) {
    return !source.field.empty() && !constant_field(decl, source.field).empty() && has_own_key(decl);
  });
  auto said = fluent_.find(&decl);
  if (rule.inheritance == "single" && !named_by_itself && (said == fluent_.end() || said->second.table.empty())) {
    for (const Type& base : program_.bases(decl)) {
      if (!base.declared || !(rule.any || applies(*base.declared, rule)) || is_abstract(*base.declared, rule)) continue;
      if (names_inheritors(*base.declared, rule)) continue;
      // A base that is kept nowhere is there to build on: class Base(DeclarativeBase).
      if (hierarchy(*base.declared, decl, rule) != "single") continue;
      if (std::optional<MappedTable> root = by_rule(*base.declared, rule, depth + 1)) return root;
    }
  }
  if (said_hierarchy(decl, rule) == "separate" && is_abstract_class(unit, decl.node)) return std::nullopt;
  MappedTable mapped;
  mapped.library = rule.library;
  mapped.declared = {decl.unit, decl.node};
  mapped.confidence = facts::Confidence::Certain;
  const std::string naming = naming_of(decl, rule);
  auto given = [&](std::string name) {
    name = without_braces(std::move(name));
    mapped.table.name = rule.naming_on_given ? named(naming, name).value_or(name) : std::move(name);
    return mapped;
  };
  if (auto schema = default_schema_.find(&decl); schema != default_schema_.end()) mapped.table.schema = schema->second;
  if (auto fluent = fluent_.find(&decl); fluent != fluent_.end()) {
    if (!fluent->second.schema.empty()) mapped.table.schema = fluent->second.schema;
    if (!fluent->second.table.empty()) {
      return given(fluent->second.table);
    }
  }
  for (const NameSource& source : rule.names) {
    if (!source.annotations.empty()) {
      const NodeId annotation = annotation_of(unit, decl.node, source.annotations);
      if (annotation == no_node) continue;
      if (!source.schema_argument.empty())
        if (std::string schema = annotation_argument(unit, annotation, {source.schema_argument}); !schema.empty())
          mapped.table.schema = schema;
      if (!source.catalog_argument.empty())
        mapped.table.database = annotation_argument(unit, annotation, {source.catalog_argument});
      if (std::string name = annotation_argument(unit, annotation, source.arguments); !name.empty()) return given(name);
    } else if (!source.field.empty()) {
      if (std::string name = constant_field(decl, source.field); !name.empty()) return given(name);
    } else if (!source.tag.empty()) {
      if (std::string name = tagged(decl, source); !name.empty()) return given(name);
    } else if (!source.entry.empty()) {
      for (const MethodRef& method : program_.methods(decl, source.method))
        if (std::string name = written_in(method, source.entry); !name.empty()) return given(name);
    } else if (!source.method.empty()) {
      for (const MethodRef& method : program_.methods(decl, source.method))
        for (Text text : returned_by(method)) {
          text.value = with_class_name(text, decl.name);
          if (!text.has_holes()) return given(text.value);
        }
    } else if (source.base) {
      if (std::string name = given_to_base(decl, *source.base); !name.empty()) return given(name);
    } else if (source.companion) {
      if (const TypeDecl* table = given_by_companion(decl)) return table_of(*table, rule.library);
    } else if (!source.set.empty()) {
      auto set = sets_.find({&decl, rule.library});
      if (set == sets_.end()) continue;
      if (!set->second.said.empty()) return given(set->second.said);
      mapped.confidence = facts::Confidence::Likely;
      mapped.table.name = named(naming, set->second.property).value_or(set->second.property);
      return mapped;
    } else if (source.type) {
      // A class that others extend and nothing maps is their base: class Model extends SequelizeModel.
      if (same_family(unit.language(), Language::JavaScript) && !fluent_.count(&decl) &&
          !program_.derived(decl).empty()) {
        bool annotated = false;
        for (NodeId child : unit.outline().children(decl.node))
          annotated = annotated || unit.outline().nodes[child].kind == Kind::Annotation;
        if (!annotated) return std::nullopt;
      }
      mapped.confidence = facts::Confidence::Likely;
      mapped.table.name = prefix_of(decl, source) + named(naming, decl.name).value_or(decl.name);
      for (const std::string& key : rule.prefix_settings)
        if (std::string prefix = settings_.value(unit.path(), key); !prefix.empty()) {
          mapped.table.name = prefix + mapped.table.name;
          break;
        }
      if (!rule.prefix_written.empty())
        mapped.table.name = written_prefix(module_root(unit.path()), rule.prefix_written) + mapped.table.name;
      return mapped;
    }
  }
  return std::nullopt;
}

std::optional<MappedTable> Entities::table_of(const TypeDecl& decl, const Library* library) {
  const auto key = std::pair(&decl, library);
  if (auto known = known_.find(key); known != known_.end()) return known->second;
  known_[key] = std::nullopt;
  const Language language = program_.unit(decl.unit).language();
  std::optional<MappedTable> mapped;
  // A class derived from a library's own entity lives in that one's table.
  if (auto said = fluent_.find(&decl); said == fluent_.end() || said->second.table.empty())
    for (const Type& base : program_.library_bases(decl))
      if (!mapped && base.library->table.size()) {
        mapped.emplace();
        mapped->table = renamed(base.library->table, program_.unit(decl.unit).path());
        mapped->library = base.library->library;
        mapped->declared = {decl.unit, decl.node};
      }
  if (auto alone = fluent_.find(&decl); alone != fluent_.end() && alone->second.alone) {
    mapped.emplace();
    mapped->table.name = alone->second.table;
    mapped->library = alone->second.alone;
    mapped->declared = {decl.unit, decl.node};
    mapped->confidence = facts::Confidence::Certain;
    return known_[key] = mapped;
  }
  auto try_library = [&](const Library& each, bool own) {
    for (const EntityRule& rule : each.entities)
      if (!mapped && (applies(decl, rule) || (rule.any && own))) mapped = by_rule(decl, rule, 0);
  };
  // type OrderDocument = HydratedDocument<Order>: another name for the entity
  if (same_family(language, Language::JavaScript))
    for (const Type& base : program_.bases(decl)) {
      const auto& o = program_.unit(decl.unit).outline();
      bool alias = false;
      for (NodeId child : o.children(decl.node))
        alias = alias || (o.nodes[child].role == Role::Modifier && o.text(child) == "type");
      if (alias && base.declared && !mapped) mapped = table_of(*base.declared, library);
      for (const Type& argument : base.arguments)
        if (alias && argument.declared && !mapped) mapped = table_of(*argument.declared, library);
    }
  if (mapped) return known_[key] = mapped;
  if (library) try_library(*library, true);
  for (const auto& each : program_.models().libraries())
    if (!mapped && each.get() != library && speaks(*each, language)) try_library(*each, false);
  return known_[key] = mapped;
}

const TypeDecl* Entities::entity_named(const Unit& from, std::string_view name) {
  auto found = by_entity_name_.find(std::string(last_part(name)));
  if (found == by_entity_name_.end()) return nullptr;
  const TypeDecl* best = nullptr;
  std::size_t shared = 0;
  for (const TypeDecl* decl : found->second) {
    const std::string& path = program_.unit(decl->unit).path();
    const std::size_t common = shared_prefix(path, from.path());
    if (!best || common > shared) best = decl, shared = common;
  }
  return best;
}

}  // namespace onewriter::link
