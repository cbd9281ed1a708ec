#pragma once
// Which dialect a text is written in, by what only that dialect writes. Unknown when nothing tells.

#include "sql/tokenizer.h"

namespace onewriter::sql {

// `tokens` were made for Dialect::Unknown.
Dialect detect_dialect(const Tokens& tokens);

}  // namespace onewriter::sql
