#pragma once
// The accesses of one statement or one routine while they are gathered: one for each table and mode.

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/reading.h"

namespace onewriter::sql::postgres {

class Accesses {
 public:
  // The index of the table's access in this mode. The first mention gives the verb (an upsert outweighs an insert) and
  // the place.
  int add(const TableName& table, Mode mode, Verb verb, std::uint32_t offset);
  void use(int access, std::string_view column, ColumnRole role, facts::Confidence confidence);
  Shape& shape(int access) { return entries_[access].access.shape; }
  const TableName& table(int access) const { return entries_[access].access.table; }
  Mode mode(int access) const { return entries_[access].access.mode; }
  // One use of the table in a FROM list or as a target; Shape::single holds when all uses are of at most one row.
  void count_use(int access, bool single);

  bool empty() const { return entries_.empty(); }
  // Sorted by table and mode, columns sorted and without duplicates.
  std::vector<Access> finish() &&;

 private:
  struct Entry {
    Access access;
    int uses = 0;
    int single_uses = 0;
  };
  std::vector<Entry> entries_;
  std::map<std::pair<TableName, Mode>, int> index_;
};

}  // namespace onewriter::sql::postgres
