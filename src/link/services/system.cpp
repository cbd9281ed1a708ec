#include "link/services/system.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "link/services/aspire.h"
#include "link/services/catalogs.h"
#include "link/services/compose.h"
#include "link/services/declared.h"
#include "link/services/dockerfile.h"
#include "link/services/env_file.h"
#include "link/services/functions.h"
#include "link/services/images.h"
#include "link/services/kubernetes.h"
#include "link/services/merge.h"
#include "link/services/names.h"
#include "link/services/procfile.h"
#include "link/services/skaffold.h"
#include "link/services/terraform.h"
#include "link/services/territory.h"
#include "link/services/tilt.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

void add_place(std::vector<facts::Place>& places, const facts::Place& place) {
  if (!place.file.empty() && std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
}

bool is_alternative(const std::string& name) {
  const std::string all = folded(name);
  return contains(all, "monolith") || contains(all, "allinone") || contains(all, "standalone");
}

// "orders-aws-lambda" or "orders-war" beside "orders": the same service for another platform.
bool is_edition_of(const std::string& root, const std::string& other) {
  const std::string name = folded(base_name(root)), base = folded(base_name(other));
  if (base.empty() || name.size() <= base.size() || !name.starts_with(base)) return false;
  const std::string rest = name.substr(base.size());
  for (std::string_view platform : {"awslambda", "azurefunction", "azurefunctions", "gcpfunction", "gcpfunctions",
                                    "googlecloudfunction", "cloudfunction", "openfaas", "war", "ear"})
    if (rest == platform) return true;
  return false;
}

// Servers that frameworks provide ready-made; they hold no data of the system. One that answers requests of its own is
// more than that.
bool is_platform_server(const FileTree& tree, const std::string& root) {
  bool provided = false;
  for (const extract::SourceFile* f : tree.below(root)) {
    if (!workspace::is_code(f->outline.kind) || f->scope == facts::Scope::Test) continue;
    for (std::string_view annotation :
         {"EnableConfigServer", "EnableEurekaServer", "EnableAdminServer", "EnableHystrixDashboard", "EnableTurbine",
          "EnableTurbineStream", "EnableZipkinServer"})
      provided = provided || has_annotation(f->outline.code, annotation);
    for (std::string_view annotation : {"RestController", "Controller", "Entity"})
      if (has_annotation(f->outline.code, annotation)) return false;
  }
  return provided;
}

std::string kind_of(const FileTree& tree, const Merged& m, const std::string& name) {
  for (const Workload* w : m.workloads)
    if (w->source == Workload::Source::Declared && !w->kind.empty()) return w->kind;
  for (const Workload* w : m.workloads)
    if (w->source <= Workload::Source::Manifest) return "service";
  ImageKind kind = name_kind(name);
  if (kind.what == ImageKind::What::LoadGenerator) return "loadgen";
  const bool starts = !m.modules.empty();
  if (is_alternative(name)) return "alternative";
  if (is_setup(name)) return "infrastructure";
  if (!m.has_root) return kind.what == ImageKind::What::Frontend ? "frontend" : "service";
  if (!starts || kind.what == ImageKind::What::Infrastructure) {
    if (kind.what == ImageKind::What::Infrastructure || kind.what == ImageKind::What::Database) return "infrastructure";
    for (const Workload* w : m.workloads)
      if (const extract::SourceFile* dockerfile = w->dockerfile.empty() ? nullptr : tree.file(w->dockerfile)) {
        const ImageKind base = image_kind(read_dockerfile(*dockerfile).base_image);
        if (base.what == ImageKind::What::Infrastructure || base.what == ImageKind::What::Database)
          return tree.holds_code(m.roots[0]) &&
                         contains(folded(base.engine) + folded(read_dockerfile(*dockerfile).base_image), "nginx")
                     ? "frontend"
                     : "infrastructure";
        if (base.what == ImageKind::What::LoadGenerator) return "loadgen";
      }
  }
  if (is_platform_server(tree, m.roots[0])) return "infrastructure";
  // Assets that are built in the folder of a server's code do not make it a frontend (Laravel, Rails).
  const bool server = std::any_of(m.modules.begin(), m.modules.end(), [](const Module* module) {
    return (module->build == "php" || module->build == "ruby") && module->entry == Module::Entry::Certain;
  });
  for (const Module* module : m.modules)
    if (module->kind == "frontend" && !server) return "frontend";
  if (kind.what == ImageKind::What::Frontend) return "frontend";
  for (const Module* module : m.modules)
    if (module->kind == "worker") return "worker";
  const bool job = !m.workloads.empty() && std::all_of(m.workloads.begin(), m.workloads.end(), [](const Workload* w) {
    return w->kind == "job" || w->source >= Workload::Source::Skaffold;
  });
  if (job && std::any_of(m.workloads.begin(), m.workloads.end(), [](const Workload* w) { return w->kind == "job"; }))
    return "job";
  return "service";
}

// Code that nothing starts and nothing deploys is one service all the same: its accesses are somebody's.
std::optional<Merged> whole_tree(const FileTree& tree, const std::vector<Module>& modules) {
  const bool code = std::any_of(tree.files().begin(), tree.files().end(), [](const extract::SourceFile& f) {
    return workspace::is_code(f.outline.kind) && f.scope != facts::Scope::Test && !is_aside(f.path);
  });
  if (!code) return std::nullopt;
  Merged all;
  all.has_root = true;
  all.roots = {""};
  for (const Module& m : modules)
    if (m.root.empty() && m.kind != "test") all.modules.push_back(&m);
  return all;
}

// Not a product that everybody can pull, as far as names tell.
bool is_own_image(const Merged& m) {
  return std::any_of(m.workloads.begin(), m.workloads.end(), [](const Workload* w) {
    if (w->source != Workload::Source::Compose && w->source != Workload::Source::Kubernetes) return false;
    // Official images have no organisation.
    return contains(image_path(w->image), "/") && image_kind(w->image).what == ImageKind::What::Unknown &&
           name_kind(w->name).what != ImageKind::What::Infrastructure &&
           name_kind(w->name).what != ImageKind::What::Database;
  });
}

// The environment of each deployment, the one that says most about the system first (the workloads are sorted so).
std::vector<Environment> environments_of(const FileTree& tree, const Merged& m) {
  std::vector<Environment> out;
  std::vector<Setting> built_in;
  for (const Workload* w : m.workloads)
    if (const extract::SourceFile* f = w->dockerfile.empty() ? nullptr : tree.file(w->dockerfile))
      for (Setting& s : read_dockerfile(*f).environment) add_setting(built_in, std::move(s));
  for (const Workload* w : m.workloads) {
    if (w->source == Workload::Source::Declared || w->source == Workload::Source::Manifest ||
        w->source == Workload::Source::Dockerfile || w->source == Workload::Source::Skaffold ||
        w->source == Workload::Source::Procfile || w->source == Workload::Source::Catalog)
      continue;
    auto it = std::find_if(out.begin(), out.end(), [&](const Environment& e) { return e.deployment == w->deployment; });
    if (it == out.end()) it = out.insert(out.end(), Environment{w->deployment, {}, {}});
    for (const Setting& s : w->environment) add_setting(it->settings, s);
    for (const std::string& link : w->links) {
      const std::size_t colon = link.find(':');
      it->links.emplace(lower(link.substr(colon + 1)), lower(link.substr(0, colon)));
    }
  }
  if (out.empty() && !built_in.empty()) out.push_back({"", {}, {}});
  for (Environment& e : out)
    for (const Setting& s : built_in) add_setting(e.settings, s);
  return out;
}

Server server_of(const FileTree& tree, const Merged& m) {
  Server s;
  s.engine = m.engine;
  if (m.has_root) s.root = m.roots[0];
  std::vector<Setting> settings;
  std::set<std::string> hosts, databases;
  for (const Workload* w : m.workloads) {
    if (s.name.empty()) s.name = w->hosts.empty() ? w->name : w->hosts[0];
    for (const std::string& h : w->hosts) hosts.insert(lower(h));
    if (w->source != Workload::Source::Dockerfile) hosts.insert(lower(w->name));
    for (const Setting& e : w->environment) add_setting(settings, e);
    if (const extract::SourceFile* f = w->dockerfile.empty() ? nullptr : tree.file(w->dockerfile))
      for (Setting& e : read_dockerfile(*f).environment) add_setting(settings, std::move(e));
    for (const std::string& p : w->ports) {
      const std::vector<std::string> parts = split(p, ":");
      if (parts.size() >= 2) s.ports.push_back(parts[parts.size() - 2]);
    }
    add_place(s.evidence, w->place);
  }
  // hub.docker.com/_/postgres, _/mysql, _/mariadb, _/mongo: variables that create a database at the first start.
  for (std::string_view name :
       {"POSTGRES_DB", "POSTGRESQL_DATABASE", "POSTGRESQL_DB", "MYSQL_DATABASE", "MARIADB_DATABASE",
        "MONGO_INITDB_DATABASE", "MONGODB_DATABASE", "ORACLE_DATABASE", "CLICKHOUSE_DB"})
    if (const Setting* found = find_setting(settings, name); found && !found->value.empty() && s.database.empty())
      s.database = found->value;
  for (const Workload* w : m.workloads)
    if (const Setting* told = w->engine.empty() ? nullptr : find_setting(w->environment, "database"))
      if (s.database.empty()) s.database = told->value;
  const bool by_image =
      std::any_of(m.workloads.begin(), m.workloads.end(), [](const Workload* w) { return w->engine.empty(); });
  if (s.database.empty() && s.engine == "postgresql" && by_image) {
    const Setting* user = find_setting(settings, "POSTGRES_USER");
    s.database = user && !user->value.empty() ? user->value : "postgres";
  }
  for (const Workload* w : m.workloads)
    for (const std::string& c : w->command)
      if (w->source == Workload::Source::Aspire || !w->engine.empty()) databases.insert(c);
  s.databases.assign(databases.begin(), databases.end());
  s.hosts.assign(hosts.begin(), hosts.end());
  std::sort(s.ports.begin(), s.ports.end());
  s.ports.erase(std::unique(s.ports.begin(), s.ports.end()), s.ports.end());
  return s;
}

}  // namespace

