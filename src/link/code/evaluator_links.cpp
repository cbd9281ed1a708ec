// Relations that are told elsewhere than where they are used: by calls (Order.hasMany(Item)), by the other side's
// attribute (related_name, backref), by a map in the class (relationMappings), by a schema file (Prisma).

#include <algorithm>
#include <set>

#include "link/code/evaluator.h"
#include "link/code/names.h"
#include "link/models/naming.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// Item, item and items are one name: libraries take the singular or the plural as it fits.
std::string in_plural(std::string_view name) { return plural(lower(name)); }

void bind_table(Binding& binding, const std::string& table) {
  binding.named = true;
  binding.tables.emplace_back();
  binding.tables.back().value = table;
}

// The last part of the names of functions and methods that say a relation.
std::set<std::string, std::less<>> relating_names(const Models& models) {
  std::set<std::string, std::less<>> names;
  for (const auto& library : models.libraries()) {
    for (const auto& [name, callable] : library->functions)
      if (callable->relates) names.emplace(last_part(name));
    for (const auto& [name, type] : library->types)
      for (const auto* rules : {&type->methods, &type->statics})
        for (const MethodRule& rule : *rules)
          if (rule.callable->relates) names.insert(rule.pattern);
  }
  return names;
}

}  // namespace

EntityKey entity_key(const Object& object) {
  if (object.binding && object.binding->entity.declared) return {object.binding->entity.declared, ""};
  if (object.type.declared) return {object.type.declared, ""};
  if (object.binding && !object.binding->tables.empty()) return {nullptr, object.binding->tables.front().value};
  return {};
}

void Evaluator::read_links() {
  const auto names = relating_names(program_.models());
  for (const Unit& unit : program_.units()) {
    if (unit.is_test()) continue;
    for (const NodeId id : unit.calls()) {
      if (!names.count(unit.outline().word(id, Role::Name))) continue;
      const NodeRef ref{unit.index(), id};
      for (const LibraryCall& call : std::vector<LibraryCall>(callee(ref).library))
        if (call.callable->relates) call.callable->relates->to.empty() ? link_back(call, ref) : link_by_call(call, ref);
    }
  }
  for (const auto& decl : program_.type_decls()) link_by_map(*decl);
  for (const SchemaModel& model : program_.schema_models()) {
    schemas_of_[model.table].push_back(model.path);
    for (const SchemaModel::Relation& relation : model.relations) {
      Link link;
      link.name = relation.name;
      link.path = model.path;
      link.held = relation.held;
      auto binding = std::make_shared<Binding>();
      bind_table(*binding, relation.table);
      if (!relation.between.empty()) {
        binding->along.emplace_back();
        binding->along.back().table = relation.between;
      }
      link.to.binding = std::move(binding);
      links_[{nullptr, model.table}].push_back(std::move(link));
    }
  }
}

// author = ForeignKey(Author, related_name="books"): authors have books.
void Evaluator::link_back(const LibraryCall& call, NodeRef ref) {
  const Callable::Relates& relates = *call.callable->relates;
  const auto attribute = attribute_at(ref);
  if (!attribute) return;
  const TypeDecl& holder = *attribute->first;
  const auto of_holder = [&](std::string name) {
    for (const std::string_view placeholder : {"%(class)s", "*"})
      if (const auto at = name.find(placeholder); at != std::string::npos)
        name.replace(at, placeholder.size(), lower(holder.name));
    return name;
  };
  const std::vector<Object> targets = evaluate(ref).objects;
  for (const Object& target : targets) {
    if (!target.binding || !target.binding->entity.declared) continue;
    const Site site{ref, call.receiver, {}};
    const Value said = first_of(relates.name, site);
    Link link;
    link.name = of_holder(said.texts.empty() ? relates.otherwise : said.texts.front().value);
    link.query = said.texts.empty() && !relates.query.empty() ? of_holder(relates.query) : link.name;
    link.path = program_.unit(ref.unit).path();
    if (link.name.empty()) continue;
    auto binding = std::make_shared<Binding>();
    binding->loads = true;
    binding->entity.declared = &holder;
    binding->entity.name = holder.qualified;
    binding->along = target.binding->along;
    LibraryCall gives = call;
    gives.receiver = {};
    gives.receiver.binding = binding;
    for (const TypeExpression& type : relates.returns) link.to.type = type_of(type, gives, site);
    link.to.binding = std::move(binding);
    links_[{target.binding->entity.declared, ""}].push_back(std::move(link));
    return;
  }
}

// Order.belongsToMany(Product, { through: "order_products", as: "products" })
void Evaluator::link_by_call(const LibraryCall& call, NodeRef ref) {
  const Callable::Relates& relates = *call.callable->relates;
  const Site site{ref, call.receiver, {}};
  const Unit& unit = program_.unit(ref.unit);
  const EntityKey from = entity_key(call.receiver);
  if (from == EntityKey()) return;
  const Value named = first_of(relates.name, site), between = first_of(relates.along, site);
  for (const Object& target : first_of(relates.to, site).objects) {
    if (entity_key(target) == EntityKey()) continue;
    Link link;
    link.path = unit.path();
    if (!named.texts.empty()) link.name = named.texts.front().value;
    for (const Selector& selector : relates.to)
      for (const NodeRef& written : expressions(selector, site))
        if (link.name.empty()) {
          link.name = last_part(unit.dotted(written.node));
          link.query = plural(link.name);
        }
    if (link.name.empty()) return;
    auto binding = std::make_shared<Binding>(target.binding ? *target.binding : Binding());
    link.to = target;
    link.to.is_class = false;
    if (target.type.declared) binding->entity = target.type;
    for (const TypeExpression& type : relates.returns)
      if (!target.type.declared) link.to.type = type_of(type, call, site);
    Binding::Along along;
    std::vector<Object> middle = between.objects;
    if (!between.texts.empty() && !between.texts.front().has_holes()) {
      along.table = between.texts.front().value;
      for (const Object& made : registered(unit, along.table).objects) middle.push_back(made);
      if (const Type type = program_.entity_type(unit, along.table); type.declared) along.entity = type;
    }
    for (const Object& object : middle)
      if (object.type.declared)
        along.entity = object.type;
      else if (object.binding && !object.binding->tables.empty())
        along.table = object.binding->tables.front().value;
    if (!along.table.empty() || along.entity.declared) binding->along = {along};
    link.to.binding = std::move(binding);
    links_[from].push_back(std::move(link));
    return;
  }
}

