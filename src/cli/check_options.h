#pragma once
// What a check is asked for, as the command line and the settings say it.

#include <string>

#include "check/check.h"
#include "cli/pipeline.h"

namespace onewriter::cli {

// certain, likely; all else is possible.
facts::Confidence confidence_from(const std::string& word);

// The parts asked about, and today by the local calendar: "until" is a day that people
// wrote down.
check::CheckOptions check_options(const System& system, facts::Confidence min_confidence);

}  // namespace onewriter::cli