const Setting* Environment::find(std::string_view name) const {
  const std::string wanted = folded(name);
  for (const Setting& s : settings)
    if (folded(s.name) == wanted) return &s;
  return nullptr;
}

const Deployable* System::service(std::string_view name) const {
  auto it = std::lower_bound(services.begin(), services.end(), name,
                             [](const Deployable& d, std::string_view n) { return d.fact.name < n; });
  return it != services.end() && it->fact.name == name ? &*it : nullptr;
}

const Deployable* System::service_called(std::string_view name) const {
  if (const Deployable* d = service(name)) return d;
  const std::string wanted = folded(name);
  for (const Deployable& d : services)
    if (std::binary_search(d.aliases.begin(), d.aliases.end(), wanted)) return &d;
  return nullptr;
}

const Server* System::server_at(std::string_view host, const Environment* from) const {
  std::string name = lower(host);
  if (from)
    if (const auto link = from->links.find(name); link != from->links.end()) name = link->second;
  auto exact = [&](const std::string& wanted) -> const Server* {
    const Server* found = nullptr;
    for (const Server& s : servers) {
      if (!std::binary_search(s.hosts.begin(), s.hosts.end(), wanted)) continue;
      // Of several with that name, the one that the asker's own deployment tells.
      const bool own = from && std::any_of(s.evidence.begin(), s.evidence.end(), [&](const facts::Place& p) {
                         return p.file == from->deployment || inside(p.file, from->deployment);
                       });
      if (own) return &s;
      if (!found) found = &s;
    }
    return found;
  };
  if (const Server* s = exact(name)) return s;
  // Kubernetes: <service>.<namespace>.svc.cluster.local; StatefulSets: <pod>-0.<service>.
  if (const std::size_t dot = name.find('.'); dot != std::string::npos) {
    const std::string first = name.substr(0, dot);
    if (contains(name, ".svc") || split(name, ".").size() == 2) {
      if (const Server* s = exact(first)) return s;
      const std::vector<std::string> parts = split(name, ".");
      if (parts.size() > 1)
        if (const Server* s = exact(parts[1])) return s;
    }
  }
  return nullptr;
}

