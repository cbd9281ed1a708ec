#pragma once
// What the ownership report says, in whatever format: who uses which table and how, what is objected to, and how each
// service stands with the checklist of the data-ownership guide.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "check/finding.h"
#include "facts/facts.h"
#include "facts/result.h"
#include "facts/store.h"
#include "plan/plan.h"
#include "report/ownership/contracts.h"

namespace onewriter::report {

// What a service does with a table in production code.
struct Use {
  std::string service;
  std::string table;  // Table::id
  bool reads = false;
  bool writes = false;
  facts::Confidence confidence = facts::Confidence::Possible;  // of the surest place
  std::vector<std::string> columns;                            // sorted
  std::vector<facts::Place> places;                            // sorted
  std::vector<std::size_t> findings;                           // of Outcome::findings; those that object to it
};

// How a service stands with an item of the checklist.
struct ChecklistState {
  // open: a rule objects | accepted: what is objected to is suppressed or in the baseline | none: the service has
  // nothing that the item is about | ok: no rule objects | unsure: nor does one, but accesses of the service could not
  // be told | unchecked: no rule that ran is about the item
  std::string word = "unchecked";
  std::string severity;               // of the worst finding; empty: none
  std::string reason;                 // why the word: the rules and what they object to, or what was seen
  std::vector<std::size_t> findings;  // of Outcome::findings
};

struct ServiceRow {
  const facts::Service* service = nullptr;
  std::string team;  // as its manifest says
  std::string home;  // the database where most of its tables are; empty: it works with none
  std::vector<std::string> owns;
  std::vector<ChecklistState> checklist;  // one for each checklist item
  std::vector<std::size_t> findings;
  std::size_t accesses = 0;     // of production code, resolved
  std::size_t blind_spots = 0;  // of production code
};

// Where a table stands on the way from a shared database to owned ones: the step of the guide's "Migration Strategy"
// that comes next, as the plan has it; 0 when none is left.
struct Phase {
  int next = 0;
  std::string title;
  std::string why;
};

struct TableRow {
  const facts::Table* table = nullptr;
  bool domain = false;  // ownership is about it; not a migration tool's table, a cache or a queue
  std::string because;  // the owner's reason in words
  Phase phase;
  std::vector<std::string> writers;  // sorted
  std::vector<std::string> readers;  // sorted
  std::vector<Use> uses;             // sorted by service
  std::vector<std::size_t> findings;
};

// Tables are domain tables; views, which hold nothing of their own, are not counted.
struct OwnershipSummary {
  std::size_t services = 0, tables = 0, databases = 0, accesses = 0, blind_spots = 0;
  std::size_t one_writer = 0, several_writers = 0, no_writer = 0, without_owner = 0, read_by_others = 0;
};

struct Ownership {
  const facts::Facts* facts = nullptr;
  const check::Outcome* outcome = nullptr;
  OwnershipSummary summary;
  std::vector<ServiceRow> services;  // as in the facts
  std::vector<TableRow> tables;      // as in the facts
  std::vector<Contract> contracts;
  plan::Plan plan;
  // For each finding the services that it is about: its service, or those whose code stands at its places.
  std::vector<std::vector<std::string>> concerned;
};

// An item of the guide's validation checklist, or one of its anti-patterns.
struct ChecklistItem {
  std::string id;     // C1 ... C8, A1 ... A3
  std::string title;  // the guide's words
  std::string none;   // why it is not applicable to a service that has nothing of the kind
  std::string met;    // what stands before the names of what was seen: "documents: openapi.yaml"
};
const std::vector<ChecklistItem>& checklist_items();

// The rules of an outcome that are about an item: it stands in their front matter ("C3 C4").
std::vector<const check::Rule*> rules_about(const check::Outcome& outcome, const std::string& item);

// Both must outlive what comes back. Errors: the store cannot be asked.
facts::Result<Ownership> ownership(const facts::Facts& facts, const facts::Store& store, const check::Outcome& outcome);

// Findings that count, by rule, most first.
std::vector<std::pair<std::string, std::size_t>> open_findings_by_rule(const check::Outcome& outcome);

}  // namespace onewriter::report
