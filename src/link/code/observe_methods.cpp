// Methods that the workspace declares and a library implements: repositories' and mappers'.

#include <algorithm>

#include "link/code/observer.h"

namespace onewriter::link {

void Observer::observe_declared_method(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what) {
  const Unit& other = program_.unit(method.unit);
  const auto& o = other.outline();
  if (o.nodes[method.node].kind != Kind::Method) return;
  const NodeRef ref{unit.index(), id};
  Object receiver;
  for (const Object& object : what.receiver.objects)
    if (object.type.declared) receiver = object;
  const NodeId holder = other.enclosing(method.node, Kind::Type);
  if (receiver.type.empty() && holder != no_node) receiver.type = program_.type_at(method.unit, holder);
  observe_client(unit, id, method);
  if (observe_mapper_xml(unit, id, method, what)) return;
  for (const auto& library : program_.models().libraries()) {
    for (const AnnotationRule& rule : library->annotations) {
      const NodeId annotation = annotation_of(other, method.node, rule);
      if (annotation == no_node) continue;
      const LibraryCall call{library.get(), rule.callable.get(), receiver};
      StatementSite where = site_of(unit, id, call);
      const Evaluator::Site at_annotation{{method.unit, annotation}, receiver, {}};
      observe_effects(call, at_annotation, where, id);
      return;
    }
  }
  // A body of its own is seen by itself.
  if (other.has_body(method.node)) return;
  if (!receiver.type.declared) return;
  if (other.language() == Language::Go) return;  // an interface: the library type that it repeats is called, too
  if (implemented(method)) return;
  // A query named after the entity and the method (Spring Data JPA: "Using JPA Named Queries").
  const Type entity = evaluator_.type_parameter(receiver, "E");
  if (entity.declared) {
    const std::string query = entity.declared->name + "." + std::string(o.word(method.node, Role::Name));
    if (observe_named_query(query, site_of(unit, id))) return;
  }
  Object as_library = receiver;
  if (auto rule = evaluator_.member_rule(as_library, o.word(method.node, Role::Name), Evaluator::Member::Method)) {
    observe_effects(*rule, {ref, receiver, {}}, site_of(unit, id, *rule), id);
    if (entity.declared)
      observe_derived_path(*entity.declared, o.word(method.node, Role::Name), rule->library, site_of(unit, id, *rule));
  }
}

// orders.forEach(mapper::insert): the method is handed over to be called. Scala: orders.result calls it.
void Observer::observe_method_reference(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  if (unit.language() == Language::Java && o.nodes[id].role != Role::Argument) return;
  const std::string_view name = o.word(id, Role::Name);
  const NodeRef ref{unit.index(), id};
  Callee what;
  what.receiver = evaluator_.evaluate({unit.index(), o.child(id, Role::Object)});
  for (const Object& object : std::vector<Object>(what.receiver.objects)) {
    if (object.is_class) continue;
    const std::vector<MethodRef> own =
        object.type.declared ? program_.methods(*object.type.declared, name) : std::vector<MethodRef>();
    for (const MethodRef& method : own) observe_declared_method(unit, id, method, what);
    if (!own.empty()) continue;
    if (const auto rule = evaluator_.member_rule(object, name, Evaluator::Member::Method))
      observe_effects(*rule, {ref, object, {}}, site_of(unit, id, *rule), id);
  }
}

// The entity that a property holds or collects, when it is one.
const TypeDecl* Observer::association_target(const TypeDecl& entity, std::string_view property) {
  std::vector<const TypeDecl*> chain = {&entity};
  for (std::size_t i = 0; i < chain.size() && i < 8; ++i) {
    const auto& o = program_.unit(chain[i]->unit).outline();
    for (NodeId member : o.children(chain[i]->node)) {
      const Kind kind = o.nodes[member].kind;
      if ((kind != Kind::Field && kind != Kind::Parameter) || o.word(member, Role::Name) != property) continue;
      if (o.child(member, Role::Type) == no_node) continue;
      const Type type = program_.type_at(chain[i]->unit, o.child(member, Role::Type));
      const TypeDecl* target = type.declared;
      for (const Type& argument : type.arguments)
        if (argument.declared) target = argument.declared;
      return target && entities_.table_of(*target, nullptr) ? target : nullptr;
    }
    for (const Type& base : program_.bases(*chain[i]))
      if (base.declared) chain.push_back(base.declared);
  }
  return nullptr;
}

// findByBrandNameAndTagsId: a property of an association joins its entity's table; its identifier alone does not where
// the key stands in the own table (Spring Data JPA reference: "Property Expressions").
void Observer::observe_derived_path(const TypeDecl& entity, std::string_view method, const Library* library,
                                    const StatementSite& where) {
  const auto by = method.find("By");
  if (by == std::string_view::npos) return;
  std::string_view rest = method.substr(by + 2);
  auto lower_first = [](std::string_view word) {
    std::string name(word);
    if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
  };
  while (!rest.empty()) {
    // One criterion: up to And, Or or OrderBy.
    std::size_t end = rest.size(), next = rest.size();
    for (std::string_view glue : {"And", "OrderBy", "Or"})
      for (std::size_t at = rest.find(glue, 1); at != std::string_view::npos; at = rest.find(glue, at + 1))
        if (at < end && at + glue.size() < rest.size() && rest[at + glue.size()] >= 'A' &&
            rest[at + glue.size()] <= 'Z')
          end = at, next = at + glue.size();
    std::string_view criterion = rest.substr(0, end);
    const TypeDecl* at = &entity;
    for (int depth = 0; at && depth < 4 && !criterion.empty(); ++depth) {
      const TypeDecl* target = nullptr;
      std::size_t taken = 0;
      for (std::size_t length = criterion.size(); length > 0 && !target; --length) {
        if (length < criterion.size() && criterion[length] != '_' &&
            !(criterion[length] >= 'A' && criterion[length] <= 'Z'))
          continue;
        target = association_target(*at, lower_first(criterion.substr(0, length)));
        taken = length;
      }
      if (!target || taken == criterion.size()) break;
      criterion.remove_prefix(taken);
      while (criterion.starts_with('_')) criterion.remove_prefix(1);
      if (criterion == "Id" || criterion == "Uuid" || criterion.starts_with("IdIn") || criterion == "In" ||
          criterion.starts_with("Is") || criterion == "Not" || criterion == "NotNull")
        break;
      observe_entity(*target, facts::Mode::Read, library, where, false);
      at = target;
    }
    rest = rest.substr(next);
  }
}

namespace {

// A class that stands in for the real one in tests and demonstrations.
bool is_stand_in(std::string_view name) {
  for (std::string_view word : {"Mock", "Fake", "Stub", "Dummy", "InMemory"})
    if (name.starts_with(word) || name.ends_with(word)) return true;
  return false;
}

}  // namespace

// Does a class of the workspace implement the method: a repository's custom fragment (Spring Data Commons: "Custom
// Repository Implementations")? Its body is seen by itself.
bool Observer::implemented(const MethodRef& method) {
  if (derived_.empty())
    for (const auto& decl : program_.type_decls())
      for (const Type& base : program_.bases(*decl))
        if (base.declared) derived_[base.declared].push_back(decl.get());
  const Unit& unit = program_.unit(method.unit);
  const NodeId holder = unit.enclosing(method.node, Kind::Type);
  if (holder == no_node) return false;
  const std::string_view name = unit.outline().word(method.node, Role::Name);
  auto found = derived_.find(program_.decl_at(method.unit, holder));
  if (found == derived_.end()) return false;
  for (const TypeDecl* sub : found->second) {
    if ((program_.unit(sub->unit).is_test() && !unit.is_test()) || is_stand_in(sub->name)) continue;
    const Unit& at = program_.unit(sub->unit);
    const auto& o = at.outline();
    for (NodeId child : o.children(sub->node))
      if (o.nodes[child].kind == Kind::Method && o.word(child, Role::Name) == name && at.has_body(child)) return true;
  }
  return false;
}

bool Observer::observe_mapper_xml(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what) {
  const Unit& other = program_.unit(method.unit);
  const NodeId holder = other.enclosing(method.node, Kind::Type);
  const TypeDecl* declaring = holder == no_node ? nullptr : program_.decl_at(method.unit, holder);
  if (!declaring) return false;
  const std::string name(other.outline().word(method.node, Role::Name));
  std::vector<const TypeDecl*> types;
  for (const Object& object : what.receiver.objects)
    if (object.type.declared) types.push_back(object.type.declared);
  types.push_back(declaring);
  const Library* library = library_named("mybatis");
  bool any = false;
  std::set<const TypeDecl*> seen;
  for (const TypeDecl* type : types) {
    if (!mappers_.has(type->qualified, name) || !seen.insert(type).second) continue;
    const std::vector<MethodRef> meant = program_.methods(*type, name);
    if (std::find(meant.begin(), meant.end(), method) == meant.end()) continue;
    any = true;
    const StatementSite where = site_of(unit, id, LibraryCall{library, nullptr, {}});
    for (const MapperStatement& statement : mappers_.find(type->qualified, name, program_.unit(type->unit).path()))
      statements_.add(mappers_, statement, where, out_);
  }
  return any;
}

NodeId Observer::annotation_of(const Unit& unit, NodeId node, const AnnotationRule& rule) {
  const auto& o = unit.outline();
  const std::string simple = rule.annotation.substr(rule.annotation.find_last_of('.') + 1);
  for (NodeId child : o.children(node)) {
    if (o.nodes[child].kind != Kind::Annotation) continue;
    const std::string written = normalised(o.word(child, Role::Name));
    if (written != simple && written != rule.annotation) continue;
    const std::string path = program_.external_path(unit, written);
    if (!path.empty() && path != rule.annotation) continue;
    if (rule.argument.empty()) return child;
    for (NodeId argument : o.children(child)) {
      if (o.nodes[argument].kind != Kind::Pair || unit.dotted(o.child(argument, Role::Key)) != rule.argument) continue;
      if (matches(rule.pattern, unit.dotted(o.child(argument, Role::Value)))) return child;
    }
  }
  return no_node;
}

}  // namespace onewriter::link
