// What a bare name is worth: variables with all that is assigned to them, imports.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/code/names.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

bool inside(const extract::CodeOutline& o, NodeId node, NodeId around) {
  for (NodeId at = node; at != no_node && at >= around; at = o.nodes[at].parent)
    if (at == around) return true;
  return false;
}

// A class that is generated when the service is built, and that .NET injects: nothing is known of it but its name, by
// whose shape a model may know what is made so.
Value generated_value(const Program& program, const Type& type, const Unit& unit) {
  Value value;
  const std::string name(last_part(type.name));
  const auto made = name.empty() ? Models::Function() : program.models().function(unit.language(), "?." + name);
  if (!made || made.callable->returns.empty() || !program.uses(unit, *made.library)) return value;
  const auto found = made.library->types.find(made.callable->returns.front().name);
  if (found == made.library->types.end()) return value;
  Object object;
  object.type.library = found->second.get();
  object.type.name = found->second->name;
  auto binding = std::make_shared<Binding>();
  binding->kept["service"].push_back({name});
  object.binding = std::move(binding);
  value.objects.push_back(std::move(object));
  return value;
}

}  // namespace

Value Evaluator::self_value(const Unit& unit, NodeId node) {
  Value value;
  if (Value extended = extended_self(unit, node); !extended.empty()) return extended;
  const TypeDecl* decl = program_.holder_of(unit.index(), node);
  if (!decl) return attached_self(unit, node);
  // A trait or a module that is mixed into entities is what they are.
  if ((unit.language() == Language::Php || unit.language() == Language::Ruby) && program_.library_bases(*decl).empty())
    for (const TypeDecl* user : program_.derived(*decl))
      if (value.objects.size() < 8 && !program_.library_bases(*user).empty()) {
        Object mixed;
        mixed.type.declared = user;
        mixed.type.name = user->qualified;
        value.objects.push_back(std::move(mixed));
      }
  if (!value.objects.empty()) return value;
  Object object;
  object.type.declared = decl;
  object.type.name = decl->qualified;
  value.objects.push_back(std::move(object));
  return value;
}

Value Evaluator::name_value(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  // PHP: \App\Models\Order, Models\Order
  const std::string name =
      unit.language() == Language::Php ? unit.dotted(ref.node) : std::string(unit.outline().text(ref.node));
  Value value = value_named(ref, name);
  return value.empty() ? by_convention(unit, name) : value;
}

// QOrder.order: the object of a generated class that stands for the entity's rows.
Value Evaluator::generated_object(const Unit& unit, std::string_view type) const {
  Value value;
  if (const TypeDecl* decl = program_.generated_from(unit, type)) {
    value.objects.emplace_back();
    value.objects.back().type.declared = decl;
    value.objects.back().type.name = decl->qualified;
  }
  return value;
}

// A dotted name that stands where a type does: new db.User().
Value Evaluator::value_of_path(NodeRef at, std::string_view dotted) {
  auto dot = dotted.find('.');
  Value value = value_named(at, std::string(dotted.substr(0, dot)));
  while (dot != std::string_view::npos) {
    dotted.remove_prefix(dot + 1);
    dot = dotted.find('.');
    value = member_of(value, at, std::string(dotted.substr(0, dot)));
  }
  return value;
}

