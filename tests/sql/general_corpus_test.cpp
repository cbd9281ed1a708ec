#include <doctest/doctest.h>

#include <string>

#include "corpus.h"
#include "sql/reader.h"

using namespace onewriter::sql;

namespace {

std::string lines(const std::map<std::string, std::string>& description) {
  std::string result;
  for (const auto& [key, value] : description) result += key + ' ' + value + '\n';
  return result;
}

// A folder is named for its dialect; "client" and "unknown" hold texts whose dialect is not told.
void check_folder(const std::string& folder) {
  for (const corpus::Case& one : corpus::load(folder)) {
    const std::string place = folder + '/' + one.file + ':' + std::to_string(one.line) + ": " + one.title;
    CAPTURE(place);
    CAPTURE(one.sql);
    Options options;
    options.dialect = dialect_from(folder);
    const Reading reading = read(one.sql, options);
    if (!reading.error.empty()) {
      CHECK_MESSAGE(one.expected.contains("refused"), reading.error);
      continue;
    }
    CHECK(lines(corpus::describe(reading.statements, one.expected)) == lines(one.expected));
  }
}

}  // namespace

TEST_CASE("the MySQL corpus is read as expected") { check_folder("mysql"); }
