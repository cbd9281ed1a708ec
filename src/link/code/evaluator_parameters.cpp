// What parameters are worth: by their type, by what the calls that are seen hand over, by the call that a callback is
// passed to.

#include <algorithm>

#include "link/code/evaluator.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_callers = 12;

bool is_constructor(const extract::CodeOutline& o, NodeId method) {
  for (const NodeId child : o.children(method))
    if (o.nodes[child].role == Role::Modifier && o.text(child) == "constructor") return true;
  return false;
}

// The name by which a function is called: its own, or that of what holds it (const f = x => ..., exports.f = ..., { f:
// x => ... }).
std::string called_name(const Unit& unit, NodeId function) {
  const auto& o = unit.outline();
  if (o.nodes[function].kind == Kind::Method || o.nodes[function].kind == Kind::Type)
    return std::string(o.word(function, Role::Name));
  const NodeId holder = o.nodes[function].parent;
  if (holder == no_node || o.nodes[function].role != Role::Value) return "";
  switch (o.nodes[holder].kind) {
    case Kind::Assign: {
      const std::string target = unit.dotted(o.child(holder, Role::Target));
      return target.substr(target.rfind('.') + 1);
    }
    case Kind::Pair: return unit.dotted(o.child(holder, Role::Key));
    case Kind::Field: return std::string(o.word(holder, Role::Name));
    default: return "";
  }
}

// Does the file export the function: export function f, exports.f = ..., module.exports = { f }?
bool is_exported(const Unit& unit, NodeId function) {
  const auto& o = unit.outline();
  NodeId at = function;
  while (at != no_node && o.nodes[at].kind != Kind::Assign && o.nodes[at].kind != Kind::Type &&
         o.nodes[at].kind != Kind::Call && o.nodes[at].parent != 0)
    at = o.nodes[at].parent;
  if (o.nodes[at].kind == Kind::Assign) {
    const std::string target = unit.dotted(o.child(at, Role::Target));
    if (target.starts_with("exports") || target.starts_with("module.exports")) return true;
  }
  return o.nodes[function].kind == Kind::Method && o.nodes[function].parent == 0;
}

}  // namespace

Value Evaluator::parameter_value(const Unit& unit, NodeId parameter) {
  if (depth_ == 0) return parameter_value_uncached(unit, parameter);
  const std::uint64_t key = NodeRef{unit.index(), parameter}.key();
  if (auto known = parameters_.find(key); known != parameters_.end()) return known->second;
  if (auto known = passing_parameters_.find(key); known != passing_parameters_.end()) {
    cut_ = true;
    return known->second;
  }
  const bool cut_before = cut_;
  cut_ = false;
  Value value = parameter_value_uncached(unit, parameter);
  (cut_ ? passing_parameters_ : parameters_)[key] = value;
  cut_ = cut_ || cut_before;
  return value;
}

Value Evaluator::parameter_value_uncached(const Unit& unit, NodeId parameter) {
  const auto& o = unit.outline();
  const NodeId type = o.child(parameter, Role::Type);
  if (Value given = injected(unit, parameter); !given.empty()) return given;
  Value value;
  if (type != no_node) value = declared_value(program_.type_at(unit.index(), type), {unit.index(), parameter});
  if (o.nodes[parameter].role == Role::Result) return value;  // nobody passes it
  const bool handed = std::any_of(value.objects.begin(), value.objects.end(),
                                  [](const Object& each) { return each.type.library && each.type.library->handed_on; });
  if (!handed) return passed_value(unit, parameter, std::move(value));
  Value passed = passed_value(unit, parameter, {});
  std::erase_if(passed.objects, [&](const Object& each) { return each.type.library != value.objects[0].type.library; });
  return passed.objects.empty() ? value : passed;
}

