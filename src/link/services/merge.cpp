#include "link/services/merge.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "link/services/images.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// As names are compared: a job is of the service after which it is called.
std::string stripped(const std::string& name) {
  std::string out = without_workload_kind(name);
  for (std::string_view tail : {"-cronjob", "-job"})
    if (out.size() > tail.size() && out.ends_with(tail)) out.resize(out.size() - tail.size());
  return out;
}

std::string in_folder(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : folder + "/" + std::string(name);
}

// Runs beside the main process of the same code: its name should not name the service.
bool is_helper_name(std::string_view name) {
  for (const std::string& word : words_of(name))
    for (std::string_view helper : {"worker", "celery", "beat", "cron", "scheduler", "migrate", "migration",
                                    "migrations", "init", "job", "consumer", "sidekiq", "queue", "seed", "test", "dev"})
      if (word == helper) return true;
  return false;
}

int rank(Workload::Source source) {
  switch (source) {
    case Workload::Source::Declared: return 0;
    case Workload::Source::Manifest: return 1;
    case Workload::Source::Aspire: return 2;
    case Workload::Source::Compose: return 3;
    case Workload::Source::Kubernetes: return 4;
    case Workload::Source::Serverless: return 5;
    case Workload::Source::Terraform: return 6;
    case Workload::Source::Procfile: return 7;
    case Workload::Source::Catalog: return 8;
    case Workload::Source::Skaffold: return 9;
    case Workload::Source::Dockerfile: return 10;
  }
  return 10;
}

// Alone it makes a deployable only where nothing else has told of that folder.
bool is_weak(const Workload& w, const std::optional<std::string>& root) {
  return w.source == Workload::Source::Dockerfile || w.source == Workload::Source::Procfile ||
         w.source == Workload::Source::Catalog || (w.source == Workload::Source::Serverless && root && root->empty());
}

bool shares_name(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (const std::string& x : a)
    for (const std::string& y : b)
      if (folded(x) == folded(y)) return true;
  return false;
}

}  // namespace

bool is_variant(std::string_view deployment) {
  for (const std::string& word : words_of(deployment))
    for (std::string_view variant : {"test", "tests", "e2e", "ci", "dev", "development", "debug", "local", "extras",
                                     "staging", "example", "examples"})
      if (word == variant) return true;
  return false;
}

Merger::Merger(const FileTree& tree, const std::vector<Module>& modules, const std::vector<Workload>& workloads)
    : tree_(tree), modules_(modules), workloads_(workloads), roots_(tree, modules) {}

Merger::What Merger::what_is(const Workload& w, const std::optional<std::string>& root) const {
  What what;
  if (w.source == Workload::Source::Declared || w.source == Workload::Source::Manifest) return what;
  if (!w.engine.empty()) {
    what.database = true;
    what.engine = w.engine;
    return what;
  }
  auto take = [&](const ImageKind& kind) {
    what.database = kind.what == ImageKind::What::Database;
    what.engine = kind.engine;
    what.infrastructure = kind.what == ImageKind::What::Infrastructure;
  };
  const extract::SourceFile* dockerfile = w.dockerfile.empty() ? nullptr : tree_.file(w.dockerfile);
  if (!dockerfile && root) dockerfile = tree_.file(root->empty() ? "Dockerfile" : *root + "/Dockerfile");
  const bool starts = root && !roots_.entries_below(*root).empty();
  if (!w.image.empty() && !w.root) take(image_kind(w.image));
  if (!what.database && !what.infrastructure && dockerfile) {
    const ImageKind base = image_kind(read_dockerfile(*dockerfile).base_image);
    if (base.what == ImageKind::What::Database || !starts) take(base);
    // A proxy's image often carries somebody's pages: that is a page, not the proxy.
    if (what.infrastructure && root && tree_.holds_code(*root)) what.infrastructure = false;
  }
  if (!what.database && !what.infrastructure && !root) take(name_kind(w.name));
  if (what.database && starts && w.image.empty()) what = {};
  return what;
}

