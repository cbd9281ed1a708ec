#pragma once
// What platforms run without a container that the tree tells of: the Serverless Framework
// (serverless.com/framework/docs/providers/aws/guide/serverless.yml), AWS SAM and CloudFormation
// (docs.aws.amazon.com/serverless-application-model, "AWS SAM template anatomy"), App Engine
// (cloud.google.com/appengine/docs/standard/reference/app-yaml). The functions of one such file are one deployable:
// they are built and deployed together.

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

// Deployables, and the databases that stand among the resources of their stacks.
std::vector<Workload> read_functions(const FileTree& tree);

}  // namespace onewriter::link