// static relationMappings = { items: { modelClass: Item, join: { through: { from: "order_items.order" } } } }
void Evaluator::link_by_map(const TypeDecl& decl) {
  const Unit& unit = program_.unit(decl.unit);
  if (!same_family(unit.language(), Language::JavaScript) || unit.is_test()) return;
  const std::vector<Type> bases = program_.library_bases(decl);
  for (const Type& base : bases)
    for (const EntityRule& rule : base.library->library->entities) {
      if (rule.related_in.empty()) continue;
      Value maps = field_value(decl, rule.related_in);
      for (const NodeRef& function : std::vector<NodeRef>(maps.callables)) maps.merge(evaluate_result(function));
      for (const MethodRef& getter : program_.methods(decl, rule.related_in)) maps.merge(evaluate_result(getter));
      for (const NodeRef& literal : maps.literals) {
        const auto& o = program_.unit(literal.unit).outline();
        for (const NodeId entry : o.children(literal.node)) {
          if (o.nodes[entry].kind != Kind::Pair) continue;
          const Value said = evaluate({literal.unit, o.child(entry, Role::Value)});
          const Value to = entry_at(said, rule.related_to);
          Link link;
          link.name = program_.unit(literal.unit).dotted(o.child(entry, Role::Key));
          link.path = unit.path();
          auto binding = std::make_shared<Binding>();
          for (const Object& object : to.objects)
            if (object.type.declared) binding->entity = object.type;
          // A class may be named by its file: path.join(__dirname, "Item").
          if (!binding->entity.declared && !to.texts.empty()) {
            const std::string& path = to.texts.front().value;
            const std::string file = path.substr(path.find_last_of("/ ") + 1);
            binding->entity = program_.entity_type(unit, file.substr(0, file.find('.')));
          }
          if (!binding->entity.declared || link.name.empty()) continue;
          if (const Value column = entry_at(said, rule.related_along); !column.texts.empty()) {
            const std::string& text = column.texts.front().value;
            binding->along.emplace_back();
            binding->along.back().table = text.substr(0, text.rfind('.'));
          }
          link.to.type = binding->entity;
          link.to.binding = std::move(binding);
          links_[{&decl, ""}].push_back(std::move(link));
        }
      }
    }
}

std::vector<const Evaluator::Link*> Evaluator::links_of(const Object& from, const Unit& asked_in) const {
  std::vector<const Link*> found;
  const EntityKey key = entity_key(from);
  if (key == EntityKey()) return found;
  std::vector<EntityKey> keys = {key};
  for (std::size_t i = 0; i < keys.size() && i < 8; ++i) {
    if (const auto known = links_.find(keys[i]); known != links_.end())
      for (const Link& link : known->second) found.push_back(&link);
    if (keys[i].first)
      for (const Type& base : program_.bases(*keys[i].first))
        if (base.declared) keys.push_back({base.declared, ""});
  }
  if (key.first) return found;
  // Tables of one name: what the nearest file tells, be it nothing.
  std::size_t nearest = 0;
  if (const auto schemas = schemas_of_.find(key.second); schemas != schemas_of_.end())
    for (const std::string& path : schemas->second) nearest = std::max(nearest, shared_prefix(path, asked_in.path()));
  for (const Link* link : found) nearest = std::max(nearest, shared_prefix(link->path, asked_in.path()));
  std::erase_if(found, [&](const Link* link) { return shared_prefix(link->path, asked_in.path()) < nearest; });
  return found;
}

Value Evaluator::linked(const TypeDecl& decl, std::string_view name) const {
  Value value;
  Object from;
  from.type.declared = &decl;
  for (const Link* link : links_of(from, program_.unit(decl.unit)))
    if (link->name == name) value.objects.push_back(link->to);
  return value;
}

// order.getItems(), order.addItem(item)
std::optional<LibraryCall> Evaluator::edge(const Object& object, std::string_view name, const Unit& asked_in) const {
  std::vector<Type> types;
  if (object.type.library) types.push_back(object.type);
  if (object.type.declared) types = program_.library_bases(object.type);
  for (const Type& type : types)
    for (const MethodRule& rule : type.library->edges) {
      const std::string_view prefix = std::string_view(rule.pattern).substr(0, rule.pattern.find('*'));
      if (!name.starts_with(prefix) || name.size() == prefix.size()) continue;
      const std::string wanted = in_plural(name.substr(prefix.size()));
      for (const Link* link : links_of(object, asked_in))
        if (in_plural(link->name) == wanted) return LibraryCall{type.library->library, rule.callable.get(), link->to};
    }
  return std::nullopt;
}

}  // namespace onewriter::link
