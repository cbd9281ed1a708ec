#pragma once
// Contracts in a language of their own: gRPC services of .proto files (versioned by package, as google.aip.dev/185 has
// it) and GraphQL schemas; and descriptions of events beside AsyncAPI: Avro records, Protobuf messages of events, JSON
// Schemas of events, EventCatalog.

#include <vector>

#include "facts/facts.h"
#include "link/contracts/documents.h"
#include "link/contracts/whose_contract.h"

namespace onewriter::link {

std::vector<facts::Api> find_interfaces(const FileTree& tree, const ContractOwners& owners);
std::vector<facts::EventContract> find_event_schemas(const FileTree& tree, const Documents& documents,
                                                     const ContractOwners& owners);
// EventCatalog, "Resources": a folder with index.mdx for each event, command, query and service; a service `sends` and
// `receives` by id.
std::vector<facts::EventContract> find_catalogued_events(const System& system, const FileTree& tree);

}  // namespace onewriter::link
