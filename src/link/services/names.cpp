#include "link/services/names.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "link/services/roots.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// Packages of Node carry names that nobody maintains; Maven's and .NET's are what their users know.
std::string module_name(const Module& m) {
  const bool by_name = m.build == "maven" || m.build == "dotnet" || m.root.empty();
  return by_name && !m.name.empty() ? m.name : std::string(base_name(m.root));
}

// A command's folder that tells what it answers and not whose it is: order/cmd/rpc.
bool tells_a_role(std::string_view folder) {
  for (std::string_view role : {"rpc", "grpc", "http", "rest", "mq", "worker", "job", "consumer", "scheduler"})
    if (folder == role) return true;
  return ReadName(folder).generic;
}

// The last part of the path of the Go module around a folder, without its major version (go.dev/ref/mod: Module paths).
std::string go_module_around(const FileTree& tree, std::string folder) {
  for (;; folder = parent_of(folder)) {
    if (const extract::SourceFile* f = tree.file(folder.empty() ? "go.mod" : folder + "/go.mod")) {
      const extract::ConfigTree& config = f->outline.config;
      for (extract::ConfigId document : config.documents()) {
        std::vector<std::string> parts = split(config.scalar(document, "module"), "/");
        if (parts.size() > 1 && parts.back().size() > 1 && parts.back()[0] == 'v' &&
            parts.back().find_first_not_of("0123456789", 1) == std::string::npos)
          parts.pop_back();
        if (!parts.empty()) return parts.back();
      }
    }
    if (folder.empty()) return {};
  }
}

// Of Go's commands: order/cmd/rpc is order, and order-rpc when order/cmd/api starts as well; cmd/server alone is called
// after its module (go.dev/doc/modules/layout: "Server project").
std::string command_name(const FileTree& tree, const std::string& root, const std::vector<const Merged*>& all) {
  const std::string command(base_name(root));
  std::string owner = parent_of(root);
  while (!owner.empty() && tells_a_role(base_name(owner))) owner = parent_of(owner);
  const bool alone = std::none_of(all.begin(), all.end(), [&](const Merged* other) {
    return other->has_root && !other->database && other->roots[0] != root && inside(other->roots[0], owner);
  });
  if (owner.empty()) {
    const std::string module = alone ? go_module_around(tree, root) : "";
    return module.empty() ? command : module;
  }
  return alone ? std::string(base_name(owner)) : std::string(base_name(owner)) + "-" + command;
}

// Is the command's folder called like those of other commands, cmd/server?
bool is_nameless_command(const Module& m) {
  return m.build == "go" && base_name(parent_of(m.root)) == "cmd" && tells_a_role(base_name(m.root));
}

std::string name_of(const FileTree& tree, const Merged& m, const std::vector<const Merged*>& all) {
  std::string name;
  const Module* module = m.modules.empty() ? nullptr : m.modules[0];
  // A folder's own Dockerfile names it less well than its build file, unless that is a package copied from another.
  const bool by_module = module && (m.workloads.empty() || m.workloads[0]->source == Workload::Source::Dockerfile ||
                                    without_workload_kind(m.workloads[0]->name).empty());
  if (by_module && is_nameless_command(*module)) return command_name(tree, module->root, all);
  if (by_module)
    name = module_name(*module);
  else if (!m.workloads.empty())
    name = without_workload_kind(m.workloads[0]->name);
  if (const std::size_t slash = name.rfind('/'); slash != std::string::npos) name = name.substr(slash + 1);
  const auto unsaid = [](std::string_view n) { return n == "main" || n == "app" || n == "src" || n == "cmd"; };
  if (name.empty() || name == "." || unsaid(name)) {
    std::string root = m.roots.empty() ? "" : m.roots[0];
    while (!root.empty() && unsaid(base_name(root))) root = parent_of(root);
    if (!root.empty()) name = base_name(root);
  }
  return name.empty() ? "app" : name;
}

// Pages whose name no deployment tells.
bool is_page(const Merged& m) {
  return std::all_of(m.workloads.begin(), m.workloads.end(),
                     [](const Workload* w) { return w->source == Workload::Source::Dockerfile; }) &&
         std::any_of(m.modules.begin(), m.modules.end(), [](const Module* each) { return each->kind == "frontend"; });
}

}  // namespace

std::vector<std::string> names_of(const FileTree& tree, const std::vector<const Merged*>& deployables) {
  std::vector<std::string> names(deployables.size());
  std::set<std::string> taken;
  // Of a service and its pages that are called alike, the service keeps the name.
  for (const bool pages : {false, true})
    for (std::size_t i = 0; i < deployables.size(); ++i) {
      const Merged& m = *deployables[i];
      if (is_page(m) != pages) continue;
      std::string name = name_of(tree, m, deployables);
      if (taken.count(name) && !m.roots.empty() && !m.roots[0].empty()) name = m.roots[0];
      for (int n = 2; taken.count(name); ++n) name = name.substr(0, name.rfind('#')) + "#" + std::to_string(n);
      taken.insert(name);
      names[i] = std::move(name);
    }
  return names;
}

}  // namespace onewriter::link
