#pragma once
// Whose a piece of code is: an observation's or effect's services become deployables that count.

#include <string>
#include <vector>

#include "link/services/system.h"

namespace onewriter::link {

// The deployables that run what stands in `file`: `services` when the call graph told them, else those whose tree holds
// the file. Deployables that count come alone; where there are none, the alternatives whose code it is. Infrastructure
// never. Empty: nobody's.
std::vector<const Deployable*> whose_code(const System& system, const std::string& file,
                                          const std::vector<std::string>& services);

}  // namespace onewriter::link
