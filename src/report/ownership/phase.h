#pragma once
// Where tables stand on the way from a shared database to owned ones.

#include <map>
#include <set>
#include <string>

#include "report/ownership/model.h"

namespace onewriter::report {

// What deciding takes of the system at large.
struct Surroundings {
  std::map<std::string, std::set<std::string>> connected;  // datastore -> services that connect to it
  std::set<std::pair<std::string, std::string>>
      asks;                      // (service, provider): it calls the provider, or hears its events
  std::set<std::string> copied;  // tables that a manifest declares as read via cdc
};
Surroundings surroundings(const facts::Facts& facts);

// `table` has its uses, writers and readers.
Phase phase_of(const TableRow& table, const Surroundings& around);

}  // namespace onewriter::report
