#pragma once
// Decision records as files.

#include <string>
#include <vector>

#include "cli/command.h"
#include "facts/result.h"
#include "report/plan/formats.h"

namespace onewriter::cli {

// "0007-<slug>.md", numbered behind the highest number in the folder, which is made when it is not there. A record
// whose slug is there already under any number stays as it is. Tells on `err` what was written and what was left alone.
facts::Result<facts::Done> write_records(const std::string& folder, const std::vector<report::DecisionRecord>& records,
                                         const Streams& streams);

}  // namespace onewriter::cli
