#include "link/services/kubernetes.h"

#include <algorithm>
#include <map>
#include <set>

#include "link/services/env_file.h"
#include "link/services/helm.h"
#include "link/services/images.h"
#include "link/services/kubernetes_values.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

const std::set<std::string, std::less<>> workload_kinds = {
    "Deployment", "StatefulSet", "DaemonSet", "CronJob",          "Job",
    "Pod",        "ReplicaSet",  "Rollout",   "DeploymentConfig", "ReplicationController"};

using Labels = std::map<std::string, std::string>;

struct NetworkName {
  std::string name;
  std::string folder;
  Labels selector;
};

class Reader {
 public:
  explicit Reader(const FileTree& tree) : values_(tree) {}

  std::vector<Workload> run() {
    for (const KubernetesObject& object : values_.objects())
      if (object.kind == "Service") read_network_name(object);
    for (const KubernetesObject& object : values_.objects())
      if (workload_kinds.count(object.kind) || (object.kind == "Service" && contains(object.api, "knative")))
        read_workload(object);
    return std::move(out_);
  }

 private:
  Labels labels_at(const KubernetesObject& o, std::string_view path) const {
    Labels labels;
    const ConfigTree& config = o.file->outline.config;
    for (ConfigId id : config.children(config.find(o.node, path)))
      labels.emplace(config.node(id).key, o.rendered(config.node(id).value));
    return labels;
  }

  void read_network_name(const KubernetesObject& o) {
    NetworkName n{o.name, o.folder, labels_at(o, "spec.selector")};
    if (!n.selector.empty() && !contains(n.name, "{{")) names_.push_back(std::move(n));
  }

  static bool selects(const NetworkName& n, const Labels& labels) {
    return std::all_of(n.selector.begin(), n.selector.end(), [&](const auto& entry) {
      const auto it = labels.find(entry.first);
      return it != labels.end() && it->second == entry.second;
    });
  }

  void read_workload(const KubernetesObject& o) {
    const ConfigTree& config = o.file->outline.config;
    ConfigId pod = config.find(o.node, "spec.template.spec");
    std::string labels_path = "spec.template.metadata.labels";
    if (o.kind == "CronJob") {
      pod = config.find(o.node, "spec.jobTemplate.spec.template.spec");
      labels_path = "spec.jobTemplate.spec.template.metadata.labels";
    } else if (o.kind == "Pod") {
      pod = config.get(o.node, "spec");
      labels_path = "metadata.labels";
    }
    if (pod == no_config || o.name.empty() || contains(o.name, "{{")) return;
    const Labels labels = labels_at(o, labels_path);
    std::vector<Workload> apps, databases;
    bool sql_proxy = false;
    for (ConfigId id : config.children(config.get(pod, "containers"))) {
      Workload w = read_container(o, id);
      if (is_sidecar(w.image, w.name) && config.children(config.get(pod, "containers")).size() > 1) {
        const std::string proxy = folded(w.image) + folded(w.name);
        sql_proxy = sql_proxy || contains(proxy, "cloudsql") || contains(proxy, "gceproxy");
        continue;
      }
      (image_kind(w.image).what == ImageKind::What::Database ? databases : apps).push_back(std::move(w));
    }
    const bool own_database = !apps.empty() && !databases.empty();
    std::vector<std::string> hosts;
    for (const NetworkName& n : names_)
      if (selects(n, labels) && (n.folder == o.folder || !has_name_in(o.folder, labels))) hosts.push_back(n.name);
    if (hosts.empty() || o.kind == "StatefulSet") hosts.push_back(o.name);
    std::sort(hosts.begin(), hosts.end());
    hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
    for (std::vector<Workload>* part : {&apps, &databases})
      for (Workload& w : *part) {
        const std::string container = w.name;
        w.name = part->size() == 1 && !(own_database && part == &databases) ? o.name : o.name + "-" + container;
        if (part == &apps && part->size() > 1) w.name = container.empty() ? o.name : container;
        if (!(own_database && part == &databases)) w.hosts = hosts;
        w.place = {o.file->path, config.node(o.node).line, 1, 0};
        if (const ConfigId name = config.find(o.node, "metadata.name"); name != no_config)
          w.place = place_of(*o.file, config.node(name));
        if (o.kind == "CronJob" || o.kind == "Job") w.kind = "job";
        if (own_database && part == &apps) w.links.push_back(o.name + "-" + databases.front().name + ":localhost");
        if (sql_proxy && part == &apps) w.links.push_back("cloudsql:localhost");
      }
    if (own_database) {  // a database in the pod itself: nobody else reaches it but by the pod's name
      for (Workload& w : databases) w.hosts = {w.name};
      for (Workload& w : apps) w.links = {databases.front().name + ":localhost"};
    }
    for (std::vector<Workload>* part : {&apps, &databases})
      for (Workload& w : *part) out_.push_back(std::move(w));
  }

  bool has_name_in(const std::string& folder, const Labels& labels) const {
    return std::any_of(names_.begin(), names_.end(),
                       [&](const NetworkName& n) { return n.folder == folder && selects(n, labels); });
  }

  Workload read_container(const KubernetesObject& o, ConfigId id) {
    const ConfigTree& config = o.file->outline.config;
    Workload w;
    w.source = Workload::Source::Kubernetes;
    w.deployment = o.folder;
    w.name = o.rendered(config.scalar(id, "name"));
    w.image = o.rendered(config.scalar(id, "image"));
    for (std::string_view key : {"command", "args"})
      for (ConfigId c : config.children(config.get(id, key))) w.command.push_back(o.rendered(config.node(c).value));
    for (ConfigId e : config.children(config.get(id, "envFrom"))) {
      const std::string prefix(config.scalar(e, "prefix"));
      for (std::string_view kind : {"configMapRef", "secretRef"})
        if (const std::string_view name =
                config.find(e, kind) == no_config ? std::string_view() : config.scalar(config.get(e, kind), "name");
            !name.empty())
          for (Setting s : values_.all_of(kind == "secretRef", o.rendered(name), o)) {
            s.name = prefix + s.name;
            set_setting(w.environment, std::move(s));
          }
    }
    bool looped = config.get(id, "env") != no_config && config.children(config.get(id, "env")).empty();
    for (ConfigId e : config.children(config.get(id, "env"))) {
      Setting s{o.rendered(config.scalar(e, "name")), o.rendered(config.scalar(e, "value")), "",
                place_of(*o.file, config.node(e))};
      if (const ConfigId from = config.get(e, "valueFrom"); from != no_config) {
        for (std::string_view kind : {"configMapKeyRef", "secretKeyRef"})
          if (const ConfigId ref = config.get(from, kind); ref != no_config)
            values_.fill(s, kind == "secretKeyRef", o.rendered(config.scalar(ref, "name")),
                         o.rendered(config.scalar(ref, "key")), o);
      }
      looped = looped || contains(s.name, "{{");
      if (!s.name.empty() && !contains(s.name, "{{")) set_setting(w.environment, std::move(s));
    }
    if (looped && o.chart)
      for (Setting& s : o.chart->environment()) add_setting(w.environment, std::move(s));
    return w;
  }

  KubernetesValues values_;
  std::vector<NetworkName> names_;
  std::vector<Workload> out_;
};

}  // namespace

std::vector<Workload> read_kubernetes(const FileTree& tree) { return Reader(tree).run(); }

}  // namespace onewriter::link
