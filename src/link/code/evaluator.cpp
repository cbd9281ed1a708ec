// Expressions, names and fields. Calls are in evaluator_calls.cpp, selectors of models in evaluator_select.cpp.

#include "link/code/evaluator.h"

#include <algorithm>

#include "sql/reader.h"

namespace onewriter::link {
namespace {

constexpr int max_depth = 24;
constexpr int max_steps = 3000;
constexpr std::size_t max_callers = 12;

std::uint64_t key_of(NodeRef ref) { return (static_cast<std::uint64_t>(ref.unit) << 32) | ref.node; }

bool is_self(Language language, std::string_view name) {
  if (language == Language::Python || language == Language::Ruby || language == Language::Rust)
    return name == "self" || name == "cls";
  return name == "this" || (language == Language::Php && (name == "self" || name == "static"));
}

}  // namespace

Value Evaluator::evaluate(NodeRef expression) {
  if (!expression.valid()) return {};
  const std::uint64_t key = key_of(expression);
  if (auto known = memory_.find(key); known != memory_.end()) return known->second;
  if (depth_ > 0)
    if (auto known = passing_.find(key); known != passing_.end()) {
      cut_ = true;
      return known->second;
    }
  if (depth_ >= max_depth || steps_ >= max_steps || active_.count(key)) {
    cut_ = true;
    return {};
  }
  ++steps_;
  const bool cut_before = cut_;
  cut_ = false;
  ++depth_;
  active_[key] = true;
  Value value = evaluate_uncached(expression);
  active_.erase(key);
  --depth_;
  if (!cut_ || depth_ == 0)
    memory_[key] = value;
  else
    passing_[key] = value;
  cut_ = cut_ || cut_before;
  if (depth_ == 0) end_question();
  return value;
}

void Evaluator::end_question() {
  cut_ = false;
  steps_ = 0;
  passing_.clear();
  passing_callees_.clear();
}

Value Evaluator::evaluate_uncached(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  Value value;
  switch (o.nodes[ref.node].kind) {
    case Kind::String: return string_value(ref);
    case Kind::Text: {
      Text text;
      text.value = std::string(o.text(ref.node));
      text.pieces.push_back({0, ref});
      value.texts.push_back(std::move(text));
      return value;
    }
    case Kind::Number: {
      Text text;
      text.value = std::string(o.text(ref.node));
      value.texts.push_back(std::move(text));
      return value;
    }
    case Kind::Concat: {
      const NodeId left_node = o.child(ref.node, Role::Left), right_node = o.child(ref.node, Role::Right);
      Value left = evaluate({ref.unit, left_node}), right = evaluate({ref.unit, right_node});
      if (left.texts.empty() && right.texts.empty()) return value;
      auto or_hole = [&](Value& side, NodeId node) {
        if (!side.texts.empty()) return;
        Text hole;
        hole.append_hole(node == no_node ? "value" : unit.dotted(node));
        side.texts.push_back(std::move(hole));
      };
      or_hole(left, left_node);
      or_hole(right, right_node);
      value.texts = joined(left.texts, right.texts);
      return value;
    }
    case Kind::Binary: {
      const std::string_view op = o.word(ref.node, Role::Operator);
      const NodeRef left{ref.unit, o.child(ref.node, Role::Left)}, right{ref.unit, o.child(ref.node, Role::Right)};
      if (op == "||" || op == "??" || op == "or" || op == "?:" || op == "&&" || op == "and") {
        value = evaluate(left);
        const Value fallback = evaluate(right);
        // process.env.X || 'y' is one value, a variable with a default.
        if (value.texts.size() == 1 && fallback.texts.size() == 1 && add_default(value.texts[0], fallback.texts[0]))
          return value;
        value.merge(fallback);
      } else if (op == "%") {
        const Value format = evaluate(left);
        std::vector<std::vector<Text>> args;
        if (right.valid() && o.nodes[right.node].kind == Kind::List) {
          for (NodeId child : o.children(right.node)) args.push_back(evaluate({ref.unit, child}).texts);
        } else if (right.valid()) {
          args.push_back(evaluate(right).texts);
        }
        for (const Text& text : format.texts) value.texts.push_back(formatted(text, args));
      }
      return value;
    }
    case Kind::Choice:
      for (NodeId child : o.children(ref.node))
        if (o.nodes[child].role == Role::Alternative) value.merge(evaluate({ref.unit, child}));
      return value;
    case Kind::Name: return name_value(ref);
    case Kind::Member: return member_value(ref);
    case Kind::Index: return index_value(ref);
    case Kind::Call:
    case Kind::Create: return call_value(ref);
    case Kind::Pair: return evaluate({ref.unit, o.child(ref.node, Role::Value)});
    case Kind::Hole: return evaluate({ref.unit, o.child(ref.node, Role::Value)});
    case Kind::Map:
    case Kind::List: value.literals.push_back(ref); return value;
    case Kind::Lambda:
    case Kind::Method: value.callables.push_back(ref); return value;
    case Kind::Assign: return assign_value(unit, ref.node);
    case Kind::TypeRef: {
      Object object;
      object.type = program_.type_at(ref.unit, ref.node);
      object.is_class = true;
      if (object.type.known())
        value.objects.push_back(std::move(object));
      else
        value.path = object.type.name;
      return value;
    }
    default: return value;
  }
}

Value Evaluator::string_value(NodeRef ref) {
  const auto& o = program_.unit(ref.unit).outline();
  std::vector<Text> texts(1);
  for (NodeId child : o.children(ref.node)) {
    if (o.nodes[child].kind == Kind::Text) {
      Text piece;
      piece.value = std::string(o.text(child));
      piece.pieces.push_back({0, {ref.unit, child}});
      texts = joined(texts, {piece});
    } else if (o.nodes[child].kind == Kind::Hole) {
      const NodeId inside = o.child(child, Role::Value);
      Value value = evaluate({ref.unit, inside});
      if (value.texts.empty()) {
        Text hole;
        const std::string name = program_.unit(ref.unit).dotted(inside);
        hole.append_hole(name.empty() ? "value" : name);
        value.texts.push_back(std::move(hole));
      }
      texts = joined(texts, value.texts);
    }
  }
  Value value;
  value.texts = std::move(texts);
  // An empty literal still has a place.
  if (value.texts.size() == 1 && value.texts[0].pieces.empty()) value.texts[0].pieces.push_back({0, ref});
  return value;
}

Value Evaluator::self_value(const Unit& unit, NodeId node) {
  Value value;
  const NodeId type = unit.enclosing(node, Kind::Type);
  if (type == no_node) return value;
  Object object;
  object.type = program_.type_at(unit.index(), type);
  value.objects.push_back(std::move(object));
  return value;
}

Value Evaluator::name_value(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const std::string name(unit.outline().text(ref.node));
  if (is_self(unit.language(), name)) return self_value(unit, ref.node);
  // Go methods name their receiver; it is a parameter and found below.
  if (const Variable* variable = unit.variable(ref.node, name)) {
    Value value = variable_value(unit, *variable, ref.node);
    if (!value.empty() || variable->parameter != no_node) return value;
  }
  if (const NodeId type = unit.enclosing(ref.node, Kind::Type); type != no_node)
    if (const TypeDecl* decl = program_.decl_at(unit.index(), type))
      if (Value value = field_value(*decl, name); !value.empty()) return value;
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
    if (!i.name.empty() && unit.language() == Language::Python)
      if (const Unit* module = program_.module(unit, i.module + (i.module.ends_with(".") ? "" : ".") + i.name)) {
        Value value;
        value.module = module;
        return value;
      }
    if (i.is_static) {
      const Type type = program_.type_named(unit, i.module.substr(0, i.module.rfind('.')));
      if (type.declared)
        if (Value value = field_value(*type.declared, name); !value.empty()) return value;
    }
  }
  Value value;
  const Type type = program_.type_named(unit, name);
  if (type.known()) {
    Object object;
    object.type = type;
    object.is_class = true;
    value.objects.push_back(std::move(object));
  }
  value.path = program_.external_path(unit, name);
  return value;
}

