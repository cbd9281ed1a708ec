#include <doctest/doctest.h>

#include "corpus.h"
#include "sql/postgres/postgres.h"

using namespace onewriter::sql;

namespace {

std::string lines(const std::map<std::string, std::string>& description) {
  std::string result;
  for (const auto& [key, value] : description) result += key + ' ' + value + '\n';
  return result;
}

}  // namespace

TEST_CASE("the PostgreSQL corpus is read as expected") {
  const std::vector<corpus::Case> cases = corpus::load("postgres");
  CHECK_FALSE(cases.empty());
  for (const corpus::Case& one : cases) {
    const std::string place = one.file + ':' + std::to_string(one.line) + ": " + one.title;
    CAPTURE(place);
    CAPTURE(one.sql);
    const std::optional<Statement> statement = read_postgres(one.sql);
    if (!statement) {
      CHECK_MESSAGE(one.expected.contains("refused"), "refused");
      continue;
    }
    CHECK(lines(corpus::describe({*statement}, one.expected)) == lines(one.expected));
  }
}
