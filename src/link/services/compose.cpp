#include "link/services/compose.h"

#include <algorithm>
#include <map>

#include "link/datastores/placeholders.h"
#include "link/services/env_file.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

constexpr int max_extends = 5;

bool is_compose_name(std::string_view name) {
  const std::string text = lower(name);
  return contains(text, "compose") || contains(text, "docker-stack") || text.starts_with("stack.");
}

bool is_for_tests(std::string_view path) {
  for (const std::string& word : words_of(base_name(path)))
    if (word == "test" || word == "tests" || word == "e2e" || word == "ci" || word == "sut" || word == "testing" ||
        word == "benchmark")
      return true;
  return false;
}

// The map of services, or no_config when the file is no compose file.
ConfigId services_of_file(const SourceFile& file) {
  const ConfigTree& config = file.outline.config;
  if (file.outline.kind != workspace::FileKind::Yaml || config.empty()) return no_config;
  for (ConfigId document : config.documents()) {
    const ConfigId services = config.get(document, "services");
    const bool named = is_compose_name(base_name(file.path));
    const ConfigId from = services != no_config                                   ? services
                          : named && config.get(document, "version") == no_config ? document
                                                                                  : no_config;
    for (ConfigId id : config.children(from)) {
      if (config.node(id).kind != ConfigNode::Kind::Map) continue;
      if (config.get(id, "build") != no_config || config.get(id, "image") != no_config ||
          config.get(id, "extends") != no_config)
        return from;
      if (named && services != no_config &&
          (config.get(id, "environment") != no_config || config.get(id, "ports") != no_config))
        return from;
    }
  }
  return no_config;
}

class Reader {
 public:
  explicit Reader(const FileTree& tree) : tree_(tree) {}

  std::vector<Workload> run() {
    std::map<std::string, std::vector<const SourceFile*>> folders;
    for (const SourceFile& f : tree_.files())
      if (services_of_file(f) != no_config && !is_aside(f.path) && !is_for_tests(f.path))
        folders[parent_of(f.path)].push_back(&f);
    for (const SourceFile& f : tree_.files())
      if (is_compose_name(base_name(f.path)) && !is_for_tests(f.path)) read_includes(f);
    std::vector<Workload> out;
    for (auto& [folder, files] : folders) read_folder(folder, files, out);
    return out;
  }

 private:
  struct Partial {
    Workload workload;
    bool whole = false;  // has an image or a build
  };

  // docs.docker.com/reference/compose-file/include: paths, or maps with a path or several, relative to the file.
  void read_includes(const SourceFile& file) {
    const ConfigTree& config = file.outline.config;
    const auto include = [&](std::string_view path) {
      const auto joined = join(parent_of(file.path), path);
      if (joined && *joined != file.path && tree_.file(*joined)) included_by_.emplace(*joined, file.path);
    };
    for (ConfigId document : config.documents())
      for (ConfigId each : config.children(config.get(document, "include"))) {
        include(config.node(each).kind == ConfigNode::Kind::Scalar ? std::string_view(config.node(each).value)
                                                                   : config.scalar(each, "path"));
        for (ConfigId path : config.children(config.get(each, "path"))) include(config.node(path).value);
      }
  }

  // What a file is started as a part of.
  std::string deployment_of(const std::string& path) const {
    std::string out = path;
    for (int depth = 0; depth < max_extends; ++depth)
      if (const auto by = included_by_.find(out); by != included_by_.end()) out = by->second;
    return out;
  }

  void read_folder(const std::string& folder, std::vector<const SourceFile*>& files, std::vector<Workload>& out) {
    variables_.clear();
    if (const SourceFile* env = env_file_at(tree_, folder.empty() ? ".env" : folder + "/.env"))
      variables_ = env_entries(*env);
    // The plain file first, then overrides, then variants.
    std::sort(files.begin(), files.end(),
              [](const SourceFile* a, const SourceFile* b) { return order(*a) < order(*b); });
    std::vector<Partial> all;
    for (const SourceFile* f : files) {
      const ConfigId services = services_of_file(*f);
      for (ConfigId id : f->outline.config.children(services))
        if (f->outline.config.node(id).kind == ConfigNode::Kind::Map) all.push_back(read(*f, id, 0));
    }
    // What a file says without image or build completes what the others say of the service of that name.
    for (const Partial& p : all) {
      if (p.whole) continue;
      const bool wins = overrides(p.workload.deployment);
      for (Partial& q : all)
        if (q.whole && q.workload.name == p.workload.name)
          for (const Setting& s : p.workload.environment)
            wins ? set_setting(q.workload.environment, s) : add_setting(q.workload.environment, s);
    }
    for (Partial& p : all)
      if (p.whole) out.push_back(std::move(p.workload));
  }

