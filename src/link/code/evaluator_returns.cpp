// What calls of the workspace's own functions, and calls that nobody knows, give back.

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "link/code/evaluator.h"
#include "link/code/tracking.h"
#include "link/models/naming.h"

namespace onewriter::link {
namespace {
constexpr std::size_t max_asked = 32;  // local variables through which a returned value is followed
}  // namespace

Value Evaluator::call_value(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  // require('./order')(sequelize): a module where it is needed, without a name.
  if (same_family(unit.language(), Language::JavaScript) && unit.outline().word(ref.node, Role::Name) == "require")
    return required(ref);
  // nameof(Order.Lines) is "Lines" (C# reference: nameof expression).
  if (unit.language() == Language::CSharp && unit.outline().word(ref.node, Role::Name) == "nameof" &&
      unit.outline().child(ref.node, Role::Receiver) == no_node && arguments(ref).size() == 1) {
    const std::string named = unit.dotted(arguments(ref)[0].node);
    Text text;
    text.value = named.substr(named.rfind('.') + 1);
    Value value;
    if (!text.value.empty()) value.texts.push_back(std::move(text));
    return value;
  }
  const Callee& what = callee(ref);
  Value value;
  for (const LibraryCall& call : what.library) value.merge(library_result(call, {ref, call.receiver, {}}));
  for (const TypeDecl* decl : what.created) {
    Object object;
    object.type.declared = decl;
    object.type.name = decl->qualified;
    if (!value.objects.empty()) object.binding = value.objects[0].binding;
    value.objects.clear();
    bind_given(object, ref);
    value.objects.push_back(std::move(object));
  }
  // self.model(...) makes one of what the attribute stands for.
  if (value.empty())
    if (const NodeId receiver = unit.outline().child(ref.node, Role::Receiver); receiver != no_node)
      for (const Object& object :
           symbol(ref, unit.dotted(receiver), std::string(unit.outline().word(ref.node, Role::Name))).objects)
        if (object.is_class) {
          value.objects.push_back(object);
          value.objects.back().is_class = false;
        }
  // camel_to_snake(cls.__name__), whoever wrote it
  if (value.texts.empty() && unit.language() == Language::Python) {
    const std::string called(unit.outline().word(ref.node, Role::Name));
    for (std::string_view word : {"snake", "underscore", "depascalize", "decamelize"})
      if (called.find(word) != std::string::npos && arguments(ref).size() == 1 && value.texts.empty())
        for (const Text& text : evaluate(arguments(ref)[0]).texts)
          if (lone_hole(text) == class_name_hole) {
            value.texts.emplace_back();
            value.texts.back().append_hole(std::string(class_name_hole) + ".snake");
          }
  }
  for (const MethodRef& method : what.workspace) {
    if (value.objects.size() + value.texts.size() >= max_alternatives) break;
    value.merge(method_result(method, what, ref));
  }
  if (value.empty() && unit.outline().nodes[ref.node].kind == Kind::Create) {
    Object object;
    object.type = program_.type_at(ref.unit, unit.outline().child(ref.node, Role::Type));
    if (!object.type.empty()) value.objects.push_back(std::move(object));
  }
  // "...".trim(), text.toString(), sql.formatted(x): a text stays the text for methods that no model speaks of.
  if (value.empty() && what.library.empty() && what.workspace.empty()) {
    const std::string_view name = unit.outline().word(ref.node, Role::Name);
    // "...{}".format(x) of Python, "...%s".formatted(x) of Java (String.formatted).
    if ((name == "format" || name == "formatted") && !what.receiver.texts.empty()) {
      std::vector<std::vector<Text>> filled;
      std::map<std::string, std::vector<Text>> by_name;
      for (const NodeRef& argument : arguments(ref)) {
        const auto& o = unit.outline();
        if (o.nodes[argument.node].kind == Kind::Pair)
          by_name[unit.dotted(o.child(argument.node, Role::Key))] = texts_or_hole(argument);
        else
          filled.push_back(texts_or_hole(argument));
      }
      for (const Text& text : what.receiver.texts) value.texts.push_back(formatted(text, filled, by_name));
    }
    for (std::string_view keeps :
         {"trim",   "strip",    "toString",  "stripIndent", "stripMargin", "trimIndent", "dedent", "squish",
          "freeze", "to_s",     "String",    "str",         "clone",       "intern",     "unwrap", "expect",
          "as_str", "to_owned", "to_string", "into",        "c_str",       "as_ref"})
      if (name == keeps) value.texts = what.receiver.texts;
    // The case of letters, and Humanizer's and Inflector's words ("Inflector methods").
    constexpr std::array<std::pair<std::string_view, std::string_view>, 13> changes = {{{"ToLower", "lower"},
                                                                                        {"ToLowerInvariant", "lower"},
                                                                                        {"toLowerCase", "lower"},
                                                                                        {"lowercase", "lower"},
                                                                                        {"lower", "lower"},
                                                                                        {"downcase", "lower"},
                                                                                        {"ToUpper", "upper"},
                                                                                        {"ToUpperInvariant", "upper"},
                                                                                        {"toUpperCase", "upper"},
                                                                                        {"upper", "upper"},
                                                                                        {"Underscore", "snake"},
                                                                                        {"Pluralize", "plural"},
                                                                                        {"Camelize", "lower-first"}}};
    for (const auto& [method, word] : changes) {
      if (name != method) continue;
      std::vector<Text> changed = what.receiver.texts;
      // new EnglishPluralizationService().Pluralize(name)
      if (changed.empty() && arguments(ref).size() == 1) changed = evaluate(arguments(ref)[0]).texts;
      for (Text& text : changed) {
        if (!in_naming(text, word) && text.has_holes()) continue;
        if (!text.has_holes()) text.value = named(word, text.value).value_or(text.value);
        value.texts.push_back(std::move(text));
      }
    }
    if (name == "getSimpleName")  // java.lang.Class
      value.texts = class_name(what.receiver).texts;
    if (name == "getClass") {  // java.lang.Object
      value.objects = what.receiver.objects;
      for (Object& object : value.objects) object.is_class = true;
    }
    if (name == "lower" || name == "toLowerCase" || name == "casefold") {
      value.texts = what.receiver.texts;
      for (Text& text : value.texts) lower_text(text);
    }
    if (value.empty() && same_family(unit.language(), Language::Java) && gives_elements(name))
      value.objects = element_of(what.receiver).objects;
    for (std::string_view keeps : {"getInstance", "get", "Result", "unwrap", "expect", "await", "acquire"})
      if (name == keeps && what.receiver.texts.empty()) value.objects = element_of(what.receiver).objects;
    // Rust: what an Option, a Result or an Arc holds is taken for it (std: Option, Result, Clone, AsRef).
    if (unit.language() == Language::Rust && value.objects.empty())
      for (std::string_view keeps : {"unwrap", "expect", "clone", "as_ref", "as_mut", "to_owned", "ok_or", "ok_or_else",
                                     "map_err", "lock", "read"})
        if (name == keeps) value.objects = what.receiver.objects;
  }
  return value;
}

Value Evaluator::method_result(const MethodRef& method, const Callee& callee, NodeRef call) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  Value value;
  const NodeId result = o.child(method.node, Role::Result);
  if (result != no_node) {
    Object object;
    object.type = program_.type_at(method.unit, result);
    if (unit.language() == Language::CSharp || same_family(unit.language(), Language::Java))
      bind_parameters(object.type, method, callee, call);
    const bool wrapped = !object.type.arguments.empty() && !object.type.known();
    if (const NodeId holder = unit.enclosing(method.node, Kind::Type); holder != no_node)
      if (const TypeDecl* decl = program_.decl_at(method.unit, holder))
        for (const Type& base : program_.library_bases(*decl))
          object.loaded = object.loaded || (base.library && !base.library->library->tracks.empty());
    if (object.type.known() || wrapped) value.objects.push_back(std::move(object));
  }
  // The returns tell what it is bound to, and texts. x => y returns y.
  Value returned;
  if (const NodeId body = o.child(method.node, Role::Body);
      o.nodes[method.node].kind == Kind::Lambda && body != no_node)
    returned = evaluate({method.unit, body});
  for (NodeId id = method.node + 1; id < o.nodes.size(); ++id) {
    if (o.nodes[id].span.line > o.nodes[method.node].span.end_line) break;
    if (o.nodes[id].kind != Kind::Return || unit.scope_of(id) != method.node) continue;
    returned.merge(evaluate({method.unit, o.child(id, Role::Value)}));
  }
  // Ruby and Rust give back what was worked out last.
  if ((unit.language() == Language::Ruby || (unit.language() == Language::Rust && result != no_node)) &&
      returned.empty()) {
    NodeId last = no_node;
    for (const NodeId child : o.children(method.node))
      if (o.nodes[child].role == Role::Child && o.nodes[child].kind != Kind::Parameter) last = child;
    if (last != no_node) returned = evaluate({method.unit, last});
  }
  for (Object& object : returned.objects)
    if (is_symbol(object.type))
      if (const std::vector<Object> given = given_at(object.type.name, callee, call); !given.empty()) {
        const bool is_class = object.is_class;
        object = given.front();
        object.is_class = is_class;
      }
  const bool better = std::any_of(returned.objects.begin(), returned.objects.end(),
                                  [](const Object& x) { return x.binding != nullptr; });
  if (better || value.objects.empty()) value.objects = returned.objects;
  value.texts = returned.texts;
  value.literals = returned.literals;
  value.callables = returned.callables;
  if (value.objects.empty()) value.path = returned.path;
  give_arguments(method, call, value);
  return value;
}

