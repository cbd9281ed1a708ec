#pragma once
// What service manifests declare, as facts. Their keys stand in rules/schema/service.schema.json; what is wrong with a
// manifest is told elsewhere (workspace/manifest.h), here it is read for what it says.

#include <string>
#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/services/system.h"

namespace onewriter::link {

// Fills Facts::declarations. Tables, definitions, accesses and datastore uses are complete; owners need not be known:
// the tables of what is owned are told, those of reads_from are not. A manifest speaks of the tables that its service
// works with and of those in its service's databases; of another's only when no other table has that name.
void tell_declarations(const System& system, const std::vector<extract::SourceFile>& files, facts::Facts& facts);

// The tables of reads_from: those of that name, or all, which the provider owns.
void tell_declared_reads(facts::Facts& facts);

struct DeclaredName {
  std::string text;
  extract::ConfigId node = extract::no_config;
};

// The names in a scalar, a list, or a map of lists ("tables: [...]").
std::vector<DeclaredName> names_in(const extract::ConfigTree& config, extract::ConfigId id);

}  // namespace onewriter::link
