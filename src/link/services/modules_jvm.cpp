// Maven (maven.apache.org/pom.html) and Gradle projects; without a readable build file, what a module uses is told by
// its imports.

#include <algorithm>
#include <map>
#include <set>

#include "link/services/modules.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

ConfigId root_element(const ConfigTree& config, std::string_view tag) {
  for (ConfigId document : config.documents()) {
    if (const ConfigId id = config.get(document, tag); id != no_config) return id;
    return document;
  }
  return no_config;
}

std::string text_of(const ConfigTree& config, ConfigId id) {
  if (id == no_config) return {};
  if (!config.node(id).value.empty()) return std::string(trim(config.node(id).value));
  return std::string(trim(config.scalar(id, "#text")));
}

std::string text_at(const ConfigTree& config, ConfigId from, std::string_view key) {
  return text_of(config, config.get(from, key));
}

bool is_main_source(std::string_view path, std::string_view root) {
  const std::string_view rest = root.empty() ? path : path.substr(std::min(path.size(), root.size() + 1));
  return !contains(rest, "src/test/") && !contains(rest, "src/it/") && !contains(rest, "src/testFixtures/") &&
         !contains(rest, "src/integrationTest/");
}

// Does a main class stand in the module's own sources? An application class of a framework makes it certain.
Module::Entry entry_in(const FileTree& tree, const std::string& root, const std::set<std::string>& nested) {
  Module::Entry entry = Module::Entry::None;
  for (const SourceFile* f : tree.below(root)) {
    if (!workspace::is_code(f->outline.kind) || !is_main_source(f->path, root)) continue;
    const bool elsewhere = std::any_of(nested.begin(), nested.end(), [&](const std::string& n) {
      return n != root && inside(n, root) && inside(f->path, n);
    });
    if (elsewhere) continue;
    const extract::CodeOutline& code = f->outline.code;
    if (has_annotation(code, "SpringBootApplication") || has_annotation(code, "EnableAutoConfiguration") ||
        has_annotation(code, "QuarkusMain") || has_annotation(code, "ApplicationPath"))
      return has_main(code) || has_annotation(code, "ApplicationPath") ? Module::Entry::Certain
                                                                       : std::max(entry, Module::Entry::Possible);
    if (has_main(code)) entry = Module::Entry::Possible;
  }
  return entry;
}

bool names_plugin(const ConfigTree& config, ConfigId build, std::string_view plugin) {
  for (ConfigId p : config.children(config.get(build, "plugins")))
    if (text_at(config, p, "artifactId") == plugin) return true;
  return false;
}

}  // namespace

std::vector<Module> find_maven_modules(const FileTree& tree) {
  struct Project {
    const SourceFile* file;
    ConfigId root;
    std::string parent;
    bool boot = false;
  };
  std::map<std::string, Project> projects;       // by folder
  std::map<std::string, std::string> folder_of;  // by artifactId
  std::set<std::string> folders;
  for (const SourceFile* f : tree.named("pom.xml")) {
    const ConfigTree& config = f->outline.config;
    const ConfigId root = root_element(config, "project");
    if (root == no_config) continue;
    const std::string folder = parent_of(f->path);
    Project p{f, root, text_at(config, config.get(root, "parent"), "artifactId")};
    for (std::string_view plugin :
         {"spring-boot-maven-plugin", "quarkus-maven-plugin", "micronaut-maven-plugin", "jib-maven-plugin"})
      p.boot = p.boot || names_plugin(config, config.get(root, "build"), plugin);
    projects.emplace(folder, p);
    folder_of.emplace(text_at(config, root, "artifactId"), folder);
    folders.insert(folder);
  }
  std::vector<Module> out;
  for (const auto& [folder, project] : projects) {
    const ConfigTree& config = project.file->outline.config;
    Module m;
    m.root = folder;
    m.build = "maven";
    m.name = text_at(config, project.root, "artifactId");
    m.place = place_of(*project.file, config.node(project.root));
    for (ConfigId d : config.children(config.get(project.root, "dependencies")))
      if (text_at(config, d, "scope") != "test" && text_at(config, d, "type") != "test-jar")
        m.uses.push_back(text_at(config, d, "artifactId"));
    if (text_at(config, project.root, "packaging") != "pom") {
      m.entry = entry_in(tree, folder, folders);
      bool boot = project.boot;
      std::string parent = project.parent;
      for (int i = 0; i < 8 && !parent.empty() && !boot; ++i) {
        const auto it = folder_of.find(parent);
        if (it == folder_of.end()) break;
        boot = projects.at(it->second).boot;
        parent = projects.at(it->second).parent;
      }
      if (project.boot || (boot && m.entry == Module::Entry::Possible)) m.entry = Module::Entry::Certain;
      if (text_at(config, project.root, "packaging") == "war") m.entry = Module::Entry::Certain;
    }
    out.push_back(std::move(m));
  }
  return out;
}

std::vector<Module> find_gradle_modules(const FileTree& tree) {
  // A module is a folder with src/main/<language>; one that Maven knows is Maven's.
  std::set<std::string> roots;
  for (const std::string& folder : tree.folders())
    for (std::string_view tail : {"/src/main/java", "/src/main/kotlin", "/src/main/scala"})
      if (("/" + folder).ends_with(tail)) {
        const std::string root = parent_of(parent_of(parent_of(folder)));
        if (!tree.file(root.empty() ? "pom.xml" : root + "/pom.xml")) roots.insert(root);
      }
  std::map<std::string, std::set<std::string>> packages;  // package -> roots
  std::map<std::string, std::set<std::string>> imports;   // root -> imported names
  for (const std::string& root : roots)
    for (const SourceFile* f : tree.below(root.empty() ? "src/main" : root + "/src/main")) {
      if (!workspace::is_code(f->outline.kind)) continue;
      packages[package_of(f->outline.code)].insert(root);
      for (std::string& name : imports_of(f->outline.code)) imports[root].insert(std::move(name));
    }
  std::vector<Module> out;
  for (const std::string& root : roots) {
    Module m;
    m.root = root;
    m.build = "gradle";
    m.name = base_name(root);
    m.place = {root.empty() ? "build.gradle" : root + "/build.gradle", 0, 0, 0};
    for (const SourceFile* f : tree.in(root))
      if (base_name(f->path).starts_with("build.gradle")) m.place.file = f->path;
    m.entry = entry_in(tree, root, roots);
    for (const std::string& name : imports[root]) {
      const std::string package = name.substr(0, name.rfind('.'));
      const auto it = packages.find(package);
      if (it != packages.end() && it->second.size() == 1 && !it->second.count(root))
        m.uses.push_back("/" + *it->second.begin());
    }
    out.push_back(std::move(m));
  }
  return out;
}

}  // namespace onewriter::link
