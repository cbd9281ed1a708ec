#pragma once
// The statement corpus: SQL with what it is expected to read, write and define, as data under
// tests/sql/corpus/<dialect>/*.sql.
//
//   --- a title, unique in its file            begins a case
//   --: reads customers, sales.orders          tables, in any order; a line left out means none
//   --: writes orders
//   --: ddl orders
//   --: view customers                         base tables of the view defined
//   --: routine read customers                 accesses of the routines defined: mode and tables, all routines together
//   --: columns read customers id:f name:r     r read, w written, f filtered, j joined, g grouped, o ordered; a ?
//   behind: possible.
//                                              In any order. Checked when given; `columns read x -` means none.
//   --: shape read customers key single        checked when given; - means none
//   --: blind dynamic SQL, dynamic table name  what the blind spots are
//   --: calls f, audit.g                       checked when given
//   --: kind dml                               checked when given
//   --: refused                                the reader hands it back
//   SELECT ...                                 the statement, up to the next case; trailing white space and one
//   semicolon are cut off

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sql/reading.h"

namespace onewriter::sql::corpus {

struct Case {
  std::string file;
  int line = 0;  // of the title
  std::string title;
  std::map<std::string, std::string> expected;  // the key ("reads", "columns read customers") to the rest of its line
  std::string sql;
};

// All cases of the dialect's folder, in the order of file names and lines.
std::vector<Case> load(const std::string& dialect);

// What a statement gives, in the corpus' words: all keys that are never left out (reads, writes, ddl, view, routine ..,
// blind; without those that have nothing), and of the others those that `wanted` has.
std::map<std::string, std::string> describe(const std::vector<Statement>& statements,
                                            const std::map<std::string, std::string>& wanted);

}  // namespace onewriter::sql::corpus