// What is given to a parameter, beside what its type says of it.
Value Evaluator::passed_value(const Unit& unit, NodeId parameter, Value value) {
  const auto& o = unit.outline();
  const NodeId owner = o.nodes[parameter].parent;
  std::size_t position = 0;
  for (NodeId child : o.children(owner)) {
    if (child == parameter) break;
    if (o.nodes[child].role == Role::Parameter) ++position;
  }
  // The first parameter of a Python method is the object.
  const bool in_type =
      o.nodes[owner].kind == Kind::Method && unit.enclosing(owner, Kind::Type) == o.nodes[owner].parent;
  if (unit.language() == Language::Python && in_type) {
    if (position == 0) return self_value(unit, owner);
    --position;
  }
  // A typed object needs no callers; a text or an untyped parameter is worth what the callers that are seen pass.
  if (!value.objects.empty()) return value;
  if (const NodeId fallback = o.child(parameter, Role::Value); fallback != no_node)
    value.merge(evaluate({unit.index(), fallback}));
  const std::string name(o.word(parameter, Role::Name));
  // Of the languages with types, the constructor that stands in the type, or the type itself where it has parameters.
  const TypeDecl* made = nullptr;
  if (unit.language() == Language::CSharp || same_family(unit.language(), Language::Java)) {
    if (o.nodes[owner].kind == Kind::Type)
      made = program_.decl_at(unit.index(), owner);
    else if (in_type && is_constructor(o, owner))
      made = program_.decl_at(unit.index(), o.nodes[owner].parent);
  }
  const bool constructs = made != nullptr;
  if (o.nodes[owner].kind == Kind::Lambda) {
    // A callback: the call it is passed to may say what it gets.
    const NodeId call = o.nodes[owner].parent;
    if (call != no_node && o.nodes[call].kind == Kind::Call && o.nodes[owner].role == Role::Argument) {
      const NodeRef call_ref{unit.index(), call};
      add_called_back(call_ref, {unit.index(), owner}, position, value);
      const Callee& what = callee(call_ref);
      // client.connect().then(c => ...), rows.forEach(r => ...): what the receiver is worth, or an element of it.
      const std::string_view called = o.word(call, Role::Name);
      if (value.objects.empty() && position == 0) {
        if (called == "then") value.merge(what.receiver);
        if (called == "map" || called == "forEach" || called == "each" || called == "ForEach" ||
            (same_family(unit.language(), Language::Java) && takes_elements(called)))
          value.merge(element_of(what.receiver));
      }
    }
    if (o.nodes[o.nodes[owner].parent].kind == Kind::Call) return value;
  } else if (o.nodes[owner].kind != Kind::Method && !constructs) {
    return value;
  }
  for (const HandedTo& each : handed_to({unit.index(), owner}))
    add_called_back(each.call, each.argument, position, value);
  if (!in_type)
    for (const NodeRef& call : module_calls(unit, owner))
      value.merge(argument_at(call, static_cast<int>(position), name));
  const std::string called = called_name(unit, owner);
  if (called.empty()) return value;
  if (same_family(unit.language(), Language::JavaScript) && !in_type)
    value.merge(handed_by_tool(unit, owner, called, position));
  if (in_type &&
      (called == "__init__" || called == "constructor" || called == "__construct" || called == "initialize")) {
    if (const TypeDecl* type = program_.decl_at(unit.index(), o.nodes[owner].parent))
      add_handed_in(*type, static_cast<int>(position), name, value);
    return value;
  }
  const std::vector<MethodRef>& extending = program_.extensions_named(called);
  const bool extension =
      std::find(extending.begin(), extending.end(), MethodRef{unit.index(), owner}) != extending.end();
  std::size_t taken = 0;
  for (NodeRef call : program_.calls_named(unit.language(), called)) {
    if (taken >= max_callers) break;
    const Unit& other = program_.unit(call.unit);
    // What a test hands over says nothing of production.
    if (other.is_test() && !unit.is_test()) continue;
    // Without types, calls count that can mean this function: the same file, or a file that imports it.
    // session.add(x) is not a call of any method named add.
    const bool of_another =
        in_type && unit.language() == Language::Python && other.outline().child(call.node, Role::Receiver) != no_node;
    // C#: group.MapOrders(), of which the first parameter is written `this`.
    const NodeId receiver = extension ? other.outline().child(call.node, Role::Receiver) : no_node;
    const bool extends = receiver != no_node && program_.type_at(call.unit, receiver).declared == nullptr;
    if (constructs) {
      const Callee& what = callee(call);
      if (std::find(what.created.begin(), what.created.end(), made) == what.created.end()) continue;
    } else if (call.unit != unit.index() || of_another) {
      const Callee& what = callee(call);
      const MethodRef self{unit.index(), owner};
      if (std::find(what.workspace.begin(), what.workspace.end(), self) == what.workspace.end()) continue;
    }
    ++taken;
    if (extends && position == 0)
      value.merge(evaluate({call.unit, receiver}));
    else
      value.merge(argument_at(call, static_cast<int>(position) - (extends ? 1 : 0), name));
  }
  // What the constructors of the types below hand up: super(url), : base(connectionString).
  if (constructs)
    for (const TypeDecl* below : program_.derived(*made)) {
      const Unit& other = program_.unit(below->unit);
      for (const NodeId call : other.calls()) {
        const std::string_view word = other.outline().word(call, Role::Name);
        if ((word == "super" || word == "base") && other.enclosing(call, Kind::Type) == below->node &&
            taken++ < max_callers)
          value.merge(argument_at({other.index(), call}, static_cast<int>(position), name));
      }
    }
  return value;
}

// What a library's tool hands to a function that a file exports for it: the up and down of a migration.
Value Evaluator::handed_by_tool(const Unit& unit, NodeId function, std::string_view name, std::size_t position) const {
  Value value;
  for (const auto& library : program_.models().libraries()) {
    const auto handed = library->handed.find(name);
    if (handed == library->handed.end() || position >= handed->second.size()) continue;
    if (std::find(library->languages.begin(), library->languages.end(), unit.language()) == library->languages.end() ||
        !is_exported(unit, function) || !program_.uses(unit, *library))
      continue;
    Object object;
    object.type.name = handed->second[position].name;
    object.type.library = program_.models().type(unit.language(), object.type.name);
    value.objects.push_back(std::move(object));
  }
  return value;
}

}  // namespace onewriter::link
