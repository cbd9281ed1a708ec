// Where shared code begins to run without a call from a deployable's own tree: what frameworks find and call (a model's
// `runs`), what a container is told of and makes.

#include <algorithm>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include "link/code/reach.h"

namespace onewriter::link {
namespace {

bool is_annotated(const Program& program, const Unit& unit, NodeId node, const std::vector<std::string>& wanted) {
  const auto& o = unit.outline();
  for (NodeId child : o.children(node)) {
    if (o.nodes[child].kind != Kind::Annotation) continue;
    const std::string written = normalised(o.word(child, Role::Name));
    for (const std::string& name : wanted) {
      const std::string simple = name.substr(name.find_last_of('.') + 1);
      if (written != simple && written != name && written != simple + "Attribute") continue;
      const std::string path = program.external_path(unit, written);
      if (path.empty() || path == name || path == name + "Attribute") return true;
    }
  }
  return false;
}

}  // namespace

// Shared code is run by the deployables that build it in.
std::set<std::string> Reach::building_in(std::uint32_t unit, const std::set<std::string>& services) const {
  std::set<std::string> result;
  for (const std::string& service : owners_[unit].services)
    if (services.count(service)) result.insert(service);
  return result;
}

std::set<std::string> Reach::reaching_any_method(const TypeDecl& decl) const {
  std::set<std::string> result;
  const auto add = [&](const MethodRef& method) {
    if (const auto found = reached_.find(method); found != reached_.end())
      result.insert(found->second.begin(), found->second.end());
  };
  for (NodeId child : program_.unit(decl.unit).outline().children(decl.node)) add({decl.unit, child});
  for (const MethodRef& own : program_.attached(decl)) add(own);
  return result;
}

std::deque<MethodRef> Reach::roots_of_services() {
  std::deque<MethodRef> roots;
  for (const auto& [from, targets] : calls_) {
    const FileOwners& owners = owners_[from.unit];
    if (owners.library || owners.services.empty()) continue;
    reached_[from] = {owners.services.begin(), owners.services.end()};
    roots.push_back(from);
  }
  // Go runs the init functions of the packages that are imported (Go Specification: Package initialization).
  std::set<std::uint32_t> imported;
  for (const Unit& unit : program_.units()) {
    if (unit.language() != Language::Go) continue;
    const auto& o = unit.outline();
    for (NodeId id : o.children(0)) {
      if (o.nodes[id].kind != Kind::Import) continue;
      const std::vector<std::uint32_t>& package = program_.package_units(unit, o.word(id, Role::Module));
      imported.insert(package.begin(), package.end());
    }
  }
  for (const std::uint32_t index : imported) {
    const Unit& unit = program_.unit(index);
    const FileOwners& owners = owners_[index];
    if (!owners.library || owners.services.empty()) continue;
    const auto& o = unit.outline();
    for (NodeId method : unit.methods()) {
      if (o.word(method, Role::Name) != "init" || o.child(method, Role::Receiver) != no_node) continue;
      reached_[{unit.index(), method}] = {owners.services.begin(), owners.services.end()};
      roots.push_back({unit.index(), method});
    }
  }
  return roots;
}

std::deque<MethodRef> Reach::roots_of_frameworks(bool unless_called) {
  std::deque<MethodRef> roots;
  auto add = [&](const MethodRef& method) {
    const auto& services = owners_[method.unit].services;
    auto& mine = reached_[method];
    const std::size_t before = mine.size();
    mine.insert(services.begin(), services.end());
    if (mine.size() != before) roots.push_back(method);
  };
  for (const auto& decl : program_.type_decls()) {
    const Unit& unit = program_.unit(decl->unit);
    if (!owners_[decl->unit].library || owners_[decl->unit].services.empty()) continue;
    const auto& o = unit.outline();
    const std::vector<Type> bases = program_.library_bases(*decl);
    bool all = false;
    std::set<NodeId> some;
    for (const auto& library : program_.models().libraries()) {
      if (std::find(library->languages.begin(), library->languages.end(), unit.language()) == library->languages.end())
        continue;
      for (const RunRule& rule : library->runs) {
        if (rule.unless_called != unless_called) continue;
        for (const Type& base : bases)
          all = all || std::find(rule.extends.begin(), rule.extends.end(), base.library->name) != rule.extends.end();
        if (rule.annotated.empty()) continue;
        all = all || is_annotated(program_, unit, decl->node, rule.annotated);
        for (NodeId child : o.children(decl->node))
          if (o.nodes[child].kind == Kind::Method && is_annotated(program_, unit, child, rule.annotated))
            some.insert(child);
      }
    }
    if (unless_called && !reaching_any_method(*decl).empty()) continue;
    for (NodeId child : o.children(decl->node))
      if (o.nodes[child].kind == Kind::Method && (all || some.count(child))) add({decl->unit, child});
  }
  return roots;
}

std::deque<MethodRef> Reach::roots_of_mentions(bool uncalled_only) {
  std::deque<MethodRef> roots;
  const auto mentioned = mentioned_;
  for (const auto& decl : program_.type_decls()) {
    auto found = mentioned.find(decl.get());
    if (found == mentioned.end() || !owners_[decl->unit].library || !reaching_any_method(*decl).empty()) continue;
    const auto& o = program_.unit(decl->unit).outline();
    std::vector<MethodRef> own = program_.attached(*decl);
    for (NodeId child : o.children(decl->node))
      if (o.nodes[child].kind == Kind::Method) own.push_back({decl->unit, child});
    if (uncalled_only &&
        std::any_of(own.begin(), own.end(), [&](const MethodRef& method) { return called_.count(method) > 0; }))
      continue;
    const std::set<std::string> services = building_in(decl->unit, found->second);
    if (services.empty()) continue;
    for (const MethodRef& method : own) {
      reached_[method] = services;
      guessed_.insert(method);
      roots.push_back(method);
    }
  }
  return roots;
}

}  // namespace onewriter::link
