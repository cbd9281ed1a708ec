#pragma once
// What changed between an earlier facts file and now.

#include <string>
#include <vector>

#include "check/check.h"
#include "check/finding.h"
#include "facts/result.h"
#include "facts/store.h"

namespace onewriter::report {

struct Changes {
  struct Pair {
    std::string table;  // table_id
    std::string service;
    auto operator<=>(const Pair&) const = default;
  };
  std::vector<std::string> new_tables, gone_tables;  // domain tables; all lists are sorted
  std::vector<Pair> gained_writers, lost_writers;    // of tables that are in both
  std::vector<Pair> gained_foreign_readers, lost_foreign_readers;
  std::vector<check::Finding> opened, closed;  // by fingerprint, in the order of findings
  std::vector<std::string> left_out;           // rules that the old facts are too old for

  bool none() const {
    return new_tables.empty() && gone_tables.empty() && gained_writers.empty() && lost_writers.empty() &&
           gained_foreign_readers.empty() && lost_foreign_readers.empty() && opened.empty() && closed.empty();
  }
};

// Runs the rules of `outcome` over the old facts. A finding that is suppressed now is not opened, and one that was
// there before and is suppressed now is not closed. Errors: a store cannot be asked.
facts::Result<Changes> changes(const facts::Store& before, const facts::Store& now, const check::Outcome& outcome,
                               const check::CheckOptions& options);

}  // namespace onewriter::report
