// Accesses that no call names: through associations in queries, by change tracking, by generic repositories.

#include "link/code/observer.h"

namespace onewriter::link {

void Observer::observe_navigations(const Unit& unit, NodeId first, NodeId last, const StatementSite& where) {
  const auto& o = unit.outline();
  for (NodeId id = first; id < last; ++id) {
    if (o.nodes[id].kind != Kind::Member) continue;
    const auto [owner, member] = tracking_.property(unit, id);
    if (!owner) continue;
    const TypeDecl* target = entities_.property_type(*owner, member);
    const std::optional<MappedTable> mapped = target ? entities_.table_of(*target, nullptr) : std::nullopt;
    if (!mapped || !entities_.table_of(*owner, nullptr)) continue;
    observe_entity(*target, facts::Mode::Read, mapped->library, where);
    observe_between(*owner, member, facts::Mode::Read, where);
  }
}

void Observer::observe_between(const TypeDecl& owner, NodeId member, facts::Mode mode, const StatementSite& where) {
  const std::optional<TableReference> table = entities_.between(owner, member);
  if (!table) return;
  Observation o = blank(where);
  o.mode = mode;
  o.table = *table;
  o.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
  out_.items.push_back(std::move(o));
}

// Include("Items.Product")
void Observer::observe_named_navigation(const TypeDecl& start, std::string_view path, const StatementSite& where) {
  const TypeDecl* at = &start;
  while (at && !path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path = name.size() == path.size() ? std::string_view() : path.substr(name.size() + 1);
    const auto& o = program_.unit(at->unit).outline();
    const TypeDecl* next = nullptr;
    for (NodeId member : o.children(at->node))
      if (o.nodes[member].kind == Kind::Field && o.word(member, Role::Name) == name) {
        next = entities_.property_type(*at, member);
        observe_between(*at, member, facts::Mode::Read, where);
      }
    if (next) observe_entity(*next, facts::Mode::Read, nullptr, where);
    at = next;
  }
}

void Observer::observe_query_lambdas(const LibraryCall& call, const NodeRef& ref, const StatementSite& where) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  for (const NodeRef& argument : evaluator_.arguments(ref)) {
    if (o.nodes[argument.node].kind == Kind::Lambda) {
      observe_navigations(unit, argument.node, end_of(o, argument.node), where);
    } else if (o.nodes[argument.node].kind == Kind::String) {
      Type entity = evaluator_.type_parameter(call.receiver, "E");
      if (!entity.declared && call.receiver.binding) entity = call.receiver.binding->entity;
      if (!entity.declared) continue;
      for (const Text& text : evaluator_.evaluate(argument).texts) {
        // Doctrine: join('o.customer', 'c') begins with the alias of the entity.
        const auto alias = unit.language() == Language::Php ? text.value.find('.') : std::string::npos;
        observe_named_navigation(*entity.declared,
                                 alias == std::string::npos ? text.value : text.value.substr(alias + 1), where);
      }
    }
  }
}

// foreach (var o in context.Orders), from o in context.Orders, Task.Run(() => context.Orders), return context.Orders:
// a set that is gone through or handed on is read.
void Observer::observe_set_use(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  auto read = [&](NodeId source) {
    if (source == no_node || (o.nodes[source].kind != Kind::Member && o.nodes[source].kind != Kind::Name)) return;
    for (const Object& object : evaluator_.evaluate({unit.index(), source}).objects) {
      if (object.is_class || !object.type.library || object.type.arguments.empty()) continue;
      const auto rule = evaluator_.member_rule(object, "AsEnumerable", Evaluator::Member::Method);
      if (!rule || rule->callable->reads.empty() || !object.type.arguments[0].declared) continue;
      observe_entity(*object.type.arguments[0].declared, facts::Mode::Read, rule->library,
                     site_of(unit, source, *rule));
    }
  };
  if (o.nodes[id].kind == Kind::Loop) {
    bool query = false;
    for (NodeId child : o.children(id))
      if (o.nodes[child].role == Role::Value) {
        read(child);
        for (const Object& object : evaluator_.evaluate({unit.index(), child}).objects)
          query = query || (object.type.library && object.type.library->parameters.size() >= 1);
      }
    // A loop that is an expression is a query.
    const Role role = o.nodes[id].role;
    if (query && (role == Role::Value || role == Role::Argument || role == Role::Receiver))
      observe_navigations(unit, id + 1, end_of(o, id), site_of(unit, id));
  } else if (o.nodes[id].kind == Kind::Return) {
    read(o.child(id, Role::Value));
  }
}

