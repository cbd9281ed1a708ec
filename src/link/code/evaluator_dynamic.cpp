// What languages without types leave open and a library's own words still tell: methods on receivers of which nothing
// is known, and names that a library registers for the whole program.

#include <algorithm>
#include <cctype>

#include "link/code/evaluator.h"
#include "link/code/settings_lookup.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

bool matches_any(std::string_view patterns, std::string_view name) {
  while (!patterns.empty()) {
    const auto bar = patterns.find('|');
    std::string_view pattern = patterns.substr(0, bar);
    while (pattern.starts_with(' ')) pattern.remove_prefix(1);
    while (pattern.ends_with(' ')) pattern.remove_suffix(1);
    if (matches(pattern, name)) return true;
    if (bar == std::string_view::npos) break;
    patterns.remove_prefix(bar + 1);
  }
  return false;
}

}  // namespace

// What its words say of events is said of the workspace's own types, too: a bus is one by its shape.
std::optional<LibraryCall> Evaluator::anywhere(NodeRef call, const Callee& known) {
  const Unit& unit = program_.unit(call.unit);
  const auto& o = unit.outline();
  const NodeId receiver = o.child(call.node, Role::Receiver);
  const std::string_view name = o.word(call.node, Role::Name);
  if (receiver == no_node || name.empty()) return std::nullopt;
  // self.session().query(...): the name of what is called counts as well.
  std::string written(unit.dotted(receiver));
  if (written.empty()) written = std::string(o.word(receiver, Role::Name));
  written = lower(written.substr(written.rfind('.') + 1));
  std::string type;
  for (const Object& object : known.receiver.objects)
    if (object.type.declared) type = lower(object.type.declared->name);
  const bool open = !known.receiver_known && known.workspace.empty();
  for (const auto& library : program_.models().libraries()) {
    if (library->anywhere.empty() ||
        std::find(library->languages.begin(), library->languages.end(), unit.language()) == library->languages.end())
      continue;
    for (const AnywhereRule& rule : library->anywhere) {
      if (rule.entity || !rule.edges.empty()) continue;
      if (!rule.receiver.empty() && !matches_any(rule.receiver, written) && !matches_any(rule.receiver, type)) continue;
      for (const MethodRule& method : rule.methods) {
        if (!matches(method.pattern, name)) continue;
        const LibraryCall found{library.get(), method.callable.get(), {}};
        const Callable& c = *method.callable;
        for (const EffectRule& effect : c.effects)
          if (const auto event = effect.parts.find("event"); event != effect.parts.end()) {
            const Value value = first_of(event->second, {call, {}, {}});
            for (const Object& object : value.objects)
              if (object.type.declared) return found;
            for (const Text& text : value.texts)
              if (!text.has_holes()) return found;
          }
        if (!open) return std::nullopt;
        for (const Selectors* selectors : {&c.sql, &c.reads, &c.writes})
          for (const Selector& selector : *selectors) {
            const Value value = select(selector, {call, {}, {}});
            for (const Object& object : value.objects)
              if (object.type.declared || is_symbol(object.type) ||
                  (object.binding && (!object.binding->entity.empty() || !object.binding->tables.empty())))
                return found;
            if (!value.texts.empty() && selector.kind == Selector::Kind::Keyword) return found;
          }
        return std::nullopt;
      }
    }
  }
  return std::nullopt;
}

Value Evaluator::required(NodeRef call) {
  const Unit& unit = program_.unit(call.unit);
  Value value;
  for (const NodeRef& argument : arguments(call)) {
    const Value& name = evaluate(argument);
    if (name.texts.empty() || name.texts.front().has_holes()) break;
    const std::string& module = name.texts.front().value;
    if (const Unit* found = program_.module(unit, module)) {
      value = exported(*found, "default");
      if (value.empty()) value.module = found;
    } else {
      value.path = module;
    }
    break;
  }
  return value;
}

void Evaluator::read_registered() {
  if (!registered_read_) {
    registered_read_ = true;
    std::vector<std::string> names;
    for (const auto& library : program_.models().libraries()) {
      auto note = [&](const std::string& called, const Callable& callable) {
        if (!callable.registers.empty()) names.push_back(called.substr(called.rfind('.') + 1));
      };
      for (const auto& [called, callable] : library->functions) note(called, *callable);
      for (const auto& [called, type] : library->types)
        for (const auto* rules : {&type->methods, &type->statics})
          for (const MethodRule& rule : *rules) note(rule.pattern, *rule.callable);
    }
    for (const Unit& each : program_.units()) {
      const auto& o = each.outline();
      for (NodeId call : each.calls()) {
        if (std::find(names.begin(), names.end(), o.word(call, Role::Name)) == names.end()) continue;
        const NodeRef ref{each.index(), call};
        for (const LibraryCall& library : callee(ref).library) {
          // A call with the name alone looks up what another one made.
          if (library.callable->registers.empty() || arguments(ref).size() < 2) continue;
          const Value said = first_of(library.callable->registers, {ref, library.receiver, {}});
          if (said.texts.empty() || said.texts.front().has_holes()) continue;
          const std::string& name = said.texts.front().value;
          std::vector<NodeRef>& calls = registered_[name];
          if (calls.empty()) spellings_[folded(name)].push_back(name);
          calls.push_back(ref);
        }
      }
    }
  }
}

Value Evaluator::registered(const Unit& unit, const std::string& name) {
  read_registered();
  const std::string root = module_root(unit.path());
  Value value;
  auto found = registered_.find(name);
  if (found == registered_.end()) {
    // A class that extends a library's is known by its name as well: Customer.init(...) in a folder of models.
    const Type type = program_.entity_type(unit, name);
    if (type.declared && inside(program_.unit(type.declared->unit).path(), root) &&
        !program_.library_bases(*type.declared).empty()) {
      Object object;
      object.type = type;
      object.is_class = true;
      value.objects.push_back(std::move(object));
    }
    return value;
  }
  for (const NodeRef& call : found->second)
    if (inside(program_.unit(call.unit).path(), root) &&
        same_family(program_.unit(call.unit).language(), unit.language()) && value.empty())
      value = evaluate(call);
  return value;
}

// this.models.BaseUser: what one call of the source tree registered under a name in another spelling, base_user.
Value Evaluator::in_bag_of_models(const Unit& unit, std::string_view bag, const std::string& name) {
  const std::string_view word = bag.substr(bag.rfind('.') + 1);
  const auto& libraries = program_.models().libraries();
  if (std::none_of(libraries.begin(), libraries.end(), [&](const auto& each) {
        return std::find(each->registered_in.begin(), each->registered_in.end(), word) != each->registered_in.end();
      }))
    return {};
  read_registered();
  const auto spellings = spellings_.find(folded(name));
  if (spellings == spellings_.end()) return {};
  const std::string root = module_root(unit.path());
  const std::string* meant = nullptr;
  for (const std::string& spelling : spellings->second) {
    const std::vector<NodeRef>& calls = registered_[spelling];
    if (std::none_of(calls.begin(), calls.end(),
                     [&](const NodeRef& call) { return inside(program_.unit(call.unit).path(), root); }))
      continue;
    if (meant) return {};
    meant = &spelling;
  }
  return meant ? registered(unit, *meant) : Value();
}

}  // namespace onewriter::link
