// Names that stand for folders of the source: path aliases and packages of the workspace.

#include <algorithm>

#include "link/code/names.h"
#include "link/code/program.h"

namespace onewriter::link {
// Other names for folders of the source: "paths" and "baseUrl" of tsconfig.json and jsconfig.json (TypeScript: Modules
// reference, "paths"), "imports" of package.json (Node.js: Subpath imports), and the packages of the workspace by their
// names (npm: Workspaces).
void Program::read_path_aliases(const std::vector<extract::SourceFile>& files) {
  for (const extract::SourceFile& file : files) {
    if (file.outline.kind != workspace::FileKind::Json) continue;
    const std::string_view name = std::string_view(file.path).substr(file.path.rfind('/') + 1);
    const std::string folder(folder_of(file.path));
    const extract::ConfigTree& tree = file.outline.config;
    const auto documents = tree.documents();
    if (documents.empty()) continue;
    auto add = [&](const std::string& alias, const std::string& base, std::string_view target) {
      const bool open = alias.ends_with("*");
      if (target.ends_with("*")) target.remove_suffix(1);
      const std::string prefix = open ? alias.substr(0, alias.size() - 1) : alias;
      aliases_.push_back({folder, prefix, clean_path(folder + "/" + base + "/" + std::string(target)), open});
    };
    if ((name.starts_with("tsconfig") || name.starts_with("jsconfig")) && name.ends_with(".json")) {
      const extract::ConfigId options = tree.get(documents.front(), "compilerOptions");
      const std::string base(tree.scalar(options, "baseUrl"));
      for (extract::ConfigId entry : tree.children(tree.get(options, "paths"))) {
        const std::string& alias = tree.node(entry).key;
        if (alias == "*") continue;
        for (extract::ConfigId target : tree.children(entry)) add(alias, base, tree.node(target).value);
      }
      if (!base.empty()) add("*", base, "");
    } else if (name == "package.json") {
      for (extract::ConfigId entry : tree.children(tree.get(documents.front(), "imports")))
        add(tree.node(entry).key, "", tree.node(entry).value);
      const std::string package(tree.scalar(documents.front(), "name"));
      if (package.empty() || folder.empty()) continue;
      std::string entry(tree.scalar(documents.front(), "main"));
      if (entry.find("dist") != std::string::npos || entry.find("build") != std::string::npos || entry.empty())
        entry = "index";
      node_packages_.emplace(package, std::pair(folder, entry));
    }
  }
  // The longest name first.
  std::stable_sort(aliases_.begin(), aliases_.end(),
                   [](const PathAlias& a, const PathAlias& b) { return a.prefix.size() > b.prefix.size(); });
}

std::vector<std::string> Program::aliased(const Unit& from, std::string_view module) const {
  std::vector<std::string> result;
  for (const PathAlias& alias : aliases_) {
    if (!alias.folder.empty() && !from.path().starts_with(alias.folder + "/")) continue;
    if (alias.open ? !module.starts_with(alias.prefix) : module != alias.prefix) continue;
    const std::string rest(alias.open ? module.substr(alias.prefix.size()) : "");
    result.push_back(clean_path(alias.target + "/" + rest));
    if (result.size() >= 8) break;
  }
  // "@shop/common" and "@shop/common/db"
  auto slash = module.find('/');
  if (module.starts_with("@") && slash != std::string_view::npos) slash = module.find('/', slash + 1);
  if (auto package = node_packages_.find(module.substr(0, slash)); package != node_packages_.end()) {
    const auto& [folder, entry] = package->second;
    if (slash == std::string_view::npos) {
      result.push_back(clean_path(folder + "/" + entry));
      result.push_back(folder + "/src/index");
      result.push_back(folder + "/lib/index");
    } else {
      const std::string rest(module.substr(slash + 1));
      result.push_back(folder + "/" + rest);
      result.push_back(folder + "/src/" + rest);
    }
  }
  return result;
}

// Generated classes are not in the tree: they lie in the package of what they are generated from.
const TypeDecl* Program::generated_from(const Unit& unit, std::string_view dotted) const {
  const std::string_view simple = last_part(dotted);
  for (const auto& library : models_->libraries()) {
    const std::string_view prefix = std::string_view(library->generated).substr(0, library->generated.find('*'));
    if (prefix.empty() || !simple.starts_with(prefix)) continue;
    if (std::find(library->languages.begin(), library->languages.end(), unit.language()) == library->languages.end())
      continue;
    const std::string name(simple.substr(prefix.size()));
    std::vector<std::string> packages = unit.wildcard_imports();
    packages.push_back(unit.package());
    if (auto import = unit.imports().find(simple); import != unit.imports().end())
      packages = {import->second.module.substr(0, import->second.module.rfind('.'))};
    if (simple.size() < dotted.size()) packages = {std::string(dotted.substr(0, dotted.size() - simple.size() - 1))};
    for (const std::string& package : packages)
      if (auto found = by_qualified_.find(package.empty() ? name : package + "." + name); found != by_qualified_.end())
        return found->second.front();
  }
  return nullptr;
}

}  // namespace onewriter::link
