#include "link/services/terraform_values.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "link/datastores/engine.h"
#include "link/services/env_file.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;

constexpr int max_depth = 8;                  // of references in references
constexpr int max_calls = 4;                  // of modules in modules
constexpr int max_modules = 500;              // below one that is applied
constexpr std::size_t max_instances = 1'000;  // of repeated blocks there
constexpr std::size_t max_maps = 100;         // that the settings of one block are put together of
constexpr std::size_t max_value = 10'000;     // characters of one

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

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// a.b[*].c
bool is_reference(std::string_view text) {
  for (char c : text)
    if (!is_name_character(c) && c != '.' && c != '[' && c != ']' && c != '*') return false;
  return contains(text, ".");
}

// The variables and locals in an expression, each as "var.x".
std::vector<std::string> mentions(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t start = 0, end = 0; start < text.size(); start = end + 1) {
    for (end = start; end < text.size() && (is_name_character(text[end]) || text[end] == '.');) ++end;
    const std::vector<std::string> parts = split(text.substr(start, end - start), ".");
    if (parts.size() > 1 && (parts[0] == "var" || parts[0] == "local")) out.push_back(parts[0] + "." + parts[1]);
  }
  return out;
}

// "./modules/x" and "../x"; what a registry or another repository has is not in the tree.
std::optional<std::string> folder_of_source(std::string_view from, std::string_view source) {
  if (!source.starts_with("./") && !source.starts_with("../")) return std::nullopt;
  return join(from, source);
}

// The names in toset(["a", "b"]).
std::vector<std::string> set_of_names(std::string_view text) {
  std::vector<std::string> out;
  if (!text.starts_with("toset([")) return out;
  std::vector<std::string> parts = split(text, "\"");
  for (std::size_t i = 1; i < parts.size(); i += 2) out.push_back(std::move(parts[i]));
  return out;
}

// The files of variables' values that are read unasked (.../language/values/variables, "Variable Definitions Files").
bool is_given(std::string_view path) { return base_name(path) == "terraform.tfvars" || path.ends_with(".auto.tfvars"); }

}  // namespace

TerraformFolders terraform_folders(const std::vector<extract::SourceFile>& files) {
  TerraformFolders folders;
  for (const extract::SourceFile& f : files)
    if ((f.path.ends_with(".tf") || is_given(f.path)) && !is_aside(f.path)) folders[parent_of(f.path)].push_back(&f);
  return folders;
}

std::vector<std::unique_ptr<TerraformModule>> terraform_roots(const TerraformFolders& folders) {
  std::set<std::string> called;
  for (const auto& [folder, files] : folders)
    for (const extract::SourceFile* f : files) {
      const ConfigTree& config = f->outline.config;
      for (ConfigId document : config.documents())
        for (ConfigId block : config.children(document)) {
          if (config.node(block).key != "module") continue;
          for (ConfigId module : config.children(block))
            if (const auto path = folder_of_source(folder, config.scalar(module, "source"))) called.insert(*path);
        }
    }
  std::vector<std::unique_ptr<TerraformModule>> out;
  for (const auto& [folder, files] : folders)
    if (!called.count(folder)) out.push_back(TerraformModule::applied(folders, folder));
  return out;
}

std::unique_ptr<TerraformModule> TerraformModule::applied(const TerraformFolders& folders, std::string folder) {
  Budget budget{max_calls, max_modules, max_instances};
  return std::unique_ptr<TerraformModule>(new TerraformModule(folders, std::move(folder), std::nullopt, budget));
}

TerraformModule::TerraformModule(const TerraformFolders& folders, std::string folder, std::optional<Call> call,
                                 Budget& budget)
    : folder_(std::move(folder)), call_(std::move(call)) {
  const auto files = folders.find(folder_);
  if (files == folders.end()) return;
  for (const bool given : {false, true})  // what is given wins over defaults
    for (const extract::SourceFile* f : files->second)
      if (is_given(f->path) == given) read(*f);
  const auto repeat = [&](std::vector<TerraformBlock>& blocks) {
    std::vector<TerraformBlock> all;
    for (const TerraformBlock& b : blocks) {
      std::vector<TerraformBlock> repeated = instances(b, budget.instances);
      budget.instances -= std::min(budget.instances, repeated.size() - 1);
      std::move(repeated.begin(), repeated.end(), std::back_inserter(all));
    }
    blocks = std::move(all);
  };
  repeat(resources_);
  repeat(data_);
  call_modules(folders, budget);
}

