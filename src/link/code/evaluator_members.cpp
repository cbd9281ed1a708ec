// Fields of types, exports of modules, entries of map literals, members and indexes.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/services/words.h"

namespace onewriter::link {

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
    // A library's object may be bound by what is assigned, whatever the field was declared as.
    const bool unbound = std::all_of(value.objects.begin(), value.objects.end(),
                                     [](const Object& object) { return object.type.library && !object.binding; });
    if (unbound && value.texts.empty()) {
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
                              unit.names_self(o.child(target, Role::Object));
          if (ivar || member) value.merge(assign_value(unit, id));
        }
      }
    }
    if (unit.language() == Language::Go || unit.language() == Language::Rust) add_made_with(decl, name, value);
    if (!value.empty()) {
      if (unit.language() != Language::CSharp) return value;
      Type self;
      self.declared = &start;
      self.name = start.qualified;
      return seen_from(std::move(value), decl, self);
    }
    // Go: an embedded type is a field of its name.
    if (unit.language() == Language::Go)
      for (const Type& base : program_.bases(decl))
        if (base.known() && base.name.ends_with(name) && base.name.size() > name.size() &&
            base.name[base.name.size() - name.size() - 1] == '.')
          return declared_value(base, {decl.unit, decl.node});
    for (const Type& base : program_.bases(decl))
      if (base.declared && std::find(queue.begin(), queue.end(), base.declared) == queue.end())
        queue.push_back(base.declared);
  }
  return linked(start, name);
}

Value Evaluator::field_value(const Type& type, std::string_view name) {
  Value value = field_value(*type.declared, name);
  return type.arguments.empty() ? value : seen_from(std::move(value), *type.declared, type);
}

Value Evaluator::seen_from(Value value, const TypeDecl& declaring, const Type& receiver) const {
  if (&declaring == receiver.declared && receiver.arguments.empty()) return value;
  for (Object& object : value.objects) object.type = program_.seen_from(object.type, declaring, receiver);
  return value;
}

// What a field is given where its struct is made, Store{orders: db.Collection("orders")}, or set, s.orders = ...: the
// type alone does not tell the collection.
void Evaluator::add_made_with(const TypeDecl& decl, std::string_view name, Value& value) {
  if (std::any_of(value.objects.begin(), value.objects.end(), [](const Object& x) { return x.binding != nullptr; }))
    return;
  if (!value.objects.empty() && !value.objects.front().type.library) return;
  const Unit& home = program_.unit(decl.unit);
  Value given;
  auto look_in = [&](const Unit& unit) {
    const auto& o = unit.outline();
    for (const NodeId element : unit.elements_of(name)) {
      const NodeId made = o.nodes[element].parent, written = o.child(made, Role::Type);
      const bool self_type = unit.dotted(written) == "Self" && program_.holder_of(unit.index(), made) == &decl;
      if (!self_type && program_.type_at(unit.index(), written).declared != &decl) continue;
      const bool short_form = o.nodes[element].kind == Kind::Name;
      given.merge(evaluate({unit.index(), short_form ? element : o.child(element, Role::Value)}));
    }
    for (const NodeId assign : unit.member_assigns_of(name)) {
      const NodeId object = o.child(o.child(assign, Role::Target), Role::Object);
      for (const Object& each : evaluate({unit.index(), object}).objects)
        if (each.type.declared == &decl) given.merge(assign_value(unit, assign));
    }
  };
  if (home.language() == Language::Go)
    for (const std::uint32_t index : program_.folder_units(home)) look_in(program_.unit(index));
  else
    look_in(home);
  bool bound = false;
  for (const Object& object : given.objects)
    if (object.binding) bound = true;
  if (bound) value.objects = given.objects;
  if (value.empty()) value.merge(given);
}

