#include "link/services/functions.h"

#include <map>

#include "link/datastores/engine.h"
#include "link/services/env_file.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

constexpr int max_depth = 6;  // of variables in variables

class Reader {
 public:
  explicit Reader(const SourceFile& file) : file_(file), config_(file.outline.config) {}

  std::vector<Workload> run() {
    const std::string name = lower(base_name(file_.path));
    for (ConfigId document : config_.documents()) {
      document_ = document;
      if (config_.node(document).kind != ConfigNode::Kind::Map) continue;
      if (name.starts_with("serverless.") && config_.get(document, "provider") != no_config)
        serverless();
      else if (is_stack())
        stack(config_.get(document, "Resources"));
      else if (is_app_engine(name))
        app_engine();
    }
    return std::move(out_);
  }

 private:
  bool is_stack() const {
    if (config_.get(document_, "AWSTemplateFormatVersion") != no_config) return true;
    return contains(config_.scalar(document_, "Transform"), "AWS::Serverless");
  }

  bool is_app_engine(const std::string& name) const {
    return (name.starts_with("app.") || name.starts_with("app-") || name.ends_with("-app.yaml")) &&
           config_.get(document_, "runtime") != no_config && config_.get(document_, "kind") == no_config;
  }

  Workload& add(std::string name, ConfigId at) {
    Workload w;
    w.source = Workload::Source::Serverless;
    w.name = std::move(name);
    w.deployment = file_.path;
    w.place = place_of(file_, config_.node(at));
    return out_.emplace_back(std::move(w));
  }

  void serverless() {
    const ConfigId service = config_.get(document_, "service");
    std::string name(config_.scalar(document_, "service"));
    if (name.empty()) name = config_.scalar(service, "name");
    if (name.empty()) return;
    std::vector<Setting> environment;
    settings(config_.find(document_, "provider.environment"), environment);
    const ConfigId functions = config_.get(document_, "functions");
    for (ConfigId f : config_.children(functions)) {
      settings(config_.get(f, "environment"), environment);
      for (ConfigId listed : config_.children(f)) settings(config_.get(listed, "environment"), environment);
    }
    const ConfigId resources = config_.get(document_, "resources");
    stack_resources(config_.get(resources, "Resources"));
    for (ConfigId r : config_.children(resources)) stack_resources(config_.get(r, "Resources"));
    if (functions == no_config) return;  // a stack of resources alone
    Workload& w = add(std::move(name), service);
    w.root = parent_of(file_.path);
    w.environment = std::move(environment);
    w.hosts = {w.name};
  }

  void stack(ConfigId resources) {
    std::vector<Setting> environment;
    settings(config_.find(document_, "Globals.Function.Environment.Variables"), environment);
    ConfigId first = no_config;
    for (ConfigId r : config_.children(resources)) {
      const std::string_view type = config_.scalar(r, "Type");
      if (type != "AWS::Serverless::Function" && type != "AWS::Lambda::Function") continue;
      if (first == no_config) first = r;
      settings(config_.find(r, "Properties.Environment.Variables"), environment);
    }
    stack_resources(resources);
    if (first == no_config) return;
    const std::string folder = parent_of(file_.path);
    Workload& w = add(std::string(base_name(folder)), first);
    w.root = folder;
    w.environment = std::move(environment);
  }

  // docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html
  void stack_resources(ConfigId resources) {
    for (ConfigId r : config_.children(resources)) {
      const std::string_view type = config_.scalar(r, "Type");
      const ConfigId p = config_.get(r, "Properties");
      if (type == "AWS::ECS::TaskDefinition") {
        for (ConfigId c : config_.children(config_.get(p, "ContainerDefinitions"))) {
          Workload& w = add(resolved(config_.scalar(c, "Name")), c);
          w.image = resolved(config_.scalar(c, "Image"));
          w.hosts = {w.name};
          for (ConfigId e : config_.children(config_.get(c, "Environment")))
            set_setting(w.environment, {resolved(config_.scalar(e, "Name")), resolved(config_.scalar(e, "Value")), "",
                                        place_of(file_, config_.node(e))});
        }
        continue;
      }
      std::string engine, database;
      if (type == "AWS::RDS::DBInstance" || type == "AWS::RDS::DBCluster") {
        engine = engine_from(config_.scalar(p, "Engine"));
        if (contains(config_.scalar(p, "Engine"), "aurora") && engine.empty()) engine = "mysql";
        database = resolved(config_.scalar(p, type == "AWS::RDS::DBInstance" ? "DBName" : "DatabaseName"));
      } else if (type == "AWS::DocDB::DBCluster") {
        engine = "mongodb";
      } else if (type == "AWS::ElastiCache::CacheCluster" || type == "AWS::ElastiCache::ReplicationGroup") {
        engine = "redis";
      }
      if (engine.empty()) continue;
      Workload& w = add(config_.node(r).key, r);
      w.engine = engine;
      w.hosts = {w.name};
      if (!database.empty()) w.environment.push_back({"database", database, "", w.place});
    }
  }

