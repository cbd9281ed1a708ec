// What the selectors of a model mean at a call.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/code/names.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {
const std::string assigned_word = "value";

// What the objects were made with and remember.
Value kept_of(const Value& made, const std::string& word) {
  Value value;
  for (const Object& object : made.objects)
    if (object.binding)
      if (const auto kept = object.binding->kept.find(word); kept != object.binding->kept.end())
        add_alternatives(value.texts, kept->second);
  return value;
}

// The entity that a class hands to the constructor of a library's class above it, where that constructor binds one:
// parent::__construct($registry, Order::class).
Value handed_to_base(Evaluator& evaluator, const TypeDecl& decl) {
  Value value;
  const Program& program = evaluator.program();
  const Unit& unit = program.unit(decl.unit);
  const auto& o = unit.outline();
  for (const Type& base : program.library_bases(decl)) {
    const auto made = program.models().function(unit.language(), base.library->name);
    if (!made || !made.callable->binds.count("entity")) continue;
    for (NodeId id = decl.node + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[decl.node].span.end_line;
         ++id) {
      if (o.nodes[id].kind != Kind::Call) continue;
      const std::string_view name = o.word(id, Role::Name);
      if (name != "super" && (name != "__construct" || unit.dotted(o.child(id, Role::Receiver)) != "parent")) continue;
      for (const Object& object :
           evaluator.first_of(made.callable->binds.at("entity"), {{decl.unit, id}, {}, {}}).objects)
        if (object.type.declared) value.objects.push_back(object);
    }
  }
  return value;
}
}  // namespace

std::vector<NodeRef> Evaluator::expressions(const Selector& selector, const Site& site) const {
  const Unit& unit = program_.unit(site.call.unit);
  const auto& o = unit.outline();
  std::vector<NodeRef> result;
  switch (selector.kind) {
    case Selector::Kind::Assigned:
      if (site.assigned.valid()) return {site.assigned};
      [[fallthrough]];  // in a call, "value" is a keyword like any other: @Query(value = "...")
    case Selector::Kind::Keyword: {
      const std::string& wanted = selector.kind == Selector::Kind::Assigned ? assigned_word : selector.name;
      for (const NodeRef& argument : arguments(site.call)) {
        if (o.nodes[argument.node].kind != Kind::Pair) continue;
        const NodeId key = o.child(argument.node, Role::Key);
        std::string name = unit.dotted(key);
        // Ruby writes keyword arguments as symbols.
        if (name.empty() && key != no_node && o.nodes[key].kind == Kind::String && !o.children(key).empty())
          name = std::string(o.text(o.children(key).front()));
        if (name == wanted) result.push_back({site.call.unit, o.child(argument.node, Role::Value)});
      }
      // Initialisers say it too: new RedisOptions { Host = "x" }
      for (NodeId child : o.children(site.call.node))
        if (o.nodes[child].role == Role::Element && unit.dotted(o.child(child, Role::Key)) == wanted)
          result.push_back({site.call.unit, o.child(child, Role::Value)});
      return result;
    }
    case Selector::Kind::Position:
    case Selector::Kind::Mentions:
    case Selector::Kind::All: {
      std::vector<NodeRef> positional;
      for (const NodeRef& argument : arguments(site.call))
        if (o.nodes[argument.node].kind != Kind::Pair) positional.push_back(argument);
      // What a literal is made of stands in order, too: pgx.Identifier{"shop", "orders"}.
      if (positional.empty() && o.nodes[site.call.node].kind == Kind::Create)
        for (NodeId child : o.children(site.call.node))
          if (o.nodes[child].role == Role::Element && o.nodes[child].kind != Kind::Pair)
            positional.push_back({site.call.unit, child});
      if (selector.kind != Selector::Kind::Position) return positional;
      const int count = static_cast<int>(positional.size());
      const int index = selector.position < 0 ? count + selector.position : selector.position;
      if (index >= 0 && index < count) result.push_back(positional[static_cast<std::size_t>(index)]);
      return result;
    }
    default: return result;
  }
}

Value Evaluator::select(const Selector& selector, const Site& site) {
  Value value = select_one(selector, site);
  if (selector.otherwise && value.texts.empty() && value.objects.empty()) value = select(*selector.otherwise, site);
  return value;
}

