#pragma once
// A list of like objects by columns, for a page that holds thousands of them.

#include "report/json_values.h"

namespace onewriter::report {

// {"count": n, "columns": {"service": {"of": ["a", "b"], "at": [0, 1, 0, ...]}, "line": [31, 7, ...]}}: a column whose
// values repeat is a list of them and an index for each row. An object without a key has null there. web/columns.js is
// the way back.
Json by_columns(const Json& objects);

}  // namespace onewriter::report