Value Evaluator::assign_value(const Unit& unit, NodeId assign) {
  const auto& o = unit.outline();
  const NodeId type = o.child(assign, Role::Type);
  const NodeId source = o.child(assign, Role::Value);
  Value value;
  if (source != no_node) {
    value = evaluate({unit.index(), source});
    if (o.nodes[assign].kind == Kind::Loop) value = element_of(value);
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
    // "x = f(x)" must not ask for itself.
    const Value next = assign_value(unit, assign);
    if (o.word(assign, Role::Operator) == "+=" || o.word(assign, Role::Operator) == ".=") {
      std::vector<Text> right = next.texts;
      if (right.empty()) {
        right.emplace_back();
        right.back().append_hole("value");
      }
      if (!value.texts.empty()) value.texts = joined(value.texts, right);
      continue;
    }
    value.merge(next);
  }
  return value;
}

Value Evaluator::declared_value(const Type& type, NodeRef) {
  Value value;
  if (!type.known() && type.arguments.empty()) return value;
  Object object;
  object.type = type;
  value.objects.push_back(std::move(object));
  return value;
}

Value Evaluator::parameter_value(const Unit& unit, NodeId parameter) {
  const auto& o = unit.outline();
  const NodeId type = o.child(parameter, Role::Type);
  Value value;
  if (type != no_node) value = declared_value(program_.type_at(unit.index(), type), {unit.index(), parameter});
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
  if (o.nodes[owner].kind == Kind::Lambda) {
    // A callback: the call it is passed to may say what it gets.
    const NodeId call = o.nodes[owner].parent;
    if (call != no_node && o.nodes[call].kind == Kind::Call && o.nodes[owner].role == Role::Argument) {
      const NodeRef call_ref{unit.index(), call};
      const std::vector<NodeRef> args = arguments(call_ref);
      const int index =
          static_cast<int>(std::find(args.begin(), args.end(), NodeRef{unit.index(), owner}) - args.begin());
      const Callee what = callee(call_ref);
      for (const LibraryCall& library : what.library)
        for (const Callable::Callback& callback : library.callable->callbacks) {
          if (callback.argument != index && callback.argument != index - static_cast<int>(args.size())) continue;
          if (position >= callback.parameters.size() || !callback.parameters[position]) continue;
          const Evaluator::Site site{call_ref, library.receiver, {}};
          Object object;
          object.type = type_of(*callback.parameters[position], library, site);
          object.binding = library_result(library, site).objects.empty()
                               ? library.receiver.binding
                               : library_result(library, site).objects[0].binding;
          value.objects.push_back(std::move(object));
        }
      // client.connect().then(c => ...), rows.forEach(r => ...): what the receiver is worth, or an element of it.
      const std::string_view called = o.word(call, Role::Name);
      if (value.objects.empty() && position == 0) {
        if (called == "then") value.merge(what.receiver);
        if (called == "map" || called == "forEach" || called == "each" || called == "ForEach")
          value.merge(element_of(what.receiver));
      }
    }
    return value;
  }
  if (o.nodes[owner].kind != Kind::Method) return value;
  std::string called(o.word(owner, Role::Name));
  std::vector<NodeRef> calls;
  if (in_type && (called == "__init__" || called == "constructor" || called == "__construct" || called == "initialize"))
    return value;
  std::size_t taken = 0;
  for (NodeRef call : program_.calls_named(unit.language(), called)) {
    if (taken >= max_callers) break;
    const Unit& other = program_.unit(call.unit);
    // Without types, calls count that can mean this function: the same file, or a file that imports it.
    if (call.unit != unit.index()) {
      const Callee what = callee(call);
      const MethodRef self{unit.index(), owner};
      if (std::find(what.workspace.begin(), what.workspace.end(), self) == what.workspace.end()) continue;
    }
    ++taken;
    const auto& oo = other.outline();
    std::size_t at = 0;
    for (NodeId argument : oo.children(call.node)) {
      if (oo.nodes[argument].role != Role::Argument) continue;
      if (oo.nodes[argument].kind == Kind::Pair) {
        if (other.dotted(oo.child(argument, Role::Key)) == name)
          value.merge(evaluate({call.unit, oo.child(argument, Role::Value)}));
      } else if (at++ == position) {
        value.merge(evaluate({call.unit, argument}));
      }
    }
  }
  return value;
}

