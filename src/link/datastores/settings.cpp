#include "link/datastores/settings.h"

#include <algorithm>
#include <set>

#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;
using workspace::FileKind;

constexpr std::size_t max_nodes = 20'000;
constexpr int max_depth = 16;
constexpr int unused = 9;

bool is_settings_kind(FileKind kind) {
  return kind == FileKind::Yaml || kind == FileKind::Json || kind == FileKind::Properties || kind == FileKind::Env ||
         kind == FileKind::Toml || kind == FileKind::Ini;
}

// Files of these names say something, but never which database a service uses.
bool is_no_settings(std::string_view path) {
  static const std::set<std::string, std::less<>> others = {
      "package.json",        "package-lock.json", "composer.json",   "composer.lock",    "tsconfig.json",
      "launchSettings.json", "global.json",       "angular.json",    "nx.json",          "project.json",
      "Cargo.toml",          "pyproject.toml",    "Pipfile",         "nest-cli.json",    "lerna.json",
      "kustomization.yaml",  "kustomization.yml", "Chart.yaml",      "values.yaml",      "pubspec.yaml",
      "catalog-info.yaml",   "openapi.yaml",      "openapi.json",    "swagger.json",     "swagger.yaml",
      "asyncapi.yaml",       "service.yaml",      "onewriter.yaml",  "jest.config.json", "setup.cfg",
      "alembic.ini.example", "uv.lock",           "poetry.lock",     "Procfile",         "CODEOWNERS",
      "requirements.txt",    "serverless.yml",    "serverless.yaml", "opslevel.yml",     "cortex.yaml"};
  const std::string_view name = base_name(path);
  if (others.count(name) || name.starts_with("skaffold") || name.starts_with("messages") || name.ends_with(".lock") ||
      name.ends_with(".gradle") || name.starts_with("Procfile.") || name.starts_with("tsconfig"))
    return true;
  if (contains(path, "/i18n/") || contains(path, "/locales/") || contains(path, "/templates/") ||
      contains(path, "node_modules/") || contains(path, "/static/"))
    return true;
  return is_aside(path) || contains(path, "src/test/") || contains(path, "/.vscode/") || contains(path, "/wwwroot/");
}

bool is_manifest(const ConfigTree& config, ConfigId document) {
  if (config.get(document, "apiVersion") != no_config && config.get(document, "kind") != no_config) return true;
  // A stack of CloudFormation or SAM, an App Engine descriptor: link/services/functions.h reads them.
  if (config.get(document, "AWSTemplateFormatVersion") != no_config ||
      config.get(document, "env_variables") != no_config)
    return true;
  // The version of a specification; a map of that name is some library's settings.
  for (std::string_view key : {"openapi", "swagger", "asyncapi"})
    if (!config.scalar(document, key).empty()) return true;
  for (ConfigId service : config.children(config.get(document, "services")))
    if (config.get(service, "image") != no_config || config.get(service, "build") != no_config) return true;
  return false;
}

// "application-prod.yml" -> prod; "appsettings.Development.json" -> Development; ".env.production" -> production;
// "config/test.json" -> test
std::string profile_of_file(std::string_view path) {
  std::string name(base_name(path));
  if (name.starts_with(".env"))
    return name.size() > 5 && name != ".env.example" && name != ".env.sample" && name != ".env.dist" &&
                   name != ".env.template"
               ? name.substr(5)
               : "";
  name = name.substr(0, name.rfind('.'));
  for (std::string_view stem : {"application", "bootstrap", "appsettings", "config", "settings"})
    if (lower(name).starts_with(stem)) {
      std::string rest = name.substr(stem.size());
      while (!rest.empty() && (rest.front() == '-' || rest.front() == '.' || rest.front() == '_')) rest.erase(0, 1);
      return rest;
    }
  // Spring Cloud Config: <application>-<profile>.yml; elsewhere a file may be called for its environment alone.
  if (profile_rank(name) != 4) return name;
  const std::size_t dash = name.rfind('-');
  if (dash != std::string::npos && profile_rank(name.substr(dash + 1)) != 4) return name.substr(dash + 1);
  return "";
}

// Rails: guides.rubyonrails.org/configuring.html#configuring-a-database. "<%= ENV.fetch("X") { "d" } %>" reads the
// environment.
std::string without_erb(const std::string& value) {
  const std::size_t open = value.find("<%="), close = value.find("%>");
  if (open == std::string::npos || close == std::string::npos || close < open) return value;
  const std::string_view code = std::string_view(value).substr(open + 3, close - open - 3);
  std::vector<std::string> quoted;
  for (std::size_t at = code.find_first_of("\"'"); at != std::string_view::npos;) {
    const std::size_t end = code.find(code[at], at + 1);
    if (end == std::string_view::npos) break;
    quoted.emplace_back(code.substr(at + 1, end - at - 1));
    at = code.find_first_of("\"'", end + 1);
  }
  if (!contains(code, "ENV") || quoted.empty()) return value;
  return value.substr(0, open) + "${" + quoted[0] + (quoted.size() > 1 ? ":-" + quoted[1] : "") + "}" +
         value.substr(close + 2);
}