Value Evaluator::value_named(NodeRef ref, const std::string& name) {
  const Unit& unit = program_.unit(ref.unit);
  const bool variable_of_php =
      unit.language() == Language::Php && name != "this" && unit.outline().nodes[ref.node].kind == Kind::Name;
  if (is_self(unit.language(), name) && !variable_of_php) {
    Value value = self_value(unit, ref.node);
    // PHP: self::, static:: and parent:: mean the class.
    if (unit.language() == Language::Php && name != "this")
      for (Object& object : value.objects) object.is_class = true;
    return value;
  }
  // Go methods name their receiver; it is a parameter and found below.
  if (const Variable* variable = unit.variable(ref.node, name)) {
    Value value = variable_value(unit, *variable, ref.node);
    // A field's declared type says what it is, and what is assigned elsewhere says what it is bound to.
    const NodeId type = unit.enclosing(ref.node, Kind::Type);
    if (!value.objects.empty() && value.texts.empty() && type != no_node && unit.variable_in(type, name) == variable &&
        std::all_of(value.objects.begin(), value.objects.end(),
                    [](const Object& object) { return object.type.library && !object.binding; }))
      if (const TypeDecl* decl = program_.decl_at(unit.index(), type)) value.merge(field_value(*decl, name));
    // Ruby: a bare name is also a call without arguments.
    const bool called =
        unit.language() == Language::Ruby && variable->callable != no_node && variable->parameter == no_node;
    if (called) value = method_result({unit.index(), variable->callable}, {}, ref);
    if (!value.empty() || variable->parameter != no_node) return value;
  }
  if (const TypeDecl* decl = program_.holder_of(unit.index(), ref.node); decl && unit.language() != Language::Go) {
    const bool ivar = unit.language() == Language::Ruby && name.starts_with('@');
    if (Value value = field_value(*decl, ivar ? name.substr(1) : name); !value.empty()) return value;
    // A field that a library's base class has.
    if (const Value around = self_value(unit, ref.node); !around.objects.empty())
      if (auto rule = member_rule(around.objects.front(), name, Member::Property))
        if (Value value = library_result(*rule, {ref, around.objects.front(), {}}); !value.empty()) return value;
    if (unit.language() == Language::Ruby && !ivar)
      for (const MethodRef& method : program_.methods(*decl, name)) return method_result(method, {}, ref);
    if (auto rule = relation(*decl, name)) return library_result(*rule, {ref, rule->receiver, {}});
  }
  if (const Value extended = extended_self(unit, ref.node); !extended.objects.empty())
    if (Value value = member_of(extended, ref, name); !value.empty()) return value;
  if (unit.language() == Language::Go)
    for (const std::uint32_t index : program_.declaring_beside(unit, name))
      if (index != unit.index())
        if (Value value = exported(program_.unit(index), name); !value.empty()) return value;
  auto import = unit.imports().find(name);
  if (import != unit.imports().end()) {
    const ImportedName& i = import->second;
    if (const Unit* module = program_.module(unit, i.module)) {
      if (i.name.empty() || i.name == "default") {
        Value value = exported(*module, "default");
        if (value.empty()) value.module = module;
        return value;
      }
      if (Value value = exported(*module, i.name); !value.empty()) return value;
    }
    // from package import module
    if (!i.name.empty() && (unit.language() == Language::Python || unit.language() == Language::Rust))
      if (const Unit* module = program_.module(unit, i.module + (i.module.ends_with(".") ? "" : ".") + i.name)) {
        Value value;
        value.module = module;
        return value;
      }
    if (i.is_static) {
      const Type type = program_.type_named(unit, i.module.substr(0, i.module.rfind('.')));
      if (type.declared)
        if (Value value = field_value(*type.declared, name); !value.empty()) return value;
      if (Value value = generated_object(unit, i.module.substr(0, i.module.rfind('.'))); !value.empty()) return value;
    }
  }
  if (import == unit.imports().end() && !unit.wildcard_imports().empty())
    if (Value value = exported_by_all(unit, name); !value.empty()) return value;
  Value value;
  const Type type = program_.type_named(unit, name);
  if (type.known()) {
    Object object;
    object.type = type;
    object.is_class = true;
    value.objects.push_back(std::move(object));
  }
  value.path = program_.external_path(unit, name);
  // main.rs: mod orders; orders::load()
  if (unit.language() == Language::Rust && value.objects.empty() && import == unit.imports().end())
    value.module = rust_module(unit, ref.node, name);
  // const { Order } = require('../models'), where the models are loaded from a folder at run time.
  if (import != unit.imports().end() && value.objects.empty() && import->second.module.starts_with(".") &&
      !import->second.name.empty() && name[0] >= 'A' && name[0] <= 'Z')
    if (Value made = registered(unit, import->second.name == "default" ? name : import->second.name); !made.empty())
      return made;
  return value;
}

// What a variable of a loop goes through: of several ("from a in x join b in y"), the one that follows it.
Value Evaluator::loop_source(const Unit& unit, NodeId loop, std::string_view target) {
  const auto& o = unit.outline();
  NodeId source = no_node;
  bool met = target.empty();
  for (NodeId child : o.children(loop)) {
    if (o.nodes[child].role == Role::Target && unit.dotted(child) == target) met = true;
    if (o.nodes[child].role != Role::Value) continue;
    if (source == no_node || met) source = child;
    if (met) break;
  }
  return evaluate({unit.index(), source});
}

Value Evaluator::assign_value(const Unit& unit, NodeId assign, std::string_view target) {
  const auto& o = unit.outline();
  if (o.nodes[assign].kind == Kind::Pair) {
    const NodeId whole = o.nodes[o.nodes[assign].parent].parent;
    const std::string key = unit.dotted(o.child(assign, Role::Key));
    const NodeRef at{unit.index(), o.child(whole, Role::Value)};
    if (!at.valid() || key.empty()) return {};
    Value value = member_of(evaluate(at), at, key);
    if (value.empty() && key[0] >= 'A' && key[0] <= 'Z') value = registered(unit, key);
    return value;
  }
  const NodeId type = o.child(assign, Role::Type);
  const NodeId source = o.child(assign, Role::Value);
  if (o.nodes[assign].kind == Kind::Field)
    if (Value given = injected(unit, assign); !given.empty()) return given;
  Value value;
  if (source != no_node) {
    value = evaluate({unit.index(), source});
    if (o.nodes[assign].kind == Kind::Loop) value = element_of(loop_source(unit, assign, target));
  }
  // C++: pqxx::work tx(connection) makes an object of the type.
  if (unit.language() == Language::Cpp && type != no_node && source != no_node) {
    const Callee& made = callee({unit.index(), assign});
    if (!made.library.empty()) return library_result(made.library.front(), {{unit.index(), assign}, {}, {}});
    const Value declared = declared_value(program_.type_at(unit.index(), type), {unit.index(), assign});
    if (!declared.objects.empty() && (value.objects.empty() || o.word(assign, Role::Operator).empty()))
      value.objects = declared.objects;
  }
  if (type != no_node && value.objects.empty()) {
    const Value declared = declared_value(program_.type_at(unit.index(), type), {unit.index(), assign});
    value.objects = declared.objects;
  }
  return value;
}

