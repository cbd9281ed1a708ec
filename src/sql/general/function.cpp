// Calls of functions: what some say of a statement, and which of their arguments are no columns.

#include <array>

#include "sql/general/reader.h"
#include "sql/general/words.h"

namespace onewriter::sql::general {

namespace {

constexpr std::array<std::string_view, 26> aggregates = {
    "count",        "sum",          "avg",         "min",       "max",
    "group_concat", "string_agg",   "array_agg",   "listagg",   "stddev",
    "variance",     "total",        "count_big",   "bool_or",   "bool_and",
    "every",        "any_value",    "json_agg",    "jsonb_agg", "approx_count_distinct",
    "median",       "collect_list", "collect_set", "uniq",      "countif",
    "json_arrayagg"};
// Functions whose first argument is a unit of time, not a column.
constexpr std::array<std::string_view, 12> unit_first = {"extract",   "dateadd",      "datediff",      "datepart",
                                                         "datename",  "timestampadd", "timestampdiff", "timestamp_add",
                                                         "date_part", "datetrunc",    "datediff_big",  "date_bucket"};
constexpr std::array<std::string_view, 8> searches = {"contains",        "freetext",    "match", "regexp_like",
                                                      "regexp_contains", "to_tsvector", "instr", "charindex"};
// Functions that take the name of a table as a word.
constexpr std::array<std::string_view, 5> of_tables = {"containstable", "freetexttable", "changetable", "joinget",
                                                       "semanticsimilaritytable"};

}  // namespace

// name ( ...: the arguments are read by the caller's loop; here only what is special about the first one.
void Reader::function_call(std::uint32_t& depth) {
  const std::string_view text = tokens_.of(tok());
  const std::uint32_t close = after_mate(at_ + 1);
  if (scope_ && one_of(text, aggregates) && !(close < end_ && list_[close].kw == Kw::Over)) scope_->aggregate = true;
  if (scope_ && one_of(text, searches)) {
    const std::uint32_t at = is(TokenKind::Open, 2) ? 3 : 2;
    if (is(TokenKind::Word, at) || is(TokenKind::Quoted, at)) {
      Reference probe;
      probe.token = at_ + at;
      probe.role = ColumnRole::Filtered;
      probe.search = true;
      while (is(TokenKind::Dot, at + 2 * probe.parts - 1) && probe.parts < 4) ++probe.parts;
      if (!is(TokenKind::Open, at + 2 * probe.parts - 1) && !is_reserved(tok(at).kw))
        scope_->references.push_back(probe);
    }
  }
  if (scope_ && one_of(text, of_tables) && !is(TokenKind::String, 2)) {
    at_ += 2;
    ++depth;
    take(Kw::Changes) || take(Kw::Version);
    if (auto table = name(); table && !table->dynamic) add_table(*table);
    return;
  }
  if (is(TokenKind::Word, 2) && (is(TokenKind::Comma, 3) || kw(3) == Kw::From) && one_of(text, unit_first)) {
    at_ += 3;
    ++depth;
    return;
  }
  if (equals_ignoring_case(text, "trim") && (word("both", 2) || word("leading", 2) || word("trailing", 2))) {
    at_ += 3;
    ++depth;
    return;
  }
  ++at_;
}

}  // namespace onewriter::sql::general
