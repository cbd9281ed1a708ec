#pragma once
// The way from shared tables to owned ones, as the data-ownership guide has it ("Decision Matrix", "Migration Strategy:
// From Shared DB to Owned DBs"), filled in from facts: each statement is a row of a query in rules/plan/*.sql, or
// counted from such rows.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "facts/place.h"
#include "facts/result.h"
#include "facts/store.h"

namespace onewriter::plan {

// What speaks for a service as an owner.
struct Evidence {
  std::string what;  // "creates its rows"
  int weight = 0;
  std::size_t places = 0;
  facts::Place place;  // the first; no file: none
};

struct Candidate {
  std::string service;
  int score = 0;
  std::vector<Evidence> evidence;  // the weightiest first
};

// One of the guide's five phases, for one table.
struct Step {
  int number = 0;  // 1 ... 5
  std::string title;
  std::string state;  // done | open | unneeded
  std::string why;
};

struct NeededColumn {
  std::string name;
  bool missing = false;  // nothing that the owner offers is known to carry it
};

struct Offer {
  std::string name;
  std::string kind;        // as facts::TableOffer
  bool described = false;  // which columns it carries is known
  facts::Place place;
};

struct Site {
  std::string need;
  facts::Place place;
};

// What one service has to change about one table of another: reads or writes.
struct Work {
  std::string table;
  std::string service;
  std::string owner;
  std::string mode;     // read | write
  std::string need;     // the row of the decision matrix
  std::string pattern;  // api | events | cqrs | cdc | command
  std::string title, scenario, advice, reason, pros, cons, alternative;
  std::vector<NeededColumn> columns;  // that it names
  std::vector<Offer> offers;          // of the owner, that could serve it
  bool asks_already = false;          // it calls the owner, or hears its events
  std::vector<Site> places;
};

struct Blocker {
  std::string table;
  std::string kind;   // join | foreign key | transaction | view | grant
  std::string other;  // the table at the other end; empty: none
  std::string other_owner;
  std::string service;  // whose code or migration it is; empty: nobody's
  std::vector<facts::Place> places;
};

// A way to give the table one owner where that is not obvious.
struct Option {
  std::string id;  // delegation | columns | domain | merge
  std::string title;
  std::string fits;  // yes | partly | no
  std::string what;
  std::string pros, cons;
};

struct TablePlan {
  std::string id;
  std::string name;  // with its schema
  std::string datastore;
  std::string owner;                  // that is told; empty: none
  std::string because;                // why it is told
  std::string proposed;               // the owner, or who should be it; empty: nothing speaks for anybody
  std::vector<Candidate> candidates;  // the best first
  int phase = 0;                      // the last step that is done with none open before it; 0: none
  int next = 0;                       // the first open step; 0: none is left
  std::string next_step;              // what to do for it
  std::vector<Step> steps;            // five
  std::vector<std::string> users;     // other services that use it, sorted
  std::vector<Work> work;
  std::vector<Blocker> blockers;
  std::vector<Option> options;
  std::string domain;  // Domain::name

  std::size_t places_left() const;  // where others use it
};

// Tables of one owner that are used together and move together.
struct Domain {
  std::string name;  // after the table with most ties, and its owner
  std::string owner;
  std::string datastore;
  std::vector<std::string> tables;  // sorted
  std::vector<std::string> ties;    // "orders and order_lines: join (3 places)"
  std::size_t places_left = 0, blockers = 0;
  int turn = 0;     // in which order to move; 0: there is nothing left to do
  std::string why;  // of the turn
};

// What keeps a service from having its database for itself.
struct Readiness {
  std::string service;
  std::vector<std::string> waiting;  // its tables in databases that others connect to
  std::size_t outside_places = 0;    // where others use its tables
  std::size_t blockers = 0;
  std::size_t exemptions = 0;  // accepted findings about its tables
  std::size_t own_places = 0;  // where it uses tables of others
};

struct Totals {
  std::size_t tables = 0, without_owner = 0, shared = 0, places = 0, writes = 0, blockers = 0, exemptions = 0;
  std::map<int, std::size_t> in_phase;  // phase -> tables
};

struct Plan {
  std::vector<TablePlan> tables;    // sorted by id
  std::vector<Domain> domains;      // in the order of their turns, then those with nothing left, by name
  std::vector<Readiness> services;  // that own tables or use others', sorted
  Totals totals;

  const TablePlan* table(const std::string& id) const;
};

// A finding that somebody answers for, about a table.
struct Exemption {
  std::string table;    // Table::id
  std::string service;  // whose code it is about; empty: several
};

// Errors: the store cannot be asked, or is too old for the queries.
facts::Result<Plan> make_plan(const facts::Store& store, const std::vector<Exemption>& exemptions = {});

// The columns that nothing offered is known to carry.
std::vector<std::string> missing_columns(const Work& work);

// The guide's name of a phase, 1 ... 5; of 0, where nobody is told to own the table.
const std::string& phase_title(int number);

}  // namespace onewriter::plan
