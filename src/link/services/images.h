#pragma once
// What an image is by its name: a database, other infrastructure, or (unknown) somebody's own service.

#include <string>
#include <string_view>

namespace onewriter::link {

struct ImageKind {
  enum class What { Unknown, Database, Infrastructure, LoadGenerator, Frontend } what = What::Unknown;
  std::string engine;  // of a Database
};

// "docker.io/bitnami/postgresql:15@sha256:..." -> "bitnami/postgresql": without registry host, tag and digest.
std::string image_path(std::string_view image);
// The last segment of the path: "postgresql".
std::string image_base(std::string_view image);

ImageKind image_kind(std::string_view image);

// The same question for a workload's or folder's own name, where images do not tell ("redis", "orders-db",
// "loadgenerator").
ImageKind name_kind(std::string_view name);

// Containers that stand beside a service in its pod and serve it: proxies, agents, log shippers.
bool is_sidecar(std::string_view image, std::string_view name);

}  // namespace onewriter::link