Value Evaluator::variable_value(const Unit& unit, const Variable& variable, NodeId use) {
  const auto& o = unit.outline();
  if (variable.callable != no_node) {
    Value value;
    value.callables.push_back({unit.index(), variable.callable});
    return value;
  }
  Value value;
  if (variable.parameter != no_node) value = parameter_value(unit, variable.parameter);
  // Assignments in the order of the source; "+=" continues every text so far. Those after the use count only when
  // nothing stands before it in the same function (a loop, a field of a module).
  const NodeId here = unit.scope_of(use);
  bool any_before = false;
  for (NodeId assign : variable.assigns)
    if (assign < use && unit.scope_of(assign) == here) any_before = true;
  for (NodeId assign : variable.assigns) {
    if (any_before && assign > use && unit.scope_of(assign) == here) continue;
    // A loop's variable lives in its loop.
    if (o.nodes[assign].kind == Kind::Loop && unit.language() == Language::CSharp && !inside(o, use, assign)) continue;
    // "x = f(x)" must not ask for itself.
    const Value next = assign_value(unit, assign, o.nodes[use].kind == Kind::Name ? o.text(use) : std::string_view());
    if (o.word(assign, Role::Operator) == "+=" || o.word(assign, Role::Operator) == ".=") {
      std::vector<Text> right = next.texts;
      if (right.empty()) {
        right.emplace_back();
        right.back().append_hole("value");
      }
      if (!value.texts.empty()) value.texts = joined(value.texts, right);
      continue;
    }
    for (const Object& object : next.objects) {
      if (!appending(object, "append") && !appending(object, "WriteString")) continue;
      // What is appended in the same function before the use.
      Value built = next;
      append_calls(unit, object, unit.dotted(use), assign, use, built.texts);
      value.merge(built);
      return value;
    }
    value.merge(next);
  }
  return value;
}

Value Evaluator::declared_value(const Type& type, NodeRef origin) {
  Value value;
  // A type parameter stands for what callers bind it to.
  if (!type.known() && type.arguments.empty() &&
      (program_.unit(origin.unit).language() != Language::CSharp ||
       !program_.is_type_parameter(origin.unit, origin.node, type.name)))
    return program_.unit(origin.unit).language() == Language::CSharp
               ? generated_value(program_, type, program_.unit(origin.unit))
               : value;
  Object object;
  object.type = type;
  value.objects.push_back(std::move(object));
  return value;
}

Value Evaluator::element_of(const Value& value) const {
  Value result;
  for (const Object& object : value.objects) {
    // What a query gives when it is walked through is said by its property "each".
    if (object.type.library || object.type.declared)
      if (auto rule = member_rule(object, "each", Member::Property)) {
        for (const TypeExpression& expression : rule->callable->returns) {
          Object element;
          element.binding = object.binding;
          if (expression.name == "entity")
            element.type = object.binding ? object.binding->entity : Type();
          else
            element.type.library =
                rule->library->types.count(expression.name) ? rule->library->types.at(expression.name).get() : nullptr;
          if (element.type.library) element.type.name = element.type.library->name;
          if (element.type.known()) result.objects.push_back(std::move(element));
        }
        continue;
      }
    if (object.type.arguments.empty()) {
      // What a repository gives is told by its entity, whether one or many.
      if (object.loaded) result.objects.push_back(object);
      continue;
    }
    if (object.type.library && object.type.name != "[]" && object.type.library->parameters.size() != 1) continue;
    Object element;
    element.type = object.type.arguments.back();
    element.loaded = object.loaded;
    if (!element.type.empty()) result.objects.push_back(std::move(element));
  }
  return result;
}

// Of services whose packages are called the same each has its own.
std::vector<NodeRef> Evaluator::kotlin_functions(const Unit& unit, const std::string& name) const {
  const auto import = unit.imports().find(name);
  const bool imported = import != unit.imports().end();
  std::vector<NodeRef> result;
  std::size_t nearest = 0;
  for (const std::uint32_t index : program_.kotlin_units(imported ? import->second.module : unit.package())) {
    const Unit& other = program_.unit(index);
    const Variable* found = other.variable_in(0, imported ? import->second.name : name);
    const std::size_t near = 1 + shared_segments(folder_of(other.path()), folder_of(unit.path()));
    if (!found || found->callable == no_node || near < nearest) continue;
    if (near > nearest) result.clear();
    nearest = near;
    result.push_back({index, found->callable});
  }
  return result;
}

const Unit* Evaluator::rust_module(const Unit& unit, NodeId at, std::string_view path) const {
  // The outline has one shape for a::b and a.b.
  const std::string_view first = path.substr(0, path.find('.'));
  if (first.empty() || first == "self" || unit.variable(at, first)) return nullptr;
  return program_.module(unit, path);
}

}  // namespace onewriter::link
