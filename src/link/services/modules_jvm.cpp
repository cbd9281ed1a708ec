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

// What writes code while others are built (MyBatis Generator, MyBatis-Plus Generator, jOOQ's) is not deployed.
bool generates_code(const extract::CodeOutline& code) {
  for (const std::string& name : imports_of(code))
    for (std::string_view generator :
         {"org.mybatis.generator.", "com.baomidou.mybatisplus.generator.", "org.jooq.codegen."})
      if (name.starts_with(generator)) return true;
  return false;
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
    if (has_main(code) && !generates_code(code)) entry = std::max(entry, Module::Entry::Possible);
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

namespace {

// What a build script says: plugins that it applies, and "configuration" -> ":path:of:project" for what it builds in.
struct GradleScript {
  std::set<std::string> plugins;
  std::vector<std::string> projects;
};

bool is_test_configuration(std::string_view name) { return name.starts_with("test") || contains(name, "Test"); }

std::string first_quoted(std::string_view text) {
  const std::size_t open = text.find_first_of("\"'");
  if (open == std::string_view::npos) return {};
  return std::string(text.substr(open + 1, text.find(text[open], open + 1) - open - 1));
}

// Groovy, of which a line is a name and what follows it (docs.gradle.org, "Declaring project dependencies", "Using
// Plugins").
GradleScript read_groovy(const ConfigTree& config) {
  GradleScript out;
  for (ConfigId document : config.documents())
    for (ConfigId line : config.children(document)) {
      const std::string& key = config.node(line).key;
      const std::string& value = config.node(line).value;
      if (key.starts_with("//") || key.starts_with("*")) continue;
      if (key == "apply") out.plugins.insert(first_quoted(value));
      if ((key == "id" || key.starts_with("id(")) && !contains(value, "apply false"))
        out.plugins.insert(first_quoted(key == "id" ? value : key));
      if (is_test_configuration(key)) continue;
      // The line was cut at its first colon: implementation(project(":orders")), implementation project(":orders").
      if (key.ends_with("project(\"") || key.ends_with("project('"))
        out.projects.push_back(":" + value.substr(0, value.find_first_of("\"'")));
      else if (const std::size_t at = value.find("project("); at != std::string::npos)
        out.projects.push_back(first_quoted(value.substr(at)));
    }
  return out;
}

GradleScript read_kotlin(const extract::CodeOutline& code) {
  GradleScript out;
  for (extract::NodeId id = 0; id < code.nodes.size(); ++id) {
    if (code.node(id).kind != extract::Kind::Call) continue;
    const std::string_view name = code.word(id, extract::Role::Name);
    if (name != "id" && name != "project") continue;
    std::string text;
    for (extract::NodeId part : code.children(code.child(id, extract::Role::Argument)))
      if (code.node(part).kind == extract::Kind::Text) text += code.text(part);
    if (name == "id") out.plugins.insert(text);
    const extract::NodeId around = code.node(id).parent;
    const bool test = around != extract::no_node && code.node(around).kind == extract::Kind::Call &&
                      is_test_configuration(code.word(around, extract::Role::Name));
    if (name == "project" && !test) out.projects.push_back(text);
  }
  return out;
}

GradleScript script_in(const FileTree& tree, const std::string& folder) {
  const std::string prefix = folder.empty() ? "" : folder + "/";
  if (const SourceFile* f = tree.file(prefix + "build.gradle")) return read_groovy(f->outline.config);
  if (const SourceFile* f = tree.file(prefix + "build.gradle.kts")) return read_kotlin(f->outline.code);
  return {};
}

// The folder of ":orders:orders-domain": below the build's root, which is a folder above the module; where settings
// move it, the only module of that name.
std::string folder_of_project(const std::string& path, const std::string& from, const std::set<std::string>& roots) {
  std::string relative = path.substr(path.find_first_not_of(':') == std::string::npos ? path.size() : 1);
  std::replace(relative.begin(), relative.end(), ':', '/');
  for (std::string above = from;; above = parent_of(above)) {
    const std::string folder = above.empty() ? relative : above + "/" + relative;
    if (roots.count(folder)) return folder;
    if (above.empty()) break;
  }
  std::string found;
  for (const std::string& root : roots)
    if (base_name(root) == base_name(relative)) {
      if (!found.empty()) return {};
      found = root;
    }
  return found;
}

}  // namespace

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
    const GradleScript script = script_in(tree, root);
    // quarkus.io, "Building applications with Gradle": the plugin makes an application, whose main class may be left
    // out; a script above may apply it to all projects below.
    bool quarkus = script.plugins.count("io.quarkus") > 0;
    for (std::string above = root; !above.empty() && !quarkus;) {
      above = parent_of(above);
      if (const SourceFile* f = tree.file(above.empty() ? "build.gradle" : above + "/build.gradle"))
        for (ConfigId document : f->outline.config.documents())
          for (ConfigId line : f->outline.config.children(document))
            quarkus = quarkus || (f->outline.config.node(line).key == "apply" &&
                                  first_quoted(f->outline.config.node(line).value) == "io.quarkus");
    }
    if (quarkus) m.entry = Module::Entry::Certain;
    for (const std::string& project : script.projects)
      if (const std::string folder = folder_of_project(project, root, roots); !folder.empty())
        m.uses.push_back("/" + folder);
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
