#pragma once
// Who should own a table.

#include <map>
#include <string>
#include <vector>

#include "plan/plan.h"

namespace onewriter::plan {

using Candidates = std::map<std::string, std::vector<Candidate>>;  // by table

// Every service that something speaks for, the best first: by the sum of what the evidence weighs, then by places, then
// by name.
facts::Result<Candidates> candidates(const facts::Store& store);

// Nothing outweighs the others clearly: the runner-up has more than half of the best one's score.
bool is_contested(const std::vector<Candidate>& candidates);

}  // namespace onewriter::plan