Value Evaluator::select_one(const Selector& selector, const Site& site) {
  Value value;
  switch (selector.kind) {
    case Selector::Kind::Literal: {
      Text text;
      text.value = selector.name;
      value.texts.push_back(std::move(text));
      return value;
    }
    case Selector::Kind::Constant: {
      value = nearest_constant(program_.unit(site.call.unit), selector.name);
      for (const std::string& key : split(selector.key, ".")) {
        const Value map = std::move(value);
        std::string name = key;
        if (key.starts_with('$')) {
          const Value kept = kept_of({{}, {site.receiver}, {}, nullptr, {}, {}}, key.substr(1));
          name = kept.texts.empty() ? "" : kept.texts.front().value;
        }
        value = entry_of(map, name);
        if (value.empty()) value.texts = written_in_entry(map, name);
      }
      return value;
    }
    case Selector::Kind::Kept: {
      if (!site.receiver.binding) return value;
      auto kept = site.receiver.binding->kept.find(selector.name);
      if (kept != site.receiver.binding->kept.end()) value.texts = kept->second;
      return value;
    }
    case Selector::Kind::MemberName: {
      const auto& o = program_.unit(site.call.unit).outline();
      // Of an annotation's arguments: what it stands on.
      const bool mark = o.nodes[site.call.node].kind == Kind::Annotation && o.nodes[site.call.node].parent != no_node;
      Text text;
      text.value = std::string(o.word(mark ? o.nodes[site.call.node].parent : site.call.node, Role::Name));
      value.texts.push_back(std::move(text));
      return value;
    }
    case Selector::Kind::MarkedName:
    case Selector::Kind::MarkedParameter: return marked(selector, site.call);
    case Selector::Kind::Self: {
      if (!selector.key.empty()) return class_member(site.receiver, selector.key);
      if (site.receiver.binding) {
        value.texts = site.receiver.binding->tables;
        if (!site.receiver.binding->entity.empty()) {
          Object object;
          object.type = site.receiver.binding->entity;
          value.objects.push_back(std::move(object));
        }
      }
      // Repository<User>, Model<User>
      if (value.empty() && !site.receiver.type.declared)
        for (const Type& argument : site.receiver.type.arguments)
          if (value.empty() && argument.declared) {
            Object object;
            object.type = argument;
            value.objects.push_back(std::move(object));
          }
      if (value.empty() && site.receiver.type.declared)
        if (Type entity = entity_of_base(site.receiver.type, nullptr); !entity.empty()) {
          value.objects.emplace_back();
          value.objects.back().type = std::move(entity);
        }
      if (value.empty() && site.receiver.type.declared) value = handed_to_base(*this, *site.receiver.type.declared);
      if (value.empty() && (site.receiver.type.declared || is_symbol(site.receiver.type)))
        value.objects.push_back(site.receiver);
      // Repository<T> of a generic class: what callers bind T to.
      if (value.empty() && same_family(program_.unit(site.call.unit).language(), Language::JavaScript))
        for (const Type& argument : site.receiver.type.arguments)
          if (value.empty() && !argument.known() &&
              program_.is_type_parameter(site.call.unit, site.call.node, argument.name)) {
            value.objects.emplace_back();
            value.objects.back().type = argument;
          }
      if (value.empty()) {
        const auto& o = program_.unit(site.call.unit).outline();
        value.texts = evaluate({site.call.unit, o.child(site.call.node, Role::Receiver)}).texts;
      }
      return value;
    }
    case Selector::Kind::TypeParameter: {
      Object object;
      object.type = type_of({selector.name, {}}, {nullptr, nullptr, site.receiver}, site);
      if (!object.type.empty()) value.objects.push_back(std::move(object));
      return value;
    }
    default: break;
  }
  for (const NodeRef& expression : expressions(selector, site)) {
    if (selector.kind == Selector::Kind::Mentions) {
      add_mentioned(expression, value, 0);
      continue;
    }
    Value found = evaluate(expression);
    const auto dollar = selector.key.find('$');  // 1.$ttl, 0.link.$url
    std::string entry_key = selector.key.substr(0, dollar);
    if (entry_key.ends_with('.')) entry_key.pop_back();
    if (!entry_key.empty()) {
      Value entry = entry_at(found, entry_key);
      // &redis.Options{Addr: "..."}
      const auto& o = program_.unit(expression.unit).outline();
      if (o.nodes[expression.node].kind == Kind::Create)
        for (const NodeId element : o.children(expression.node))
          if (o.nodes[element].role == Role::Element && o.nodes[element].kind == Kind::Pair &&
              program_.unit(expression.unit).dotted(o.child(element, Role::Key)) == entry_key)
            entry.merge(evaluate({expression.unit, o.child(element, Role::Value)}));
      // An object whose constructor was given the entry: new Options { Host = ... }
      for (const Object& object : found.objects)
        if (object.type.declared) entry.merge(field_value(*object.type.declared, entry_key));
      found = std::move(entry);
    }
    // A list that is written out stands for its elements.
    if (found.objects.empty())
      for (const NodeRef& literal : std::vector<NodeRef>(found.literals)) {
        const auto& o = program_.unit(literal.unit).outline();
        if (o.nodes[literal.node].kind != Kind::List) continue;
        std::size_t taken = 0;
        for (NodeId element : o.children(literal.node))
          if (++taken <= 8) found.merge({{}, evaluate({literal.unit, element}).objects, {}, nullptr, {}, {}});
      }
    if (dollar != std::string::npos) found = kept_of(found, selector.key.substr(dollar + 1));
    value.merge(found);
  }
  return value;
}

