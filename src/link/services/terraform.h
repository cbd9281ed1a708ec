#pragma once
// Terraform and Nomad: containers, functions and databases that resources describe. Of registry.terraform.io the
// providers hashicorp/aws, hashicorp/google and hashicorp/azurerm;
// developer.hashicorp.com/nomad/docs/job-specification.

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

std::vector<Workload> read_terraform(const FileTree& tree);
std::vector<Workload> read_nomad(const FileTree& tree);

}  // namespace onewriter::link