Value Evaluator::element_of(const Value& value) const {
  Value result;
  for (const Object& object : value.objects) {
    if (object.type.arguments.empty()) continue;
    if (object.type.library && object.type.name != "[]") continue;
    Object element;
    element.type = object.type.arguments.back();
    if (element.type.known()) result.objects.push_back(std::move(element));
  }
  return result;
}

Value Evaluator::field_value(const TypeDecl& start, std::string_view name) {
  std::vector<const TypeDecl*> queue = {&start};
  for (std::size_t i = 0; i < queue.size() && i < 16; ++i) {
    const TypeDecl& decl = *queue[i];
    const Unit& unit = program_.unit(decl.unit);
    const auto& o = unit.outline();
    Value value;
    if (const Variable* variable = unit.variable_in(decl.node, name)) {
      for (NodeId assign : variable->assigns) value.merge(assign_value(unit, assign));
      if (variable->parameter != no_node) value.merge(parameter_value(unit, variable->parameter));
    }
    // this.x = ..., self.x = ..., @x = ... anywhere in the type; constructor parameters that declare fields.
    if (value.objects.empty() && value.texts.empty()) {
      for (NodeId id = decl.node + 1; id < o.nodes.size(); ++id) {
        const extract::Node& node = o.nodes[id];
        if (node.span.line > o.nodes[decl.node].span.end_line) break;
        if (node.kind == Kind::Parameter && o.child(id, Role::Modifier) != no_node && o.word(id, Role::Name) == name) {
          value.merge(parameter_value(unit, id));
          continue;
        }
        if (node.kind != Kind::Assign) continue;
        for (NodeId target : o.children(id)) {
          if (o.nodes[target].role != Role::Target) continue;
          const bool ivar = o.nodes[target].kind == Kind::Name && o.text(target) == "@" + std::string(name);
          const bool member = o.nodes[target].kind == Kind::Member && o.word(target, Role::Name) == name &&
                              is_self(unit.language(), unit.dotted(o.child(target, Role::Object)));
          if (ivar || member) value.merge(assign_value(unit, id));
        }
      }
    }
    if (!value.empty()) return value;
    for (const Type& base : program_.bases(decl))
      if (base.declared && std::find(queue.begin(), queue.end(), base.declared) == queue.end())
        queue.push_back(base.declared);
  }
  return {};
}

