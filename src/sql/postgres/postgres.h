#pragma once
// The PostgreSQL reader: libpg_query's parse tree of one statement, turned into what it reads, writes and defines.

#include <optional>
#include <string_view>

#include "sql/reading.h"

namespace onewriter::sql {

class Catalog;

// What stands in the text for a hole in the place of a name: ow_hole_0, ow_hole_1, ... Anywhere inside an identifier
// counts
// ("audit_ow_hole_2"). A table so named becomes a blind spot "dynamic table name" whose detail is the identifier as it
// stands in the text, for the caller to translate; a column so named is left out; a routine so named is a blind spot
// "dynamic routine name".
inline constexpr std::string_view hole_identifier = "ow_hole_";

struct PostgresOptions {
  const Catalog* catalog = nullptr;  // decides unqualified columns
};

// Reads ONE statement without psql meta-commands or COPY data, whose client placeholders are already $1, $2, ... and
// whose holes are hole_identifiers. Positions are relative to the statement: offset in bytes, line and column from 1.
// Accesses are merged and sorted as reading.h says. Nothing comes back when PostgreSQL's grammar refuses the text, when
// the text is empty or holds more than one statement, and when reading it could take too long or too much stack (see
// postgres/guard.h): then the general reader is to be asked. Thread-safe; needs less than 1 MB of stack.
std::optional<Statement> read_postgres(std::string_view statement, const PostgresOptions& options = {});

}  // namespace onewriter::sql
