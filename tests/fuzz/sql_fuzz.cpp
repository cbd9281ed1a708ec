// libFuzzer target of the SQL reader: any bytes, in any dialect, as a statement or as a script. The first byte chooses.
//   cmake --preset fuzz && ninja -C build/fuzz sql-fuzz sql-fuzz-seeds
//   build/fuzz/tests/fuzz/sql-fuzz -max_len=4096 -timeout=10 build/fuzz/sql-corpus

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <tuple>

#include "dialects.h"
#include "sql/postgres/postgres.h"
#include "sql/reader.h"

using namespace onewriter::sql;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// What holds of every answer, whatever the text.
void check(const std::vector<Access>& accesses, std::size_t size) {
  for (const Access& access : accesses) {
    require(!access.table.name.empty());
    require(access.at.offset <= size && access.at.line > 0 && access.at.column > 0);
  }
  for (std::size_t i = 1; i < accesses.size(); ++i) {
    require(std::tie(accesses[i - 1].table, accesses[i - 1].mode) < std::tie(accesses[i].table, accesses[i].mode));
  }
}

void check(const Statement& statement, std::size_t size) {
  check(statement.accesses, size);
  for (const Routine& routine : statement.routines) check(routine.accesses, size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (const auto statement = read_postgres(text)) check(*statement, text.size());
  Options options;
  options.dialect = dialect_of(data[0]);
  options.script = is_script(data[0]);
  for (const Statement& statement : read(text, options).statements) check(statement, text.size());
  static_cast<void>(looks_like_sql(text));
  return 0;
}
