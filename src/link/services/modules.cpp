#include "link/services/modules.h"

#include <algorithm>
#include <map>
#include <set>

#include "link/services/words.h"

namespace onewriter::link {

using extract::CodeOutline;
using extract::Kind;
using extract::NodeId;
using extract::Role;

std::string package_of(const CodeOutline& code) {
  for (NodeId id = 0; id < code.nodes.size(); ++id)
    if (code.node(id).kind == Kind::Package) return std::string(code.word(id, Role::Name));
  return {};
}

std::vector<std::string> imports_of(const CodeOutline& code) {
  std::vector<std::string> out;
  for (NodeId id = 0; id < code.nodes.size(); ++id) {
    if (code.node(id).kind != Kind::Import) continue;
    std::string module(code.word(id, Role::Module));
    const std::string_view name = code.word(id, Role::Name);
    if (!name.empty()) module += (module.empty() || module.ends_with('.') ? "" : ".") + std::string(name);
    out.push_back(std::move(module));
  }
  return out;
}

bool has_annotation(const CodeOutline& code, std::string_view name) {
  for (NodeId id = 0; id < code.nodes.size(); ++id)
    if (code.node(id).kind == Kind::Annotation && code.word(id, Role::Name) == name) return true;
  return false;
}

bool has_main(const CodeOutline& code) {
  for (NodeId id = 0; id < code.nodes.size(); ++id)
    if (code.node(id).kind == Kind::Method) {
      const std::string_view name = code.word(id, Role::Name);
      if (name == "main" || name == "Main") return true;
    }
  return false;
}

bool calls(const CodeOutline& code, std::string_view name) {
  for (NodeId id = 0; id < code.nodes.size(); ++id)
    if (code.node(id).kind == Kind::Call && code.word(id, Role::Name) == name) return true;
  return false;
}

std::vector<Module> find_modules(const FileTree& tree) {
  std::vector<Module> all;
  for (auto find : {find_maven_modules, find_gradle_modules, find_dotnet_modules, find_node_modules, find_go_modules,
                    find_python_modules, find_other_modules})
    for (Module& m : find(tree)) all.push_back(std::move(m));
  std::stable_sort(all.begin(), all.end(), [](const Module& a, const Module& b) { return a.root < b.root; });
  std::map<std::string, std::set<std::string>> by_name;  // a name may be two modules'
  std::set<std::string> roots;
  for (const Module& m : all) {
    by_name[m.build + " " + m.name].insert(m.root);
    roots.insert(m.root);
  }
  for (Module& m : all) {
    std::set<std::string> uses;
    for (const std::string& use : m.uses) {
      if (use.starts_with('/')) {
        if (roots.count(use.substr(1))) uses.insert(use);
        continue;
      }
      const auto it = by_name.find(m.build + " " + use);
      if (it == by_name.end()) continue;
      // Several of one name: the nearest.
      const std::string* best = nullptr;
      for (const std::string& root : it->second)
        if (!best || shared_segments(root, m.root) > shared_segments(*best, m.root)) best = &root;
      uses.insert("/" + *best);
    }
    uses.erase("/" + m.root);
    m.uses.assign(uses.begin(), uses.end());
  }
  return all;
}

}  // namespace onewriter::link
