#pragma once
// The general reader: tolerant of dialects, for all but PostgreSQL (and for what PostgreSQL's own grammar refuses). It
// knows clauses and scopes, not whole grammars: what it does not know it steps over up to the next clause or statement.

#include <set>
#include <string>
#include <vector>

#include "sql/catalog.h"
#include "sql/tokenizer.h"

namespace onewriter::sql::general {

// What holds for all statements of a text.
struct Session {
  Dialect dialect = Dialect::Unknown;
  const Catalog* catalog = nullptr;
  std::set<std::string> temporary;  // tables made by CREATE TEMPORARY TABLE and SELECT INTO #t: no tables of the system
  int text_depth = 0;               // SQL in a string in SQL
  bool in_block = false;            // a BEGIN or DECLARE was seen: assignments, labels and bare calls are statements
  bool routine_body = false;        // SELECT INTO fills variables in some dialects
};

// Reads the tokens [begin, end) of one chunk (see splitter.h): one statement, a block, or several statements without a
// separator. Positions are offsets into the text of `tokens`; lines and columns are left for the caller.
std::vector<Statement> read(const Tokens& tokens, std::uint32_t begin, std::uint32_t end, Session& session);

}  // namespace onewriter::sql::general
