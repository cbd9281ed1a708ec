// Relations that a class's body declares with calls: has_many :items.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/models/naming.h"

namespace onewriter::link {

// A class's body says it with a call: has_many :line_items, class_name: "Item". The rule is applied to the class that
// is meant.
std::optional<LibraryCall> Evaluator::relation(const TypeDecl& start, std::string_view name) {
  if (program_.unit(start.unit).language() != Language::Ruby) return std::nullopt;
  std::vector<const TypeDecl*> queue = {&start};
  for (std::size_t i = 0; i < queue.size() && i < 16; ++i) {
    const Unit& unit = program_.unit(queue[i]->unit);
    const auto& o = unit.outline();
    for (const NodeId child : o.children(queue[i]->node)) {
      if (o.nodes[child].kind != Kind::Call || o.child(child, Role::Receiver) != no_node) continue;
      const std::vector<NodeRef> args = arguments({unit.index(), child});
      if (args.empty()) continue;
      const Value said = evaluate(args.front());
      if (said.texts.empty() || said.texts.front().value != name) continue;
      for (const auto& library : program_.models().libraries())
        for (const RelationRule& rule : library->relations) {
          if (!matches(rule.pattern, o.word(child, Role::Name))) continue;
          if (std::find(library->languages.begin(), library->languages.end(), unit.language()) ==
              library->languages.end())
            continue;
          Selector type_name;
          type_name.kind = Selector::Kind::Keyword;
          type_name.name = rule.type;
          Value given = rule.type.empty() ? Value() : select(type_name, {{unit.index(), child}, {}, {}});
          Object target;
          if (!given.texts.empty()) {
            target.type = program_.type_named(unit, normalised(given.texts.front().value));
          } else {
            for (const auto& decl : program_.type_decls())
              if (program_.unit(decl->unit).language() == unit.language() && !target.type.declared &&
                  (named("snake-plural", decl->name) == name || named("snake", decl->name) == name))
                target.type = program_.type_named(unit, decl->name);
          }
          if (!target.type.declared) return std::nullopt;
          auto binding = std::make_shared<Binding>();
          binding->entity = target.type;
          target.binding = std::move(binding);
          return LibraryCall{library.get(), rule.callable.get(), std::move(target)};
        }
    }
    for (const Type& base : program_.bases(*queue[i]))
      if (base.declared && std::find(queue.begin(), queue.end(), base.declared) == queue.end())
        queue.push_back(base.declared);
  }
  return std::nullopt;
}

}  // namespace onewriter::link
