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
TEST_CASE("the T-SQL corpus is read as expected") { check_folder("tsql"); }
TEST_CASE("the Oracle corpus is read as expected") { check_folder("oracle"); }
TEST_CASE("the SQLite corpus is read as expected") { check_folder("sqlite"); }
TEST_CASE("the Snowflake corpus is read as expected") { check_folder("snowflake"); }
TEST_CASE("the BigQuery corpus is read as expected") { check_folder("bigquery"); }
TEST_CASE("the Redshift corpus is read as expected") { check_folder("redshift"); }
TEST_CASE("the Spark corpus is read as expected") { check_folder("spark"); }
TEST_CASE("the Hive corpus is read as expected") { check_folder("hive"); }
TEST_CASE("the ClickHouse corpus is read as expected") { check_folder("clickhouse"); }
TEST_CASE("the Db2 corpus is read as expected") { check_folder("db2"); }
TEST_CASE("texts of no told dialect are read as expected") { check_folder("unknown"); }
TEST_CASE("client SQL is read as expected") { check_folder("client"); }