// A document of several in a Spring file says for which profile it is. docs.spring.io, "Multi-document Files",
// "Activation Properties".
std::string profile_of_document(const ConfigTree& config, ConfigId document) {
  for (std::string_view key : {"spring.config.activate.on-profile", "spring.profiles"})
    if (const std::string_view value = config.scalar(document, key); !value.empty()) return std::string(value);
  return "";
}

// <property name="jakarta.persistence.jdbc.url" value="..."/> of persistence.xml (Jakarta Persistence 3.1, 8.2.1.9
// "properties"), <property name="hibernate.connection.url">...</property> of hibernate.cfg.xml (Hibernate ORM User
// Guide, "JDBC connection options"): said as the parts of a data source. Empty: no such part.
std::string data_source_part(std::string_view name) {
  for (std::string_view prefix : {"jakarta.persistence.jdbc.", "javax.persistence.jdbc.", "hibernate.connection."})
    if (name.starts_with(prefix)) return "database." + std::string(name.substr(prefix.size()));
  return "";
}

bool says_data_source_of_xml(std::string_view path) {
  return base_name(path) == "persistence.xml" || base_name(path).ends_with("hibernate.cfg.xml");
}

}  // namespace

int profile_rank(std::string_view profile) {
  if (profile.empty()) return 3;
  int best = 4;
  for (const std::string& word : words_of(profile)) {
    for (std::string_view production :
         {"prod",       "production", "prd",     "docker",    "k8s",  "kubernetes", "container",
          "compose",    "cloud",      "release", "live",      "kube", "mysql",      "postgres",
          "postgresql", "mariadb",    "swarm",   "openshift", "aws",  "gcp",        "azure"})
      if (word == production) return 2;
    for (std::string_view test :
         {"test", "tests", "testing", "ci", "e2e", "it", "integration", "integrationtest", "unittest", "h2", "hsqldb"})
      if (word == test) best = unused;
    for (std::string_view development : {"dev", "development", "local", "localhost", "devel", "debug", "default"})
      if (word == development && best == 4) best = 5;
  }
  return best;
}

void ServiceSettings::add(ServiceSetting setting) { entries_.push_back(std::move(setting)); }

void ServiceSettings::settle() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const ServiceSetting& a, const ServiceSetting& b) { return a.rank < b.rank; });
  std::vector<ServiceSetting> kept;
  for (ServiceSetting& s : entries_)
    if (by_name_.emplace(folded(s.name), kept.size()).second) kept.push_back(std::move(s));
  entries_ = std::move(kept);
}

const ServiceSetting* ServiceSettings::find(std::string_view name) const {
  auto it = by_name_.find(folded(name));
  // learn.microsoft.com, "ConfigurationExtensions.GetConnectionString": short for the section ConnectionStrings.
  if (it == by_name_.end()) it = by_name_.find("connectionstrings" + folded(name));
  return it == by_name_.end() ? nullptr : &entries_[it->second];
}

Lookup ServiceSettings::lookup() const {
  return [this](std::string_view name) -> std::optional<std::string> {
    const ServiceSetting* s = find(name);
    if (!s || (s->value.empty() && !s->reference.empty()))
      return s ? std::optional<std::string>("${" + s->reference + "}") : std::nullopt;
    return s->value;
  };
}

