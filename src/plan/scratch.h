#pragma once
// A store to try things in: a copy in memory, in which owners and accesses can be set as they might be.

#include <map>
#include <string>
#include <vector>

#include "facts/result.h"
#include "facts/store.h"

namespace onewriter::plan {

facts::Result<facts::Store> copy_of(const facts::Store& store);

// table_id -> service; the reason becomes `reason`.
facts::Result<facts::Done> set_owners(facts::Store& scratch, const std::map<std::string, std::string>& owners,
                                      const std::string& reason);

// The rows of rules/plan/<name>.sql.
facts::Result<std::vector<std::vector<std::string>>> ask(const facts::Store& store, const std::string& name);

// What might be, applied to the store in order:
//   owner(TABLE)=SERVICE            the service owns the table
//   remove-access(SERVICE, TABLE)   the service does not use the table any more; its views, keys and rights go too
//   move-table(TABLE)=DATASTORE     the table is in that database, to which its owner connects
// Errors: another form; a table or service that is not there, with the nearest name; a table without owner is moved.
facts::Result<facts::Done> assume(facts::Store& scratch, const std::vector<std::string>& assumptions);

}  // namespace onewriter::plan
