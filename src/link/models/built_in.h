#pragma once
// The library models that the binary brings: rules/libraries/<language>/*.yaml.

#include <set>

#include "link/models/model.h"

namespace onewriter::link {

// All of them. A broken one is an error of the build, which a test would have caught: it is reported as an Error.
facts::Result<Models> built_in_models();

// Those of the folders in which models for one of the languages stand: what nobody speaks need not be read.
facts::Result<Models> built_in_models(const std::set<extract::Language>& spoken);

}  // namespace onewriter::link
