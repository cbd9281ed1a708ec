#include "link/code/reach.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace onewriter::link {
namespace {

// What a Go method takes and gives: how many values, and their types by simple names, for a package may be imported
// under another name.
struct Signature {
  std::size_t parameters = 0, results = 0;
  std::set<std::string> types;

  bool fits(const Signature& other, bool generic) const {
    return parameters == other.parameters && results == other.results && (generic || types == other.types);
  }
};

// type ID = string, and type ID string as well: they are written alike in an outline.
bool names_another(const Program& program, const TypeDecl& decl) {
  const auto& o = program.unit(decl.unit).outline();
  const auto& children = o.children(decl.node);
  return o.child(decl.node, Role::Base) != no_node && std::none_of(children.begin(), children.end(), [&](NodeId child) {
           return o.nodes[child].role == Role::Modifier || o.nodes[child].kind == Kind::Method;
         });
}

// The types that a type is written with; an alias (type ID = string) is what it stands for.
void add_types(const Program& program, const Unit& unit, NodeId written, std::set<std::string>& names, int depth = 0) {
  const auto& o = unit.outline();
  std::vector<NodeId> open = {written};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    for (NodeId child : o.children(at)) open.push_back(child);
    if (o.nodes[at].kind != Kind::TypeRef) continue;
    const std::string name = unit.dotted(at);
    if (name.starts_with("interface") || name == "any") continue;  // two spellings of one type
    const TypeDecl* decl = depth < 8 ? program.type_named(unit, name).declared : nullptr;
    if (decl && names_another(program, *decl)) {
      const Unit& other = program.unit(decl->unit);
      add_types(program, other, other.outline().child(decl->node, Role::Base), names, depth + 1);
    } else {
      names.insert(name.substr(name.find_last_of('.') + 1));
    }
  }
}

Signature signature_of(const Program& program, const MethodRef& method) {
  const Unit& unit = program.unit(method.unit);
  const auto& o = unit.outline();
  Signature signature;
  for (NodeId child : o.children(method.node)) {
    if (o.nodes[child].role != Role::Parameter && o.nodes[child].role != Role::Result) continue;
    ++(o.nodes[child].role == Role::Parameter ? signature.parameters : signature.results);
    add_types(program, unit, child, signature.types);
  }
  return signature;
}

}  // namespace

Reach::Reach(const Program& program, Evaluator& evaluator, std::function<FileOwners(const std::string&)> owners_of)
    : program_(program) {
  bool any_library = false;
  for (const Unit& unit : program.units()) {
    owners_.push_back(owners_of(unit.path()));
    any_library = any_library || owners_.back().library;
  }
  if (!any_library) return;
  for (const auto& decl : program.type_decls())
    for (const Type& base : program.bases(*decl))
      if (base.declared) derived_[base.declared].push_back(decl.get());
  read_structural_types();
  read_calls(evaluator);
  spread(roots_of_services());
  spread(roots_of_frameworks(false));
  // What is registered and run by a container: first what nothing calls, then what only such code could have called.
  for (const bool uncalled_only : {true, false}) {
    spread(roots_of_frameworks(true));
    spread(roots_of_mentions(uncalled_only));
  }
}

// Go: whatever has an interface's methods, with the types that these take and give, implements it (Go Specification:
// Implementing an interface).
void Reach::read_structural_types() {
  std::map<std::string, std::vector<const TypeDecl*>> by_method;
  for (const auto& decl : program_.type_decls())
    for (const MethodRef& method : program_.attached(*decl))
      if (program_.unit(method.unit).language() == Language::Go)
        by_method[std::string(program_.unit(method.unit).outline().word(method.node, Role::Name))].push_back(
            decl.get());
  std::map<MethodRef, Signature> signatures;
  const auto signature = [&](const MethodRef& method) -> const Signature& {
    const auto known = signatures.find(method);
    return known != signatures.end() ? known->second
                                     : signatures.emplace(method, signature_of(program_, method)).first->second;
  };
  for (const auto& decl : program_.type_decls()) {
    const Unit& unit = program_.unit(decl->unit);
    const auto& o = unit.outline();
    if (unit.language() != Language::Go) continue;
    std::map<std::string, MethodRef> wanted;
    for (NodeId child : o.children(decl->node))
      if (o.nodes[child].kind == Kind::Method) wanted[std::string(o.word(child, Role::Name))] = {decl->unit, child};
    // Of the types that have the rarest of its methods.
    const std::vector<const TypeDecl*>* having = nullptr;
    for (const auto& [name, method] : wanted) {
      const auto& types = by_method[name];
      if (!having || types.size() < having->size()) having = &types;
    }
    if (!having) continue;
    for (const TypeDecl* type : *having) {
      // What a type parameter stands for is told where it is used.
      const bool generic = !decl->parameters.empty() || !type->parameters.empty();
      if (std::all_of(wanted.begin(), wanted.end(), [&](const auto& method) {
            const std::vector<MethodRef> found = program_.methods(*type, method.first);
            return std::any_of(found.begin(), found.end(), [&](const MethodRef& has) {
              return signature(has).fits(signature(method.second), generic);
            });
          }))
        derived_[decl.get()].push_back(type);
    }
  }
}