SettingsFiles::SettingsFiles(const System& system, const std::vector<SourceFile>& files) {
  // A configuration server's repository holds files named after the services: <application>[-<profile>].yml.
  auto owners_of = [&](const SourceFile& f) {
    std::string name(base_name(f.path));
    const Owners whose = system.services_of(f.path);
    // ASP.NET Core, "Configuration in ASP.NET Core", "Content root": an application reads the files beside it, not
    // those of the projects that it builds in.
    if (whose.library && lower(name).starts_with("appsettings")) return std::vector<std::string>();
    std::vector<std::string> owners = whose.services;
    name = name.substr(0, name.rfind('.'));
    for (std::string candidate = name;;) {
      const Deployable* d = system.service_called(candidate);
      if (d && d->fact.root != parent_of(f.path) &&
          std::find(owners.begin(), owners.end(), d->fact.name) == owners.end()) {
        if (contains(lower(parent_of(f.path)), "config")) return std::vector<std::string>{d->fact.name};
      }
      const std::size_t dash = candidate.rfind('-');
      if (dash == std::string::npos) break;
      candidate.resize(dash);
    }
    return owners;
  };
  for (const SourceFile& f : files) {
    const ConfigTree& config = f.outline.config;
    if (f.outline.kind == workspace::FileKind::Xml && says_data_source_of_xml(f.path) &&
        f.scope != facts::Scope::Test) {
      std::vector<Entry> entries;
      for (ConfigId id = 1; id < config.nodes.size(); ++id) {
        if (config.node(id).key != "property") continue;
        const std::string part = data_source_part(config.scalar(id, "@name"));
        const std::string_view value = config.scalar(id, "@value");
        const std::string_view said = value.empty() ? config.scalar(id, "#text") : value;
        if (!part.empty() && !said.empty())
          entries.push_back({part, std::string(said), "", place_of(f, config.node(id))});
      }
      for (const std::string& owner : owners_of(f))
        by_service_[owner].insert(by_service_[owner].end(), entries.begin(), entries.end());
    }
    if (!is_settings_kind(f.outline.kind) || config.empty() || config.nodes.size() > max_nodes ||
        is_no_settings(f.path))
      continue;
    const std::vector<std::string> owners = owners_of(f);
    if (owners.empty()) continue;
    const std::string file_profile = profile_of_file(f.path);
    const bool rails = base_name(f.path) == "database.yml";
    const bool orm = base_name(f.path).starts_with("ormconfig.");  // typeorm.io: the connection's own keys alone
    std::vector<Entry> entries;
    for (ConfigId document : config.documents()) {
      if (is_manifest(config, document)) continue;
      // sequelize.org, "Migrations": config/config.json has a map for each environment.
      const bool by_environment = rails || !config.scalar(document, "production.dialect").empty() ||
                                  !config.scalar(document, "development.dialect").empty();
      std::string profile = profile_of_document(config, document);
      if (profile.empty()) profile = file_profile;
      struct Open {
        ConfigId id;
        std::string name;
        int depth;
      };
      std::vector<Open> open;
      auto push = [&](ConfigId parent, const std::string& prefix, int depth) {
        std::vector<ConfigId> children = config.children(parent);
        std::size_t index = children.size();
        for (auto it = children.rbegin(); it != children.rend(); ++it) {
          --index;
          const std::string& key = config.node(*it).key;
          const std::string name = key.empty() ? std::to_string(index) : key;
          open.push_back({*it, prefix.empty() ? name : prefix + "." + name, depth});
        }
      };
      push(document, "", 0);
      while (!open.empty()) {
        const Open o = open.back();
        open.pop_back();
        const ConfigNode& node = config.node(o.id);
        if (node.kind == ConfigNode::Kind::Scalar && by_environment) {
          const std::size_t dot = o.name.find('.');
          if (dot != std::string::npos)
            entries.push_back(
                {"database" + o.name.substr(dot), without_erb(node.value), o.name.substr(0, dot), place_of(f, node)});
        } else if (node.kind == ConfigNode::Kind::Scalar)
          entries.push_back({orm ? "database." + o.name : o.name, node.value, profile, place_of(f, node)});
        else if (o.depth < max_depth)
          push(o.id, o.name, o.depth + 1);
      }
    }
    for (const std::string& owner : owners)
      by_service_[owner].insert(by_service_[owner].end(), entries.begin(), entries.end());
  }
}

ServiceSettings SettingsFiles::of(const Deployable& service, const Environment* environment) const {
  ServiceSettings out;
  std::set<std::string> active;
  if (environment)
    for (const Setting& s : environment->settings) {
      out.add({s.name, s.value, s.reference, "", 0, s.place});
      const std::string name = folded(s.name);
      if (name == "springprofilesactive" || name == "aspnetcoreenvironment" || name == "dotnetenvironment" ||
          name == "nodeenv" || name == "railsenv")
        for (const std::string& profile : split(lower(s.value), ", ")) active.insert(profile);
    }
  if (const auto it = by_service_.find(service.fact.name); it != by_service_.end())
    for (const Entry& e : it->second) {
      int rank = profile_rank(e.profile);
      if (!e.profile.empty() && active.count(lower(e.profile))) rank = 1;
      if (rank != unused) out.add({e.name, e.value, "", e.profile, rank, e.place});
    }
  out.settle();
  return out;
}

const std::vector<ServiceSettings>& SettingsFiles::each_of(const Deployable& service) const {
  const auto [known, added] = asked_.try_emplace(service.name());
  if (added) {
    for (const Environment& e : service.environments) known->second.push_back(of(service, &e));
    if (known->second.empty()) known->second.push_back(of(service, nullptr));
  }
  return known->second;
}

}  // namespace onewriter::link