System find_system(const std::vector<extract::SourceFile>& files) {
  const FileTree tree(files);
  const std::vector<Module> modules = find_modules(tree);
  std::vector<Workload> workloads;
  for (auto read : {read_declared, read_compose, read_kubernetes, read_aspire, read_skaffold, read_tilt, read_terraform,
                    read_nomad, read_functions, read_procfiles, read_catalogs, read_dockerfiles})
    for (Workload& w : read(tree)) workloads.push_back(std::move(w));
  std::vector<Merged> merged = Merger(tree, modules, workloads).run();
  if (std::none_of(merged.begin(), merged.end(),
                   [](const Merged& m) { return !m.database && (m.has_root || is_own_image(m)); }))
    if (std::optional<Merged> all = whole_tree(tree, modules)) merged.push_back(std::move(*all));

  // A repository of manifests: the code of all that it deploys is in other repositories.
  const bool elsewhere =
      std::none_of(merged.begin(), merged.end(), [](const Merged& m) { return !m.database && m.has_root; });

  System system;
  std::vector<const Merged*> deployables;
  for (const Merged& m : merged) {
    if (m.database) system.servers.push_back(server_of(tree, m));
    if (m.database ? m.has_root && !m.workloads.empty() : m.has_root || (elsewhere && is_own_image(m)))
      deployables.push_back(&m);
  }
  const std::vector<std::string> names = names_of(tree, deployables);
  std::vector<std::pair<const Merged*, std::string>> named;
  for (std::size_t i = 0; i < deployables.size(); ++i) {
    const Merged& m = *deployables[i];
    Deployable d;
    d.fact.name = names[i];
    // Of what is built elsewhere the tree holds the manifest alone.
    d.fact.root = m.has_root ? m.roots[0] : parent_of(m.workloads[0]->place.file);
    d.fact.kind = m.database ? "infrastructure" : kind_of(tree, m, d.fact.name);
    for (const Workload* w : m.workloads) add_place(d.fact.evidence, w->place);
    for (const Module* module : m.modules) add_place(d.fact.evidence, module->place);
    if (!m.database) d.environments = environments_of(tree, m);
    for (const Workload* w : m.workloads) {
      if (d.fact.team.empty()) d.fact.team = w->team;
      d.databases.insert(d.databases.end(), w->databases.begin(), w->databases.end());
    }
    if (d.fact.team.empty()) d.fact.team = code_owner_of(tree, d.fact.root);
    std::set<std::string> aliases = {folded(d.fact.name)};
    for (const Workload* w : m.workloads) {
      aliases.insert(folded(w->name));
      for (const std::string& h : w->hosts) aliases.insert(folded(h));
    }
    for (const Module* module : m.modules) aliases.insert(folded(module->name));
    if (m.has_root && !m.roots[0].empty()) aliases.insert(folded(base_name(m.roots[0])));
    d.aliases.assign(aliases.begin(), aliases.end());
    if (m.has_root) named.emplace_back(&m, d.fact.name);
    system.services.push_back(std::move(d));
  }
  std::sort(system.services.begin(), system.services.end(),
            [](const Deployable& a, const Deployable& b) { return a.fact.name < b.fact.name; });
  for (Deployable& d : system.services)
    if (d.counts() && std::any_of(system.services.begin(), system.services.end(), [&](const Deployable& other) {
          return other.counts() && is_edition_of(d.fact.root, other.fact.root);
        }))
      d.fact.kind = "alternative";
  // All in one: nothing deploys it, and it builds in services that are deployed by themselves.
  for (const auto& [m, name] : named) {
    if (!m->workloads.empty()) continue;
    std::set<std::string> builds_in;
    for (const Module* module : m->modules) builds_in.insert(module->uses.begin(), module->uses.end());
    int built = 0;
    for (const Deployable& other : system.services)
      if (other.counts() && builds_in.count("/" + other.fact.root)) ++built;
    for (Deployable& d : system.services)
      if (built > 1 && d.fact.name == name) d.fact.kind = "alternative";
  }
  // Without other services there is nothing that it could be an alternative to.
  const auto counting =
      std::count_if(system.services.begin(), system.services.end(), [](const Deployable& d) { return d.counts(); });
  if (counting == 0)
    for (Deployable& d : system.services)
      if (d.fact.kind == "alternative") d.fact.kind = "service";
  std::sort(system.servers.begin(), system.servers.end(), [](const Server& a, const Server& b) {
    return std::tie(a.name, a.evidence) < std::tie(b.name, b.evidence);
  });
  // Two servers of one name stand in two deployments.
  std::set<std::string> servers;
  for (Server& s : system.servers)
    if (!servers.insert(s.name).second && !s.evidence.empty()) {
      s.name = parent_of(s.evidence[0].file) + "/" + s.name;
      servers.insert(s.name);
    }
  draw_territories(tree, modules, named, system);
  return system;
}

}  // namespace onewriter::link
