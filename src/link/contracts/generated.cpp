#include "link/contracts/generated.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>

#include "extract/config/read_config.h"
#include "facts/resources.h"
#include "link/contracts/gradle_catalog.h"
#include "link/services/modules.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::ConfigId;
using extract::ConfigTree;
using extract::NodeId;
using extract::Role;
using extract::SourceFile;
using workspace::FileKind;

struct Generator {
  std::string name;
  std::vector<std::string> packages, imports, calls, settings;
};

// A "*" stands for any text.
bool fits(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  const std::string_view rest = pattern.substr(star + 1);
  if (rest.empty()) return true;
  for (std::size_t at = star; at <= name.size(); ++at)
    if (fits(rest, name.substr(at))) return true;
  return false;
}

bool any_fits(const std::vector<std::string>& patterns, std::string_view name) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) { return fits(p, name); });
}

std::vector<Generator> read_generators() {
  std::vector<Generator> out;
  std::vector<facts::Diagnostic> unused;
  const auto text = facts::resource("rules/contracts/openapi-generators.yaml");
  const ConfigTree config = extract::read_config(FileKind::Yaml, text.value_or(std::string_view()), unused);
  for (ConfigId document : config.documents())
    for (ConfigId id : config.children(config.get(document, "generators"))) {
      Generator g;
      g.name = config.scalar(id, "name");
      for (const auto& [key, list] : {std::pair{"packages", &g.packages},
                                      {"imports", &g.imports},
                                      {"calls", &g.calls},
                                      {"settings", &g.settings}})
        for (ConfigId entry : config.children(config.get(id, key))) list->push_back(config.node(entry).value);
      out.push_back(std::move(g));
    }
  return out;
}

struct Sign {
  std::string text;
  facts::Place place;
};

