#pragma once
// Tables and owners over the facts of several repositories: what one of them could not know alone.

#include "facts/store.h"

namespace onewriter::link {

// Takes a table of which only queries are known, in a database that nobody could tell, for the one of that name that
// exactly one other service defines; then tells all owners anew, as link/ownership.h does for one workspace. What
// onewriter.yaml says of an owner stays.
facts::Result<facts::Done> tell_joined(facts::Store& store);

}  // namespace onewriter::link
