// Where the modules and packages that imports name are in the workspace.

#include <algorithm>

#include "link/code/names.h"
#include "link/code/program.h"
#include "link/code/settings_lookup.h"

namespace onewriter::link {
const Unit* Program::module(const Unit& from, std::string_view module) const {
  if (known_.empty()) return module_uncached(from, module);
  auto& modules = known_[from.index()].modules;
  if (auto known = modules.find(std::string(module)); known != modules.end()) return known->second;
  return modules.emplace(module, module_uncached(from, module)).first->second;
}

const Unit* Program::module_uncached(const Unit& from, std::string_view module) const {
  if (module.empty()) return nullptr;
  std::string path(module);
  bool exact = false;
  if (from.language() == Language::Python) {
    std::size_t dots = 0;
    while (dots < path.size() && path[dots] == '.') ++dots;
    std::string rest = path.substr(dots);
    std::replace(rest.begin(), rest.end(), '.', '/');
    if (dots > 0) {
      std::string folder(folder_of(from.path()));
      for (std::size_t i = 1; i < dots; ++i) folder = std::string(folder_of(folder));
      path = folder.empty() ? rest : folder + "/" + rest;
      exact = true;
    } else {
      path = rest;
    }
  } else if (same_family(from.language(), Language::JavaScript)) {
    if (path.starts_with(".")) {
      path = clean_path(std::string(folder_of(from.path())) + "/" + path);
      exact = true;
    } else {
      for (const std::string& target : aliased(from, path))
        if (const Unit* unit = unit_at(from, target, true)) return unit;
      // "@/db" and "~/db" are a project's own root by convention; anything else is a package.
      if (!path.starts_with("@/") && !path.starts_with("~/") && !path.starts_with("src/")) return nullptr;
      path = path.substr(path.find('/') + 1);
    }
  } else {
    return from.language() == Language::Rust ? crate_module(from, module) : nullptr;
  }
  return unit_at(from, std::move(path), exact);
}

// The unit at a path without extension, or the one whose path ends so and is nearest; a folder means its index.
const Unit* Program::unit_at(const Unit& from, std::string path, bool exact) const {
  for (const char* extension : {".js", ".ts", ".mjs", ".cjs", ".jsx", ".tsx"})
    if (path.ends_with(extension)) path.resize(path.size() - std::string_view(extension).size());
  const Unit* best = nullptr;
  std::size_t shared = 0;
  auto consider = [&](const std::string& wanted) {
    auto units = by_stem_.find(std::string(stem_of(wanted)));
    if (units == by_stem_.end()) return;
    for (std::uint32_t index : units->second) {
      const Unit& unit = units_[index];
      if (!same_family(unit.language(), from.language())) continue;
      std::string_view p = unit.path();
      const std::string_view base = p.substr(0, p.find('.', p.rfind('/') == std::string_view::npos ? 0 : p.rfind('/')));
      // "./order.entity" is order.entity.ts; "./order" is order.ts and order.d.ts.
      if (p.substr(0, p.rfind('.')) == wanted) {
        best = &unit, shared = p.size() + 1;
        continue;
      }
      if (base != wanted && (exact || !base.ends_with("/" + wanted))) continue;
      std::size_t common = shared_prefix(p, from.path());
      if (best == nullptr || common > shared) best = &unit, shared = common;
    }
  };
  consider(path);
  consider(path + (from.language() == Language::Python ? "/__init__" : "/index"));
  return best;
}

const std::vector<NodeRef>& Program::calls_named(Language language, std::string_view name) const {
  static const std::vector<NodeRef> none;
  const auto of_language = calls_.find(language);
  if (of_language == calls_.end()) return none;
  const auto found = of_language->second.find(std::string(name));
  return found == of_language->second.end() ? none : found->second;
}

// Go: an import's path is the module's path and the folder in it (Go Modules Reference: Packages). The folder whose
// path ends as the import's does, the longest such ending first, then the nearest.
const std::vector<std::uint32_t>& Program::package_units(const Unit& from, std::string_view import_path) const {
  static const std::vector<std::uint32_t> none;
  const auto key = std::pair(std::string(folder_of(from.path())), std::string(import_path));
  if (auto known = packages_.find(key); known != packages_.end()) return *known->second;
  auto& result = packages_[key] = &none;
  if (models_->knows_prefix(Language::Go, import_path)) return *result;
  std::size_t best_tail = 0, best_near = 0, best_root = 0;
  bool best_same = false;
  const auto called = folders_called_.find(import_path.substr(import_path.rfind('/') + 1));
  if (called == folders_called_.end()) return *result;
  for (const auto& entry : called->second) {
    const auto& [folder, units] = *entry;
    std::size_t tail = 0;  // length of the common ending that begins at a '/' or at the start of the folder
    const std::size_t limit = std::min(folder.size(), import_path.size());
    for (std::size_t n = 1; n <= limit; ++n) {
      if (folder[folder.size() - n] != import_path[import_path.size() - n]) break;
      const bool edge = (n == folder.size() || folder[folder.size() - n - 1] == '/') &&
                        (n == import_path.size() || import_path[import_path.size() - n - 1] == '/');
      if (edge) tail = n;
    }
    if (tail == 0) continue;
    // What stands before the common ending of the folder is the module's folder: it holds the importing file, too.
    const std::string_view root = std::string_view(folder).substr(0, folder.size() - tail);
    const bool same_module = std::string_view(from.path()).starts_with(root);
    // host/owner/repository and the like: one word alone may be chance.
    const std::string_view common = std::string_view(folder).substr(folder.size() - tail);
    if (!same_module && common.find('/') == std::string_view::npos) continue;
    const std::size_t near = shared_prefix(folder, from.path());
    // Of two folders in the same module that end alike, store/database and app/store/database, the path means the
    // upper.
    const bool better = tail != best_tail          ? tail > best_tail
                        : same_module != best_same ? same_module
                        : same_module              ? root.size() < best_root
                                                   : near > best_near;
    if (better) best_tail = tail, best_near = near, best_root = root.size(), best_same = same_module, result = &units;
  }
  return *result;
}

// The files of a Go package are those of its folder.
const std::vector<std::uint32_t>& Program::folder_units(const Unit& unit) const {
  static const std::vector<std::uint32_t> none;
  auto found = folders_.find(std::string(folder_of(unit.path())));
  return found == folders_.end() ? none : found->second;
}

const std::vector<std::uint32_t>& Program::declaring_beside(const Unit& unit, std::string_view name) const {
  static const std::vector<std::uint32_t> none;
  const auto folder = beside_.find({unit.language(), std::string(folder_of(unit.path()))});
  if (folder == beside_.end()) return none;
  const auto found = folder->second.find(std::string(name));
  return found == folder->second.end() ? none : found->second;
}

const std::vector<std::uint32_t>& Program::kotlin_units(std::string_view package) const {
  static const std::vector<std::uint32_t> none;
  const auto found = kotlin_.find(package);
  return found == kotlin_.end() ? none : found->second;
}

}  // namespace onewriter::link
