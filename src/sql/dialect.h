#pragma once
// What differs between dialects below the grammar: quoting, comments, folding of names, and which names are the
// engine's own.

#include <string>
#include <string_view>

#include "sql/reading.h"

namespace onewriter::sql {

struct Lexis {
  bool backslash = false;            // '\'' escapes in strings
  bool double_quote_text = false;    // "x" is a string, not a name
  bool brackets = false;             // [x] is a name
  bool guess_brackets = false;       // [x] is a name when it looks like one
  bool hash_comment = false;         // # starts a comment
  bool spaced_hash_comment = false;  // "# " and "#!" do
  bool hash_name = false;            // #t is a name
  bool slash_comment = false;        // // starts a comment
  bool nested_comment = false;
  bool dash_needs_space = false;    // MySQL: "--x" is no comment
  bool dollar_quote = false;        // $tag$ text $tag$
  bool plain_dollar_quote = false;  // $$ text $$ alone
  bool at_in_name = false;
};
Lexis lexis_of(Dialect dialect);

// A name as the dialect stores it: unquoted names in lower case, except where case matters (BigQuery, ClickHouse);
// quoted ones keep their case where quoting makes it matter (PostgreSQL, Oracle, Snowflake, Db2; there "EMP" is the
// same as emp).
std::string fold_name(std::string_view name, bool quoted, Dialect dialect);

// Catalogues, DUAL, information_schema and the like: no tables of the system.
bool is_system_table(const TableName& table, Dialect dialect);

// Reads a name as it stands in configuration or code ("dbo.Orders", `shop`.`orders`, [a].[b]) into parts.
TableName table_name_from(std::string_view text, Dialect dialect);

// schema.table, catalog.schema.table; only the parts that are there. This is how names stand in `onewriter sql` output.
std::string to_string(const TableName& name);

}  // namespace onewriter::sql
