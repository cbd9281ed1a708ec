#include "link/services/terraform_values.h"

#include "link/datastores/engine.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;

constexpr int max_depth = 8;

struct DatabaseType {
  std::string_view type;
  std::string_view engine;  // empty: the attribute `engine` or `database_version` says
};
constexpr DatabaseType database_types[] = {{"aws_db_instance", ""},
                                           {"aws_rds_cluster", ""},
                                           {"aws_docdb_cluster", "mongodb"},
                                           {"aws_elasticache_cluster", ""},
                                           {"aws_elasticache_replication_group", "redis"},
                                           {"aws_opensearch_domain", "opensearch"},
                                           {"aws_redshift_cluster", "redshift"},
                                           {"google_sql_database_instance", ""},
                                           {"google_alloydb_cluster", "postgresql"},
                                           {"google_redis_instance", "redis"},
                                           {"google_spanner_instance", "spanner"},
                                           {"azurerm_postgresql_server", "postgresql"},
                                           {"azurerm_postgresql_flexible_server", "postgresql"},
                                           {"azurerm_mysql_server", "mysql"},
                                           {"azurerm_mysql_flexible_server", "mysql"},
                                           {"azurerm_mariadb_server", "mariadb"},
                                           {"azurerm_mssql_server", "sqlserver"},
                                           {"azurerm_sql_server", "sqlserver"},
                                           {"azurerm_cosmosdb_account", "cosmosdb"},
                                           {"azurerm_redis_cache", "redis"},
                                           {"digitalocean_database_cluster", ""},
                                           {"mongodbatlas_cluster", "mongodb"}};

void collect(const extract::SourceFile& f, ConfigId types, std::vector<TerraformBlock>& out) {
  const ConfigTree& config = f.outline.config;
  for (ConfigId type : config.children(types))
    for (ConfigId name : config.children(type))
      if (config.node(name).kind == ConfigNode::Kind::Map)
        out.push_back({&f, name, config.node(type).key, config.node(name).key});
}

bool is_identifier_path(std::string_view text) {
  if (text.empty() || !contains(text, ".")) return false;
  for (char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
          c == '.' || c == '[' || c == ']' || c == '*'))
      return false;
  return true;
}

}  // namespace

TerraformModule::TerraformModule(const std::vector<const extract::SourceFile*>& files) {
  for (const extract::SourceFile* f : files) {
    const ConfigTree& config = f->outline.config;
    for (ConfigId document : config.documents())
      for (ConfigId block : config.children(document)) {
        const std::string& key = config.node(block).key;
        if (key == "resource") collect(*f, block, resources_);
        if (key == "data") collect(*f, block, data_);
        if (key == "module")
          for (ConfigId name : config.children(block)) resources_.push_back({f, name, "module", config.node(name).key});
        if (key == "variable")
          for (ConfigId name : config.children(block))
            if (const ConfigId value = config.get(name, "default");
                value != no_config && config.node(value).kind == ConfigNode::Kind::Scalar)
              variables_.emplace(config.node(name).key, config.node(value).value);
        if (key == "locals")
          for (ConfigId value : config.children(block))
            if (config.node(value).kind == ConfigNode::Kind::Scalar)
              locals_.emplace(config.node(value).key, config.node(value).value);
        // terraform.tfvars: what variables are given.
        if (f->path.ends_with(".tfvars") && config.node(block).kind == ConfigNode::Kind::Scalar)
          variables_.insert_or_assign(key, config.node(block).value);
      }
  }
}

const TerraformBlock* TerraformModule::find(std::string_view type, std::string_view name) const {
  for (const TerraformBlock& r : resources_)
    if (r.type == type && r.name == name) return &r;
  return nullptr;
}

std::string TerraformModule::host_of(const TerraformBlock& resource) const {
  for (std::string_view key : {"identifier", "cluster_identifier", "instance_name", "name", "cluster_id",
                               "replication_group_id", "domain_name", "cluster_name"}) {
    const std::string told = value(resource.raw(key));
    if (!told.empty() && !contains(told, "${")) return told;
  }
  return resource.name;
}

std::string TerraformModule::reference(std::string_view expression, int depth) const {
  const std::string whole = "${" + std::string(expression) + "}";
  if (depth > max_depth) return whole;
  const std::vector<std::string> parts = split(expression, ".[]");
  if (parts.size() < 2) return whole;
  if (parts[0] == "var") {
    const auto it = variables_.find(parts[1]);
    return it == variables_.end() ? whole : value(it->second, depth + 1);
  }
  if (parts[0] == "local") {
    const auto it = locals_.find(parts[1]);
    return it == locals_.end() ? whole : value(it->second, depth + 1);
  }
  const TerraformBlock* resource = find(parts[0], parts[1]);
  if (!resource || parts.size() < 3) return whole;
  const std::string& attribute = parts.back();
  if (attribute != "name" && attribute != "id")
    if (const std::string_view told = resource->raw(attribute); !told.empty()) return value(told, depth + 1);
  if (!terraform_server_reference(*resource).empty() && attribute == "name")
    return value(resource->raw("name"), depth + 1);
  return terraform_engine(*resource).empty() ? whole : host_of(*resource);
}

std::string TerraformModule::value(std::string_view text, int depth) const {
  if (depth > max_depth) return std::string(text);
  const std::vector<std::string> parts = split(text, ".[]");
  if (is_identifier_path(text) && parts.size() > 1) {
    // A host name and a version look like references; only what is declared is one.
    if (parts[0] != "var" && parts[0] != "local" && !find(parts[0], parts[1])) return std::string(text);
    return reference(text, depth);
  }
  std::string out;
  for (std::size_t open = text.find("${"); open != std::string_view::npos; open = text.find("${")) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    out += reference(trim(text.substr(open + 2, close - open - 2)), depth);
    text.remove_prefix(close + 1);
  }
  return out += text;
}

std::string terraform_engine(const TerraformBlock& r) {
  std::string_view told = r.raw("engine");
  if (told.empty()) told = r.raw("database_version");
  const std::string engine = contains(told, "aurora") && engine_from(told).empty() ? "mysql" : engine_from(told);
  // Modules of the registry for databases have the arguments of the resources that they make.
  if (r.type == "module") return r.raw("engine").empty() && r.raw("database_version").empty() ? "" : engine;
  for (const DatabaseType& t : database_types)
    if (r.type == t.type) return t.engine.empty() ? engine : std::string(t.engine);
  return {};
}

std::string_view terraform_server_reference(const TerraformBlock& r) {
  if (r.type == "google_sql_database") return r.raw("instance");
  if (r.type == "azurerm_postgresql_flexible_server_database" || r.type == "azurerm_mssql_database")
    return r.raw("server_id");
  if (r.type == "azurerm_postgresql_database" || r.type == "azurerm_mysql_database" ||
      r.type == "azurerm_mysql_flexible_database" || r.type == "azurerm_mariadb_database")
    return r.raw("server_name");
  if (r.type == "google_spanner_database") return r.raw("instance");
  return {};
}

}  // namespace onewriter::link
