// A word where a value may stand: a literal, a constant, a call, a column, or what comes before one of these.

#include <array>

#include "sql/general/reader.h"
#include "sql/general/words.h"

namespace onewriter::sql::general {

namespace {

// Words that are values without parentheses.
constexpr std::array<std::string_view, 20> constants = {
    "current_date",   "current_time", "current_timestamp", "localtime",    "localtimestamp",
    "current_user",   "session_user", "system_user",       "sysdate",      "systimestamp",
    "rownum",         "utc_date",     "utc_timestamp",     "current_role", "current_catalog",
    "current_schema", "sysdatetime",  "unbounded",         "maxvalue",     "excluded"};
// Words before a string that make it a literal of a type.
constexpr std::array<std::string_view, 13> literal_types = {"date",    "time",  "timestamp", "timestamptz", "datetime",
                                                            "json",    "jsonb", "numeric",   "bignumeric",  "bytes",
                                                            "decimal", "hex",   "binary"};

}  // namespace

// At IF: is there an ENDIF in the same item?
bool Reader::ends_if() const {
  constexpr std::uint32_t farthest = 200;
  for (std::uint32_t ahead = 1; ahead < farthest && !ends(ahead) && kw(ahead) != Kw::From; ++ahead) {
    if (word("endif", ahead)) return true;
  }
  return false;
}

// Words before or instead of a value that belong to a clause: they are stepped over.
bool Reader::word_of_clause() {
  const bool ordered = word("asc", 1) || kw(1) == Kw::Desc || word("nulls", 1);
  const bool value_behind = (is(TokenKind::Word, 1) && !is_reserved(kw(1)) && !ordered) || is(TokenKind::Quoted, 1);
  const bool hierarchic = dialect({Dialect::Oracle, Dialect::Db2, Dialect::Snowflake}) && word("prior");
  if (value_behind && (hierarchic || word("connect_by_root"))) return ++at_, true;  // CONNECT BY PRIOR a = b
  if (word("current") && kw(1) == Kw::Row) return at_ += 2, true;                   // AND CURRENT ROW
  if (word("grouping") && word("sets", 1)) return at_ += 2, true;
  const bool window = at_ >= 2 && list_[at_ - 1].kind == TokenKind::Open && list_[at_ - 2].kw == Kw::Over;
  if (window && kw() == Kw::None && !is(TokenKind::Open, 1)) return ++at_, true;  // OVER (w PARTITION BY a)
  return false;
}

// A word where a value may stand. False: the expression ends before it.
bool Reader::word_in_operand_place(ColumnRole role, unsigned how, Item* item, std::uint32_t& depth,
                                   std::uint32_t& cases, bool& operand) {
  const Token& t = tok();
  if (depth > 0 || how == stop_comma) how |= argument;
  if (t.kind == TokenKind::Quoted || is(TokenKind::Dot, 1)) {
    reference(role, how, item, operand);
    return true;
  }
  const bool call = is(TokenKind::Open, 1);
  if (word_of_clause()) return true;
  switch (t.kw) {
    case Kw::Select:
    case Kw::With:
      if (depth == 0) return t.kw == Kw::With && !ends(1) ? (++at_, true) : false;
      if (t.kw == Kw::Select) {
        query();
        operand = true;
        return true;
      }
      ++at_;
      return true;
    case Kw::Case:
      ++cases;
      ++at_;
      return true;
    case Kw::If:  // Exasol: IF a THEN b ELSE c ENDIF
      if (call || !item || !ends_if()) break;
      ++cases;
      ++at_;
      return true;
    case Kw::End: {
      // A column of this name, where a CASE can't end.
      const Token& before = list_[at_ > 0 ? at_ - 1 : 0];
      const bool awaited = before.kind == TokenKind::Operator || before.kw == Kw::When || before.kw == Kw::Then ||
                           before.kw == Kw::Else || before.kw == Kw::And || before.kw == Kw::Or;
      if ((cases == 0 || awaited) && end_is_column()) break;
      if (cases > 0) --cases;
      ++at_;
      operand = true;
      return true;
    }
    case Kw::Null:
    case Kw::True:
    case Kw::False:
    case Kw::Default:
      if (call && t.kw != Kw::Null) break;
      ++at_;
      operand = true;
      return true;
    case Kw::And:
    case Kw::Or:
    case Kw::Not:
    case Kw::In:
    case Kw::Is:
    case Kw::Like:
    case Kw::Ilike:
    case Kw::Rlike:
    case Kw::Between:
    case Kw::When:
    case Kw::Then:
    case Kw::Else:
    case Kw::Exists:
    case Kw::Distinct:
    case Kw::Xor:
    case Kw::On:
    case Kw::From:
    case Kw::Where:
    case Kw::Having:
    case Kw::Using: ++at_; return true;
    case Kw::Values:
    case Kw::Value:  // MySQL: the new row's value, in ON DUPLICATE KEY UPDATE
      if (call && is(TokenKind::Close, 3)) {
        at_ += 4;
        operand = true;
        return true;
      }
      break;
    case Kw::Next:
      if (kw(1) == Kw::Value && kw(2) == Kw::For) {  // T-SQL: NEXT VALUE FOR a_sequence
        at_ += 3;
        name();
        operand = true;
        return true;
      }
      break;
    case Kw::All:
    case Kw::Any:
    case Kw::Some:
    case Kw::Array:
    case Kw::Struct:
    case Kw::Row:
    case Kw::Escape:
    case Kw::Regexp:
    case Kw::Over:
      if (call || query_starts(1) || op("[", 1) || op("<", 1)) {
        ++at_;
        if (op("<")) {  // STRUCT<a INT64>(...), ARRAY<INT64>[...]
          std::uint32_t angle = 0;
          while (!at_end()) {
            if (op("<")) ++angle;
            if (op("<>")) {
              ++at_;
              break;
            }
            if (op(">")) angle = angle > 0 ? angle - 1 : 0;
            if (op(">>")) angle = angle > 1 ? angle - 2 : 0;
            ++at_;
            if (angle == 0) break;
          }
        }
        return true;
      }
      break;
    case Kw::Interval:
      if (is(TokenKind::String, 1) || is(TokenKind::Number, 1) || is(TokenKind::Placeholder, 1)) {
        at_ += 2;
        if (is(TokenKind::Word) && one_of(tokens_.of(tok()), units)) ++at_;
        if (kw() == Kw::To && is(TokenKind::Word, 1)) at_ += 2;
        operand = true;
        return true;
      }
      if (!ends(1) && !is(TokenKind::Comma, 1) && !is(TokenKind::Close, 1) && !is(TokenKind::Operator, 1))
        return ++at_, true;
      break;
    case Kw::Partition:
    case Kw::Order:
    case Kw::Group:
    case Kw::Cluster:
    case Kw::Sort:
    case Kw::Distribute:
      if (kw(1) == Kw::By) {
        begin_inner(depth);
        return true;
      }
      break;
    case Kw::Table:
      if (depth > 0 && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || call)) {  // an argument TABLE t, TABLE(t)
        ++at_;
        const bool parenthesised = take(TokenKind::Open);
        if (query_starts()) {
          query();
        } else if (auto table = name()) {
          if (is(TokenKind::Open)) {
            skip_parentheses();
          } else if (scope_ && !table->dynamic) {
            add_table(*table);
          }
        }
        if (parenthesised) take(TokenKind::Close);
        operand = true;
        return true;
      }
      break;
    default: break;
  }
  if (call) {
    function_call(depth);
    return true;
  }
  const std::string_view text = tokens_.of(t);
  if (is(TokenKind::String, 1) && one_of(text, literal_types)) {
    at_ += 2;
    operand = true;
    return true;
  }
  if (one_of(text, constants) || (session_.dialect == Dialect::Oracle && equals_ignoring_case(text, "level"))) {
    ++at_;
    operand = true;
    return true;
  }
  reference(role, how, item, operand);
  return true;
}

}  // namespace onewriter::sql::general
