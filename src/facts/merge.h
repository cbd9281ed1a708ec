#pragma once
// The facts of several repositories in one store.

#include <string>

#include "facts/store.h"

namespace onewriter::facts {

Result<Origin> origin_of(const Store& store);

// Adds another repository's facts. Its files are called "<repository>//<path>". Services, datastores and tables of one
// id are one, except a datastore in which both define the same table: two repositories that each set up "db/app" mean
// two databases, and the other's is called "<repository>//db/app". Suppressions, the baseline and diagnostics stay
// behind. Owners are those of the store that had the table first; link/joined.h tells them anew.
Result<Done> merge(Store& into, const Store& other, const std::string& repository);

}  // namespace onewriter::facts