// What an entry says in so many words where it is worth nothing else: {"TIMEOUT": None}.
std::vector<Text> Evaluator::written_in_entry(const Value& map, std::string_view key) {
  std::vector<Text> texts;
  for (const NodeRef& literal : map.literals) {
    const Unit& unit = program_.unit(literal.unit);
    const auto& o = unit.outline();
    for (const NodeId pair : o.children(literal.node)) {
      if (o.nodes[pair].kind != Kind::Pair) continue;
      const Value& name = evaluate({literal.unit, o.child(pair, Role::Key)});
      const std::string said = unit.dotted(o.child(pair, Role::Value));
      if (said.empty() || name.texts.empty() || name.texts.front().value != key) continue;
      texts.emplace_back();
      texts.back().value = said;
    }
  }
  return texts;
}

// What an annotation stands on: a method's name, as Python's modules have it, or the type of one of its parameters; of
// a class in PHP, those of the method that is run when it is called.
Value Evaluator::marked(const Selector& selector, NodeRef annotation) {
  Value value;
  const Unit& unit = program_.unit(annotation.unit);
  const auto& o = unit.outline();
  NodeId method = o.nodes[annotation.node].parent;
  if (method == no_node) return value;
  if (selector.kind == Selector::Kind::MarkedName) {
    const std::string& path = unit.path();
    const std::size_t from = path.rfind('/') + 1;
    Text text;
    if (unit.language() == Language::Python) text.value = path.substr(from, path.rfind('.') - from) + ".";
    text.value += o.word(method, Role::Name);
    value.texts.push_back(std::move(text));
    return value;
  }
  if (o.nodes[method].kind == Kind::Type)
    for (const NodeId child : o.children(method))
      if (o.nodes[child].kind == Kind::Method && o.word(child, Role::Name) == "__invoke") method = child;
  int position = 0;
  for (const NodeId child : o.children(method)) {
    if (o.nodes[child].role != Role::Parameter || position++ != selector.position) continue;
    if (const NodeId type = o.child(child, Role::Type); type != no_node) {
      value.objects.emplace_back();
      value.objects.back().type = program_.type_at(annotation.unit, type);
    }
  }
  return value;
}

