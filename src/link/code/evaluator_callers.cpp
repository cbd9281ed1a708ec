// Functions that are called under another name than their own: handed to a library that calls them back, or what a
// module of JavaScript is worth as a whole.

#include <algorithm>
#include <set>
#include <utility>

#include "link/code/evaluator.h"

namespace onewriter::link {
namespace {

bool begins_transaction(const Callable& callable) {
  return std::any_of(callable.effects.begin(), callable.effects.end(),
                     [](const EffectRule& rule) { return rule.kind == EffectKind::Transaction; });
}

}  // namespace

// What a library's call that is handed a function gives to that function's parameter.
void Evaluator::add_called_back(NodeRef call, NodeRef argument, std::size_t position, Value& value) {
  const std::vector<NodeRef> args = arguments(call);
  const int index = static_cast<int>(std::find(args.begin(), args.end(), argument) - args.begin());
  for (const LibraryCall& library : callee(call).library)
    for (const Callable::Callback& callback : library.callable->callbacks) {
      if (callback.argument != index && callback.argument != index - static_cast<int>(args.size())) continue;
      if (position >= callback.parameters.size() || !callback.parameters[position]) continue;
      const Site site{call, library.receiver, {}};
      Object object;
      object.type = type_of(*callback.parameters[position], library, site);
      if (object.type.library && object.type.library->handed_on) {
        // What the call says stands before all routes that the function adds: they are told from it.
        auto binding = std::make_shared<Binding>();
        binding->origin = call;
        object.binding = std::move(binding);
      } else {
        const Value result = library_result(library, site);
        object.binding = result.objects.empty() ? library.receiver.binding : result.objects[0].binding;
      }
      value.objects.push_back(std::move(object));
    }
}

// The calls of libraries that are handed a function that stands elsewhere, where what the library gives it may differ
// from call to call: register(require("./orders"), { prefix: "/orders" }).
const std::vector<Evaluator::HandedTo>& Evaluator::handed_to(NodeRef function) {
  static const std::vector<HandedTo> none;
  const auto found = handed_.find(function.key());
  return found == handed_.end() ? none : found->second;
}

void Evaluator::read_handed() {
  std::set<std::pair<Language, std::string>, std::less<>> names;
  for (const auto& library : program_.models().libraries())
    for (const auto& [type_name, type] : library->types)
      for (const MethodRule& rule : type->methods)
        for (const Callable::Callback& callback : rule.callable->callbacks)
          for (const Language language : library->languages)
            for (const auto& parameter : callback.parameters)
              if (const LibraryType* given = parameter ? program_.models().type(language, parameter->name) : nullptr;
                  given && (given->handed_on || begins_transaction(*rule.callable)))
                names.emplace(language, rule.pattern);
  for (const Unit& unit : program_.units()) {
    const auto& o = unit.outline();
    for (const NodeId call : unit.calls()) {
      if (!names.count({unit.language(), std::string(o.word(call, Role::Name))})) continue;
      for (const NodeRef& argument : arguments({unit.index(), call})) {
        const Kind kind = o.nodes[argument.node].kind;
        if (kind != Kind::Name && kind != Kind::Member && kind != Kind::Call) continue;
        for (const NodeRef& function : evaluate(argument).callables)
          handed_[function.key()].push_back({{unit.index(), call}, argument});
      }
    }
  }
}

// The calls of what a module is worth as a whole, under whatever name the caller gives it: module.exports = app => ...,
// export default function (app) { }; require("./routes")(app).
std::vector<NodeRef> Evaluator::module_calls(const Unit& module, NodeId function) {
  if (!same_family(module.language(), Language::JavaScript)) return {};
  read_module_calls();
  const auto found = module_calls_.find(module.index());
  if (found == module_calls_.end()) return {};
  const std::vector<NodeRef> whole = exported(module, "default").callables;
  if (std::find(whole.begin(), whole.end(), NodeRef{module.index(), function}) == whole.end()) return {};
  return found->second;
}

void Evaluator::read_module_calls() {
  if (std::exchange(module_calls_read_, true)) return;
  constexpr std::size_t most = 12;  // of one module, as of a function's callers
  for (const Unit& unit : program_.units()) {
    if (!same_family(unit.language(), Language::JavaScript) || unit.is_test()) continue;
    const auto& o = unit.outline();
    for (const NodeId call : unit.calls()) {
      if (o.nodes[call].kind != Kind::Call || o.child(call, Role::Receiver) != no_node) continue;
      const Unit* module = nullptr;
      if (const NodeId required = o.child(call, Role::Function); required != no_node) {
        const NodeId path = o.nodes[required].kind == Kind::Call ? o.child(required, Role::Argument) : no_node;
        if (path == no_node || o.word(required, Role::Name) != "require" || o.nodes[path].kind != Kind::String)
          continue;
        if (!o.children(path).empty()) module = program_.module(unit, o.text(o.children(path).front()));
      } else if (const auto import = unit.imports().find(o.word(call, Role::Name)); import != unit.imports().end()) {
        if (import->second.name.empty() || import->second.name == "default")
          module = program_.module(unit, import->second.module);
      }
      if (!module || module == &unit) continue;
      std::vector<NodeRef>& calls = module_calls_[module->index()];
      if (calls.size() < most) calls.push_back({unit.index(), call});
    }
  }
}

}  // namespace onewriter::link
