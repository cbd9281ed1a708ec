#pragma once
// The values of a Terraform module (the .tf files of one folder) and of the modules of the same tree that it calls:
// what variables are given or default to, locals, outputs, and what refers to a database resource.
// developer.hashicorp.com/terraform/language/expressions/references, .../language/modules/syntax

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

// Files by folder: each folder is a module.
using TerraformFolders = std::map<std::string, std::vector<const extract::SourceFile*>>;

// The folders of production that hold .tf and .tfvars files.
TerraformFolders terraform_folders(const std::vector<extract::SourceFile>& files);

class TerraformModule;
struct TerraformBlock;

// A value as it is written, and in which module and in which block its references are to be understood.
struct TerraformNode {
  const extract::SourceFile* file = nullptr;
  extract::ConfigId node = extract::no_config;
  const TerraformModule* module = nullptr;
  const TerraformBlock* block = nullptr;  // whose `each` is meant; may be none
};

// One instance of a block: `for_each` makes one per key (.../language/meta-arguments/for_each).
struct TerraformBlock {
  const extract::SourceFile* file = nullptr;
  extract::ConfigId node = extract::no_config;
  std::string type, name;  // resource "type" "name"; of a module block the type is "module"
  std::string each_key;    // "" when it is not repeated
  TerraformNode each_value;
  bool instances_unknown = false;  // it is repeated, and for what can't be told

  std::string_view raw(std::string_view path) const { return file->outline.config.scalar(node, path); }
};

class TerraformModule {
 public:
  // The folder as a team applies it: called by no other.
  static std::unique_ptr<TerraformModule> applied(const TerraformFolders& folders, std::string folder);
  TerraformModule(const TerraformModule&) = delete;
  TerraformModule& operator=(const TerraformModule&) = delete;

  const std::string& folder() const { return folder_; }
  // One for each instance. Modules of elsewhere are among them.
  const std::vector<TerraformBlock>& resources() const { return resources_; }
  const std::vector<TerraformBlock>& data() const { return data_; }
  // The modules of the same tree that are called here, one for each instance. They point to this one.
  const std::vector<std::unique_ptr<TerraformModule>>& called() const { return called_; }
  // What a resource goes by that does not tell its name: its own; in a called module the call's, followed by its own
  // when there are several of its type.
  std::string default_name(const TerraformBlock& resource) const;
  // The name that a database resource goes by in the deployment.
  std::string host_of(const TerraformBlock& resource) const;
  // A literal, or an expression, with all that can be told replaced: references to databases by their host, variables
  // by what they are given or default to. What can't be told stays as ${...}.
  std::string value(std::string_view text, const TerraformBlock* block = nullptr, int depth = 0) const;
  // The entries of a map, or of a list of blocks with `name` and `value`, however it got here: written in place or
  // through variables and locals. An expression that mentions such, as [for k, v in var.environment : {...}] and
  // merge(local.common, var.environment), stands for their entries.
  std::vector<Setting> settings(const extract::SourceFile& file, const extract::ConfigTree& config,
                                extract::ConfigId at, const TerraformBlock* block) const;
  const TerraformBlock* find(std::string_view type, std::string_view name) const;

 private:
  struct Call {
    const TerraformModule& caller;
    TerraformBlock block;
  };
  // Modules call each other as deep, and as many below one that is applied, as this allows.
  struct Budget {
    int depth, modules;
    std::size_t instances;
  };
  TerraformModule(const TerraformFolders& folders, std::string folder, std::optional<Call> call, Budget& budget);
  void call_modules(const TerraformFolders& folders, Budget& budget);
  void read(const extract::SourceFile& file);
  // One block, its instances unknown, when there are more than `most`.
  std::vector<TerraformBlock> instances(const TerraformBlock& block, std::size_t most) const;
  // What `var.name` or `local.name` stands for.
  std::optional<TerraformNode> named(std::string_view root, std::string_view name) const;
  // `expression` is what stands in ${...}.
  std::string reference(std::string_view expression, const TerraformBlock* block, int depth) const;
  std::string worked_out(std::string_view expression, const TerraformBlock* block, int depth) const;
  // `met`: the maps that were gone through already.
  void add_settings(const extract::SourceFile& file, const extract::ConfigTree& config, extract::ConfigId at,
                    const TerraformBlock* block,
                    std::set<std::pair<const extract::ConfigTree*, extract::ConfigId>>& met,
                    std::vector<Setting>& out) const;

  std::string folder_;
  std::optional<Call> call_;
  std::vector<TerraformBlock> resources_, data_;
  std::map<std::string, TerraformNode, std::less<>> variables_, locals_, outputs_;
  std::vector<std::unique_ptr<TerraformModule>> called_;
  mutable std::map<std::string, std::string, std::less<>> known_;  // what expressions were worked out to
};

// The modules that no other of the tree calls: what a team applies.
std::vector<std::unique_ptr<TerraformModule>> terraform_roots(const TerraformFolders& folders);

// The engine of a database resource or of a module that makes one ("" for any other): aws_db_instance and so on.
std::string terraform_engine(const TerraformBlock& resource);
// Of a database inside another resource's server (google_sql_database): that server's reference.
std::string_view terraform_server_reference(const TerraformBlock& resource);

}  // namespace onewriter::link
