#include "link/monitors/monitors.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "link/monitors/age_words.h"
#include "link/services/embedded_config.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;
using workspace::FileKind;

class Teller {
 public:
  Teller(const System& system, facts::Facts& facts) : system_(system), facts_(facts) {}

  void code(const Effect& effect) {
    const std::string name = effect.text("name");
    if (effect.kind != EffectKind::Measure || effect.scope == facts::Scope::Test || !speaks_of_age(name)) return;
    for (const Deployable* d : whose_code(system_, effect.file, effect.services))
      facts_.monitors.push_back({d->name(), name, "code", effect.place});
  }

  void file(const SourceFile& file) {
    file_ = &file;
    lines_before_ = 0;
    tree(file.outline.config, 0);
  }

  void sort() {
    sort_unique_by(facts_.monitors,
                   [](const facts::Monitor& m) { return std::tie(m.place, m.service, m.name, m.via); });
  }

 private:
  void tree(const ConfigTree& config, int depth) {
    for (ConfigId id = 1; id < config.nodes.size(); ++id) {
      const ConfigNode& node = config.node(id);
      if (node.kind != ConfigNode::Kind::Scalar) continue;
      entry(config, node);
      if (depth == 0 && contains(node.value, "expr")) embedded(node);
    }
  }

  // An entry whose key tells what the map around it is.
  void entry(const ConfigTree& config, const ConfigNode& node) {
    const ConfigId id = node.parent;
    auto text = [&](std::string_view path) { return config.scalar(id, path); };
    if (node.key == "expr") {
      // Prometheus documentation, "Alerting rules", "Recording rules"; PrometheusRule holds the same.
      for (std::string_view key : {"alert", "record"})
        if (const std::string_view name = text(key); !name.empty())
          return watch(config, id, name, node.value, "prometheus");
      // Grafana documentation, "Dashboard JSON model" (panels' targets), "Provision alerting resources" (model.expr).
      return watch(config, id, node.value, node.value, "grafana");
    }
    // Datadog API, "Monitors" (a query and a type that ends in alert); its Terraform provider, "datadog_monitor".
    if (node.key == "query" && contains(text("type"), "alert"))
      return watch(config, id, text("name"), node.value, "datadog");
    // AWS CloudFormation, "AWS::CloudWatch::Alarm" (Metrics: MetricStat); Terraform, "aws_cloudwatch_metric_alarm"
    // (metric_query).
    if (node.key == "MetricName") return alarm(config, id, node.value, "ComparisonOperator", "AlarmName");
    if (node.key == "metric_name") return alarm(config, id, node.value, "comparison_operator", "alarm_name");
    if (node.key == "kind" && node.value == "DataContract") contract(config, id);
  }

  // The metric stands in the alarm itself, or in one of the queries that it is computed of.
  void alarm(const ConfigTree& config, ConfigId around, std::string_view metric, std::string_view compares,
             std::string_view named) {
    constexpr int deepest = 6;
    for (int up = 0; up < deepest && around != no_config; ++up, around = config.node(around).parent)
      if (!config.scalar(around, compares).empty())
        return watch(config, around, metric, config.scalar(around, named), "cloudwatch");
  }

  void watch(const ConfigTree& config, ConfigId id, std::string_view name, std::string_view expression,
             const char* via) {
    if (!speaks_of_age(name) && !expression_speaks_of_age(expression)) return;
    add(whose(std::string(name) + " " + std::string(expression)), std::string(name), via, config.node(id));
  }

  // Open Data Contract Standard, "Service-level agreement (SLA)": what the owner of the data promises.
  void contract(const ConfigTree& config, ConfigId document) {
    const std::string service = whose(config.scalar(document, "dataProduct"));
    for (ConfigId entry : config.children(config.get(document, "slaProperties")))
      for (std::string_view word : {"latency", "frequency", "freshness"})
        if (config.scalar(entry, "property") == word) {
          std::string name(word);
          for (std::string_view part : {"value", "unit"})
            if (const std::string_view more = config.scalar(entry, part); !more.empty())
              name += " " + std::string(more);
          add(service, std::move(name), "data-contract", config.node(entry));
        }
  }

  void add(std::string service, std::string name, const char* via, const ConfigNode& node) {
    facts_.monitors.push_back({std::move(service), std::move(name), via, place_of(*file_, node, lines_before_)});
  }

  // The service in whose tree the file lies; else the only one that the text names.
  std::string whose(std::string_view text) const {
    if (const auto owners = whose_code(system_, file_->path, {}); owners.size() == 1) return owners.front()->name();
    const std::vector<std::string> said = words_of(text);
    std::set<std::string> named;
    for (const Deployable& d : system_.services) {
      if (!d.counts()) continue;
      std::vector<std::string> words = words_of(d.name());
      while (words.size() > 1 && (words.back() == "service" || words.back() == "svc" || words.back() == "api"))
        words.pop_back();
      if (std::search(said.begin(), said.end(), words.begin(), words.end()) != said.end()) named.insert(d.name());
    }
    return named.size() == 1 ? *named.begin() : std::string();
  }

  // Rules and dashboards that a ConfigMap carries as a file's text.
  void embedded(const ConfigNode& node) {
    constexpr std::size_t longest = 2'000'000;
    if (node.value.size() > longest) return;
    const bool json = trim(node.value).starts_with('{') && contains(node.value, "\"expr\"");
    if (!json && !(contains(node.value, "alert:") && contains(node.value, "expr:"))) return;
    const EmbeddedConfig inner = read_embedded(node, node.value, json ? FileKind::Json : FileKind::Yaml);
    lines_before_ = inner.lines_before;
    tree(inner.tree, 1);
    lines_before_ = 0;
  }

  const System& system_;
  facts::Facts& facts_;
  const SourceFile* file_ = nullptr;
  std::uint32_t lines_before_ = 0;
};

}  // namespace

void tell_monitors(const System& system, const Observations& observations, const std::vector<SourceFile>& files,
                   facts::Facts& facts) {
  Teller teller(system, facts);
  for (const Effect& effect : observations.effects) teller.code(effect);
  for (const SourceFile& file : files) {
    const FileKind kind = file.outline.kind;
    if (file.scope == facts::Scope::Test || (kind != FileKind::Yaml && kind != FileKind::Json && kind != FileKind::Hcl))
      continue;
    teller.file(file);
  }
  teller.sort();
}

}  // namespace onewriter::link