// What a parameter is worth is known from all callers; in the result of one call, only what that one hands over counts:
// a shared GetCollection<T>(name) gives each caller its own collection.
void Evaluator::give_arguments(const MethodRef& method, NodeRef call, Value& value) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  const auto& co = program_.unit(call.unit).outline();
  if (o.nodes[method.node].kind != Kind::Method || co.nodes[call.node].kind != Kind::Call) return;
  const bool bound = std::any_of(value.objects.begin(), value.objects.end(), [](const Object& each) {
    return each.binding && (!each.binding->tables.empty() || each.binding->entity.declared);
  });
  if (value.texts.empty() && !bound) return;  // nothing to narrow
  const std::vector<NodeRef> given = arguments(call);
  std::size_t position = 0;
  for (NodeId parameter : o.children(method.node)) {
    if (o.nodes[parameter].role != Role::Parameter) continue;
    const std::size_t index = position++;
    NodeRef argument = index < given.size() ? given[index] : NodeRef{};
    for (const NodeRef& each : given)
      if (co.nodes[each.node].kind == Kind::Pair &&
          program_.unit(call.unit).dotted(co.child(each.node, Role::Key)) == o.word(parameter, Role::Name))
        argument = {each.unit, co.child(each.node, Role::Value)};
    if (!argument.valid()) continue;
    const Value all = parameter_value(unit, parameter);
    give_class(method, parameter, argument, value);
    const std::vector<Text>& known = all.texts;
    if (known.size() < 2) continue;
    std::vector<Text> own = evaluate(argument).texts;
    if (own.empty()) {
      own.emplace_back();
      own.back().append_hole(std::string(o.word(parameter, Role::Name)));
    }
    auto is_known = [&](const Text& text) {
      return std::any_of(known.begin(), known.end(), [&](const Text& each) { return each.value == text.value; });
    };
    auto narrow = [&](std::vector<Text>& texts) {
      const auto meant = static_cast<std::size_t>(std::count_if(texts.begin(), texts.end(), is_known));
      if (meant >= std::min(known.size(), max_alternatives)) texts = own;
    };
    narrow(value.texts);
    for (Object& object : value.objects) {
      if (!object.binding || object.binding->tables.empty()) continue;
      auto binding = std::make_shared<Binding>(*object.binding);
      narrow(binding->tables);
      object.binding = std::move(binding);
    }
  }
}

