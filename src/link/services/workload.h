#pragma once
// What one deployment file says of one thing that runs: the common tongue of compose, Kubernetes, Aspire and all the
// others.

#include <optional>
#include <string>
#include <vector>

#include "facts/place.h"

namespace onewriter::link {

// One value that a deployable is given.
struct Setting {
  std::string name;
  std::string value;  // placeholders of the deployment format are resolved; others may stand in it
  std::string
      reference;  // "secret/<name>/<key>" when the value itself is not in the tree; two equal references are one value
  facts::Place place;
};

// A database that a service's manifest names.
struct DeclaredDatabase {
  std::string name;  // as written: "orders", "orders-db/orders"
  std::string role;  // replica, cdc, backup, reporting, outbox-relay, backfill; empty: its own
  facts::Place place;
};

struct Workload {
  enum class Source {
    Declared,
    Manifest,
    Compose,
    Kubernetes,
    Aspire,
    Serverless,
    Skaffold,
    Procfile,
    Terraform,
    Dockerfile,
    Catalog
  } source = Source::Compose;
  std::string name;
  std::string deployment;           // the file or folder of manifests that deploys it together with others
  std::optional<std::string> root;  // folder of its code, when the file tells; "" is the workspace's root
  bool root_certain = false;        // the folder is the deployable's own, not a build context that may hold several
  std::string dockerfile;           // path of the Dockerfile, when told or found
  std::string image;                // as written, placeholders resolved where possible
  std::string engine;               // of a database that the file tells without an image
  std::string team;                 // who answers for it, when the file tells
  std::string kind;                 // worker | job | ..., when the file tells; empty otherwise
  std::vector<std::string> hosts;   // names it answers to on the deployment's network, its own first
  std::vector<std::string> ports;   // published: "5433:5432"
  std::vector<std::string> command;
  std::vector<std::string> mounts;  // host folders of the tree that are mounted into it
  std::vector<std::string> links;   // "name:alias"
  std::vector<Setting> environment;
  std::vector<DeclaredDatabase> databases;  // of a service manifest
  bool optional = false;                    // behind a profile; a one-shot
  facts::Place place;
};

}  // namespace onewriter::link