std::string Merger::project_of(const Workload& w) const {
  return w.source == Workload::Source::Kubernetes ? "kubernetes"
         : w.source == Workload::Source::Compose  ? parent_of(w.deployment)
                                                  : w.deployment;
}

Merged* Merger::called(const Workload& w) {
  std::vector<std::string> names = w.hosts;
  names.push_back(stripped(w.name));
  if (!w.image.empty() && !contains(w.image, "{{")) names.push_back(image_base(w.image));
  for (Merged& m : merged_) {
    if (m.database) continue;
    for (const Workload* other : m.workloads)
      if (shares_name(names, other->hosts) || shares_name(names, {stripped(other->name)})) return &m;
  }
  return nullptr;
}

void Merger::place_database(const Workload& w, const std::string& engine, const std::optional<std::string>& root) {
  for (Merged& m : merged_) {
    if (!m.database) continue;
    for (const Workload* other : m.workloads) {
      const bool same_name = shares_name(w.hosts, other->hosts) || folded(w.name) == folded(other->name);
      const bool same_root = root && m.has_root && *root == m.roots[0] &&
                             (folded(w.name) == folded(other->name) || w.source == Workload::Source::Dockerfile);
      const std::string a = project_of(w), b = project_of(*other);
      // The same name in compose files of two folders may be two servers; one cluster, or a file that stands above
      // both, has one.
      const bool together = a == b || w.source != other->source ||
                            (w.source == Workload::Source::Compose && (inside(a, b) || inside(b, a)) &&
                             coverage_[w.deployment] + coverage_[other->deployment] > 2);
      // Compose and Kubernetes may call the one image of that folder by two names.
      const bool same_image = root && m.has_root && *root == m.roots[0] && w.source != other->source &&
                              std::count_if(merged_.begin(), merged_.end(), [&](const Merged& o) {
                                return o.database && o.has_root && o.roots[0] == *root;
                              }) == 1;
      if (same_root || same_image || (same_name && together)) {
        m.workloads.push_back(&w);
        if (m.engine.empty()) m.engine = engine;
        if (root && !m.has_root) m.roots = {*root}, m.has_root = true;
        return;
      }
    }
  }
  Merged m;
  m.database = true;
  m.engine = engine;
  m.workloads = {&w};
  if (root) m.roots = {*root}, m.has_root = true;
  merged_.push_back(std::move(m));
}

void Merger::place(const Workload& w, const std::optional<std::string>& root) {
  if (root) {
    for (Merged& m : merged_)
      if (!m.database && m.has_root && std::find(m.roots.begin(), m.roots.end(), *root) != m.roots.end()) {
        m.workloads.push_back(&w);
        return;
      }
    // One file tells the project's folder, another the folder around it: one deployable, if only one thing starts
    // there or both call it the same.
    if (w.source > Workload::Source::Manifest)
      for (Merged& m : merged_) {
        if (m.database || !m.has_root || m.workloads[0]->source <= Workload::Source::Manifest) continue;
        const std::string& other = m.roots[0];
        const bool around = !root->empty() && inside(other, *root), within = !other.empty() && inside(*root, other);
        if (!around && !within) continue;
        const std::string& outer = around ? *root : other;
        const auto tenants = std::count_if(merged_.begin(), merged_.end(), [&](const Merged& o) {
          return !o.database && o.has_root && inside(o.roots[0], outer);
        });
        const bool same_name = std::any_of(m.workloads.begin(), m.workloads.end(), [&](const Workload* o) {
          return shares_name({stripped(w.name)}, {stripped(o->name)});
        });
        if (tenants > 1 || (roots_.entries_below(outer).size() != 1 && !same_name)) continue;
        m.workloads.push_back(&w);
        if (around) m.roots[0] = *root;
        return;
      }
    // Declared in several folders.
    if (w.source == Workload::Source::Declared)
      for (Merged& m : merged_)
        if (m.workloads[0]->source == w.source && m.workloads[0]->name == w.name) {
          m.roots.push_back(*root);
          return;
        }
    // Inside of what a user has declared, or around it: the declaration is the whole story.
    for (Merged& m : merged_)
      for (const std::string& r : m.roots)
        if (m.workloads[0]->source == Workload::Source::Declared && !r.empty() && inside(*root, r)) {
          m.workloads.push_back(&w);
          return;
        }
  }
  if (!root || w.source == Workload::Source::Manifest) {
    if (Merged* m = called(w); m && !(root && m->has_root && m->roots[0] != *root)) {
      m->workloads.push_back(&w);
      if (root && !m->has_root) m->roots = {*root}, m->has_root = true;
      return;
    }
  }
  Merged m;
  m.workloads = {&w};
  if (root) m.roots = {*root}, m.has_root = true;
  merged_.push_back(std::move(m));
}