// "drf-spectacular[sidecar]>=0.26": PEP 508, the name ends before what else is asked; PEP 503, "Normalized Names".
std::string package_name(std::string_view requirement) {
  std::string name(requirement.substr(0, requirement.find_first_of(" [<>=!~;@")));
  for (char& c : name) c = c == '_' || c == '.' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

// group:artifact of the first quoted group:artifact:version.
std::string coordinates_in(std::string_view line) {
  const std::size_t open = line.find_first_of("\"'");
  if (open == std::string_view::npos) return {};
  const std::string_view text = line.substr(open + 1, line.find(line[open], open + 1) - open - 1);
  const std::size_t first = text.find(':');
  return std::string(text.substr(0, first == std::string_view::npos ? first : text.find(':', first + 1)));
}

// What a generator of code is told to make of a document ("generatorName" of the OpenAPI Generator), in any execution.
std::vector<std::string> made_by(const ConfigTree& config, ConfigId plugin) {
  std::vector<std::string> out;
  const auto note = [&](ConfigId at) {
    if (const std::string_view name = config.scalar(config.get(at, "configuration"), "generatorName"); !name.empty())
      out.emplace_back(name);
  };
  note(plugin);
  for (ConfigId execution : config.children(config.get(plugin, "executions"))) note(execution);
  return out;
}

// The packages that a build file takes in, as its ecosystem names them.
std::vector<Sign> packages_of(const SourceFile& file) {
  std::vector<Sign> out;
  const ConfigTree& config = file.outline.config;
  const std::string_view base = base_name(file.path);
  const auto add = [&](std::string text, ConfigId at) {
    out.push_back({std::move(text), place_of(file, config.node(at))});
  };
  const auto keys = [&](ConfigId document, std::string_view path) {
    for (ConfigId c : config.children(config.find(document, path))) add(config.node(c).key, c);
  };
  for (ConfigId document : config.documents()) {
    if (base == "pom.xml") {
      for (ConfigId d : config.children(config.find(document, "project.dependencies")))
        add(std::string(config.scalar(d, "groupId")) + ":" + std::string(config.scalar(d, "artifactId")), d);
      for (const char* path : {"project.build.plugins", "project.build.pluginManagement.plugins"})
        for (ConfigId plugin : config.children(config.find(document, path)))
          for (const std::string& made : made_by(config, plugin))
            add(std::string(config.scalar(plugin, "groupId")) + ":" + std::string(config.scalar(plugin, "artifactId")) +
                    ":" + made,
                plugin);
    } else if (base.ends_with(".gradle")) {
      // Groovy, of which a line is a name and what follows it: implementation "group:artifact:version".
      for (ConfigId line : config.children(document))
        if (const std::string& key = config.node(line).key; !key.starts_with("//") && !key.starts_with("test"))
          add(coordinates_in(key + ":" + config.node(line).value), line);
    } else if (base == "requirements.txt") {
      for (ConfigId line : config.children(document)) add(package_name(config.node(line).key), line);
    } else if (base == "pyproject.toml" || base == "Pipfile") {
      for (const char* path : {"tool.poetry.dependencies", "packages"})
        for (ConfigId c : config.children(config.find(document, path))) add(package_name(config.node(c).key), c);
      for (ConfigId c : config.children(config.find(document, "project.dependencies")))
        add(package_name(config.node(c).value), c);
    } else if (base.ends_with("proj") || base == "Directory.Build.props") {
      for (ConfigId group : config.children(config.get(document, "Project")))
        for (ConfigId item : config.children(group))
          if (config.node(item).key == "PackageReference") add(std::string(config.scalar(item, "@Include")), item);
    } else if (base == "package.json") {
      keys(document, "dependencies");
      keys(document, "devDependencies");
    } else if (base == "Cargo.toml") {
      keys(document, "dependencies");
    } else if (base == "composer.json") {
      keys(document, "require");
    }
  }
  const CodeOutline& code = file.outline.code;
  if (base == "Gemfile" || base.ends_with(".gradle.kts"))
    for (NodeId id = 0; id < code.nodes.size(); ++id)
      if (code.node(id).kind == extract::Kind::Text) {
        const extract::Span& span = code.node(id).span;
        out.push_back({coordinates_in("'" + std::string(code.text(id)) + "'"), {file.path, span.line, span.column, 0}});
      }
  return out;
}

bool is_settings(std::string_view base) {
  return base.starts_with("application") || base.starts_with("bootstrap") || contains(base, "api_") ||
         contains(base, "nelmio");
}

class Finder {
 public:
  Finder(const System& system, const FileTree& tree) : system_(system), tree_(tree), generators_(read_generators()) {}

  void look(const SourceFile& file) {
    if (file.scope == facts::Scope::Test) return;
    for (const Sign& package : packages_of(file))
      for (const Generator& g : generators_)
        if (any_fits(g.packages, package.text)) tell(g, file, package.place);
    for (const CatalogUse& use : taken_from_catalog(tree_, file))
      for (const Generator& g : generators_)
        if (any_fits(g.packages, use.coordinates)) tell(g, file, use.place);
    const std::string_view base = base_name(file.path);
    if (is_settings(base)) {
      const ConfigTree& config = file.outline.config;
      for (ConfigId document : config.documents())
        for (ConfigId c : config.children(document))
          for (const Generator& g : generators_)
            for (const std::string& key : g.settings)
              if (config.node(c).key == key || config.node(c).key.starts_with(key + "."))
                tell(g, file, place_of(file, config.node(c)));
    }
    if (workspace::is_code(file.outline.kind)) look_at_code(file);
  }

  // After all files: services that import a type which sets a generator up.
  void look_for_imports(const SourceFile& file) {
    if (shared_.empty() || file.scope == facts::Scope::Test) return;
    for (const std::string& name : imports_of(file.outline.code))
      if (const auto at = shared_.find(name); at != shared_.end())
        tell(*at->second.first, whose_code(system_, file.path, {}), true, at->second.second);
  }

  std::vector<facts::Api> take() {
    std::vector<facts::Api> out;
    for (auto& [key, api] : found_) out.push_back(std::move(api));
    return out;
  }

 private:
  void look_at_code(const SourceFile& file) {
    const CodeOutline& code = file.outline.code;
    for (NodeId id = 0; id < code.nodes.size(); ++id) {
      const extract::Node& node = code.node(id);
      const facts::Place place{file.path, node.span.line, node.span.column, node.span.end_line};
      if (node.kind == extract::Kind::Import) {
        std::string module(code.word(id, Role::Module));
        const std::string_view name = code.word(id, Role::Name);
        const std::string whole = module + (name.empty() ? "" : "." + std::string(name));
        for (const Generator& g : generators_)
          if (any_fits(g.imports, module) || any_fits(g.imports, module + ".") || any_fits(g.imports, whole))
            tell(g, file, place);
      } else if (node.kind == extract::Kind::Call) {
        const std::string_view name = code.word(id, Role::Name);
        if (name.empty()) continue;
        for (const Generator& g : generators_)
          if (std::find(g.calls.begin(), g.calls.end(), name) != g.calls.end()) tell(g, file, place);
      }
    }
  }

  void tell(const Generator& generator, const SourceFile& file, const facts::Place& place) {
    bool library = system_.services_of(file.path).library;
    std::vector<const Deployable*> whose = whose_code(system_, file.path, {});
    // What the build file of several modules takes in, each of them does (Maven, "Project Inheritance"; Gradle,
    // "Sharing Build Logic between Subprojects").
    if (whose.empty() && !workspace::is_code(file.outline.kind)) {
      whose = below(file.path);
      library = true;
    }
    // Nobody's build file takes the module in, as far as it could be read: whoever imports the type does.
    const std::string_view base = base_name(file.path);
    if (const std::string package = package_of(file.outline.code); whose.empty() && !package.empty())
      shared_.try_emplace(package + "." + std::string(base.substr(0, base.find('.'))), &generator, place);
    tell(generator, whose, library, place);
  }

  // The services that are built of the same files by a build file further down.
  std::vector<const Deployable*> below(const std::string& file) const {
    const std::string_view base = base_name(file);
    const std::string folder = file.substr(0, file.size() - base.size());
    std::vector<const Deployable*> out;
    for (const SourceFile& other : tree_.files()) {
      if (other.path == file || base_name(other.path) != base || !other.path.starts_with(folder)) continue;
      for (const Deployable* d : whose_code(system_, other.path, {}))
        if (std::find(out.begin(), out.end(), d) == out.end()) out.push_back(d);
    }
    return out;
  }

  void tell(const Generator& generator, const std::vector<const Deployable*>& whose, bool library,
            const facts::Place& place) {
    for (const Deployable* d : whose) {
      facts::Api api;
      api.service = d->name();
      api.kind = "generated";
      api.format = generator.name;
      // Who builds in a library may leave this part of it alone.
      api.confidence = library ? facts::Confidence::Likely : facts::Confidence::Certain;
      api.place = place;
      auto [at, fresh] = found_.try_emplace({d->name(), generator.name}, api);
      const auto rank = [](const facts::Api& a) { return std::tuple(-static_cast<int>(a.confidence), a.place); };
      if (!fresh && rank(api) < rank(at->second)) at->second = api;
    }
  }

  const System& system_;
  const FileTree& tree_;
  std::vector<Generator> generators_;
  std::map<std::pair<std::string, std::string>, facts::Api> found_;
  std::map<std::string, std::pair<const Generator*, facts::Place>, std::less<>> shared_;  // by the type's name
};

}  // namespace

std::vector<facts::Api> find_generated_apis(const System& system, const FileTree& tree) {
  Finder finder(system, tree);
  for (const SourceFile& file : tree.files()) finder.look(file);
  for (const SourceFile& file : tree.files())
    if (workspace::is_code(file.outline.kind)) finder.look_for_imports(file);
  return finder.take();
}

}  // namespace onewriter::link
