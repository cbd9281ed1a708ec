// Writes that no call makes: changes of loaded entities inside a transaction (dirty checking).

#include <algorithm>

#include "link/code/observer.h"

namespace onewriter::link {

// Does the method assign a field of its object, or change a collection in one?
bool Observer::changes_its_object(const MethodRef& method) const {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  const NodeId holder = unit.enclosing(method.node, Kind::Type);
  if (holder == no_node) return false;
  auto is_field = [&](NodeId node) {
    if (node == no_node) return false;
    std::string name = unit.dotted(node);
    if (name.starts_with("this.")) return name.find('.', 5) == std::string::npos;
    if (o.nodes[node].kind == Kind::Call) name = std::string(o.word(node, Role::Name));  // getItems().add(x)
    if (name.starts_with("get") && name.size() > 3 && o.nodes[node].kind == Kind::Call &&
        o.child(node, Role::Receiver) == no_node) {
      name = name.substr(3);
      name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
    }
    const Variable* local = unit.variable_in(method.node, name);
    return local == nullptr && unit.variable_in(holder, name) != nullptr;
  };
  for (NodeId id = method.node + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[method.node].span.end_line;
       ++id) {
    if (o.nodes[id].kind == Kind::Assign && o.child(id, Role::Type) == no_node && is_field(o.child(id, Role::Target)))
      return true;
    if (o.nodes[id].kind != Kind::Call) continue;
    const std::string_view name = o.word(id, Role::Name);
    if ((name == "add" || name == "remove" || name == "clear" || name == "addAll" || name == "put" ||
         name == "removeIf") &&
        is_field(o.child(id, Role::Receiver)))
      return true;
    if (name.starts_with("set") && o.child(id, Role::Receiver) == no_node) return true;
  }
  return false;
}

bool Observer::in_transaction(const Unit& unit, NodeId node, const std::vector<std::string>& annotations, int depth) {
  const auto& o = unit.outline();
  // The nearest annotation counts: the method's, else the type's. One that is read only writes nothing
  // (Spring Framework reference: "Using @Transactional").
  for (NodeId at = node; at != no_node; at = o.nodes[at].parent) {
    if (o.nodes[at].kind != Kind::Method && o.nodes[at].kind != Kind::Type) continue;
    for (const std::string& name : annotations) {
      AnnotationRule rule;
      rule.annotation = name;
      const NodeId found = annotation_of(unit, at, rule);
      if (found == no_node) continue;
      rule.argument = "readOnly";
      rule.pattern = "true";
      return annotation_of(unit, at, rule) == no_node;
    }
  }
  // A helper that a transactional method of the same file calls.
  const NodeId method = unit.enclosing(node, Kind::Method);
  if (method == no_node || depth > 2) return false;
  for (const NodeRef& call : program_.calls_named(unit.language(), o.word(method, Role::Name)))
    if (call.unit == unit.index() && unit.enclosing(call.node, Kind::Method) != method &&
        in_transaction(unit, call.node, annotations, depth + 1))
      return true;
  return false;
}

void Observer::observe_changed(const Unit& unit, NodeId id, const std::vector<Object>& objects) {
  for (const Object& object : objects) {
    if (!object.loaded || object.is_class || !object.type.declared) continue;
    const std::optional<MappedTable> mapped = entities_.table_of(*object.type.declared, nullptr);
    if (!mapped || !mapped->library || mapped->library->tracks.empty()) continue;
    if (!in_transaction(unit, id, mapped->library->tracks)) continue;
    StatementSite where = site_of(unit, id, LibraryCall{mapped->library, nullptr, {}});
    where.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
    Observation o = blank(where);
    o.mode = facts::Mode::Write;
    o.table = mapped->table;
    out_.items.push_back(std::move(o));
  }
}

void Observer::observe_change(const Unit& unit, NodeId id, const Callee& what) {
  if (std::none_of(what.receiver.objects.begin(), what.receiver.objects.end(),
                   [](const Object& x) { return x.loaded; }))
    return;
  const std::string_view name = unit.outline().word(id, Role::Name);
  const bool generated_setter = what.workspace.empty() && what.library.empty() && name.size() > 3 &&
                                name.starts_with("set") && !Evaluator::gives_elements(name) && name[3] >= 'A' &&
                                name[3] <= 'Z';
  const bool changes =
      generated_setter || std::any_of(what.workspace.begin(), what.workspace.end(),
                                      [&](const MethodRef& method) { return changes_its_object(method); });
  if (changes) observe_changed(unit, id, what.receiver.objects);
}

}  // namespace onewriter::link