std::map<std::string, std::set<std::string>> Merger::builders() const {
  std::multimap<std::string, const Module*> by_root;
  for (const Module& m : modules_) by_root.emplace(m.root, &m);
  std::map<std::string, std::set<std::string>> out;
  for (const Module& entry : modules_) {
    if (entry.kind == "test" || entry.entry == Module::Entry::None || is_aside(entry.root)) continue;
    std::set<std::string> seen;
    std::vector<std::string> open = entry.uses;
    while (!open.empty()) {
      const std::string root = open.back().substr(1);
      open.pop_back();
      if (!seen.insert(root).second) continue;
      if (root != entry.root) out[root].insert(entry.root);
      auto [from, to] = by_root.equal_range(root);
      for (; from != to; ++from) open.insert(open.end(), from->second->uses.begin(), from->second->uses.end());
    }
  }
  return out;
}

bool Merger::is_claimed(const Module& m) const {
  for (const Merged& other : merged_)
    if (other.has_root)
      for (const std::string& root : other.roots) {
        if (root == m.root) return true;
        // Below a deployable's folder it is a part of it; a folder that holds several deployables is nobody's in
        // particular.
        if (inside(m.root, root) && (!root.empty() || m.build == "go") && roots_.entries_below(root).size() <= 3)
          return true;
        if (inside(m.root, root) && other.workloads.size() && other.workloads[0]->source <= Workload::Source::Manifest)
          return true;
        if (inside(root, m.root) && root != m.root) return true;
      }
  return false;
}

// Does something that is built from a folder of its own lie beside it, orders/ beside payments/?
bool Merger::is_beside_others(const Module& m) const {
  return std::any_of(merged_.begin(), merged_.end(), [&](const Merged& other) {
    return !other.database && other.has_root && !other.roots[0].empty() &&
           parent_of(other.roots[0]) == parent_of(m.root);
  });
}

void Merger::add_modules() {
  const bool deployed =
      std::any_of(merged_.begin(), merged_.end(), [](const Merged& m) { return !m.database && m.has_root; });
  std::vector<const Module*> found;
  std::set<std::string> roots;
  for (const Module& m : modules_) {
    if (m.entry == Module::Entry::None || m.kind == "test" || is_aside(m.root) || is_claimed(m)) continue;
    // A tool; what is deployed has been told, unless only some of several servers have a Dockerfile.
    if (deployed && m.build == "go" && !(m.kind == "service" && is_beside_others(m))) continue;
    if (m.entry == Module::Entry::Possible && deployed && m.kind != "frontend") continue;
    if (roots.insert(m.root).second) found.push_back(&m);
  }
  const std::map<std::string, std::set<std::string>> built_in = builders();
  // Around others that start on their own it is their workspace, not a service.
  std::vector<const Module*> kept;
  for (const Module* m : found) {
    const bool around = std::any_of(found.begin(), found.end(), [&](const Module* o) {
      return o != m && o->root != m->root && inside(o->root, m->root);
    });
    // What others build in is a library, though it has a main.
    const auto users = built_in.find(m->root);
    const bool library = users != built_in.end();
    const bool common = library && users->second.size() > 1;
    if (!around && !(library && (m->entry == Module::Entry::Possible || m->build != "maven" || common)))
      kept.push_back(m);
  }
  for (const Module* m : kept) {
    Merged s;
    s.roots = {m->root};
    s.has_root = true;
    s.modules = {m};
    merged_.push_back(std::move(s));
  }
}