// Does the value of an expression in the method come from the parameter, by itself or through local variables?
bool Evaluator::comes_from(const Unit& unit, NodeId expression, std::string_view parameter,
                           std::set<const Variable*>& asked) const {
  const auto& o = unit.outline();
  if (expression == no_node) return false;
  for (NodeId id = expression, end = end_of(o, expression); id < end; ++id) {
    if (o.nodes[id].kind != Kind::Name) continue;
    if (o.text(id) == parameter) return true;
    const Variable* local = unit.variable(id, o.text(id));
    if (!local || unit.variable_in(0, o.text(id)) == local || asked.size() >= max_asked || !asked.insert(local).second)
      continue;
    for (const NodeId assign : local->assigns)
      if (comes_from(unit, o.child(assign, Role::Value), parameter, asked)) return true;
  }
  return false;
}

// Of the classes that callers hand to a parameter, the one that this call hands over: repository(Order::class). What
// the method gives without the parameter stays what it is.
void Evaluator::give_class(const MethodRef& method, NodeId parameter, NodeRef argument, Value& value) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  const auto classes = [&](const Value& of) {
    std::vector<Type> types;
    for (const Object& object : of.objects)
      if (object.is_class && object.type.declared) types.push_back(object.type);
    return types;
  };
  const std::vector<Type> known = classes(parameter_value(unit, parameter)), own = classes(evaluate(argument));
  if (known.size() < 2 || own.empty()) return;
  std::vector<Type> fixed;
  for (NodeId id = method.node + 1, end = end_of(o, method.node); id < end; ++id) {
    const NodeId given = o.nodes[id].kind == Kind::Return ? o.child(id, Role::Value) : no_node;
    std::set<const Variable*> asked;
    if (given == no_node || unit.scope_of(id) != method.node ||
        comes_from(unit, given, o.word(parameter, Role::Name), asked))
      continue;
    for (const Object& object : evaluate({method.unit, given}).objects)
      if (object.binding) fixed.push_back(object.binding->entity);
  }
  Value narrowed;
  for (const Object& object : value.objects) {
    const auto is_in = [&](const std::vector<Type>& types) {
      return std::find(types.begin(), types.end(), object.binding->entity) != types.end();
    };
    if (!object.binding || !is_in(known) || is_in(fixed)) {
      narrowed.objects.push_back(object);
      continue;
    }
    for (const Type& entity : own) {
      const auto is_there = [&](const Object& each) { return each.binding && each.binding->entity == entity; };
      if (std::any_of(narrowed.objects.begin(), narrowed.objects.end(), is_there)) continue;
      narrowed.objects.push_back(object);
      narrowed.objects.back().rebind(entity);
    }
  }
  value.objects = std::move(narrowed.objects);
}

}  // namespace onewriter::link
