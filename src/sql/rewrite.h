#pragma once
// A statement made fit for PostgreSQL's grammar: client placeholders become $1, unknown names become reserved
// identifiers. Offsets into the new text can be taken back to the old one.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sql/tokenizer.h"

namespace onewriter::sql {

struct Rewritten {
  std::string text;  // empty: the statement can stay as it is
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      places;                      // (new, old) offsets of the tokens, ascending; old ones in the whole text
  std::vector<std::string> holes;  // what ow_hole_<i> stood for
};

// Of the tokens [begin, end).
Rewritten rewrite_for_postgres(const Tokens& tokens, std::uint32_t begin, std::uint32_t end);

std::uint32_t old_offset(const Rewritten& rewritten, std::uint32_t offset);

// "audit_ow_hole_1" as it stood in the text.
std::string with_holes(const Rewritten& rewritten, std::string identifier);

}  // namespace onewriter::sql
