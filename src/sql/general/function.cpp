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
// Functions whose first argument is a unit of time, not a column; of the others it may be one.
constexpr std::array<std::string_view, 8> unit_first = {"extract",       "datepart",  "datename",     "timestampadd",
                                                        "timestampdiff", "datetrunc", "datediff_big", "date_bucket"};
constexpr std::array<std::string_view, 7> maybe_unit_first = {"dateadd",  "datediff", "timestamp_add", "date_part",
                                                              "date_add", "date_sub", "date_diff"};
// Of these, MySQL's and BigQuery's take a date first.
constexpr std::array<std::string_view, 3> date_first_in_some = {"date_add", "date_sub", "date_diff"};
constexpr std::array<std::string_view, 2> conversions = {"convert", "try_convert"};
// Short names of units (T-SQL's and Snowflake's date parts), where a unit may stand.
constexpr std::array<std::string_view, 26> short_units = {"yy", "yyyy", "qq", "q",  "mm", "m",   "dy", "y",  "dd",
                                                          "d",  "wk",   "ww", "dw", "w",  "hh",  "mi", "n",  "ss",
                                                          "s",  "ms",   "us", "ns", "mo", "mon", "hr", "min"};

bool is_unit(std::string_view text) { return one_of(text, units) || one_of(text, short_units); }
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
  if (dialect({Dialect::TSql, Dialect::Redshift}) && one_of(text, conversions) && is(TokenKind::Word, 2)) {
    at_ += 2;  // CONVERT(type, value)
    ++depth;
    skip_type();
    return;
  }
  const bool date_first = (mysql() || dialect({Dialect::BigQuery})) && one_of(text, date_first_in_some);
  const bool unit = is(TokenKind::Word, 2) && (is(TokenKind::Comma, 3) || kw(3) == Kw::From) &&
                    (one_of(text, unit_first) || (one_of(text, maybe_unit_first) && kw(4) != Kw::Interval &&
                                                  !date_first && is_unit(tokens_.of(tok(2)))));
  if (unit) {
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