Value Evaluator::exported(const Unit& module, std::string_view name) {
  const auto& o = module.outline();
  Value value;
  // module.exports = ..., exports.name = ..., module.exports.name = ...
  for (NodeId id : o.children(0)) {
    if (o.nodes[id].kind != Kind::Assign) continue;
    const std::string target = module.dotted(o.child(id, Role::Target));
    const NodeRef source{module.index(), o.child(id, Role::Value)};
    if (o.word(id, Role::Modifier) == exported_as) {
      if (o.word(id, Role::Name) == name) return evaluate(source);
      continue;
    }
    if (target == "exports." + std::string(name) || target == "module.exports." + std::string(name))
      return evaluate(source);
    if (target == "module.exports") {
      const Value& whole = evaluate(source);
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
    // Rust: an impl of a type is not its declaration.
    object.type = module.language() == Language::Rust ? program_.type_named(module, name)
                                                      : program_.type_at(module.index(), type);
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
  if (value.empty()) value = exported_by_all(module, name);
  return value;
}

// export * from './orders', from .orders import *
Value Evaluator::exported_by_all(const Unit& unit, std::string_view name) {
  Value value;
  if (name == "default" || depth_ >= max_depth ||
      (unit.language() != Language::Python && unit.language() != Language::Rust &&
       !same_family(unit.language(), Language::JavaScript)))
    return value;
  ++depth_;
  for (const std::string& each : unit.wildcard_imports())
    if (const Unit* next = program_.module(unit, each); value.empty() && next && next != &unit && ++steps_ < max_steps)
      value = exported(*next, name);
  --depth_;
  return value;
}

namespace {
constexpr std::size_t max_elements = 16;  // of a list that is written out
}  // namespace

Value Evaluator::entry_of(const Value& map, std::string_view key) {
  Value value;
  for (const NodeRef& literal : map.literals) {
    const Unit& unit = program_.unit(literal.unit);
    const auto& o = unit.outline();
    for (NodeId pair : o.children(literal.node)) {
      if (o.nodes[pair].kind == Kind::Name && o.text(pair) == key)
        value.merge(evaluate({literal.unit, pair}));  // { key }
      if (o.nodes[literal.node].kind == Kind::Annotation && o.nodes[pair].role == Role::Argument &&
          o.nodes[pair].kind != Kind::Pair && key == "value")
        value.merge(evaluate({literal.unit, pair}));  // bindings = @QueueBinding(value = @Queue("orders"))
      if (o.nodes[pair].kind != Kind::Pair) continue;
      const NodeId key_node = o.child(pair, Role::Key);
      std::string found = unit.dotted(key_node);
      if (found.empty() && key_node != no_node) {
        const Value& text = evaluate({literal.unit, key_node});
        if (!text.texts.empty()) found = text.texts.front().value;
      }
      if (found == key) value.merge(evaluate({literal.unit, o.child(pair, Role::Value)}));
    }
  }
  return value;
}

// "connection.host": an entry of an entry; "useFactory.host": one of what a function gives; "Entries.DetailType": one
// of each element of a list that is written out.
Value Evaluator::entry_at(const Value& map, std::string_view path) {
  if (Value whole = entry_of(map, path); !whole.empty()) return whole;
  Value value = map;
  for (const std::string& key : split(path, ".")) {
    for (const NodeRef& function : std::vector<NodeRef>(value.callables)) value.merge(evaluate_result(function));
    Value entry = entry_of(value, key);
    if (entry.empty())
      for (const NodeRef& literal : std::vector<NodeRef>(value.literals)) {
        const auto& o = program_.unit(literal.unit).outline();
        if (o.nodes[literal.node].kind != Kind::List) continue;
        std::size_t taken = 0;
        for (const NodeId element : o.children(literal.node))
          if (++taken <= max_elements) entry.merge(entry_of(evaluate({literal.unit, element}), key));
      }
    value = std::move(entry);
  }
  return value;
}

Value Evaluator::member_value(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  const std::string name(o.word(ref.node, Role::Name));
  if (Value made = generated_object(unit, unit.dotted(o.child(ref.node, Role::Object))); !made.empty()) return made;
  const Value& object = evaluate({ref.unit, o.child(ref.node, Role::Object)});
  Value value = member_of(object, ref, name);
  if (value.empty() && unit.language() == Language::Rust)  // a function of a module, handed over: orders::config
    if (const Unit* module = rust_module(unit, ref.node, unit.dotted(o.child(ref.node, Role::Object))))
      value = exported(*module, name);
  if (value.texts.empty() && value.literals.empty() && value.callables.empty() && value.path.empty() && !value.module &&
      std::none_of(value.objects.begin(), value.objects.end(),
                   [](const Object& each) { return each.type.known() || each.binding; }))
    if (Value given = symbol(ref, unit.dotted(o.child(ref.node, Role::Object)), name); !given.empty())
      value = std::move(given);
  // Order.name, Order.__name__: the name of the class.
  if (value.empty() && (name == "name" || name == "__name__") &&
      (name == "name" ? same_family(unit.language(), Language::JavaScript) : unit.language() == Language::Python))
    for (const Object& each : object.objects)
      if (each.type.declared && value.texts.empty()) {
        value.texts.emplace_back();
        if (each.is_class)
          value.texts.back().value = each.type.declared->name;
        else if (name == "__name__")
          value.texts.back().append_hole(class_name_hole);  // cls.__name__: that of the class that inherits it
      }
  // C#: typeof(T).Name, of what the caller binds T to
  if (value.empty() && name == "Name" && unit.language() == Language::CSharp) {
    const NodeId type = o.child(ref.node, Role::Object);
    if (o.nodes[type].kind == Kind::Member && o.word(type, Role::Name) == "class" &&
        program_.is_type_parameter(ref.unit, ref.node, unit.dotted(o.child(type, Role::Object)))) {
      value.texts.emplace_back();
      value.texts.back().append_hole(class_name_hole);
    }
  }
  // g.redis = Redis(...): an attribute of an object that nobody knows, set elsewhere in the file.
  if (value.objects.empty() && value.texts.empty() && object.objects.empty()) {
    const std::string dotted = unit.dotted(ref.node);
    for (NodeId id : unit.member_assigns(dotted)) value.merge(assign_value(unit, id));
  }
  if (value.empty() && same_family(unit.language(), Language::JavaScript) && !name.empty() && name[0] >= 'A' &&
      name[0] <= 'Z')
    value = registered(unit, name);
  if (value.empty() && same_family(unit.language(), Language::JavaScript))
    value = in_bag_of_models(unit, unit.dotted(o.child(ref.node, Role::Object)), name);
  if (value.empty() && unit.language() == Language::Rust)  // crate::orders::db
    value.module = rust_module(unit, ref.node, unit.dotted(ref.node));
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

// `ref` is where the member is written.
Value Evaluator::class_name(const Value& value) const {
  Value result;
  for (const Object& each : value.objects) {
    if (!each.is_class || !each.type.declared) continue;
    Text text;
    text.value = each.type.declared->name;
    result.texts.push_back(std::move(text));
  }
  return result;
}

Value Evaluator::member_of(const Value& object, NodeRef ref, const std::string& name) {
  const Unit& unit = program_.unit(ref.unit);
  Value value;
  // Order.class, Order::class.java
  if ((name == "class" || name == "java") && same_family(unit.language(), Language::Java) && !object.objects.empty() &&
      object.objects.front().is_class)
    return object;
  // typeof(Order).Name, Order::class.simpleName
  if ((name == "class" && unit.language() == Language::CSharp) || name == "simpleName" || name == "Name")
    for (const Object& each : object.objects)
      if (each.is_class && each.type.declared) return name == "class" ? object : class_name(object);
  // PHP: Order::class stands for the class.
  if (name == "class" && unit.language() == Language::Php) {
    for (const Object& each : object.objects)
      if (each.is_class) value.objects.push_back(each);
    return value;
  }
  for (const Object& each : object.objects) {
    if (each.type.declared)
      if (Value field = field_value(each.type, name); !field.empty()) value.merge(field);
    if (each.type.declared && value.texts.empty()) value.merge(setting_of(*each.type.declared, name));
    // Laravel's dynamic properties: $order->items is what the relation's method items() gives (Eloquent:
    // Relationships).
    if (each.type.declared && value.empty() && unit.language() == Language::Php)
      for (const MethodRef& method : program_.methods(*each.type.declared, name))
        value.merge(method_result(method, {}, ref));
    if (auto rule = member_rule(each, name, Member::Property)) {
      const Value result = library_result(*rule, {ref, each, {}});
      value.merge(result);
    }
  }
  if (value.empty()) value = extension_property(object, ref, name);
  if (object.module) value.merge(exported(*object.module, name));
  if (unit.language() == Language::Go && !object.path.empty())
    for (const std::uint32_t index : program_.package_units(unit, object.path))
      value.merge(exported(program_.unit(index), name));
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
      // const { DB_HOST } = process.env: the member has no node of its own.
      if (!function.callable->environment.empty() &&
          function.callable->environment.front().kind == Selector::Kind::MemberName &&
          unit.outline().word(ref.node, Role::Name) != name) {
        value.texts.emplace_back();
        value.texts.back().append_hole(name);
      } else {
        value.merge(library_result(call, {ref, {}, {}}));
      }
    }
  }
  return value;
}

Value Evaluator::index_value(NodeRef ref) {
  const auto& o = program_.unit(ref.unit).outline();
  const Value& object = evaluate({ref.unit, o.child(ref.node, Role::Object)});
  const NodeId key_node = o.child(ref.node, Role::Key);
  const Value& key = evaluate({ref.unit, key_node});
  Value value;
  for (const Text& text : key.texts) value.merge(entry_of(object, text.value));
  // os.environ["X"], process.env.X and client["db"] are rules named "[]" of a model.
  for (const Object& each : object.objects)
    if (auto rule = member_rule(each, "[]", Member::Property)) value.merge(library_result(*rule, {ref, each, {}}));
  if (!object.path.empty()) {
    const auto function = program_.models().function(program_.unit(ref.unit).language(), object.path + ".[]");
    if (function) value.merge(library_result({function.library, function.callable, {}}, {ref, {}, {}}));
  }
  // Repository[Order] is the class with its type parameters bound.
  if (value.empty() && program_.unit(ref.unit).language() == Language::Python)
    for (const Object& each : object.objects)
      if (each.is_class && each.type.declared) value.objects.push_back(each);
  // What this file puts there under the same key.
  const Unit& unit = program_.unit(ref.unit);
  if (value.empty())
    if (const std::string name = unit.indexed(ref.node); !name.empty())
      for (NodeId assign : unit.member_assigns(name)) value.merge(evaluate({ref.unit, o.child(assign, Role::Value)}));
  if (value.empty()) value.merge(element_of(object));
  return value;
}

}  // namespace onewriter::link