void TerraformModule::call_modules(const TerraformFolders& folders, Budget& budget) {
  std::vector<TerraformBlock> kept;
  for (TerraformBlock& b : resources_) {
    const auto path = b.type == "module" ? folder_of_source(folder_, b.raw("source")) : std::nullopt;
    if (!path || !folders.count(*path)) {
      kept.push_back(std::move(b));
      continue;
    }
    if (b.instances_unknown || budget.depth == 0 || budget.modules == 0) continue;
    --budget.modules;
    --budget.depth;
    called_.push_back(
        std::unique_ptr<TerraformModule>(new TerraformModule(folders, *path, Call{*this, std::move(b)}, budget)));
    ++budget.depth;
  }
  resources_ = std::move(kept);
}

void TerraformModule::read(const extract::SourceFile& file) {
  const ConfigTree& config = file.outline.config;
  const auto keep = [&](ConfigId named, auto& values, ConfigId value) {
    if (value != no_config) values.insert_or_assign(config.node(named).key, TerraformNode{&file, value, this, nullptr});
  };
  for (ConfigId document : config.documents())
    for (ConfigId block : config.children(document)) {
      const std::string& key = config.node(block).key;
      if (is_given(file.path)) {
        keep(block, variables_, block);
        continue;
      }
      for (ConfigId first : config.children(block)) {
        const std::string& label = config.node(first).key;
        if (key == "variable") keep(first, variables_, config.get(first, "default"));
        if (key == "locals") keep(first, locals_, first);
        if (key == "output") keep(first, outputs_, config.get(first, "value"));
        if (key == "module") resources_.push_back({&file, first, "module", label, "", {}, false});
        if (key == "resource" || key == "data")
          for (ConfigId second : config.children(first))
            if (config.node(second).kind == ConfigNode::Kind::Map)
              (key == "data" ? data_ : resources_)
                  .push_back({&file, second, label, config.node(second).key, "", {}, false});
      }
    }
}

std::vector<TerraformBlock> TerraformModule::instances(const TerraformBlock& block, std::size_t most) const {
  const ConfigTree& config = block.file->outline.config;
  TerraformNode over{block.file, config.get(block.node, "for_each"), this, nullptr};
  if (over.node == no_config) return {block};
  for (int depth = 0; depth < max_depth; ++depth) {
    const std::vector<std::string> parts = split(over.file->outline.config.node(over.node).value, ".");
    const auto next = parts.size() == 2 ? over.module->named(parts[0], parts[1]) : std::nullopt;
    if (!next) break;
    over = *next;
  }
  std::vector<TerraformBlock> out;
  const auto add = [&](std::string key, TerraformNode value) {
    out.push_back(block);
    out.back().each_key = std::move(key);
    out.back().each_value = value;
  };
  const ConfigTree& told = over.file->outline.config;
  if (told.node(over.node).kind == ConfigNode::Kind::Map && told.children(over.node).size() <= most)
    for (ConfigId entry : told.children(over.node))
      add(told.node(entry).key, {over.file, entry, over.module, over.block});
  if (std::vector<std::string> names = set_of_names(told.node(over.node).value); names.size() <= most)
    for (std::string& name : names) add(std::move(name), {});
  if (out.empty()) {
    out.push_back(block);
    out.back().instances_unknown = true;
  }
  return out;
}

const TerraformBlock* TerraformModule::find(std::string_view type, std::string_view name) const {
  for (const TerraformBlock& r : resources_)
    if (r.type == type && r.name == name) return &r;
  return nullptr;
}

std::string TerraformModule::default_name(const TerraformBlock& resource) const {
  if (!resource.each_key.empty()) return resource.each_key;
  if (!call_) return resource.name;
  std::string name = call_->caller.default_name(call_->block);
  for (const TerraformBlock& r : resources_)
    if (r.type == resource.type && r.name != resource.name) return name + "-" + resource.name;
  return name;
}

std::string TerraformModule::host_of(const TerraformBlock& resource) const {
  for (std::string_view key : {"identifier", "cluster_identifier", "instance_name", "name", "cluster_id",
                               "replication_group_id", "domain_name", "cluster_name"}) {
    const std::string told = value(resource.raw(key), &resource);
    if (!told.empty() && !contains(told, "${")) return told;
  }
  return default_name(resource);
}

std::optional<TerraformNode> TerraformModule::named(std::string_view root, std::string_view name) const {
  if (root == "var" && call_) {
    const TerraformBlock& given = call_->block;
    if (const ConfigId argument = given.file->outline.config.get(given.node, name); argument != no_config)
      return TerraformNode{given.file, argument, &call_->caller, &given};
  }
  const auto& values = root == "local" ? locals_ : variables_;
  const auto it = root == "var" || root == "local" ? values.find(name) : values.end();
  return it == values.end() ? std::nullopt : std::optional(it->second);
}

