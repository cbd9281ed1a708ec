#pragma once
// The values of a Terraform module (the .tf files of one folder): variables' defaults, locals, and what refers to a
// database resource. developer.hashicorp.com/terraform/language/expressions/references

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "link/services/file_tree.h"

namespace onewriter::link {

struct TerraformBlock {
  const extract::SourceFile* file = nullptr;
  extract::ConfigId node = extract::no_config;
  std::string type, name;  // resource "type" "name"; of a module block the type is "module"

  std::string_view raw(std::string_view path) const { return file->outline.config.scalar(node, path); }
};

class TerraformModule {
 public:
  explicit TerraformModule(const std::vector<const extract::SourceFile*>& files);

  const std::vector<TerraformBlock>& resources() const { return resources_; }
  const std::vector<TerraformBlock>& data() const { return data_; }
  // The name that a database resource goes by in the deployment.
  std::string host_of(const TerraformBlock& resource) const;
  // A literal, or an expression, with all that can be told replaced: references to databases by their host, variables
  // by their default. What can't be told stays as ${...}.
  std::string value(std::string_view text, int depth = 0) const;
  const TerraformBlock* find(std::string_view type, std::string_view name) const;

 private:
  std::string reference(std::string_view expression, int depth) const;

  std::vector<TerraformBlock> resources_, data_;  // modules are among the resources
  std::map<std::string, std::string, std::less<>> variables_, locals_;
};

// The engine of a database resource or of a module that makes one ("" for any other): aws_db_instance and so on.
std::string terraform_engine(const TerraformBlock& resource);
// Of a database inside another resource's server (google_sql_database): that server's reference.
std::string_view terraform_server_reference(const TerraformBlock& resource);

}  // namespace onewriter::link
