// What the selectors of a model mean at a call.

#include "link/code/evaluator.h"

namespace onewriter::link {
namespace {
const std::string assigned_word = "value";
}

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
    case Selector::Kind::All: {
      std::vector<NodeRef> positional;
      for (const NodeRef& argument : arguments(site.call))
        if (o.nodes[argument.node].kind != Kind::Pair) positional.push_back(argument);
      if (selector.kind == Selector::Kind::All) return positional;
      const int count = static_cast<int>(positional.size());
      const int index = selector.position < 0 ? count + selector.position : selector.position;
      if (index >= 0 && index < count) result.push_back(positional[static_cast<std::size_t>(index)]);
      return result;
    }
    default: return result;
  }
}

Value Evaluator::select(const Selector& selector, const Site& site) {
  Value value;
  switch (selector.kind) {
    case Selector::Kind::Literal: {
      Text text;
      text.value = selector.name;
      value.texts.push_back(std::move(text));
      return value;
    }
    case Selector::Kind::MemberName: {
      const auto& o = program_.unit(site.call.unit).outline();
      Text text;
      text.value = std::string(o.word(site.call.node, Role::Name));
      value.texts.push_back(std::move(text));
      return value;
    }
    case Selector::Kind::Self: {
      if (site.receiver.binding) {
        value.texts = site.receiver.binding->tables;
        if (!site.receiver.binding->entity.empty()) {
          Object object;
          object.type = site.receiver.binding->entity;
          value.objects.push_back(std::move(object));
        }
      }
      if (value.empty() && site.receiver.type.declared) value.objects.push_back(site.receiver);
      if (value.empty()) {
        const auto& o = program_.unit(site.call.unit).outline();
        value.texts = evaluate({site.call.unit, o.child(site.call.node, Role::Receiver)}).texts;
      }
      return value;
    }
    case Selector::Kind::TypeParameter: {
      Object object;
      object.type = type_of({selector.name, {}}, {nullptr, nullptr, site.receiver}, site);
      if (object.type.known()) value.objects.push_back(std::move(object));
      return value;
    }
    default: break;
  }
  for (const NodeRef& expression : expressions(selector, site)) {
    Value found = evaluate(expression);
    if (!selector.key.empty()) {
      Value entry = entry_of(found, selector.key);
      // An object whose constructor was given the entry: new Options { Host = ... }
      for (const Object& object : found.objects)
        if (object.type.declared) entry.merge(field_value(*object.type.declared, selector.key));
      found = std::move(entry);
    }
    value.merge(found);
  }
  return value;
}

Value Evaluator::first_of(const Selectors& selectors, const Site& site) {
  for (const Selector& selector : selectors)
    if (Value value = select(selector, site); !value.texts.empty() || !value.objects.empty()) return value;
  return {};
}

Type Evaluator::type_of_value(const Value& value) const {
  for (const Object& object : value.objects) {
    if (object.type.declared) return object.type;
    // A collection of entities is about the entity.
    for (const Type& argument : object.type.arguments)
      if (argument.declared) return argument;
    if (object.binding && !object.binding->entity.empty()) return object.binding->entity;
  }
  return {};
}

}  // namespace onewriter::link
