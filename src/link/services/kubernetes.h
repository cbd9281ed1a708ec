#pragma once
// Kubernetes manifests, plain, in Kustomize folders and in Helm charts. kubernetes.io/docs/reference/kubernetes-api

#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

// One workload per container that is no sidecar, with the environment it gets from env, envFrom, ConfigMaps, Secrets
// and Kustomize's generators, and the names of the Services that select it. A workload without an image is a patch of
// an overlay.
std::vector<Workload> read_kubernetes(const FileTree& tree);

}  // namespace onewriter::link
