// Entities that nothing on the class tells of: sets of a context, fluent mappings, classes that configure an entity,
// types that entities lead to. EF Core documentation: "Entity Types", "Owned Entity Types", "Relationship navigations".

#include <algorithm>

#include "link/code/entities.h"
#include "link/code/names.h"
#include "link/code/tracking.h"

namespace onewriter::link {
namespace {

bool is_plain_class(const Unit& unit, NodeId type) {
  const auto& o = unit.outline();
  for (NodeId child : o.children(type))
    if (o.nodes[child].role == Role::Modifier)
      for (std::string_view other : {"enum", "interface", "struct", "static"})
        if (o.text(child) == other) return false;
  return true;
}

}  // namespace

bool is_abstract_class(const Unit& unit, NodeId type) {
  const auto& o = unit.outline();
  for (NodeId child : o.children(type))
    if (o.nodes[child].role == Role::Modifier && o.text(child) == "abstract") return true;
  return false;
}

// EF: public DbSet<Order> Orders { get; set; } in a class derived from DbContext.
void Entities::read_sets() {
  std::map<std::string, std::vector<std::pair<const NameSource*, const Library*>>> sources;  // by the type of the set
  for (const auto& library : program_.models().libraries())
    for (const EntityRule& rule : library->entities)
      for (const NameSource& source : rule.names)
        for (const std::string& type : source.set) sources[type].emplace_back(&source, library.get());
  if (sources.empty()) return;
  for (const Unit& unit : program_.units()) {
    const auto& o = unit.outline();
    for (NodeId id = 0; id < o.nodes.size(); ++id) {
      if (o.nodes[id].kind != Kind::Field) continue;
      const NodeId written = o.child(id, Role::Type);
      if (written == no_node) continue;
      const Type type = program_.type_at(unit.index(), written);
      if (!type.library || type.arguments.empty() || !type.arguments[0].declared) continue;
      if (const auto found = sources.find(type.library->name); found != sources.end())
        for (const auto& [source, library] : found->second) read_set(unit, id, *source, library);
    }
  }
}

void Entities::read_set(const Unit& unit, NodeId field, const NameSource& source, const Library* library) {
  const auto& o = unit.outline();
  const TypeDecl* entity = program_.type_at(unit.index(), o.child(field, Role::Type)).arguments[0].declared;
  const NodeId holder = unit.enclosing(field, Kind::Type);
  const TypeDecl* context = holder == no_node ? nullptr : program_.decl_at(unit.index(), holder);
  const std::vector<Type> bases = context ? program_.library_bases(*context) : std::vector<Type>();
  if (!source.set_in.empty() && std::none_of(bases.begin(), bases.end(), [&](const Type& base) {
        return std::find(source.set_in.begin(), source.set_in.end(), base.library->name) != source.set_in.end();
      }))
    return;
  configured_.insert({entity, library});
  // A repository keeps its set in a field; the name of the table is that of a context's property.
  if (!context || (bases.empty() && is_plain_class(unit, context->node))) return;
  Set set{context, std::string(o.word(field, Role::Name)), ""};
  if (const NodeId said = annotation_of(unit, field, source.set_named_by); said != no_node)
    set.said = annotation_argument(unit, said, {"0"});
  sets_.try_emplace({entity, library}, std::move(set));
}

// Calls that models mark with `maps`: builder.ToTable("orders"); and types that extend a configuration of an entity.
void Entities::read_fluent_mappings() {
  for (const auto& decl : program_.type_decls())
    if (const Configured said = configured_by(*decl); said.entity) configured_.insert({said.entity, said.library});
  std::set<Language> mapping;  // the languages of libraries that have such calls
  for (const auto& library : program_.models().libraries()) {
    bool maps = false;
    for (const auto& [name, callable] : library->functions) maps = maps || !callable->maps.empty();
    for (const auto& [name, type] : library->types)
      for (const auto* rules : {&type->methods, &type->statics})
        for (const MethodRule& rule : *rules)
          maps = maps || !rule.callable->maps.empty() || !rule.callable->embeds.empty();
    if (maps) mapping.insert(library->languages.begin(), library->languages.end());
  }
  for (const Unit& unit : program_.units()) {
    if (!mapping.count(unit.language())) continue;
    for (NodeId call : unit.calls()) {
      const NodeRef ref{unit.index(), call};
      for (const LibraryCall& library : evaluator_.callee(ref).library) {
        const Evaluator::Site site{ref, library.receiver, {}};
        for (const Selector& selector : library.callable->embeds) {
          const Type type = evaluator_.type_of_value(evaluator_.select(selector, site));
          if (type.declared) embedded_.insert(type.declared);
        }
        if (!library.callable->pairs.empty()) read_pair(*library.callable, site);
        if (!library.callable->hierarchy.empty())
          if (const Type root = evaluator_.type_parameter(library.receiver, "E"); root.declared)
            hierarchies_[root.declared] = library.callable->hierarchy;
        if (library.callable->maps.empty()) continue;
        auto entity = library.callable->maps.find("entity");
        if (entity == library.callable->maps.end()) continue;
        auto text = [&](const char* name) -> std::string {
          auto selectors = library.callable->maps.find(name);
          if (selectors == library.callable->maps.end()) return "";
          const Value value = evaluator_.first_of(selectors->second, site);
          return value.texts.empty() || value.texts.front().has_holes() ? "" : value.texts.front().value;
        };
        const std::string table = text("table"), schema = text("schema");
        const Value value = evaluator_.first_of(entity->second, site);
        for (const Object& object : value.objects) {
          if (!object.type.library || object.type.library->table.empty() || table.empty()) continue;
          renamed_.push_back({object.type.library->table, {table, schema, ref}});
        }
        // model<Order, OrderModel>("Order", schema): both types stand for the table that the call binds its result to.
        if (!library.callable->maps.count("table") && !library.callable->binds.empty()) {
          const Value& made = evaluator_.evaluate(ref);
          for (const Selector& selector : entity->second)
            for (const Object& object : evaluator_.select(selector, site).objects)
              if (object.type.declared && !made.objects.empty() && made.objects.front().binding &&
                  !made.objects.front().binding->tables.empty() &&
                  !made.objects.front().binding->tables.front().has_holes())
                fluent_[object.type.declared] = {made.objects.front().binding->tables.front().value, "", ref,
                                                 library.library};
          continue;
        }
        const Type type = evaluator_.type_of_value(value);
        if (!type.declared) continue;
        configured_.insert({type.declared, library.library});
        Explicit& given = fluent_[type.declared];
        given.place = ref;
        if (!table.empty()) given.table = table;
        if (!schema.empty()) given.schema = schema;
      }
    }
  }
  for (const TypeDecl* decl : embedded_)
    if (auto fluent = fluent_.find(decl); fluent != fluent_.end() && !fluent->second.table.empty())
      tables_of_embedded_.insert(decl);
}

// The entity that a class configures: class OrderMap : IEntityTypeConfiguration<Order>.
Entities::Configured Entities::configured_by(const TypeDecl& decl) const {
  for (const Type& base : program_.library_bases(decl))
    for (const auto& library : program_.models().libraries())
      for (const EntityRule& rule : library->entities)
        for (const std::string& wanted : rule.configured_by)
          if (base.library && base.library->name == wanted && !base.arguments.empty() && base.arguments[0].declared)
            return {base.arguments[0].declared, library.get()};
  return {};
}

// The entities that a stretch of a context's code brings into its model.
void Entities::entities_configured_in(const Unit& unit, NodeId first, NodeId last, std::set<const TypeDecl*>& out,
                                      int depth) {
  const auto& o = unit.outline();
  for (NodeId id = first; id < last; ++id) {
    if (o.nodes[id].kind == Kind::Field && o.child(id, Role::Type) != no_node) {
      const Type type = program_.type_at(unit.index(), o.child(id, Role::Type));
      if (type.library && !type.arguments.empty() && type.arguments[0].declared) out.insert(type.arguments[0].declared);
    }
    if (o.nodes[id].kind != Kind::Call) continue;
    const NodeRef ref{unit.index(), id};
    const Callee& what = evaluator_.callee(ref);
    for (const LibraryCall& library : what.library) {
      const Evaluator::Site site{ref, library.receiver, {}};
      if (auto entity = library.callable->maps.find("entity"); entity != library.callable->maps.end())
        if (const Type type = evaluator_.type_of_value(evaluator_.first_of(entity->second, site)); type.declared)
          out.insert(type.declared);
      if (library.callable->configures.empty()) continue;
      const Value value = evaluator_.first_of(library.callable->configures, site);
      bool named = false;
      for (const Object& object : value.objects)
        if (object.type.declared)
          if (const TypeDecl* entity = configured_by(*object.type.declared).entity) named = true, out.insert(entity);
      if (named) continue;
      // All of the assembly: those in the folders around the context.
      std::string folder = unit.path().substr(0, unit.path().rfind('/') + 1);
      if (folder.size() > 1) folder.resize(folder.rfind('/', folder.size() - 2) + 1);
      for (const auto& decl : program_.type_decls())
        if (program_.unit(decl->unit).path().starts_with(folder))
          if (const TypeDecl* entity = configured_by(*decl).entity) out.insert(entity);
    }
    if (depth < 2)
      for (const MethodRef& method : what.workspace) {
        const Unit& other = program_.unit(method.unit);
        entities_configured_in(other, method.node, end_of(other.outline(), method.node), out, depth + 1);
      }
  }
}

// modelBuilder.HasDefaultSchema("ordering") counts for all entities of the context that says it. An entity that two
// contexts keep in two schemas has none here.
void Entities::read_default_schemas() {
  std::map<const TypeDecl*, std::string> contexts;
  std::vector<const TypeDecl*> order;
  for (const Unit& unit : program_.units()) {
    for (NodeId call : unit.calls()) {
      const NodeRef ref{unit.index(), call};
      for (const LibraryCall& library : evaluator_.callee(ref).library) {
        const Callable& c = *library.callable;
        if (c.default_schema.empty() && c.maps.empty() && c.configures.empty()) continue;
        const NodeId holder = unit.enclosing(call, Kind::Type);
        const TypeDecl* context = holder == no_node ? nullptr : program_.decl_at(unit.index(), holder);
        if (!context || program_.library_bases(*context).empty() || configured_by(*context).entity) continue;
        if (contexts.emplace(context, "").second) order.push_back(context);
        if (c.default_schema.empty()) continue;
        const Value schema = evaluator_.first_of(c.default_schema, {ref, library.receiver, {}});
        if (!schema.texts.empty() && !schema.texts.front().has_holes()) contexts[context] = schema.texts.front().value;
      }
    }
  }
  std::set<const TypeDecl*> several;
  for (const TypeDecl* context : order) {
    std::set<const TypeDecl*> entities;
    const Unit& unit = program_.unit(context->unit);
    entities_configured_in(unit, context->node, end_of(unit.outline(), context->node), entities, 0);
    for (const TypeDecl* entity : entities) {
      auto [known, added] = default_schema_.emplace(entity, contexts[context]);
      if (!added && known->second != contexts[context]) several.insert(entity);
    }
  }
  for (const TypeDecl* entity : several) default_schema_.erase(entity);
}

const TypeDecl* Entities::property_type(const TypeDecl& decl, NodeId member) const {
  const auto& o = program_.unit(decl.unit).outline();
  if (o.nodes[member].kind != Kind::Field && o.nodes[member].kind != Kind::Parameter) return nullptr;
  const NodeId written = o.child(member, Role::Type);
  if (written == no_node) return nullptr;
  for (NodeId child : o.children(member)) {
    if (o.nodes[child].role == Role::Modifier && (o.text(child) == "static" || o.text(child) == "const"))
      return nullptr;
    if (o.nodes[child].kind == Kind::Annotation && o.word(child, Role::Name).starts_with("NotMapped")) return nullptr;
  }
  const Type type = program_.type_at(decl.unit, written);
  const TypeDecl* target = type.declared;
  if (!target && type.arguments.size() == 1) target = type.arguments[0].declared;
  return target && is_plain_class(program_.unit(target->unit), target->node) ? target : nullptr;
}

bool Entities::has_key(const TypeDecl& decl) const {
  std::vector<const TypeDecl*> chain = {&decl};
  for (std::size_t i = 0; i < chain.size() && i < 8; ++i) {
    const auto& o = program_.unit(chain[i]->unit).outline();
    for (NodeId member : o.children(chain[i]->node)) {
      const std::string_view name = o.word(member, Role::Name);
      if (name == "Id" || name == "ID" || (name.ends_with("Id") && name.substr(0, name.size() - 2) == decl.name))
        return true;
      for (NodeId child : o.children(member))
        if (o.nodes[child].kind == Kind::Annotation && o.word(child, Role::Name) == "Key") return true;
    }
    for (const Type& base : program_.bases(*chain[i]))
      if (base.declared) chain.push_back(base.declared);
  }
  return false;
}

// "Any types that are specified in DbSet properties ... or found by recursively exploring the navigation properties of
// other discovered entity types" are entities; a key is what makes one (EF Core: "Entity Types", "Keys").
void Entities::read_navigations() {
  std::vector<const Library*> navigating;
  for (const auto& library : program_.models().libraries())
    for (const EntityRule& rule : library->entities) {
      if (rule.by_navigation) navigating.push_back(library.get());
      for (const auto& decl : program_.type_decls())
        if (!rule.embedded_annotations.empty() && speaks(*library, program_.unit(decl->unit).language()) &&
            annotation_of(program_.unit(decl->unit), decl->node, rule.embedded_annotations) != no_node)
          embedded_.insert(decl.get());
    }
  for (const Library* library : navigating) read_navigations(library);
}

void Entities::read_navigations(const Library* library) {
  std::vector<const TypeDecl*> queue;
  for (const auto& decl : program_.type_decls())
    if (configured_.count({decl.get(), library})) queue.push_back(decl.get());
  for (std::size_t i = 0; i < queue.size() && i < 20000; ++i) {
    const TypeDecl& decl = *queue[i];
    std::vector<const TypeDecl*> chain = {&decl};
    for (std::size_t c = 0; c < chain.size() && c < 8; ++c) {
      for (NodeId member : program_.unit(chain[c]->unit).outline().children(chain[c]->node)) {
        const TypeDecl* target = property_type(*chain[c], member);
        if (target && is_abstract_class(program_.unit(target->unit), target->node)) continue;
        if (!target || embedded_.count(target) || !has_key(*target)) continue;
        if (!configured_.insert({target, library}).second) continue;
        if (auto schema = default_schema_.find(&decl); schema != default_schema_.end())
          default_schema_.emplace(target, schema->second);
        queue.push_back(target);
      }
      for (const Type& base : program_.bases(*chain[c]))
        if (base.declared) chain.push_back(base.declared);
    }
  }
}

TableReference Entities::renamed(const std::string& table, std::string_view path) const {
  TableReference result;
  result.name = table;
  std::size_t shared = 0;
  for (const auto& [original, given] : renamed_) {
    if (original != table) continue;
    const std::string& other = program_.unit(given.place.unit).path();
    const std::size_t common = 1 + shared_prefix(other, path);
    if (common <= shared) continue;
    shared = common;
    result.name = given.table;
    result.schema = given.schema;
  }
  return result;
}

}  // namespace onewriter::link
