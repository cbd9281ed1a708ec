// Type parameters at calls, methods that extend types from outside, and the far end of associations.

#include <algorithm>
#include <span>

#include "link/code/evaluator.h"
#include "link/code/names.h"
#include "link/code/tracking.h"

namespace onewriter::link {
namespace {

// What `parameter` is when a thing declared as `declared` is given as `given`; empty when that does not tell.
Type inferred(const Type& declared, const Type& given, std::string_view parameter, int depth) {
  if (depth > 4) return {};
  if (!declared.known() && declared.name == parameter) return given;
  for (std::size_t i = 0; i < declared.arguments.size() && i < given.arguments.size(); ++i)
    if (Type found = inferred(declared.arguments[i], given.arguments[i], parameter, depth + 1); !found.empty())
      return found;
  return {};
}

}  // namespace

Type Evaluator::navigation_type(const Site& site) {
  const std::vector<NodeRef> args = arguments(site.call);
  if (args.empty()) return {};
  const auto& o = program_.unit(args[0].unit).outline();
  NodeId body = o.nodes[args[0].node].kind == Kind::Lambda ? o.child(args[0].node, Role::Body) : no_node;
  // Include(o => o.Items.Where(...)): the collection is what the first call is made on.
  while (body != no_node && o.nodes[body].kind == Kind::Call) body = o.child(body, Role::Receiver);
  if (body == no_node) return {};
  const Value& value = evaluate({args[0].unit, body});
  for (const Object& object : value.objects) {
    if (object.type.declared && !object.is_class) return object.type;
    for (const Type& argument : object.type.arguments)
      if (argument.declared) return argument;
  }
  return {};
}

void Evaluator::add_extensions(std::string_view name, Callee& result) {
  for (const MethodRef& method : program_.extensions_named(name)) {
    if (result.workspace.size() >= 4) return;
    const Type extended = program_.type_at(method.unit, extended_type(program_.unit(method.unit), method.node));
    bool fits = result.receiver.objects.empty();
    for (const Object& object : result.receiver.objects) {
      if (object.is_class) continue;
      if (!extended.known() || !object.type.known()) fits = true;
      if (extended.declared && object.type.declared)
        fits = fits || !program_.as_base(object.type, *extended.declared).empty();
      if (extended.library && object.type.library)
        fits = fits || extended.library == object.type.library || extended.library->name == "System.Linq.IQueryable";
      if (extended.library && object.type.declared)
        for (const Type& base : program_.library_bases(object.type)) fits = fits || base.library == extended.library;
    }
    if (fits) result.workspace.push_back(method);
  }
}

bool Evaluator::refuses(const MethodRef& method, NodeRef call) const {
  const auto& o = program_.unit(method.unit).outline();
  const Language language = program_.unit(method.unit).language();
  const std::vector<NodeRef> given = arguments(call);
  // A macro may have a function's name: fn routes() -> Vec<Route> { routes![one, all] }
  if (language == Language::Rust) {
    const std::span<const NodeId> children = o.children(method.node);
    return given.size() != static_cast<std::size_t>(std::count_if(children.begin(), children.end(), [&](NodeId child) {
             return o.nodes[child].role == Role::Parameter;
           }));
  }
  if (language != Language::Java || o.nodes[method.node].kind != Kind::Method) return false;
  std::size_t parameters = 0;
  for (NodeId child : o.children(method.node)) {
    if (o.nodes[child].role != Role::Parameter) continue;
    if (parameters < given.size() &&
        refuses(program_.type_at(method.unit, o.child(child, Role::Type)), given[parameters]))
      return true;
    ++parameters;
  }
  return parameters > given.size() + 1 || (parameters == 2 && given.size() == 1);
}

// A class of the workspace is not what somebody else's class makes: new QueryWrapper<>().eq("id", id) is no OrderQuery.
bool Evaluator::refuses(const Type& parameter, NodeRef argument) const {
  if (!parameter.declared) return false;
  const auto& o = program_.unit(argument.unit).outline();
  NodeId made = argument.node;
  bool chained = false;
  while (o.nodes[made].kind == Kind::Call && o.child(made, Role::Receiver) != no_node)
    made = o.child(made, Role::Receiver), chained = true;
  if (o.nodes[made].kind != Kind::Create) return false;
  const Type type = program_.type_at(argument.unit, o.child(made, Role::Type));
  if (!type.declared) {
    // What somebody else's object is asked to give is named there: new ObjectMapper().readValue(json, Order.class).
    const Unit& unit = program_.unit(argument.unit);
    const NodeId end = chained ? end_of(o, argument.node) : argument.node;
    for (NodeId id = argument.node; id < end; ++id)
      if (unit.dotted(id) == last_part(parameter.declared->qualified)) return false;
    return !type.name.empty();
  }
  return !chained && type.declared != parameter.declared && program_.as_base(type, *parameter.declared).empty();
}

Type Evaluator::bound_at(std::string_view parameter, const MethodRef& method, const Callee& callee, NodeRef call) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  // Of the method itself: what the call writes, else what its arguments are.
  std::size_t index = 0, at = 0;
  bool own = false;
  for (NodeId child : o.children(method.node)) {
    if (o.nodes[child].role != Role::TypeParameter || o.child(child, Role::TypeArg) != no_node) continue;
    if (unit.dotted(child) == parameter) own = true, index = at;
    ++at;
  }
  const auto& co = program_.unit(call.unit).outline();
  if (own) {
    std::size_t given = 0;
    for (NodeId child : co.children(call.node))
      if (co.nodes[child].role == Role::TypeArg && given++ == index) return program_.type_at(call.unit, child);
    const std::vector<NodeRef> args = arguments(call);
    std::size_t position = 0;
    bool extension = false;
    for (NodeId child : o.children(method.node)) {
      if (o.nodes[child].role != Role::Parameter) continue;
      const Type declared = program_.type_at(method.unit, o.child(child, Role::Type));
      for (NodeId word : o.children(child)) extension = extension || (position == 0 && o.text(word) == "this");
      Value value;
      if (extension && position == 0 && !callee.receiver.objects.empty())
        value = callee.receiver;
      else if (const std::size_t p = position - (extension ? 1 : 0); p < args.size())
        value = evaluate(args[p]);
      for (const Object& object : value.objects)
        if (Type found = inferred(declared, object.type, parameter, 0); !found.empty()) return found;
      ++position;
    }
    return {};
  }
  // Of the type that declares it: what the receiver binds it to.
  const NodeId holder = unit.enclosing(method.node, Kind::Type);
  const TypeDecl* declaring = holder == no_node ? nullptr : program_.decl_at(method.unit, holder);
  if (!declaring) return {};
  auto argument_of = [&](const Type& receiver) -> Type {
    if (receiver.declared == nullptr) return {};
    const Type base = program_.as_base(receiver, *declaring);
    for (std::size_t i = 0; i < declaring->parameters.size() && i < base.arguments.size(); ++i)
      if (declaring->parameters[i] == parameter) return base.arguments[i];
    if (!base.empty()) return {};
    // The call names an interface; the method is that of a class below it.
    for (const Type& below : program_.bases(*declaring)) {
      if (!below.declared) continue;
      Type seen = receiver.declared == below.declared ? receiver : program_.as_base(receiver, *below.declared);
      if (seen.empty()) {
        Type up = program_.as_base(below, *receiver.declared);
        if (up.empty()) continue;
        for (std::size_t i = 0; i < up.arguments.size() && i < receiver.arguments.size(); ++i)
          if (Type found = inferred(up.arguments[i], receiver.arguments[i], parameter, 0); !found.empty()) return found;
        continue;
      }
      for (std::size_t i = 0; i < below.arguments.size() && i < seen.arguments.size(); ++i)
        if (Type found = inferred(below.arguments[i], seen.arguments[i], parameter, 0); !found.empty()) return found;
    }
    return {};
  };
  for (const Object& object : callee.receiver.objects)
    if (Type found = argument_of(object.type); !found.empty()) return found;
  if (callee.receiver.objects.empty())
    if (const NodeId around = program_.unit(call.unit).enclosing(call.node, Kind::Type); around != no_node) {
      Type self = program_.type_at(call.unit, around);
      // One's own parameter stays a parameter.
      if (self.declared == declaring) {
        self = {};
        self.name = std::string(parameter);
        return self;
      }
      return argument_of(self);
    }
  return {};
}

void Evaluator::bind_parameters(Type& type, const MethodRef& method, const Callee& callee, NodeRef call) {
  if (!type.known() && type.arguments.empty()) {
    if (!program_.is_type_parameter(method.unit, method.node, type.name)) return;
    if (Type bound = bound_at(type.name, method, callee, call); !bound.empty()) type = bound;
    return;
  }
  for (Type& argument : type.arguments) bind_parameters(argument, method, callee, call);
}

}  // namespace onewriter::link