Value Evaluator::exported(const Unit& module, std::string_view name) {
  const auto& o = module.outline();
  Value value;
  // module.exports = ..., exports.name = ..., module.exports.name = ...
  for (NodeId id : o.children(0)) {
    if (o.nodes[id].kind != Kind::Assign) continue;
    const std::string target = module.dotted(o.child(id, Role::Target));
    const NodeRef source{module.index(), o.child(id, Role::Value)};
    if (target == "exports." + std::string(name) || target == "module.exports." + std::string(name))
      return evaluate(source);
    if (target == "module.exports") {
      const Value whole = evaluate(source);
      value.merge(name == "default" ? whole : entry_of(whole, name));
    }
  }
  if (!value.empty()) return value;
  if (const Variable* variable = module.variable_in(0, name)) {
    if (variable->callable != no_node) {
      value.callables.push_back({module.index(), variable->callable});
      return value;
    }
    for (NodeId assign : variable->assigns) value.merge(assign_value(module, assign));
    if (!value.empty()) return value;
  }
  for (NodeId type : module.types()) {
    if (o.word(type, Role::Name) != name) continue;
    Object object;
    object.type = program_.type_at(module.index(), type);
    object.is_class = true;
    value.objects.push_back(std::move(object));
    return value;
  }
  // Re-exported from elsewhere (an __init__.py, an index.ts).
  auto import = module.imports().find(name);
  if (import != module.imports().end())
    if (const Unit* next = program_.module(module, import->second.module);
        next && next != &module && depth_ < max_depth) {
      ++depth_;
      value = exported(*next, import->second.name.empty() ? "default" : import->second.name);
      --depth_;
    }
  return value;
}