  void app_engine() {
    const ConfigId service = config_.get(document_, "service");
    const std::string folder = parent_of(file_.path);
    Workload& w = add(service == no_config ? std::string(base_name(folder)) : config_.node(service).value,
                      service == no_config ? config_.get(document_, "runtime") : service);
    w.root = folder;
    settings(config_.get(document_, "env_variables"), w.environment);
  }

  void settings(ConfigId map, std::vector<Setting>& to) const {
    for (ConfigId e : config_.children(map)) {
      const ConfigNode& node = config_.node(e);
      if (node.kind == ConfigNode::Kind::Scalar)
        set_setting(to, {node.key, resolved(node.value), "", place_of(file_, node)});
    }
  }

  // "${self:custom.db.host}", "${opt:stage, 'dev'}", "${env:DB_HOST}"; of CloudFormation "${OrdersDb.Endpoint.Address}"
  // and "OrdersDb.Endpoint.Address" (!GetAtt), which mean the server of that name.
  std::string resolved(std::string_view text, int depth = 0) const {
    std::string out;
    if (depth < max_depth && ends_with_attribute(text) && !contains(text, "${")) return before_attribute(text);
    for (std::size_t open = text.find("${"); open != std::string_view::npos && depth < max_depth;
         open = text.find("${")) {
      std::size_t close = open + 2;
      for (int nested = 1; close < text.size(); ++close) {
        nested += text[close] == '{' ? 1 : text[close] == '}' ? -1 : 0;
        if (nested == 0) break;
      }
      if (close >= text.size()) break;
      out += text.substr(0, open);
      out += variable(text.substr(open + 2, close - open - 2), depth);
      text.remove_prefix(close + 1);
    }
    return out += text;
  }

  static bool ends_with_attribute(std::string_view text) {
    return text.ends_with(".Endpoint.Address") || text.ends_with(".Endpoint") ||
           text.ends_with(".ReadEndpoint.Address") || text.ends_with(".RedisEndpoint.Address") ||
           text.ends_with(".PrimaryEndPoint.Address");
  }
  static std::string before_attribute(std::string_view text) { return std::string(text.substr(0, text.find('.'))); }

  std::string variable(std::string_view name, int depth) const {
    const std::string whole = "${" + std::string(name) + "}";
    const std::size_t comma = name.find(',');
    const std::string_view head = trim(name.substr(0, comma));
    std::string fallback(comma == std::string_view::npos ? std::string_view() : trim(name.substr(comma + 1)));
    if (fallback.size() >= 2 && (fallback.front() == '\'' || fallback.front() == '"'))
      fallback = fallback.substr(1, fallback.size() - 2);
    if (head.starts_with("self:")) {
      const std::string_view value = config_.scalar(document_, head.substr(5));
      if (!value.empty()) return resolved(value, depth + 1);
    } else if (head.starts_with("env:")) {
      return "${" + std::string(head.substr(4)) + (fallback.empty() ? "" : ":-" + fallback) + "}";
    } else if (ends_with_attribute(head)) {
      return before_attribute(head);
    } else if (!contains(head, ":")) {
      // A parameter of the template with a default.
      const std::string_view value = config_.scalar(config_.get(config_.get(document_, "Parameters"), head), "Default");
      if (!value.empty()) return std::string(value);
    }
    return fallback.empty() ? whole : fallback;
  }

  const SourceFile& file_;
  const ConfigTree& config_;
  ConfigId document_ = no_config;
  std::vector<Workload> out_;
};

}  // namespace

std::vector<Workload> read_functions(const FileTree& tree) {
  std::vector<Workload> out;
  for (const SourceFile& f : tree.files()) {
    const bool readable = f.outline.kind == workspace::FileKind::Yaml || f.outline.kind == workspace::FileKind::Json;
    if (!readable || f.outline.config.empty() || is_aside(parent_of(f.path))) continue;
    for (Workload& w : Reader(f).run()) out.push_back(std::move(w));
  }
  return out;
}

}  // namespace onewriter::link
