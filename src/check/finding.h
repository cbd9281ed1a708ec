#pragma once
// What a rule objects to, and what a whole check came to.

#include <cstddef>
#include <optional>
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
  std::string fingerprint;     // hex; the same as long as rule, service, subject and owner are, wherever the code moves
  std::string status = "new";  // new | baselined | suppressed
  std::vector<facts::Place> places;  // sorted, without duplicates; those of other repositories behind this one's
  std::vector<facts::Place> suppressed_places;  // of a finding that stands all the same
  std::string reason;                           // why places, or all of it, are suppressed
  bool in_source = false;                       // suppressed by comments, not by the settings
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

// Is it to be shown and to count? Not one that is suppressed or in the baseline.
inline bool stands(const Finding& f) { return f.status == "new"; }

// A place of another repository: "payment//src/app.py". Paths of the workspace never hold two slashes in a row.
inline bool elsewhere(const facts::Place& p) { return p.file.find("//") != std::string::npos; }

// What became of the findings since another state of the system; see check/change.h.
struct Change {
  std::string since;       // what it is compared with, as the user named it
  std::size_t before = 0;  // findings that were there before, and are not shown
  std::size_t gone = 0;    // findings that were there before, and are no more
};

// All that a report is made of.
struct Outcome {
  std::vector<Finding> findings;  // sorted: severity, subject, rule, service, owner
  Summary summary;
  std::vector<Rule> rules;  // those that ran, sorted by id
  std::vector<facts::BlindSpot> blind_spots;
  std::vector<facts::Diagnostic> diagnostics;
  std::vector<facts::BaselineEntry> baseline;  // with what became of each entry
  bool has_baseline = false;
  std::optional<Change> change;  // only what a change caused is shown
};

}  // namespace onewriter::check
