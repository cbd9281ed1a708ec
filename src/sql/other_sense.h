#pragma once

#include "sql/splitter.h"
#include "sql/tokenizer.h"

namespace onewriter::sql {

// Does PostgreSQL's grammar accept the statement in another sense than all other dialects? FROM user (a function
// there), FROM t@link (a placeholder), a WITH that is recursive without saying so, an UPDATE, DELETE or MERGE of a
// WITH's name (a table there). In linear time.
bool means_other_than_postgres(const Tokens& tokens, const Chunk& chunk);

}  // namespace onewriter::sql
