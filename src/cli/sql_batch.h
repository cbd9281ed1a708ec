#pragma once
// `onewriter sql`: what was read, as JSON lines and as text.
//
// Names stand as schema.table (catalog.schema.table) with the parts that the text gives, folded as the dialect folds
// unquoted names. `reads` and `writes` count what a routine's body does and the tables of a view's definition too: the
// question is about the text.

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "sql/reading.h"

namespace onewriter::cli {

// One line in gives one line out, in order and flushed (see ordered_lines.h); a line that is no request gives an answer
// with an error, a blank one none. `fallback` for requests without a dialect.
void answer_batch(std::istream& in, std::ostream& out, sql::Dialect fallback);

// {"id": ..., "kind": ..., "reads": [...], "writes": [...], "ddl": [...], "parser": ..., "error": ...}
std::string batch_answer(std::string_view id, const sql::Reading& reading);

// For people: a line for each statement and each access.
std::vector<std::string> sql_lines(const sql::Reading& reading);

}  // namespace onewriter::cli
