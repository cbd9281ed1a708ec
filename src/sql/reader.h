#pragma once
// The SQL reader: text in, accesses out. Pure, thread-safe, bounded in time and memory for any bytes whatever.

#include <string>
#include <string_view>
#include <vector>

#include "sql/reading.h"

namespace onewriter::sql {

// The columns of tables that the workspace knows, and the views over them. Used to resolve unqualified columns and views.
class Catalog;

struct Options {
  Dialect dialect = Dialect::Unknown;  // Unknown: work it out from the text
  bool script = false;                 // a whole file: GO, DELIMITER, psql meta-commands, COPY data are expected
  const Catalog* catalog = nullptr;
};

// An unknown word gives Dialect::Unknown. Accepts the words of database engines and their common aliases, in any case.
Dialect dialect_from(std::string_view word);
std::string_view to_string(Dialect dialect);

// Text recovered from code may have parts that are not known. They stand in the text as hole("name"): a hole where a value may stand is
// a placeholder, one where a table must stand is a blind spot. Placeholders of client libraries (?, :a, @p, %s, %(a)s, $1, {0}, #{a},
// ${a}, {{ a }}) are recognised by the reader itself.
inline constexpr char hole_begin = '\x01';
inline constexpr char hole_end = '\x02';
std::string hole(std::string_view name);

Reading read(std::string_view text, const Options& options = {});

// Is this string from code a statement at all? `Statement` has the shape of one and would parse; `Fragment` looks like a part of one (a
// clause, a table name with a condition); `No` is prose, a log message, another language. Cheap: most strings are refused by their head.
enum class Verdict { No, Fragment, Statement };
Verdict looks_like_sql(std::string_view text);

}  // namespace onewriter::sql
