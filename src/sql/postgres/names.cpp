#include "sql/postgres/names.h"

#include <algorithm>
#include <array>
#include <optional>

namespace onewriter::sql::postgres {
namespace {

using namespace std::string_view_literals;

constexpr std::array aggregates = {"array_agg"sv,
                                   "avg"sv,
                                   "bit_and"sv,
                                   "bit_or"sv,
                                   "bit_xor"sv,
                                   "bool_and"sv,
                                   "bool_or"sv,
                                   "corr"sv,
                                   "count"sv,
                                   "covar_pop"sv,
                                   "covar_samp"sv,
                                   "cume_dist"sv,
                                   "every"sv,
                                   "json_agg"sv,
                                   "json_object_agg"sv,
                                   "jsonb_agg"sv,
                                   "jsonb_object_agg"sv,
                                   "max"sv,
                                   "min"sv,
                                   "mode"sv,
                                   "percentile_cont"sv,
                                   "percentile_disc"sv,
                                   "range_agg"sv,
                                   "range_intersect_agg"sv,
                                   "regr_avgx"sv,
                                   "regr_avgy"sv,
                                   "regr_count"sv,
                                   "regr_intercept"sv,
                                   "regr_r2"sv,
                                   "regr_slope"sv,
                                   "regr_sxx"sv,
                                   "regr_sxy"sv,
                                   "regr_syy"sv,
                                   "stddev"sv,
                                   "stddev_pop"sv,
                                   "stddev_samp"sv,
                                   "string_agg"sv,
                                   "sum"sv,
                                   "var_pop"sv,
                                   "var_samp"sv,
                                   "variance"sv,
                                   "xmlagg"sv};

constexpr std::array builtin_prefixes = {"array_"sv, "current_"sv, "date_"sv,   "has_"sv, "json_"sv,   "jsonb_"sv,
                                         "make_"sv,  "pg_"sv,      "regexp_"sv, "st_"sv,  "string_"sv, "to_"sv,
                                         "ts_"sv,    "txid_"sv,    "uuid_"sv,   "xml"sv};

constexpr std::array builtins = {"abs"sv,
                                 "age"sv,
                                 "ascii"sv,
                                 "btrim"sv,
                                 "cardinality"sv,
                                 "ceil"sv,
                                 "ceiling"sv,
                                 "char_length"sv,
                                 "chr"sv,
                                 "clock_timestamp"sv,
                                 "coalesce"sv,
                                 "col_description"sv,
                                 "concat"sv,
                                 "concat_ws"sv,
                                 "crosstab"sv,
                                 "crypt"sv,
                                 "currval"sv,
                                 "dblink"sv,
                                 "dblink_connect"sv,
                                 "dblink_disconnect"sv,
                                 "dblink_exec"sv,
                                 "decode"sv,
                                 "dense_rank"sv,
                                 "digest"sv,
                                 "encode"sv,
                                 "exp"sv,
                                 "extract"sv,
                                 "first_value"sv,
                                 "floor"sv,
                                 "format"sv,
                                 "format_type"sv,
                                 "gen_random_bytes"sv,
                                 "gen_random_uuid"sv,
                                 "gen_salt"sv,
                                 "generate_series"sv,
                                 "generate_subscripts"sv,
                                 "get_byte"sv,
                                 "greatest"sv,
                                 "hashtext"sv,
                                 "hmac"sv,
                                 "inet_client_addr"sv,
                                 "initcap"sv,
                                 "isfinite"sv,
                                 "justify_days"sv,
                                 "justify_hours"sv,
                                 "justify_interval"sv,
                                 "lag"sv,
                                 "last_value"sv,
                                 "lastval"sv,
                                 "lead"sv,
                                 "least"sv,
                                 "left"sv,
                                 "length"sv,
                                 "levenshtein"sv,
                                 "ln"sv,
                                 "localtime"sv,
                                 "localtimestamp"sv,
                                 "log"sv,
                                 "lower"sv,
                                 "lpad"sv,
                                 "ltrim"sv,
                                 "md5"sv,
                                 "mod"sv,
                                 "nextval"sv,
                                 "now"sv,
                                 "nth_value"sv,
                                 "ntile"sv,
                                 "nullif"sv,
                                 "num_nonnulls"sv,
                                 "obj_description"sv,
                                 "octet_length"sv,
                                 "overlay"sv,
                                 "percent_rank"sv,
                                 "pi"sv,
                                 "plainto_tsquery"sv,
                                 "position"sv,
                                 "power"sv,
                                 "quote_ident"sv,
                                 "quote_literal"sv,
                                 "quote_nullable"sv,
                                 "random"sv,
                                 "rank"sv,
                                 "repeat"sv,
                                 "replace"sv,
                                 "reverse"sv,
                                 "right"sv,
                                 "round"sv,
                                 "row_number"sv,
                                 "row_to_json"sv,
                                 "rpad"sv,
                                 "rtrim"sv,
                                 "set_config"sv,
                                 "setseed"sv,
                                 "setval"sv,
                                 "sha256"sv,
                                 "sign"sv,
                                 "similarity"sv,
                                 "split_part"sv,
                                 "sqrt"sv,
                                 "statement_timestamp"sv,
                                 "strpos"sv,
                                 "substr"sv,
                                 "substring"sv,
                                 "timeofday"sv,
                                 "timezone"sv,
                                 "transaction_timestamp"sv,
                                 "translate"sv,
                                 "trim"sv,
                                 "trunc"sv,
                                 "unnest"sv,
                                 "upper"sv,
                                 "version"sv,
                                 "websearch_to_tsquery"sv,
                                 "width_bucket"sv};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

static_assert(std::is_sorted(aggregates.begin(), aggregates.end()));
static_assert(std::is_sorted(builtins.begin(), builtins.end()));

}  // namespace

bool is_system_relation(const TableName& table) {
  if (table.schema == "pg_catalog" || table.schema == "information_schema" || table.schema.starts_with("pg_toast"))
    return true;
  return table.schema.empty() && (table.name.starts_with("pg_") || table.name == "dual");
}

bool is_temporary_schema(std::string_view schema) { return schema == "pg_temp" || schema.starts_with("pg_temp_"); }

bool is_aggregate(std::string_view function) { return among(aggregates, function); }

bool is_builtin_function(std::string_view function) {
  if (is_aggregate(function) || among(builtins, function)) return true;
  return std::any_of(builtin_prefixes.begin(), builtin_prefixes.end(),
                     [&](std::string_view prefix) { return function.starts_with(prefix); });
}

bool runs_its_texts(std::string_view function) {
  constexpr std::array functions = {"crosstab"sv,           "crosstab2"sv,    "crosstab3"sv,
                                    "crosstab4"sv,          "query_to_xml"sv, "query_to_xml_and_xmlschema"sv,
                                    "query_to_xmlschema"sv, "ts_stat"sv};
  static_assert(std::is_sorted(functions.begin(), functions.end()));
  return among(functions, function);
}

std::optional<std::vector<std::string_view>> columns_of_function(std::string_view function) {
  constexpr std::array scalars = {"generate_series"sv,       "generate_subscripts"sv, "regexp_matches"sv,
                                  "regexp_split_to_table"sv, "string_to_table"sv,     "unnest"sv};
  static_assert(std::is_sorted(scalars.begin(), scalars.end()));
  if (among(scalars, function)) return {{function}};
  if (function.ends_with("_array_elements") || function.ends_with("_array_elements_text")) return {{"value"}};
  if (function.starts_with("json") && function.find("_each") != std::string_view::npos) return {{"key", "value"}};
  if (function.ends_with("_object_keys")) return {{function}};
  return std::nullopt;
}

bool is_search_operator(std::string_view op) {
  constexpr std::array operators = {"!~"sv, "!~*"sv, "!~~"sv, "!~~*"sv, "%"sv,  "%>"sv, "<%"sv,
                                    "@@"sv, "@@@"sv, "~"sv,   "~*"sv,   "~~"sv, "~~*"sv};
  static_assert(std::is_sorted(operators.begin(), operators.end()));
  return among(operators, op);
}

bool is_key_name(std::string_view column, std::string_view table) {
  if (column == "id" || column == "uuid" || column == "guid") return true;
  if (!column.ends_with("_id")) return false;
  const std::string_view stem = column.substr(0, column.size() - 3);
  return table == stem ||
         (table.starts_with(stem) && (table.substr(stem.size()) == "s" || table.substr(stem.size()) == "es"));
}

}  // namespace onewriter::sql::postgres
