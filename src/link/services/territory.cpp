#include "link/services/territory.h"

#include <algorithm>
#include <map>
#include <set>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using Names = std::set<std::string>;

Owners owners_of(const Names& names, bool library) {
  Owners o;
  o.services.assign(names.begin(), names.end());
  o.library = library;
  return o;
}

}  // namespace

void draw_territories(const FileTree& tree, const std::vector<Module>& modules,
                      const std::vector<std::pair<const Merged*, std::string>>& named, System& system) {
  std::map<std::string, Names> roots;  // folder -> deployables that have it as their own
  std::set<std::string> setup;         // folders of database images
  for (const auto& [m, name] : named)
    for (const std::string& root : m->roots) {
      if (m->database)
        setup.insert(root);
      else
        roots[root].insert(name);
    }
  for (const auto& [m, name] : named)
    if (!m->database)
      for (const Workload* w : m->workloads)
        if (w->root && w->source == Workload::Source::Compose) setup.erase(*w->root);
  auto home_of = [&](std::string_view path) -> const std::pair<const std::string, Names>* {
    const std::pair<const std::string, Names>* best = nullptr;
    for (const auto& entry : roots)
      if (inside(path, entry.first) && (!best || entry.first.size() >= best->first.size())) best = &entry;
    return best;
  };
  // Each deployable builds in the modules of its own folder that start, or all of it when none does, and what these
  // use.
  std::map<std::string, std::vector<const Module*>> by_root;
  for (const Module& m : modules) by_root[m.root].push_back(&m);
  std::map<std::string, Names> users;  // module root -> deployables
  std::vector<const std::pair<const std::string, Names>*> homes;
  for (const Module& m : modules) homes.push_back(home_of(m.root));
  for (const auto& [root, names] : roots) {
    std::vector<std::string> open;
    for (std::size_t i = 0; i < modules.size(); ++i) {
      const Module& m = modules[i];
      const auto* home = homes[i];
      if (m.kind != "test" && home && home->first == root &&
          !is_aside(m.root.substr(std::min(m.root.size(), root.size()))))
        open.push_back(m.root);
    }
    // A module around the deployable's folder that it is compiled with (a Go module, a Maven parent) is not built in by
    // that alone.
    std::set<std::string> seen;
    while (!open.empty()) {
      const std::string at = open.back();
      open.pop_back();
      if (!seen.insert(at).second) continue;
      users[at].insert(names.begin(), names.end());
      for (const Module* m : by_root[at]) {
        for (const std::string& use : m->uses) open.push_back(use.substr(1));
        for (const std::string& file : m->files) {
          Names all(names);
          if (auto it = system.files.find(file); it != system.files.end())
            all.insert(it->second.services.begin(), it->second.services.end());
          system.files[file] = owners_of(all, true);
        }
      }
    }
  }
  std::map<std::string, Owners> territories;
  for (const auto& [root, modules_there] : by_root) {
    const auto* home = home_of(root);
    const Names& used = users[root];
    const bool test =
        std::all_of(modules_there.begin(), modules_there.end(), [](const Module* m) { return m->kind == "test"; });
    if (home && (used.empty() || used == home->second) && !test) continue;  // a part of the folder it lies in
    if (home && test) {
      territories[root] = owners_of(home->second, false);
      continue;
    }
    // Inside of a deployable's folder and built in by others too: all of them have it.
    Names all = used;
    if (home && !home->first.empty()) all.insert(home->second.begin(), home->second.end());
    if (home || !all.empty()) territories[root] = owners_of(all, true);
  }
  for (const auto& [root, names] : roots) {
    Names all = names;
    bool library = false;
    if (const auto it = users.find(root); it != users.end() && it->second.size() > names.size())
      all.insert(it->second.begin(), it->second.end()), library = true;
    // A deployable whose code another deployable builds in as well keeps its own folder to itself: a test host or an
    // edition is not an owner.
    territories[root] = library && names.size() == 1 ? owners_of(names, false) : owners_of(all, library);
  }
  for (const std::string& root : setup)
    if (!roots.count(root)) {
      Owners o;
      o.infrastructure = true;
      territories[root] = o;
    }
  for (auto& [folder, owners] : territories) system.territories.push_back({folder, std::move(owners)});
  (void)tree;
}

Owners System::services_of(std::string_view path) const {
  if (const auto it = files.find(path); it != files.end()) return it->second;
  for (std::string folder(path);; folder = parent_of(folder)) {
    auto it = std::lower_bound(territories.begin(), territories.end(), folder,
                               [](const Territory& t, const std::string& f) { return t.folder < f; });
    if (it != territories.end() && it->folder == folder) return it->owners;
    if (folder.empty()) return {};
  }
}

}  // namespace onewriter::link
