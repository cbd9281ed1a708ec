#pragma once
// What a service mesh puts around every call to a service: timeouts, retries, ejection of failing hosts.

#include <map>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "link/calls/protection.h"
#include "link/services/system.h"

namespace onewriter::link {

// By the service that is called.
std::map<std::string, Cover> mesh_policies(const System& system, const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