// The outermost method around a node: lambdas and local functions run as part of it. The file itself outside of
// methods.
MethodRef Reach::holder(std::uint32_t unit, NodeId node) const {
  const Unit& u = program_.unit(unit);
  NodeId found = u.outline().nodes[node].kind == Kind::Method ? node : u.enclosing(node, Kind::Method);
  while (found != no_node) {
    const NodeId outer = u.enclosing(found, Kind::Method);
    if (outer == no_node) return {unit, found};
    found = outer;
  }
  return {unit, 0};
}

void Reach::read_calls(Evaluator& evaluator) {
  std::multimap<std::string, MethodRef> shared_methods;
  for (const Unit& unit : program_.units())
    if (owners_[unit.index()].library)
      for (NodeId method : unit.methods())
        if (std::string name(unit.outline().word(method, Role::Name)); !name.empty())
          shared_methods.emplace(std::move(name), MethodRef{unit.index(), method});
  for (const Unit& unit : program_.units()) {
    const auto& o = unit.outline();
    const FileOwners& owners = owners_[unit.index()];
    for (NodeId id = 0; id < o.nodes.size(); ++id) {
      const Kind kind = o.nodes[id].kind;
      // A type that a deployable's own code names may be made and run by its framework.
      if ((kind == Kind::TypeRef || kind == Kind::Name) && !owners.services.empty() &&
          o.nodes[id].role != Role::Module) {
        const std::string name = unit.dotted(id);
        if (name.empty() || (kind == Kind::Name && (name[0] < 'A' || name[0] > 'Z'))) continue;
        const Type type = program_.type_named(unit, name);
        if (type.declared && owners_[type.declared->unit].generated) continue;  // no framework runs it
        if (type.declared && owners.library)
          mentions_[holder(unit.index(), id)].insert(type.declared);
        else if (type.declared)
          mentioned_[type.declared].insert(owners.services.begin(), owners.services.end());
      }
      if (kind != Kind::Call && kind != Kind::Create) continue;
      const Callee& what = evaluator.callee({unit.index(), id});
      auto& targets = calls_[holder(unit.index(), id)];
      add_handed_over(evaluator, {unit.index(), id}, targets);
      auto add = [&](const MethodRef& method) {
        if (std::find(targets.begin(), targets.end(), method) == targets.end()) targets.push_back(method);
      };
      for (const MethodRef& method : what.workspace) {
        if (program_.unit(method.unit).outline().nodes[method.node].kind != Kind::Method) {
          add(holder(method.unit, method.node));
          continue;
        }
        add(method);
        // An interface's or a base's method runs as its implementations'.
        const Unit& other = program_.unit(method.unit);
        std::deque<const TypeDecl*> queue = {program_.holder_of(method.unit, method.node)};
        std::size_t seen = 0;
        const std::string name(other.outline().word(method.node, Role::Name));
        while (!queue.empty() && queue.front() && ++seen < 64) {
          auto subtypes = derived_.find(queue.front());
          queue.pop_front();
          if (subtypes == derived_.end()) continue;
          for (const TypeDecl* sub : subtypes->second) {
            queue.push_back(sub);
            const auto& so = program_.unit(sub->unit).outline();
            for (NodeId child : so.children(sub->node))
              if (so.nodes[child].kind == Kind::Method && so.word(child, Role::Name) == name) add({sub->unit, child});
            if (!program_.attached(*sub).empty())
              for (const MethodRef& own : program_.methods(*sub, name)) add(own);
          }
        }
      }
      for (const TypeDecl* decl : what.created) {
        const auto& co = program_.unit(decl->unit).outline();
        for (NodeId child : co.children(decl->node)) {
          const std::string_view name = co.word(child, Role::Name);
          const bool constructor = name == decl->name || name == "__init__" || name == "constructor" ||
                                   name == "__construct" || name == "initialize";
          if (co.nodes[child].kind == Kind::Method && constructor) add({decl->unit, child});
        }
      }
      // Nobody knows the receiver: in languages without types, methods of that name in shared code may be meant when
      // they are few.
      if (what.workspace.empty() && what.library.empty() && what.created.empty() && !what.receiver_known) {
        std::vector<MethodRef> same;
        auto [first, last] = shared_methods.equal_range(std::string(o.word(id, Role::Name)));
        for (auto it = first; it != last; ++it)
          if (same_family(program_.unit(it->second.unit).language(), unit.language())) same.push_back(it->second);
        if (same.size() <= 3)
          for (const MethodRef& method : same) add(method);
      }
    }
  }
  for (const auto& [from, targets] : calls_)
    for (const MethodRef& target : targets)
      if (program_.holder_of(from.unit, from.node) != program_.holder_of(target.unit, target.node))
        called_.insert(target);
}