Value Evaluator::entry_of(const Value& map, std::string_view key) {
  Value value;
  for (const NodeRef& literal : map.literals) {
    const Unit& unit = program_.unit(literal.unit);
    const auto& o = unit.outline();
    for (NodeId pair : o.children(literal.node)) {
      if (o.nodes[pair].kind == Kind::Name && o.text(pair) == key)
        value.merge(evaluate({literal.unit, pair}));  // { key }
      if (o.nodes[pair].kind != Kind::Pair) continue;
      const NodeId key_node = o.child(pair, Role::Key);
      std::string found = unit.dotted(key_node);
      if (found.empty() && key_node != no_node) {
        const Value text = evaluate({literal.unit, key_node});
        if (!text.texts.empty()) found = text.texts.front().value;
      }
      if (found == key) value.merge(evaluate({literal.unit, o.child(pair, Role::Value)}));
    }
  }
  return value;
}

Value Evaluator::member_value(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  const std::string name(o.word(ref.node, Role::Name));
  const NodeRef object_ref{ref.unit, o.child(ref.node, Role::Object)};
  const Value object = evaluate(object_ref);
  Value value;
  for (const Object& each : object.objects) {
    if (each.type.declared)
      if (Value field = field_value(*each.type.declared, name); !field.empty()) value.merge(field);
    if (auto rule = member_rule(each, name, Member::Property)) {
      const Value result = library_result(*rule, {ref, each, {}});
      value.merge(result);
    }
  }
  if (object.module) value.merge(exported(*object.module, name));
  if (value.empty()) value.merge(entry_of(object, name));
  if (!object.path.empty() && value.empty()) {
    value.path = object.path + "." + name;
    if (const LibraryType* type = program_.models().type(unit.language(), value.path)) {
      Object each;
      each.type.library = type;
      each.type.name = type->name;
      each.is_class = true;
      value.objects.push_back(std::move(each));
    }
    Models::Function function = program_.models().function(unit.language(), value.path);
    if (!function) function = program_.models().function(unit.language(), object.path + ".*");
    if (function) {
      const LibraryCall call{function.library, function.callable, {}};
      value.merge(library_result(call, {ref, {}, {}}));
    }
  }
  // g.redis = Redis(...): an attribute of an object that nobody knows, set elsewhere in the file.
  if (value.objects.empty() && value.texts.empty() && object.objects.empty()) {
    const std::string dotted = unit.dotted(ref.node);
    for (NodeId id : unit.member_assigns(dotted)) value.merge(assign_value(unit, id));
  }
  if (value.empty()) {
    // a.b.C written out, an enum or constant of a nested type
    if (const std::string dotted = unit.dotted(ref.node); !dotted.empty()) {
      const Type type = program_.type_named(unit, dotted);
      if (type.known()) {
        Object each;
        each.type = type;
        each.is_class = true;
        value.objects.push_back(std::move(each));
      }
    }
  }
  return value;
}

Value Evaluator::index_value(NodeRef ref) {
  const auto& o = program_.unit(ref.unit).outline();
  const Value object = evaluate({ref.unit, o.child(ref.node, Role::Object)});
  const NodeId key_node = o.child(ref.node, Role::Key);
  const Value key = evaluate({ref.unit, key_node});
  Value value;
  for (const Text& text : key.texts) value.merge(entry_of(object, text.value));
  // os.environ["X"], process.env.X and client["db"] are rules named "[]" of a model.
  for (const Object& each : object.objects)
    if (auto rule = member_rule(each, "[]", Member::Property)) value.merge(library_result(*rule, {ref, each, {}}));
  if (!object.path.empty()) {
    const auto function = program_.models().function(program_.unit(ref.unit).language(), object.path + ".[]");
    if (function) value.merge(library_result({function.library, function.callable, {}}, {ref, {}, {}}));
  }
  if (value.empty()) value.merge(element_of(object));
  return value;
}

}  // namespace onewriter::link
