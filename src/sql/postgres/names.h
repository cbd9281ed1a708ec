#pragma once
// Names that mean something to PostgreSQL itself, or to well-known extensions.

#include <optional>
#include <string_view>
#include <vector>

#include "sql/reading.h"

namespace onewriter::sql::postgres {

// System catalogs and information_schema ("54. System Catalogs" and "37. The Information Schema" of PostgreSQL's
// documentation; names that begin with pg_ are reserved), and orafce's dual.
bool is_system_relation(const TableName& table);
bool is_temporary_schema(std::string_view schema);

// Names an aggregate function of "9.21. Aggregate Functions".
bool is_aggregate(std::string_view function);
// A function that comes with PostgreSQL or a common extension: its call is no call of a routine of the system. Not
// complete.
bool is_builtin_function(std::string_view function);
// Its text arguments are SQL that it runs: query_to_xml, ts_stat, tablefunc's crosstab.
bool runs_its_texts(std::string_view function);
// The columns of a built-in function in FROM, when that is known; one of its own name takes the alias' name.
std::optional<std::vector<std::string_view>> columns_of_function(std::string_view function);
// An operator that searches: LIKE's and regular expressions' ("9.7. Pattern Matching"), @@ of full text search,
// pg_trgm's %.
bool is_search_operator(std::string_view op);
// A column that by its name alone identifies a row of `table`: id, uuid, guid, <table>_id, <singular of table>_id.
bool is_key_name(std::string_view column, std::string_view table);

}  // namespace onewriter::sql::postgres