// A method that is handed over as a value may be run by whoever gets it: app.MapGet("/orders", ListOrders).
void Reach::add_handed_over(Evaluator& evaluator, NodeRef call, std::vector<MethodRef>& targets) {
  const Unit& unit = program_.unit(call.unit);
  const auto& o = unit.outline();
  for (const NodeRef& argument : evaluator.arguments(call)) {
    const Kind kind = o.nodes[argument.node].kind;
    if (kind != Kind::Name && kind != Kind::Member) continue;
    std::vector<MethodRef> meant;
    if (kind == Kind::Name && !unit.variable(argument.node, o.text(argument.node))) {
      if (const TypeDecl* around = program_.holder_of(call.unit, call.node))
        meant = program_.methods(*around, o.text(argument.node));
    } else {
      for (const NodeRef& each : evaluator.evaluate(argument).callables)
        if (program_.unit(each.unit).outline().nodes[each.node].kind == Kind::Method) meant.push_back(each);
    }
    for (const MethodRef& method : meant)
      if (std::find(targets.begin(), targets.end(), method) == targets.end()) targets.push_back(method);
  }
}

void Reach::spread(std::deque<MethodRef> queue) {
  while (!queue.empty()) {
    const MethodRef at = queue.front();
    queue.pop_front();
    const std::set<std::string> services = reached_[at];
    if (auto named = mentions_.find(at); named != mentions_.end())
      for (const TypeDecl* decl : named->second) mentioned_[decl].insert(services.begin(), services.end());
    auto targets = calls_.find(at);
    if (targets == calls_.end()) continue;
    for (const MethodRef& target : targets->second) {
      // Shared code is run by the deployables that build it in, whoever else calls something of that name.
      if (!owners_[target.unit].library) continue;
      const std::set<std::string> meant = building_in(target.unit, services);
      auto& mine = reached_[target];
      const std::size_t before = mine.size();
      mine.insert(meant.begin(), meant.end());
      if (mine.size() != before) queue.push_back(target);
    }
  }
}

Reach::Answer Reach::reaching(std::uint32_t unit, NodeId node) const {
  const FileOwners& owners = owners_[unit];
  if (!owners.library) return {owners.services, false};
  Answer answer;
  const MethodRef method = holder(unit, node);
  if (auto found = reached_.find(method); found != reached_.end())
    answer.services.assign(found->second.begin(), found->second.end());
  answer.by_mention = guessed_.count(method) > 0;
  if (!answer.services.empty()) return answer;
  const TypeDecl* decl = program_.holder_of(unit, node);
  if (!decl) return answer;
  // What is said on a type is said to those that reach any of its methods. Of a method only when none of the type is
  // seen called: then its framework runs it. Otherwise this one is dead code.
  if (const std::set<std::string> any = reaching_any_method(*decl); !any.empty()) {
    if (program_.unit(unit).outline().nodes[node].kind == Kind::Type) answer.services.assign(any.begin(), any.end());
    return answer;
  }
  if (auto found = mentioned_.find(decl); found != mentioned_.end()) {
    const std::set<std::string> meant = building_in(unit, found->second);
    answer.services.assign(meant.begin(), meant.end());
    answer.by_mention = true;
  }
  return answer;
}

}  // namespace onewriter::link
