#include "link/code/tracking.h"

#include <algorithm>
#include <array>

namespace onewriter::link {
namespace {

constexpr int max_depth = 6;

// A collection made empty: new List<Item>(), []
bool is_empty_collection(const extract::CodeOutline& o, NodeId value) {
  if (o.nodes[value].kind != Kind::Create && o.nodes[value].kind != Kind::List) return false;
  for (NodeId child : o.children(value))
    if (o.nodes[child].role == Role::Argument || o.nodes[child].role == Role::Element) return false;
  return true;
}

}  // namespace

NodeId end_of(const extract::CodeOutline& o, NodeId node) {
  NodeId end = node + 1;
  while (end < o.nodes.size() && o.nodes[end].parent != no_node && o.nodes[end].parent >= node) ++end;
  return end;
}

Tracking::Tracking(const Program& program, Evaluator& evaluator, Entities& entities)
    : program_(program), evaluator_(evaluator), entities_(entities) {}

bool Tracking::adds(std::string_view name) {
  constexpr std::array<std::string_view, 7> names = {"Add",  "AddRange", "Insert", "InsertRange",
                                                     "Push", "Enqueue",  "TryAdd"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool Tracking::removes(std::string_view name) {
  constexpr std::array<std::string_view, 5> names = {"Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

MethodRef Tracking::runner(const Unit& unit, NodeId node) const {
  const auto& o = unit.outline();
  NodeId method = no_node, lambda = no_node;
  for (NodeId at = node; at != no_node; at = o.nodes[at].parent) {
    if (o.nodes[at].kind == Kind::Method) method = at;
    if (o.nodes[at].kind == Kind::Lambda) lambda = at;
  }
  return {unit.index(), method != no_node ? method : lambda != no_node ? lambda : 0};
}

bool Tracking::saves(const MethodRef& method) {
  auto known = saves_.find(method);
  if (known != saves_.end()) return known->second;
  saves_[method] = false;
  if (depth_ >= max_depth) return false;
  ++depth_;
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  bool found = false;
  for (NodeId id = method.node + 1, end = end_of(o, method.node); id < end && !found; ++id) {
    if (o.nodes[id].kind != Kind::Call) continue;
    if (o.word(id, Role::Name).starts_with("SaveChanges")) found = true;
    if (found) break;
    const Callee& what = evaluator_.callee({unit.index(), id});
    for (const LibraryCall& call : what.library) found = found || call.callable->saves;
    for (const MethodRef& called : what.workspace)
      for (const MethodRef& each : program_.implementations(called)) found = found || saves(each);
  }
  --depth_;
  return saves_[method] = found;
}

bool Tracking::is_local(const Unit& unit, NodeId node, std::string_view name) const {
  const auto& o = unit.outline();
  for (NodeId scope = unit.scope_of(node); scope != 0; scope = unit.scope_of(scope)) {
    if (o.nodes[scope].kind == Kind::Type) return false;
    if (unit.variable_in(scope, name)) return true;
  }
  return false;
}

std::pair<const TypeDecl*, NodeId> Tracking::property(const Unit& unit, NodeId node) {
  const auto& o = unit.outline();
  const TypeDecl* owner = nullptr;
  std::string name;
  if (o.nodes[node].kind == Kind::Name) {
    name = std::string(o.text(node));
    const NodeId type = unit.enclosing(node, Kind::Type);
    if (type == no_node || is_local(unit, node, name)) return {nullptr, no_node};
    owner = program_.decl_at(unit.index(), type);
  } else if (o.nodes[node].kind == Kind::Member) {
    name = std::string(o.word(node, Role::Name));
    const NodeId object_node = o.child(node, Role::Object);
    if (object_node == no_node) return {nullptr, no_node};
    for (const Object& object : evaluator_.evaluate({unit.index(), object_node}).objects)
      if (object.type.declared && !object.is_class) owner = object.type.declared;
  }
  if (!owner) return {nullptr, no_node};
  std::vector<const TypeDecl*> chain = {owner};
  for (std::size_t i = 0; i < chain.size() && i < 8; ++i) {
    const auto& oo = program_.unit(chain[i]->unit).outline();
    for (NodeId member : oo.children(chain[i]->node))
      if ((oo.nodes[member].kind == Kind::Field || oo.nodes[member].kind == Kind::Parameter) &&
          oo.word(member, Role::Name) == name)
        return {chain[i], member};
    for (const Type& base : program_.bases(*chain[i]))
      if (base.declared) chain.push_back(base.declared);
  }
  return {nullptr, no_node};
}

bool Tracking::made_here(const Unit& unit, NodeId expression) const {
  const auto& o = unit.outline();
  if (expression == no_node) return false;
  if (o.nodes[expression].kind == Kind::Create) return true;
  if (o.nodes[expression].kind != Kind::Name) return false;
  const Variable* variable = unit.variable(expression, o.text(expression));
  if (!variable) return false;
  bool made = false;
  for (NodeId assign : variable->assigns) {
    if (assign > expression) continue;
    const NodeId value = o.child(assign, Role::Value);
    if (value != no_node) made = o.nodes[value].kind == Kind::Create;
  }
  return made;
}

const std::set<const TypeDecl*>& Tracking::changes(const MethodRef& method) {
  auto known = changes_.find(method);
  if (known != changes_.end()) return known->second;
  changes_[method] = {};
  if (depth_ >= max_depth) return changes_[method];
  ++depth_;
  std::set<const TypeDecl*> found;
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  const NodeId holder = unit.enclosing(method.node, Kind::Type);
  const TypeDecl* self = holder == no_node ? nullptr : program_.decl_at(method.unit, holder);
  for (NodeId id = method.node + 1, end = end_of(o, method.node); id < end && self; ++id) {
    if (o.nodes[id].kind == Kind::Assign) {
      const NodeId target = o.child(id, Role::Target);
      if (target == no_node || o.child(id, Role::Operator) == no_node) continue;
      if (o.nodes[target].kind == Kind::Name && !is_local(unit, target, o.text(target))) found.insert(self);
      if (o.nodes[target].kind == Kind::Member)
        if (const auto [owner, member] = property(unit, target);
            owner && !made_here(unit, o.child(target, Role::Object)))
          found.insert(unit.dotted(o.child(target, Role::Object)) == "this" ? self : owner);
      continue;
    }
    if (o.nodes[id].kind != Kind::Call) continue;
    const std::string_view name = o.word(id, Role::Name);
    const NodeId receiver = o.child(id, Role::Receiver);
    if (receiver != no_node && (adds(name) || removes(name)))
      if (const auto [owner, member] = property(unit, receiver); owner)
        if (const TypeDecl* element = entities_.property_type(*owner, member)) found.insert(element);
    const Callee& what = evaluator_.callee({unit.index(), id});
    if (receiver != no_node && made_here(unit, receiver)) continue;
    for (const MethodRef& called : what.workspace) {
      const std::set<const TypeDecl*> more = changes(called);
      for (const TypeDecl* each : more) {
        found.insert(each);
        // A base's method changes the object that it is called on.
        if (receiver == no_node && !program_.as_base({self, nullptr, "", {}}, *each).empty()) found.insert(self);
        for (const Object& object : what.receiver.objects)
          if (object.type.declared && !program_.as_base(object.type, *each).empty()) found.insert(object.type.declared);
      }
    }
  }
  --depth_;
  return changes_[method] = std::move(found);
}

void Tracking::read_populated() {
  populated_read_ = true;
  for (const Unit& unit : program_.units()) {
    if (unit.language() != Language::CSharp) continue;
    const auto& o = unit.outline();
    for (NodeId id = 0; id < o.nodes.size(); ++id) {
      NodeId target = no_node, value = no_node;
      if (o.nodes[id].kind == Kind::Call && adds(o.word(id, Role::Name))) {
        target = o.child(id, Role::Receiver);
      } else if (o.nodes[id].kind == Kind::Assign) {
        target = o.child(id, Role::Target);
        value = o.child(id, Role::Value);
        if (value == no_node || is_empty_collection(o, value)) continue;
      } else if (o.nodes[id].kind == Kind::Create) {
        const Type made = program_.type_at(unit.index(), o.child(id, Role::Type));
        if (!made.declared) continue;
        for (NodeId pair : o.children(id)) {
          if (o.nodes[pair].kind != Kind::Pair || o.nodes[pair].role != Role::Element) continue;
          const std::string name = unit.dotted(o.child(pair, Role::Key));
          const NodeId given = o.child(pair, Role::Value);
          if (given == no_node || is_empty_collection(o, given)) continue;
          const auto& oo = program_.unit(made.declared->unit).outline();
          for (NodeId member : oo.children(made.declared->node)) {
            if (oo.nodes[member].kind != Kind::Field || oo.word(member, Role::Name) != name) continue;
            const Type type = program_.type_at(made.declared->unit, oo.child(member, Role::Type));
            // A single object is written along only when it is new itself.
            if (type.declared && o.nodes[given].kind != Kind::Create) continue;
            if (const TypeDecl* element = entities_.property_type(*made.declared, member))
              populated_[made.declared].insert(element);
          }
        }
        continue;
      }
      if (target == no_node) continue;
      const auto [owner, member] = property(unit, target);
      if (!owner) continue;
      const Type type = program_.type_at(owner->unit, program_.unit(owner->unit).outline().child(member, Role::Type));
      if (o.nodes[id].kind == Kind::Assign && type.declared && o.nodes[value].kind != Kind::Create) continue;
      if (const TypeDecl* element = entities_.property_type(*owner, member)) populated_[owner].insert(element);
    }
  }
}

const std::set<const TypeDecl*>& Tracking::populated(const TypeDecl& decl) {
  if (!populated_read_) read_populated();
  return populated_[&decl];
}

int Tracking::given_position(std::string_view parameter) {
  return parameter.size() == 2 && parameter[0] == '#' ? parameter[1] - '0' : -1;
}

// The parameter that an expression names, where its declared type stands for many entities and is none itself:
// persist(AggregateRoot $root).
std::string Tracking::given_parameter(const MethodRef& method, NodeRef expression) {
  const Unit& unit = program_.unit(expression.unit);
  const auto& o = unit.outline();
  if (expression.unit != method.unit || o.nodes[expression.node].kind != Kind::Name) return "";
  const Variable* variable = unit.variable(expression.node, o.text(expression.node));
  if (!variable || variable->parameter == no_node || !variable->assigns.empty()) return "";
  if (o.nodes[variable->parameter].parent != method.node) return "";
  const Type declared = program_.type_at(method.unit, o.child(variable->parameter, Role::Type));
  if (!declared.declared || program_.derived(*declared.declared).empty()) return "";
  if (entities_.table_of(*declared.declared, nullptr)) return "";
  char position = '0';
  for (const NodeId child : o.children(method.node)) {
    if (o.nodes[child].role != Role::Parameter) continue;
    if (child == variable->parameter) return position <= '9' ? std::string{'#', position} : "";
    ++position;
  }
  return "";
}

NodeRef Tracking::given_to(const Effect& effect, NodeRef call) {
  const Unit& unit = program_.unit(effect.method.unit);
  const auto& o = unit.outline();
  std::vector<NodeId> parameters;
  for (const NodeId child : o.children(effect.method.node))
    if (o.nodes[child].role == Role::Parameter) parameters.push_back(child);
  int position = given_position(effect.parameter);
  if (position < 0 || static_cast<std::size_t>(position) >= parameters.size()) return {};
  const std::string_view name = o.word(parameters[static_cast<std::size_t>(position)], Role::Name);
  // Python's self and C#'s `this T` are parameters, and stand before the dot in a call on an object.
  const bool python =
      unit.language() == Language::Python && is_self(Language::Python, o.word(parameters[0], Role::Name));
  const bool extension = unit.language() == Language::CSharp && o.word(parameters[0], Role::Modifier) == "this";
  const NodeId receiver = program_.unit(call.unit).outline().child(call.node, Role::Receiver);
  if ((python || extension) && receiver != no_node) {
    const std::vector<Object>& on = evaluator_.callee(call).receiver.objects;
    const bool by_class = std::any_of(on.begin(), on.end(), [](const Object& each) { return each.is_class; });
    if (!by_class && position-- == 0) return {call.unit, receiver};
  }
  return evaluator_.argument_node(call, position, name);
}

void Tracking::own_effects(const MethodRef& method, std::vector<Effect>& out) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  auto parameter_of = [&](const Type& type) -> std::string {
    const Type* at = &type;
    if (Evaluator::is_symbol(type)) return type.name;
    if (at->arguments.size() == 1 && !at->declared) at = &at->arguments[0];
    return !at->known() && !at->name.empty() && program_.is_type_parameter(unit.index(), method.node, at->name)
               ? at->name
               : "";
  };
  auto add = [&](const std::string& parameter, facts::Mode mode, const Library* library, const Text& table) {
    if (parameter.empty()) return;
    for (const Effect& each : out)
      if (each.parameter == parameter && each.mode == mode) return;
    out.push_back({method, parameter, mode, library, table});
  };
  auto add_selectors = [&](const Selectors& selectors, facts::Mode mode, const LibraryCall& call,
                           const Evaluator::Site& site) {
    for (const Selector& selector : selectors) {
      for (const Object& object : evaluator_.select(selector, site).objects)
        add(parameter_of(object.type), mode, call.library, {});
      for (const NodeRef& expression : evaluator_.expressions(selector, site))
        add(given_parameter(method, expression), mode, call.library, {});
      if (selector.kind != Selector::Kind::Self || !site.receiver.binding || site.receiver.type.arguments.empty())
        continue;
      for (const Text& table : site.receiver.binding->tables)
        if (table.value.find(class_name_hole) != std::string::npos)
          add(parameter_of(site.receiver.type.arguments.front()), mode, call.library, table);
    }
  };
  for (NodeId id = method.node + 1, end = end_of(o, method.node); id < end; ++id) {
    const NodeRef ref{unit.index(), id};
    if (o.nodes[id].kind == Kind::Assign) {
      const NodeId target = o.child(id, Role::Target);
      if (target == no_node || o.nodes[target].kind != Kind::Member) continue;
      for (const Object& each : evaluator_.evaluate({unit.index(), o.child(target, Role::Object)}).objects)
        if (auto rule = evaluator_.member_rule(each, o.word(target, Role::Name), Evaluator::Member::Assigned))
          add_selectors(rule->callable->writes, facts::Mode::Write, *rule, {ref, each, {}});
    }
    if (o.nodes[id].kind != Kind::Call) continue;
    const Callee& what = evaluator_.callee(ref);
    for (const LibraryCall& call : what.library) {
      add_selectors(call.callable->reads, facts::Mode::Read, call, {ref, call.receiver, {}});
      add_selectors(call.callable->writes, facts::Mode::Write, call, {ref, call.receiver, {}});
    }
    for (const MethodRef& called : what.workspace) {
      const std::vector<Effect> below = effects(called);
      for (const Effect& effect : below)
        if (given_position(effect.parameter) >= 0) {
          if (const NodeRef given = given_to(effect, ref); given.valid())
            add(given_parameter(method, given), effect.mode, effect.library, effect.table);
        } else if (effect.parameter.find('.') != std::string::npos) {
          // One's own attribute: what the receiver was given is known to the caller only.
          const NodeId receiver = o.child(id, Role::Receiver);
          const std::string written = receiver == no_node ? "" : unit.dotted(receiver);
          const bool own = unit.names_self(receiver) ||
                           (receiver != no_node && o.word(receiver, Role::Name) == "super") || written == "super";
          if (own && evaluator_.given_at(effect.parameter, what, ref).empty())
            add(effect.parameter, effect.mode, effect.library, effect.table);
        } else
          add(parameter_of(evaluator_.bound_at(effect.parameter, effect.method, what, ref)), effect.mode,
              effect.library, effect.table);
    }
  }
}

const std::vector<Tracking::Effect>& Tracking::effects(const MethodRef& method) {
  auto known = effects_.find(method);
  if (known != effects_.end()) return known->second;
  effects_[method] = {};
  if (depth_ >= max_depth) return effects_[method];
  ++depth_;
  std::vector<Effect> all;
  for (const MethodRef& each : program_.implementations(method)) {
    std::vector<Effect> own;
    if (each == method) {
      own_effects(each, own);
    } else {
      for (const Effect& effect : effects(each))
        if (effect.method == each) own.push_back(effect);
    }
    all.insert(all.end(), own.begin(), own.end());
  }
  --depth_;
  return effects_[method] = std::move(all);
}

}  // namespace onewriter::link
