#pragma once
// Who + where + what: each observation goes to its deployables, and its table to its datastore; owners are told. The
// table's identity is (datastore, schema, name). Without evidence of a database, a service that defines a table has its
// own; a service that only queries a table that exactly one other service defines is querying that one's.

#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/datastores/settings.h"
#include "link/observation.h"
#include "link/services/system.h"

namespace onewriter::link {

// Sorted, without duplicates: the same input gives the same facts. Facts::files is the number of files;
// Facts::diagnostics is empty.
facts::Facts assemble(const System& system, const Observations& observations, const SettingsFiles& settings,
                      const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
