#pragma once
// Sentences that several formats of the plan share; Markdown.

#include <string>
#include <vector>

#include "plan/plan.h"

namespace onewriter::report {

// "`a.py:3`, `a.py:9` and 3 more places"
std::string places_in_words(const std::vector<facts::Place>& places);
std::string places_in_words(const plan::Work& work);

// "creates its rows (2 places, `a.py:3`); defines it (`1.sql:1`)"
std::string evidence_in_words(const plan::Candidate& candidate);

// What the owner offers already for the work, and what is missing.
std::string offers_in_words(const plan::Work& work);

// "joined with `orders` of order-service by order-service (`a.py:3`)"
std::string blocker_in_words(const plan::Blocker& blocker);

// "API call: payment-service looks rows up at `a.py:3`" and so on: a bullet with its places, reason and cost.
std::string work_in_words(const plan::Work& work);

}  // namespace onewriter::report