  static std::pair<int, std::string> order(const SourceFile& f) {
    const std::string name = lower(base_name(f.path));
    const std::string stem = name.substr(0, name.rfind('.'));
    return {stem == "docker-compose" || stem == "compose" ? 0 : overrides(name) ? 1 : 2, f.path};
  }

  static bool overrides(std::string_view path) {
    const std::string name = lower(base_name(path));
    return contains(name, "override") || contains(name, "prod");
  }

  std::string resolved(std::string_view text) const {
    return resolve_placeholders(text, [&](std::string_view name) -> std::optional<std::string> {
      if (const Setting* s = find_setting(variables_, name)) return s->value;
      return std::nullopt;
    });
  }

  Partial read(const SourceFile& file, ConfigId id, int depth) {
    const ConfigTree& config = file.outline.config;
    Partial p;
    Workload& w = p.workload;
    if (const ConfigId extends = config.get(id, "extends"); extends != no_config && depth < max_extends)
      p = read_extended(file, extends, depth);
    const std::string folder = parent_of(file.path);
    w.source = Workload::Source::Compose;
    w.name = config.node(id).key;
    w.deployment = deployment_of(file.path);
    w.place = place_of(file, config.node(id));
    if (const std::string_view image = config.scalar(id, "image"); !image.empty()) {
      w.image = resolved(image);
      p.whole = true;
    }
    if (const ConfigId build = config.get(id, "build"); build != no_config)
      p.whole = read_build(config, build, folder, w) || p.whole;
    read_names(config, id, w);
    read_environment(file, id, folder, w);
    for (ConfigId v : config.children(config.get(id, "volumes")))
      read_volume(config, v, folder, resolved(config.scalar(id, "working_dir")), w);
    for (std::string_view key : {"entrypoint", "command"}) {
      const ConfigId command = config.get(id, key);
      if (command == no_config) continue;
      if (config.node(command).kind == ConfigNode::Kind::Scalar)
        for (std::string& word : split(resolved(config.node(command).value), " \t\n"))
          w.command.push_back(std::move(word));
      for (ConfigId c : config.children(command)) w.command.push_back(resolved(config.node(c).value));
    }
    w.optional = config.get(id, "profiles") != no_config;
    return p;
  }

  Partial read_extended(const SourceFile& file, ConfigId extends, int depth) {
    const ConfigTree& config = file.outline.config;
    const std::string_view name = config.node(extends).kind == ConfigNode::Kind::Scalar
                                      ? std::string_view(config.node(extends).value)
                                      : config.scalar(extends, "service");
    const SourceFile* from = &file;
    if (const std::string_view path = config.scalar(extends, "file"); !path.empty()) {
      const auto joined = join(parent_of(file.path), path);
      from = joined ? tree_.file(*joined) : nullptr;
    }
    if (!from) return {};
    const ConfigId base = from->outline.config.get(services_of_file(*from), name);
    return base == no_config ? Partial{} : read(*from, base, depth + 1);
  }

  bool read_build(const ConfigTree& config, ConfigId build, const std::string& folder, Workload& w) const {
    const bool scalar = config.node(build).kind == ConfigNode::Kind::Scalar;
    const std::string context =
        resolved(scalar ? std::string_view(config.node(build).value) : config.scalar(build, "context"));
    if (contains(context, "://") || context.starts_with("git@")) return true;
    w.root = join(folder, context.empty() ? "." : context);
    if (!w.root) return true;
    const std::string dockerfile = resolved(config.scalar(build, "dockerfile"));
    if (const auto path = join(*w.root, dockerfile.empty() ? "Dockerfile" : dockerfile)) w.dockerfile = *path;
    for (ConfigId arg : config.children(config.get(build, "args"))) {
      const ConfigNode& node = config.node(arg);
      const Setting s = node.key.empty() ? env_pair(node.value, {}) : Setting{node.key, node.value, "", {}};
      w.command.push_back(resolved(s.value));  // often the only thing that tells the service in a shared Dockerfile
    }
    return true;
  }

