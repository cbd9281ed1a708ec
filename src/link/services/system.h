#pragma once
// Which deployables a tree holds, where their code lies, what they are given, and which databases stand beside them.
// Read from whatever the tree has: onewriter.yaml, service manifests, compose, Kubernetes, Helm, Aspire, Skaffold,
// Procfile, serverless, Terraform, Dockerfiles, and the layouts of build tools. The same service told by five files is
// one.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/services/workload.h"

namespace onewriter::link {

// The values that one deployment gives to a service. A service that is deployed in several ways has several.
struct Environment {
  std::string deployment;  // the file or folder of manifests
  std::vector<Setting> settings;
  std::map<std::string, std::string> links;  // host names that only this service knows: alias -> host

  const Setting* find(std::string_view name) const;  // folded names are compared
};

struct Deployable {
  facts::Service fact;
  // service | worker | job | frontend | infrastructure | loadgen | alternative (runs instead of other services, never
  // beside them)
  const std::string& kind() const { return fact.kind; }
  const std::string& name() const { return fact.name; }
  // Can it own data and be accused? Infrastructure, load generators and alternatives can't.
  bool counts() const {
    return fact.kind == "service" || fact.kind == "worker" || fact.kind == "job" || fact.kind == "frontend";
  }
  // What a load generator does is no production, wherever its code lies.
  facts::Scope scope_of(facts::Scope code) const { return kind() == "loadgen" ? facts::Scope::Test : code; }
  std::vector<Environment> environments;    // the deployment that covers most of the system first
  std::vector<DeclaredDatabase> databases;  // as its manifest names them
  std::vector<std::string> aliases;         // what other files call it; folded, sorted
};

// A database server (or a broker, a cache) of the deployment.
struct Server {
  std::string name;  // the deployment's own name for it
  std::string engine;
  std::string database;                // created at start-up: POSTGRES_DB, MYSQL_DATABASE, ...
  std::vector<std::string> databases;  // all that are told (Aspire AddDatabase, init scripts' folder)
  std::vector<std::string> hosts;      // names it answers to; folded to lower case, sorted
  std::vector<std::string> ports;      // published on the machine ("5433")
  std::string root;                    // folder of its image, if the tree has one
  std::vector<facts::Place> evidence;
};

struct Owners {
  std::vector<std::string> services;  // sorted
  bool library = false;               // a module that these services build in
  bool infrastructure = false;        // set-up of a database image: nobody's code
};

class System {
 public:
  std::vector<Deployable> services;  // sorted by name
  std::vector<Server> servers;       // sorted by name

  const Deployable* service(std::string_view name) const;
  // The service whose network name, deployment name or folder this is.
  const Deployable* service_called(std::string_view name) const;
  // The server that answers to a host name, seen from a service (compose links may rename); ports as in ":5433".
  const Server* server_at(std::string_view host, const Environment* from = nullptr) const;
  // The deployables that a file belongs to: the one it lies in, or all that build its module in.
  Owners services_of(std::string_view path) const;

  // What services_of asks; filled by find_system.
  struct Territory {
    std::string folder;
    Owners owners;
  };
  std::vector<Territory> territories;                // sorted by folder; the longest that holds a path decides
  std::map<std::string, Owners, std::less<>> files;  // single files that differ from their folder
};

System find_system(const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