std::vector<Merged> Merger::run() {
  struct Placed {
    const Workload* workload;
    std::optional<std::string> root;
    What what;
  };
  std::vector<Placed> all;
  for (const Workload& w : workloads_) {
    Placed p{&w, roots_.of(w), {}};
    if (p.root && w.source > Workload::Source::Manifest && is_aside(*p.root)) continue;
    if (w.source == Workload::Source::Dockerfile && roots_.entries_below(*p.root).empty() &&
        !tree_.holds_code(*p.root)) {
      p.what = what_is(w, p.root);
      if (!p.what.database) continue;  // a tool's image
    }
    p.what = what_is(w, p.root);
    // A ready-made image: a folder of that name is its own only when the folder builds an image.
    if ((p.what.database || p.what.infrastructure) && !w.root && p.root &&
        (!w.engine.empty() || !tree_.file(in_folder(*p.root, "Dockerfile")) || !roots_.entries_below(*p.root).empty()))
      p.root.reset();
    if (p.what.database && w.kind == "job") continue;  // a database's image that runs its client once
    if (!p.what.database && !p.what.infrastructure) ++coverage_[w.deployment];
    all.push_back(std::move(p));
  }
  std::stable_sort(all.begin(), all.end(), [&](const Placed& a, const Placed& b) {
    auto key = [&](const Placed& p) {
      const Workload& w = *p.workload;
      // What has a folder stands first, so that what has none finds it by name.
      return std::make_tuple(w.source <= Workload::Source::Manifest ? 0 : 1, p.root ? 0 : 1, is_weak(w, p.root) ? 1 : 0,
                             is_variant(w.deployment) ? 1 : 0, -static_cast<long>(coverage_[w.deployment]),
                             rank(w.source), w.deployment);
    };
    return key(a) < key(b);
  });
  for (const Placed& p : all) {
    const Workload& w = *p.workload;
    if (p.what.database) {
      place_database(w, p.what.engine, p.root);
      continue;
    }
    if (is_weak(w, p.root) && p.root) {
      bool known = false;
      for (const Merged& m : merged_)
        for (const std::string& r : m.roots)
          known = known || r == *p.root || (!r.empty() && inside(*p.root, r)) || (inside(r, *p.root) && r != *p.root);
      for (const Merged& m : merged_)
        for (const Workload* o : m.workloads) known = known || (!w.dockerfile.empty() && o->dockerfile == w.dockerfile);
      if (known && w.source == Workload::Source::Catalog) {
        // A folder may describe several; the name tells which.
        Merged* m = called(w);
        for (Merged& o : merged_)
          if (!m && !o.database && !o.roots.empty() && !p.root->empty() && o.roots[0] == *p.root) m = &o;
        if (m) m->workloads.push_back(&w);
        continue;
      }
      if (known) {
        for (Merged& m : merged_)
          if (!m.roots.empty() && m.roots[0] == *p.root) m.workloads.push_back(&w);
        continue;
      }
    }
    place(w, p.root);
  }
  add_modules();
  for (Merged& m : merged_) {
    if (m.has_root && m.modules.empty() && !m.database)
      for (const std::string& root : m.roots)
        for (const Module& module : modules_)
          if (module.root == root && module.entry != Module::Entry::None) m.modules.push_back(&module);
    const ReadName folder(m.roots.empty() ? std::string_view() : base_name(m.roots[0]));
    std::stable_sort(m.workloads.begin(), m.workloads.end(), [&](const Workload* a, const Workload* b) {
      auto key = [&](const Workload* w) {
        return std::make_tuple(
            w->source <= Workload::Source::Manifest ? rank(w->source) : 2,
            w->source == Workload::Source::Dockerfile || w->source == Workload::Source::Skaffold ? 1 : 0,
            is_variant(w->deployment) ? 1 : 0, -static_cast<long>(coverage_[w->deployment]), rank(w->source),
            is_helper_name(w->name) || is_setup(w->name) ? 1 : 0, -name_fit(folder, ReadName(w->name)));
      };
      return key(a) < key(b);
    });
  }
  return std::move(merged_);
}

}  // namespace onewriter::link
