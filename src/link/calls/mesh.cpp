#include "link/calls/mesh.h"

#include <algorithm>
#include <string_view>

#include "link/services/embedded_config.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using workspace::FileKind;

class Reader {
 public:
  explicit Reader(const System& system) : system_(system) {}

  void document(const ConfigTree& config, ConfigId document) {
    const std::string_view kind = config.scalar(document, "kind");
    const ConfigId spec = config.get(document, "spec");
    const std::string_view name = config.scalar(document, "metadata.name");
    if (spec == no_config) return;
    Cover cover;
    if (kind == "VirtualService") {  // Istio reference, "Virtual Service": HTTPRoute
      if (!binds_mesh(config, spec)) return;
      for (ConfigId route : config.children(config.get(spec, "http"))) {
        set_timeout(cover, config.scalar(route, "timeout"));
        set_retries(cover, config.scalar(route, "retries.attempts"));
      }
      for (ConfigId host : config.children(config.get(spec, "hosts"))) add(config.node(host).value, cover);
    } else if (kind == "DestinationRule") {  // Istio reference, "Destination Rule": OutlierDetection
      if (config.find(spec, "trafficPolicy.outlierDetection") != no_config) cover.words.insert("breaker");
      add(config.scalar(spec, "host"), cover);
    } else if (kind == "HTTPRoute" || kind == "GRPCRoute") {
      read_route(config, spec);
    } else if (kind == "ServiceProfile") {  // Linkerd reference, "Service Profiles"
      for (ConfigId route : config.children(config.get(spec, "routes"))) {
        set_timeout(cover, config.scalar(route, "timeout"));
        if (config.scalar(route, "isRetryable") == "true") cover.words.insert("retry");
      }
      add(name, cover);
    } else if (kind == "Service") {  // Linkerd: "Configuring Retries", "Configuring Timeouts", "Circuit Breakers"
      const ConfigId notes = config.find(document, "metadata.annotations");
      set_timeout(cover, config.scalar(notes, "timeout.linkerd.io/request"));
      for (std::string_view protocol : {"http", "grpc"})
        if (config.get(notes, "retry.linkerd.io/" + std::string(protocol)) != no_config) cover.words.insert("retry");
      if (config.get(notes, "balancer.linkerd.io/failure-accrual") != no_config) cover.words.insert("breaker");
      add(name, cover);
    } else if (kind == "ServiceRouter") {  // Consul documentation, "Service router configuration entry"
      for (ConfigId route : config.children(config.get(spec, "routes"))) {
        set_timeout(cover, config.scalar(route, "destination.requestTimeout"));
        set_retries(cover, config.scalar(route, "destination.numRetries"));
      }
      add(name, cover);
    } else if (kind == "ServiceResolver") {  // Consul documentation, "Service resolver configuration entry"
      set_timeout(cover, config.scalar(spec, "requestTimeout"));
      add(name, cover);
    } else if (kind == "ServiceDefaults") {  // Consul documentation, "Service defaults": passiveHealthCheck
      read_upstreams(config, config.find(spec, "upstreamConfig.overrides"), "passiveHealthCheck", "name");
    }
  }

  // The same entries as `consul config write` takes them, in HCL or JSON.
  void consul_entry(const ConfigTree& config, ConfigId document) {
    consul_entry(config, document, config.scalar(document, "Kind"), config.scalar(document, "Name"));
  }

  // registry.terraform.io/providers/hashicorp/consul, "consul_config_entry"
  void terraform(const ConfigTree& config) {
    for (ConfigId id = 1; id < config.nodes.size(); ++id)
      if (const ConfigNode& node = config.node(id); node.key == "config_json") {
        const ConfigTree entry = read_encoded(node.value);
        for (ConfigId document : entry.documents())
          consul_entry(entry, document, config.scalar(node.parent, "kind"), config.scalar(node.parent, "name"));
      }
  }

  std::map<std::string, Cover> take() { return std::move(policies_); }

 private:
  void consul_entry(const ConfigTree& config, ConfigId document, std::string_view kind, std::string_view name) {
    Cover cover;
    if (kind == "service-router") {
      for (ConfigId route : config.children(config.get(document, "Routes"))) {
        set_timeout(cover, config.scalar(route, "Destination.RequestTimeout"));
        set_retries(cover, config.scalar(route, "Destination.NumRetries"));
      }
    } else if (kind == "service-resolver") {
      set_timeout(cover, config.scalar(document, "RequestTimeout"));
    } else if (kind == "service-defaults") {
      return read_upstreams(config, config.find(document, "UpstreamConfig.Overrides"), "PassiveHealthCheck", "Name");
    } else {
      return;
    }
    add(name, cover);
  }

  static void set_timeout(Cover& cover, std::string_view written) {
    if (!written.empty() && written != "0s") cover.timeout = written;
  }

  static void set_retries(Cover& cover, std::string_view attempts) {
    if (!attempts.empty() && attempts != "0") cover.words.insert("retry");
  }

  // A virtual service that names its gateways holds for what comes through them, and for the services' own calls only
  // when "mesh" is among them.
  static bool binds_mesh(const ConfigTree& config, ConfigId spec) {
    const std::vector<ConfigId> gateways = config.children(config.get(spec, "gateways"));
    return gateways.empty() || std::any_of(gateways.begin(), gateways.end(),
                                           [&](ConfigId each) { return config.node(each).value == "mesh"; });
  }

  // Kubernetes Gateway API, "HTTPRoute": timeouts, retry. Only a route whose parent is a Service holds for calls
  // between services ("Gateway API for Service Mesh"); one of a gateway for what comes from outside.
  void read_route(const ConfigTree& config, ConfigId spec) {
    for (ConfigId parent : config.children(config.get(spec, "parentRefs"))) {
      if (config.scalar(parent, "kind") != "Service") continue;
      Cover cover;
      for (ConfigId rule : config.children(config.get(spec, "rules"))) {
        set_timeout(cover, config.scalar(rule, "timeouts.request"));
        set_timeout(cover, config.scalar(rule, "timeouts.backendRequest"));
        if (config.get(rule, "retry") != no_config) cover.words.insert("retry");
      }
      add(config.scalar(parent, "name"), cover);
    }
  }

  void read_upstreams(const ConfigTree& config, ConfigId overrides, std::string_view check, std::string_view name) {
    for (ConfigId upstream : config.children(overrides)) {
      Cover cover;
      if (config.get(upstream, check) != no_config) cover.words.insert("breaker");
      add(config.scalar(upstream, name), cover);
    }
  }

  // "orders", "orders.shop.svc.cluster.local"
  void add(std::string_view host, const Cover& cover) {
    const Deployable* d = system_.service_called(host);
    if (!d && contains(host, ".")) d = system_.service_called(host.substr(0, host.find('.')));
    if (d) policies_[d->name()].add(cover);
  }

  const System& system_;
  std::map<std::string, Cover> policies_;
};

}  // namespace

std::map<std::string, Cover> mesh_policies(const System& system, const std::vector<extract::SourceFile>& files) {
  Reader reader(system);
  for (const extract::SourceFile& file : files) {
    if (file.scope == facts::Scope::Test) continue;
    const ConfigTree& config = file.outline.config;
    const bool entry = file.outline.kind == FileKind::Hcl || file.outline.kind == FileKind::Json;
    if (file.outline.kind == FileKind::Hcl) reader.terraform(config);
    for (ConfigId document : config.documents())
      if (file.outline.kind == FileKind::Yaml)
        reader.document(config, document);
      else if (entry)
        reader.consul_entry(config, document);
  }
  return reader.take();
}

}  // namespace onewriter::link