// entity.State = x on an object that was not made here, in a method that saves.
void Observer::observe_change(const Unit& unit, NodeId id) {
  if (unit.language() != Language::CSharp) return;
  const auto& o = unit.outline();
  std::set<const TypeDecl*> changed;
  if (o.nodes[id].kind == Kind::Assign) {
    const NodeId target = o.child(id, Role::Target);
    if (target == no_node || o.nodes[target].kind != Kind::Member) return;
    const NodeId object = o.child(target, Role::Object);
    if (tracking_.made_here(unit, object)) return;
    for (const Object& each : evaluator_.evaluate({unit.index(), object}).objects)
      if (each.type.declared && !each.is_class) changed.insert(each.type.declared);
  } else if (const NodeId receiver = o.child(id, Role::Receiver); receiver != no_node) {
    const std::string_view name = o.word(id, Role::Name);
    if (Tracking::adds(name) || Tracking::removes(name))
      if (const auto [owner, member] = tracking_.property(unit, receiver); owner && entities_.table_of(*owner, nullptr))
        if (const TypeDecl* element = entities_.property_type(*owner, member)) {
          // A pair is added or removed, not the entity at the other end.
          const bool pair = entities_.between(*owner, member).has_value();
          if (pair && tracking_.saves(tracking_.runner(unit, id)))
            observe_between(*owner, member, facts::Mode::Write,
                            site_of(unit, id, {entities_.table_of(*owner, nullptr)->library, nullptr, {}}));
          if (!pair) changed.insert(element);
        }
    const Callee& what = evaluator_.callee({unit.index(), id});
    if (!tracking_.made_here(unit, receiver))
      for (const Object& object : what.receiver.objects) {
        if (!object.type.declared || object.is_class || !entities_.table_of(*object.type.declared, nullptr)) continue;
        for (const MethodRef& method : what.workspace)
          for (const TypeDecl* each : tracking_.changes(method)) {
            changed.insert(each);
            if (!program_.as_base(object.type, *each).empty()) changed.insert(object.type.declared);
          }
      }
  }
  for (const TypeDecl* decl : changed) {
    const std::optional<MappedTable> mapped = entities_.table_of(*decl, nullptr);
    if (!mapped || !mapped->library || !tracks_.count(mapped->library)) continue;
    // An entity's own methods are seen where they are called.
    const NodeId around = unit.enclosing(id, Kind::Type);
    const TypeDecl* self = around == no_node ? nullptr : program_.decl_at(unit.index(), around);
    if (self && entities_.table_of(*self, nullptr)) continue;
    if (!tracking_.saves(tracking_.runner(unit, id))) continue;
    StatementSite where = site_of(unit, id);
    where.via = mapped->library->name;
    where.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
    Observation seen = blank(where);
    seen.mode = facts::Mode::Write;
    seen.table = mapped->table;
    out_.items.push_back(std::move(seen));
  }
}

void Observer::observe_generic(const Unit& unit, NodeId id, const Callee& what) {
  if (unit.language() != Language::CSharp && unit.language() != Language::Python && unit.language() != Language::Php &&
      !same_family(unit.language(), Language::JavaScript) && !same_family(unit.language(), Language::Java))
    return;
  const NodeRef ref{unit.index(), id};
  for (const MethodRef& method : what.workspace)
    for (const Tracking::Effect& effect : tracking_.effects(method)) {
      if (effect.parameter.find('.') != std::string::npos) {
        observe_given(effect, what, ref);
        continue;
      }
      std::vector<Type> bound;
      if (Tracking::given_position(effect.parameter) < 0)
        bound = {evaluator_.bound_at(effect.parameter, effect.method, what, ref)};
      else if (const NodeRef given = tracking_.given_to(effect, ref); given.valid())
        bound = evaluator_.types_of_value(evaluator_.evaluate(given));
      for (const Type& type : bound) observe_bound(effect, type, unit, id);
    }
}

// What a method does to the type that a call of it binds.
void Observer::observe_bound(const Tracking::Effect& effect, const Type& bound, const Unit& unit, NodeId id) {
  const TypeDecl* decl = bound.declared;
  if (!decl && bound.arguments.size() == 1) decl = bound.arguments[0].declared;
  if (!decl) return;
  StatementSite where = site_of(unit, id);
  if (effect.library) {
    where.via = effect.library->name;
    where.engine = effect.library->engine;
    where.family = effect.library->family.empty() ? "relational" : effect.library->family;
  }
  if (effect.table.value.empty()) {
    observe_entity(*decl, effect.mode, effect.library, where);
    return;
  }
  Observation seen = blank(where);
  seen.mode = effect.mode;
  seen.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
  seen.table.name = with_class_name(effect.table, decl->name);
  out_.items.push_back(std::move(seen));
}

// What a method does to an attribute of its object that the object was given.
void Observer::observe_given(const Tracking::Effect& effect, const Callee& what, NodeRef call) {
  for (const Object& object : evaluator_.given_at(effect.parameter, what, call)) {
    StatementSite where = site_of(program_.unit(call.unit), call.node);
    if (effect.library) {
      where.via = effect.library->name;
      where.engine = effect.library->engine;
      where.family = effect.library->family.empty() ? "relational" : effect.library->family;
    }
    const Type entity = object.type.declared || !object.binding ? object.type : object.binding->entity;
    if (entity.declared) {
      observe_entity(*entity.declared, effect.mode, effect.library, where);
    } else if (object.binding) {
      where.connection = object.binding->connection;
      for (const Text& text : object.binding->tables) {
        if (text.has_holes() || text.value.empty()) continue;
        Observation seen = blank(where);
        seen.mode = effect.mode;
        seen.table.name = text.value;
        if (!object.binding->schemas.empty()) seen.table.schema = object.binding->schemas.front().value;
        if (!object.binding->databases.empty()) seen.table.database = object.binding->databases.front().value;
        out_.items.push_back(std::move(seen));
      }
    }
  }
}

}  // namespace onewriter::link