// An attribute of the class, or of one inside of it: "queryset", "Meta.model", "serializer_class.Meta.model"; "*" are
// all attributes that the class itself has.
Value Evaluator::class_member(const Object& of, std::string_view path) {
  Value value;
  value.objects.push_back(of);
  while (!path.empty()) {
    const auto dot = path.find('.');
    const std::string_view part = path.substr(0, dot);
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    Value next;
    for (const Object& object : value.objects) {
      Value found;
      std::vector<const TypeDecl*> chain;
      if (object.type.declared) chain.push_back(object.type.declared);
      if (part == "*" && object.type.declared) {
        const auto& o = program_.unit(object.type.declared->unit).outline();
        for (const NodeId child : o.children(object.type.declared->node))
          if (o.nodes[child].kind == Kind::Field)
            next.merge(field_value(*object.type.declared, o.word(child, Role::Name)));
        continue;
      }
      for (std::size_t i = 0; i < chain.size() && i < 8 && found.empty(); ++i) {
        const auto& o = program_.unit(chain[i]->unit).outline();
        for (NodeId child : o.children(chain[i]->node))
          if (o.nodes[child].kind == Kind::Type && o.word(child, Role::Name) == part) {
            Object inner;
            inner.type = program_.type_at(chain[i]->unit, child);
            inner.is_class = true;
            found.objects.push_back(std::move(inner));
          }
        for (const Type& base : program_.bases(*chain[i]))
          if (base.declared) chain.push_back(base.declared);
      }
      if (found.empty() && object.type.declared) found = field_value(*object.type.declared, part);
      // What a method of that name gives: model() { return Order::class; }
      if (found.empty() && object.type.declared &&
          program_.unit(object.type.declared->unit).language() == Language::Php)
        for (const MethodRef& method : program_.methods(*object.type.declared, part))
          found.merge(evaluate_result(method));
      next.merge(found);
    }
    value = std::move(next);
  }
  return value;
}

// Of several files with a constant of that name, the one that shares the most of its path with `from`.
Value Evaluator::nearest_constant(const Unit& from, std::string_view name) {
  const Unit* nearest = nullptr;
  const Variable* constant = nullptr;
  std::size_t shared = 0;
  for (const Unit& unit : program_.units()) {
    if (unit.language() != from.language() || unit.is_test()) continue;
    const Variable* variable = unit.variable_in(0, name);
    if (!variable) continue;
    const std::string &path = unit.path(), &other = from.path();
    const auto common = shared_prefix(path, other);
    if (!nearest || common > shared) nearest = &unit, constant = variable, shared = common;
  }
  return nearest ? variable_value(*nearest, *constant, 0) : Value();
}

void Evaluator::add_mentioned(NodeRef at, Value& value, int depth) {
  if (depth > 12) return;
  const auto& o = program_.unit(at.unit).outline();
  const Kind kind = o.nodes[at.node].kind;
  if (kind == Kind::Lambda || kind == Kind::String) return;
  if (kind == Kind::Name || kind == Kind::Member) {
    Value found;
    for (const Object& object : evaluate(at).objects)
      if ((object.is_class && (object.type.declared || is_symbol(object.type))) ||
          (object.binding && (object.binding->loads || !object.binding->tables.empty())))
        found.objects.push_back(object);
    if (!found.objects.empty()) {
      value.merge(found);
      return;
    }
  }
  for (NodeId child : o.children(at.node)) add_mentioned({at.unit, child}, value, depth + 1);
}

Value Evaluator::first_of(const Selectors& selectors, const Site& site) {
  for (const Selector& selector : selectors)
    if (Value value = select(selector, site); !value.texts.empty() || !value.objects.empty()) return value;
  return {};
}

std::vector<Text> Evaluator::written(const Selectors& selectors, const Site& site) const {
  std::vector<Text> texts;
  for (const Selector& selector : selectors) {
    for (const NodeRef& expression : expressions(selector, site)) {
      Text text;
      text.value = program_.unit(expression.unit).dotted(expression.node);
      if (!text.value.empty()) texts.push_back(std::move(text));
    }
    if (!texts.empty()) break;
  }
  return texts;
}

Type Evaluator::type_of_value(const Value& value) const {
  const std::vector<Type> types = types_of_value(value);
  return types.empty() ? Type() : types.front();
}

std::vector<Type> Evaluator::types_of_value(const Value& value) const {
  std::vector<Type> result;
  auto add = [&](const Type& type) {
    if (std::find(result.begin(), result.end(), type) == result.end()) result.push_back(type);
  };
  for (const Object& object : value.objects) {
    if (object.type.declared || is_symbol(object.type)) {
      add(object.type);
      continue;
    }
    // A collection of entities is about the entity.
    const std::size_t before = result.size();
    for (const Type& argument : object.type.arguments)
      if (argument.declared && result.size() == before) add(argument);
    if (result.size() == before && object.binding && !object.binding->entity.empty()) add(object.binding->entity);
  }
  return result;
}

}  // namespace onewriter::link
