#include <algorithm>

#include "link/cdc/capture.h"
#include "link/datastores/engine.h"
#include "link/services/embedded_config.h"
#include "link/services/terraform_values.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::SourceFile;
using workspace::FileKind;

// AWS DMS documentation, "Specifying table selection and transformations rules using JSON".
void read_rules(const ConfigTree& config, Capture& capture) {
  for (ConfigId document : config.documents())
    for (ConfigId rule : config.children(config.get(document, "rules"))) {
      if (config.scalar(rule, "rule-type") != "selection") continue;
      std::string pattern(config.scalar(rule, "object-locator.schema-name"));
      pattern += "." + std::string(config.scalar(rule, "object-locator.table-name"));
      std::replace(pattern.begin(), pattern.end(), '%', '*');
      if (contains(pattern, "$") || contains(pattern, "var.")) {  // only Terraform or the stack's parameters tell
        capture.readable = false;
        return;
      }
      if (pattern.starts_with("*.")) pattern.erase(0, 2);
      (config.scalar(rule, "rule-action") == "exclude" ? capture.exclude : capture.include).push_back(pattern);
    }
  capture.readable = !capture.include.empty();
}

class Stacks {
 public:
  explicit Stacks(const std::vector<SourceFile>& files) : files_(files) {}

  std::vector<Capture> run() {
    for (const SourceFile& f : files_)
      if (f.scope != facts::Scope::Test && (f.outline.kind == FileKind::Yaml || f.outline.kind == FileKind::Json))
        cloud_formation(f);
    for (const auto& root : terraform_roots(terraform_folders(files_))) terraform(*root);
    return std::move(out_);
  }

 private:
  // registry.terraform.io/providers/hashicorp/aws, "aws_dms_replication_task", "aws_dms_endpoint"
  void terraform(const TerraformModule& module) {
    for (const TerraformBlock& task : module.resources()) {
      if (task.type != "aws_dms_replication_task" || !contains(module.value(task.raw("migration_type"), &task), "cdc"))
        continue;
      Capture capture;
      capture.kind = "dms";
      capture.name = known(module, task, "replication_task_id");
      if (capture.name.empty()) capture.name = module.default_name(task);
      capture.place = place_of(*task.file, task.file->outline.config.node(task.node));
      const std::vector<std::string> source = split(task.raw("source_endpoint_arn"), ".${}");
      const TerraformBlock* endpoint = source.size() < 2 ? nullptr : module.find(source[0], source[1]);
      if (endpoint) {
        capture.engine = engine_from(endpoint->raw("engine_name"));
        capture.host = known(module, *endpoint, "server_name");
        if (std::string name = known(module, *endpoint, "database_name"); !name.empty())
          capture.databases = {std::move(name)};
      }
      const std::string_view mappings = task.raw("table_mappings");
      if (contains(mappings, "file("))
        read_file(module.folder(), mappings, capture);
      else
        read_rules(read_encoded(mappings), capture);
      out_.push_back(std::move(capture));
    }
    for (const auto& called : module.called()) terraform(*called);
  }

  static std::string known(const TerraformModule& module, const TerraformBlock& block, std::string_view attribute) {
    std::string value = module.value(block.raw(attribute), &block);
    return contains(value, "${") ? std::string() : lower(value);
  }

  // file("${path.module}/mappings.json")
  void read_file(const std::string& folder, std::string_view call, Capture& capture) const {
    capture.readable = false;
    const std::size_t open = call.find('"'), close = call.rfind('"');
    if (open == std::string_view::npos || close <= open) return;
    std::string_view name = call.substr(open + 1, close - open - 1);
    constexpr std::string_view here = "${path.module}/";
    if (name.starts_with(here)) name.remove_prefix(here.size());
    const auto path = join(folder, name);
    for (const SourceFile& f : files_)
      if (path && f.path == *path) read_rules(f.outline.config, capture);
  }

  // AWS CloudFormation template reference, "AWS::DMS::ReplicationTask"
  void cloud_formation(const SourceFile& file) {
    const ConfigTree& config = file.outline.config;
    for (ConfigId id = 1; id < config.nodes.size(); ++id) {
      const ConfigNode& node = config.node(id);
      if (node.key != "Type" || node.value != "AWS::DMS::ReplicationTask") continue;
      if (!contains(config.scalar(node.parent, "Properties.MigrationType"), "cdc")) continue;
      Capture capture;
      capture.kind = "dms";
      capture.name = config.scalar(node.parent, "Properties.ReplicationTaskIdentifier");
      if (capture.name.empty()) capture.name = config.node(node.parent).key;
      capture.place = place_of(file, node);
      read_rules(read_encoded(config.scalar(node.parent, "Properties.TableMappings")), capture);
      out_.push_back(std::move(capture));
    }
  }

  const std::vector<SourceFile>& files_;
  std::vector<Capture> out_;
};

}  // namespace

std::vector<Capture> dms_captures(const std::vector<SourceFile>& files) { return Stacks(files).run(); }

}  // namespace onewriter::link
