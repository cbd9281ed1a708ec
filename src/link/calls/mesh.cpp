#include "link/calls/mesh.h"

#include <string_view>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;
using extract::no_config;

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
      for (ConfigId route : config.children(config.get(spec, "http"))) {
        set_timeout(cover, config.scalar(route, "timeout"));
        set_retries(cover, config.scalar(route, "retries.attempts"));
      }
      for (ConfigId host : config.children(config.get(spec, "hosts"))) add(config.node(host).value, cover);
    } else if (kind == "DestinationRule") {  // Istio reference, "Destination Rule": OutlierDetection
      if (config.find(spec, "trafficPolicy.outlierDetection") != no_config) cover.words.insert("breaker");
      add(config.scalar(spec, "host"), cover);
    } else if (kind == "ServiceProfile") {  // Linkerd reference, "Service Profiles"
      for (ConfigId route : config.children(config.get(spec, "routes"))) {
        set_timeout(cover, config.scalar(route, "timeout"));
        if (config.scalar(route, "isRetryable") == "true") cover.words.insert("retry");
      }
      add(name, cover);
    } else if (kind == "ServiceRouter") {  // Consul documentation, "Service router configuration entry"
      for (ConfigId route : config.children(config.get(spec, "routes"))) {
        set_timeout(cover, config.scalar(route, "destination.requestTimeout"));
        set_retries(cover, config.scalar(route, "destination.numRetries"));
      }
      add(name, cover);
    } else if (kind == "ServiceDefaults") {  // Consul documentation, "Service defaults": passiveHealthCheck
      read_upstreams(config, spec);
    }
  }

  std::map<std::string, Cover> take() { return std::move(policies_); }

 private:
  static void set_timeout(Cover& cover, std::string_view written) {
    if (!written.empty() && written != "0s") cover.timeout = written;
  }

  static void set_retries(Cover& cover, std::string_view attempts) {
    if (!attempts.empty() && attempts != "0") cover.words.insert("retry");
  }

  void read_upstreams(const ConfigTree& config, ConfigId spec) {
    for (ConfigId upstream : config.children(config.find(spec, "upstreamConfig.overrides"))) {
      Cover cover;
      if (config.get(upstream, "passiveHealthCheck") != no_config) cover.words.insert("breaker");
      add(config.scalar(upstream, "name"), cover);
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
    if (file.scope == facts::Scope::Test || file.outline.kind != workspace::FileKind::Yaml) continue;
    for (ConfigId document : file.outline.config.documents()) reader.document(file.outline.config, document);
  }
  return reader.take();
}

}  // namespace onewriter::link