  void read_names(const ConfigTree& config, ConfigId id, Workload& w) const {
    w.hosts = {w.name};
    for (std::string_view key : {"container_name", "hostname"})
      if (const std::string_view name = config.scalar(id, key); !name.empty()) w.hosts.push_back(resolved(name));
    for (ConfigId network : config.children(config.get(id, "networks")))
      for (ConfigId alias : config.children(config.get(network, "aliases")))
        w.hosts.push_back(resolved(config.node(alias).value));
    for (ConfigId port : config.children(config.get(id, "ports"))) {
      const ConfigNode& node = config.node(port);
      if (node.kind == ConfigNode::Kind::Scalar)
        w.ports.push_back(resolved(node.value));
      else
        w.ports.push_back(resolved(config.scalar(port, "published")) + ":" + resolved(config.scalar(port, "target")));
    }
    for (std::string_view key : {"links", "external_links"})
      for (ConfigId link : config.children(config.get(id, key)))
        if (contains(config.node(link).value, ":")) w.links.push_back(resolved(config.node(link).value));
    if (config.scalar(id, "restart") == "no" || config.scalar(id, "deploy.mode") == "replicated-job") w.kind = "job";
  }

  void read_environment(const SourceFile& file, ConfigId id, const std::string& folder, Workload& w) const {
    const ConfigTree& config = file.outline.config;
    auto from_file = [&](std::string_view path) {
      const auto joined = join(folder, resolved(path));
      if (const SourceFile* env = joined ? env_file_at(tree_, *joined) : nullptr)
        for (Setting s : env_entries(*env)) set_setting(w.environment, std::move(s));
    };
    const ConfigId env_file = config.get(id, "env_file");
    if (env_file != no_config && config.node(env_file).kind == ConfigNode::Kind::Scalar)
      from_file(config.node(env_file).value);
    for (ConfigId f : config.children(env_file))
      from_file(config.node(f).kind == ConfigNode::Kind::Scalar ? std::string_view(config.node(f).value)
                                                                : config.scalar(f, "path"));
    for (ConfigId e : config.children(config.get(id, "environment"))) {
      const ConfigNode& node = config.node(e);
      Setting s = node.key.empty() ? env_pair(node.value, place_of(file, node))
                                   : Setting{node.key, node.value, "", place_of(file, node)};
      const bool passed_on = node.key.empty() ? !contains(node.value, "=") : node.kind == ConfigNode::Kind::Null;
      if (passed_on) {
        const Setting* variable = find_setting(variables_, s.name);
        if (!variable) continue;
        s.value = variable->value;
      }
      s.value = resolved(s.value);
      set_setting(w.environment, std::move(s));
    }
  }

  // What lies in the working directory of the container is what runs there.
  void read_volume(const ConfigTree& config, ConfigId v, const std::string& folder, const std::string& working,
                   Workload& w) const {
    const std::string text = config.node(v).kind == ConfigNode::Kind::Scalar
                                 ? resolved(config.node(v).value)
                                 : resolved(config.scalar(v, "source")) + ":" + resolved(config.scalar(v, "target"));
    if (!text.starts_with(".")) return;
    const std::size_t colon = text.find(':');
    const auto path = join(folder, std::string_view(text).substr(0, colon));
    if (!path) return;
    std::string target = colon == std::string::npos ? "" : text.substr(colon + 1);
    target = target.substr(0, target.find(':'));
    while (target.ends_with('/')) target.pop_back();
    if (!target.empty() && working.starts_with(target + "/"))
      if (const auto inner = join(*path, std::string_view(working).substr(target.size() + 1)))
        w.mounts.insert(w.mounts.begin(), *inner);
    w.mounts.push_back(*path);
  }

  const FileTree& tree_;
  std::vector<Setting> variables_;
  std::map<std::string, std::string> included_by_;
};

}  // namespace

std::vector<Workload> read_compose(const FileTree& tree) { return Reader(tree).run(); }

}  // namespace onewriter::link