std::string TerraformModule::reference(std::string_view expression, const TerraformBlock* block, int depth) const {
  if (expression.starts_with("each.")) return worked_out(expression, block, depth);
  // Once each: locals that name each other twice would be worked out in no time that anybody has.
  if (const auto known = known_.find(expression); known != known_.end()) return known->second;
  return known_[std::string(expression)] = worked_out(expression, block, depth);
}

std::string TerraformModule::worked_out(std::string_view expression, const TerraformBlock* block, int depth) const {
  const std::string whole = "${" + std::string(expression) + "}";
  const std::vector<std::string> parts = split(expression, ".[]");
  if (depth > max_depth || parts.size() < 2) return whole;
  // var.x, local.x.y, each.value.y
  std::optional<TerraformNode> node = named(parts[0], parts[1]);
  if (parts[0] == "each") {
    if (!block || block->each_key.empty()) return whole;
    if (parts[1] == "key" || !block->each_value.file) return block->each_key;
    node = block->each_value;
  }
  if (node) {
    const ConfigTree& config = node->file->outline.config;
    ConfigId at = node->node;
    for (std::size_t i = 2; i < parts.size() && at != no_config; ++i) at = config.get(at, parts[i]);
    const bool told = at != no_config && config.node(at).kind == ConfigNode::Kind::Scalar;
    return told ? node->module->value(config.node(at).value, node->block, depth + 1) : whole;
  }
  if (parts.size() < 3) return whole;
  const std::string& attribute = parts.back();
  if (parts[0] == "module")
    for (const auto& module : called_)
      if (const auto output = module->outputs_.find(attribute);
          module->call_->block.name == parts[1] && output != module->outputs_.end())
        return module->value(output->second.file->outline.config.node(output->second.node).value, nullptr, depth + 1);
  const TerraformBlock* resource = find(parts[0], parts[1]);
  if (!resource) return whole;
  if (attribute != "name" && attribute != "id")
    if (const std::string_view told = resource->raw(attribute); !told.empty()) return value(told, resource, depth + 1);
  if (!terraform_server_reference(*resource).empty() && attribute == "name")
    return value(resource->raw("name"), resource, depth + 1);
  return terraform_engine(*resource).empty() ? whole : host_of(*resource);
}

std::string TerraformModule::value(std::string_view text, const TerraformBlock* block, int depth) const {
  if (depth > max_depth || text.size() > max_value) return std::string(text);
  if (is_reference(text)) {
    const std::vector<std::string> parts = split(text, ".[]");
    constexpr std::string_view roots[] = {"var", "local", "each", "module"};
    // A host name and a version look like references; only what is declared is one.
    const bool declared = parts.size() > 1 && (std::count(std::begin(roots), std::end(roots), parts[0]) > 0 ||
                                               find(parts[0], parts[1]) != nullptr);
    return declared ? reference(text, block, depth) : std::string(text);
  }
  std::string out;
  for (std::size_t open = text.find("${"); open != std::string_view::npos; open = text.find("${")) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos || out.size() > max_value) break;
    out += text.substr(0, open);
    out += reference(trim(text.substr(open + 2, close - open - 2)), block, depth);
    text.remove_prefix(close + 1);
  }
  return out += text;
}

std::vector<Setting> TerraformModule::settings(const extract::SourceFile& file, const ConfigTree& config, ConfigId at,
                                               const TerraformBlock* block) const {
  std::vector<Setting> out;
  std::set<std::pair<const ConfigTree*, ConfigId>> met;
  add_settings(file, config, at, block, met, out);
  std::erase_if(out, [](const Setting& s) { return s.name.empty(); });
  return out;
}

void TerraformModule::add_settings(const extract::SourceFile& file, const ConfigTree& config, ConfigId at,
                                   const TerraformBlock* block, std::set<std::pair<const ConfigTree*, ConfigId>>& met,
                                   std::vector<Setting>& out) const {
  if (at == no_config || met.size() > max_maps || !met.emplace(&config, at).second) return;
  const auto add = [&](std::string name, const ConfigNode& written, std::string_view text) {
    set_setting(out, {std::move(name), value(text, block), "", place_of(file, written)});
  };
  for (ConfigId entry : config.children(at)) {
    const ConfigNode& node = config.node(entry);
    if (node.kind == ConfigNode::Kind::Map)
      add(value(config.scalar(entry, "name"), block), node, config.scalar(entry, "value"));
    else if (node.kind == ConfigNode::Kind::Scalar && config.node(at).kind == ConfigNode::Kind::Map)
      add(node.key, node, node.value);
  }
  for (const std::string& mention : mentions(config.node(at).value)) {
    const std::size_t dot = mention.find('.');
    if (const auto node = named(mention.substr(0, dot), mention.substr(dot + 1)))
      node->module->add_settings(*node->file, node->file->outline.config, node->node, node->block, met, out);
  }
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
