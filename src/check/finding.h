#pragma once
// What a rule objects to, and what a whole check came to.

#include <cstddef>
#include <string>
#include <vector>

#include "check/rule.h"
#include "facts/facts.h"

namespace onewriter::check {

// One for each (rule, service, subject, owner), with all its places.
struct Finding {
  std::string rule;
  Severity severity = Severity::Error;
  facts::Confidence confidence = facts::Confidence::Certain;  // of its surest place: the lowest of what that rests on
  std::string service;                                        // empty: it is about several, which the message names
  std::string owner;                                          // empty: none can be told
  std::string subject;                                        // a table, datastore, API, event, ...
  std::string message;                                        // what was seen
  std::string help;                                           // what to do
  std::string why;                                            // why it matters
  std::string fingerprint;  // hex; the same as long as rule, service, subject and owner are, wherever the code moves
  std::string status = "new";
  std::vector<facts::Place> places;  // sorted, without duplicates
};

struct Summary {
  std::size_t services = 0;
  std::size_t tables = 0;
  std::size_t accesses = 0;
  std::size_t blind_spots = 0;
  std::size_t files = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t suppressed = 0;
  std::size_t baselined = 0;
  std::size_t unsure = 0;  // findings below the confidence asked for, which are not in the list
};

// Is it to be shown and to count? Not one that is suppressed.
inline bool stands(const Finding& f) { return f.status == "new"; }

// All that a report is made of.
struct Outcome {
  std::vector<Finding> findings;  // sorted: severity, subject, rule, service, owner
  Summary summary;
  std::vector<Rule> rules;  // those that ran, sorted by id
  std::vector<facts::BlindSpot> blind_spots;
  std::vector<facts::Diagnostic> diagnostics;
};

}  // namespace onewriter::check
