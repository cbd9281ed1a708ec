// Effects that annotations say, of what they stand on: routes, listeners, caches, declared clients.

#include "link/code/observer.h"

namespace onewriter::link {

std::string_view Observer::declaration_word(Kind kind) {
  switch (kind) {
    case Kind::Type: return "type";
    case Kind::Method: return "method";
    case Kind::Field: return "field";
    case Kind::Parameter: return "parameter";
    default: return "";
  }
}

std::vector<const MarkRule*> Observer::marks_at(const Unit& unit, NodeId annotation, NodeId declaration) {
  const auto& o = unit.outline();
  std::string written = normalised(o.word(annotation, Role::Name));
  std::string simple = written.substr(written.find_last_of('.') + 1);
  std::vector<const MarkRule*> result;
  std::vector<const MarkRule*> candidates = program_.models().marks(unit.language(), simple);
  if (unit.language() == Language::CSharp && candidates.empty() && simple.ends_with("Attribute")) {
    simple.resize(simple.size() - 9);
    written.resize(written.size() - 9);
    candidates = program_.models().marks(unit.language(), simple);
  }
  for (const MarkRule* rule : candidates) {
    const auto dot = written.find('.');
    std::string path = program_.external_path(unit, written.substr(0, dot));
    if (!path.empty() && dot != std::string::npos) path += written.substr(dot);
    if (written != rule->annotation && path != rule->annotation &&
        (!path.empty() || dot != std::string::npos || !program_.uses(unit, *rule->library)))
      continue;
    if (!rule->on.empty() && rule->on != declaration_word(o.nodes[declaration].kind)) continue;
    if (!rule->argument.empty()) {
      bool met = false;
      for (NodeId argument : o.children(annotation))
        if (o.nodes[argument].kind == Kind::Pair && unit.dotted(o.child(argument, Role::Key)) == rule->argument)
          met = met || matches(rule->pattern, unit.dotted(o.child(argument, Role::Value)));
      if (!met) continue;
    }
    result.push_back(rule);
  }
  return result;
}

void Observer::observe_mark(const Unit& unit, NodeId annotation) {
  const auto& o = unit.outline();
  const NodeId declaration = o.nodes[annotation].parent;
  if (declaration == no_node || declaration_word(o.nodes[declaration].kind).empty()) return;
  const NodeRef ref{unit.index(), annotation};
  Object self;
  if (const NodeId type =
          o.nodes[declaration].kind == Kind::Type ? declaration : unit.enclosing(declaration, Kind::Type);
      type != no_node)
    self.type = program_.type_at(unit.index(), type);
  for (const MarkRule* rule : marks_at(unit, annotation, declaration)) {
    const LibraryCall call{rule->library, rule->callable.get(), self};
    StatementSite where = site_of(unit, declaration, call);
    where.place = place_of(unit, annotation);
    add_effects(call, {ref, self, {}}, where, declaration);
  }
  // A method of an object: @app.route("/x"), @router.get("/x"), @breaker.
  const std::string written = normalised(o.word(annotation, Role::Name));
  const auto dot = written.rfind('.');
  const Value object = evaluator_.value_of_path(ref, dot == std::string::npos ? written : written.substr(0, dot));
  for (const Object& each : object.objects) {
    if (each.is_class || !each.type.library) continue;
    const auto rule = evaluator_.member_rule(each, dot == std::string::npos ? "()" : written.substr(dot + 1),
                                             Evaluator::Member::Method);
    if (!rule) continue;
    StatementSite where = site_of(unit, declaration, *rule);
    where.place = place_of(unit, annotation);
    add_effects(*rule, {ref, each, {}}, where, declaration);
    return;
  }
}

void Observer::observe_client(const Unit& unit, NodeId id, const MethodRef& method) {
  const Unit& other = program_.unit(method.unit);
  const auto& o = other.outline();
  const NodeId holder = other.enclosing(method.node, Kind::Type);
  if (holder == no_node) return;
  std::vector<std::pair<const MarkRule*, NodeId>> clients;
  for (NodeId child : o.children(holder))
    if (o.nodes[child].kind == Kind::Annotation)
      for (const MarkRule* rule : marks_at(other, child, holder)) clients.push_back({rule, child});
  for (const auto& [rule, annotation] : clients) {
    for (const EffectRule& effect : rule->callable->effects) {
      if (effect.kind != EffectKind::Client) continue;
      const LibraryCall call{rule->library, rule->callable.get(), {}};
      Effect e = blank_effect(EffectKind::Request, unit, id, rule->library, site_of(unit, id, call));
      for (const auto& [name, selectors] : effect.parts)
        if (auto part = effect_part(selectors, {{method.unit, annotation}, {}, {}}); !part.empty())
          e.parts[name == "path" ? "base" : name] = std::move(part);
      // The method's own annotations say which path, in the words of the framework that answers it.
      for (NodeId child : o.children(method.node))
        if (o.nodes[child].kind == Kind::Annotation)
          for (const MarkRule* route : marks_at(other, child, method.node))
            for (const EffectRule& each : route->callable->effects)
              if (each.kind == EffectKind::Route)
                for (const auto& [name, selectors] : each.parts)
                  if (auto part = effect_part(selectors, {{method.unit, child}, {}, {}}); !part.empty())
                    e.parts[name] = std::move(part);
      add_effect(std::move(e), {unit.index(), id});
    }
  }
}

}  // namespace onewriter::link
