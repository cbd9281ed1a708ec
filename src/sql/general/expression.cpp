// Expressions: one pass over the tokens with a depth counter, no recursion but for subqueries. Notes the columns, with
// what is done to them.

#include <algorithm>
#include <array>
#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

namespace {

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return equals_ignoring_case(w, text); });
}

constexpr std::array<std::string_view, 26> aggregates = {
    "count",        "sum",          "avg",         "min",       "max",
    "group_concat", "string_agg",   "array_agg",   "listagg",   "stddev",
    "variance",     "total",        "count_big",   "bool_or",   "bool_and",
    "every",        "any_value",    "json_agg",    "jsonb_agg", "approx_count_distinct",
    "median",       "collect_list", "collect_set", "uniq",      "countif",
    "json_arrayagg"};
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
constexpr std::array<std::string_view, 17> units = {
    "year",        "quarter",    "month",   "week",    "day",       "hour",      "minute", "second", "millisecond",
    "microsecond", "nanosecond", "isoweek", "isoyear", "dayofweek", "dayofyear", "years",  "days"};
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

void Reader::expressions(ColumnRole role, unsigned how) {
  do {
    expression(role, how | stop_comma);
  } while (take(TokenKind::Comma));
}

void Reader::expression(ColumnRole role, unsigned how, Item* item) {
  const auto outer_role = std::exchange(inner_role_, std::nullopt);
  const std::uint32_t outer_depth = inner_depth_;
  read_expression(role, how, item);
  inner_role_ = outer_role;
  inner_depth_ = outer_depth;
}

void Reader::read_expression(ColumnRole role, unsigned how, Item* item) {
  std::uint32_t depth = 0;
  std::uint32_t cases = 0;
  bool operand = false;
  while (at_ < end_) {
    const Token& t = tok();
    switch (t.kind) {
      case TokenKind::Semicolon:
      case TokenKind::Delimiter:
      case TokenKind::End: return;
      case TokenKind::Open:
        if (query_starts(1)) {
          parenthesised_query();
          operand = true;
          break;
        }
        ++depth;
        ++at_;
        operand = false;
        break;
      case TokenKind::Close:
        if (depth == 0) return;
        --depth;
        if (depth < inner_depth_) inner_role_.reset();
        ++at_;
        operand = true;
        break;
      case TokenKind::Comma:
        if (depth == 0 && (how & stop_comma)) return;
        ++at_;
        operand = false;
        break;
      case TokenKind::Dot:
        ++at_;
        if (is(TokenKind::Word) || is(TokenKind::Quoted) || op("*")) ++at_;  // a field of what stands before
        break;
      case TokenKind::String:
        if (item && operand && depth == 0 && (how & item_alias))
          item->alias = fold_name(unquoted(tokens_.of(t), lexis_), true, session_.dialect);
        ++at_;
        operand = true;
        break;
      case TokenKind::Number:
      case TokenKind::Placeholder:
      case TokenKind::Hole:
      case TokenKind::Template:
        ++at_;
        operand = true;
        break;
      case TokenKind::Operator: {
        const std::string_view text = tokens_.of(t);
        if (text == "*" && !operand) {
          if (depth == 0 && item) {
            item->star = true;
            Reference star;
            star.token = at_;
            star.role = role;
            star.star = true;
            if (scope_) scope_->references.push_back(star);
          }
          operand = true;
          ++at_;
          bool changed = false;
          while ((kw() == Kw::Except || kw() == Kw::Exclude || kw() == Kw::Replace || kw() == Kw::Rename) &&
                 is(TokenKind::Open, 1) && !query_starts(2)) {
            ++at_;
            skip_parentheses();
            changed = true;
          }
          if (changed) break;
          if ((kw() == Kw::Exclude || kw() == Kw::Rename || kw() == Kw::Except) && is(TokenKind::Word, 1) &&
              kw(1) == Kw::None) {
            at_ += 2;
          }
          break;
        }
        if (text == "|>" && depth == 0) return;
        ++at_;
        if (text == "::") {
          skip_type();
          operand = true;
        } else if (text == ":" && operand) {
          if (is(TokenKind::Word) || is(TokenKind::Quoted)) ++at_;
        } else if (text == "[") {
          ++depth;
          operand = false;
        } else if (text == "]") {
          if (depth > 0) --depth;
          operand = true;
        } else {
          operand = false;
        }
        break;
      }
      case TokenKind::Word:
      case TokenKind::Quoted: {
        if (stops(depth, cases, operand)) return;
        const bool goes_on = operand ? word_after_operand(how, item, depth, cases, operand)
                                     : word_in_operand_place(role, how, item, depth, cases, operand);
        if (!goes_on) return;
        break;
      }
    }
  }
}

// A word where a value may stand. False: the expression ends before it.
bool Reader::word_in_operand_place(ColumnRole role, unsigned how, Item* item, std::uint32_t& depth,
                                   std::uint32_t& cases, bool& operand) {
  const Token& t = tok();
  if (t.kind == TokenKind::Quoted || is(TokenKind::Dot, 1)) {
    reference(role, how, item, operand);
    return true;
  }
  const bool call = is(TokenKind::Open, 1);
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
    case Kw::End:
      if (cases > 0) --cases;
      ++at_;
      operand = true;
      return true;
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

// a, t.a, s.t.a, t.*, f(...) with a qualified name.
void Reader::reference(ColumnRole role, unsigned how, Item* item, bool& operand) {
  Reference r;
  r.token = at_;
  r.role = inner_role_.value_or(role);
  r.output = (how & may_be_output) != 0;
  const bool single_word = is(TokenKind::Word);
  ++at_;
  while (is(TokenKind::Dot) && r.parts < 8) {
    if (op("*", 1)) {
      r.star = true;
      ++r.parts;
      at_ += 2;
      break;
    }
    if (!is(TokenKind::Word, 1) && !is(TokenKind::Quoted, 1)) {
      ++at_;
      operand = true;
      return;  // t.${column}
    }
    ++r.parts;
    at_ += 2;
  }
  operand = true;
  if (is(TokenKind::Open) && op("+", 1) && is(TokenKind::Close, 2)) at_ += 3;  // Oracle: a.id (+)
  if (is(TokenKind::Open) && !r.star) {                                        // schema.function(...), "f"(...)
    operand = false;
    return;
  }
  if (r.star && (kw() == Kw::Except || kw() == Kw::Exclude || kw() == Kw::Replace) && is(TokenKind::Open, 1) &&
      !query_starts(2)) {
    ++at_;
    skip_parentheses();
  }
  if (op("=>") ||
      (op("->") && !is(TokenKind::String, 1) && !is(TokenKind::Number, 1) && !is(TokenKind::Placeholder, 1)))
    return;  // named argument, lambda
  if (r.parts == 1 && single_word) {
    if ((kw() == Kw::First || kw() == Kw::Last) && r.token >= 2 && list_[r.token - 2].kw == Kw::Keep)
      return;  // KEEP (DENSE_RANK LAST ...)
    const std::string_view text = tokens_.of(list_[r.token]);
    if (is(TokenKind::Close) && r.token > 0 && list_[r.token - 1].kind == TokenKind::Comma && one_of(text, units))
      return;                                             // DATE_TRUNC(x, MONTH)
    if (is(TokenKind::String) && text[0] == '_') return;  // _utf8 'x'
  }
  if (r.parts == 2) {
    const Token& last = list_[r.token + 2];
    if (last.kind == TokenKind::Word) {
      const std::string_view text = tokens_.of(last);
      if (equals_ignoring_case(text, "nextval") || equals_ignoring_case(text, "currval")) return;
    }
  }
  if (!scope_) return;
  constexpr std::size_t most_references = 20000;
  if (scope_->references.size() >= most_references) return;
  compare_shape(r);
  scope_->references.push_back(r);
  if (item && at_ > r.token)
    item->only_reference = item->first == r.token ? static_cast<std::uint32_t>(scope_->references.size()) : 0;
}

// A word after a value: an operator, an alias, or something of a function's own (SEPARATOR, RESPECT NULLS, ...).
bool Reader::word_after_operand(unsigned how, Item* item, std::uint32_t depth, std::uint32_t& cases, bool& operand) {
  const Kw k = kw();
  if (k == Kw::From && (kw(1) == Kw::First || kw(1) == Kw::Last) && depth == 0) {
    at_ += 2;
    return true;
  }
  switch (k) {
    case Kw::Is:  // IS [NOT] DISTINCT FROM
      ++at_;
      take(Kw::Not);
      if (kw() == Kw::Distinct && kw(1) == Kw::From) at_ += 2;
      operand = false;
      return true;
    case Kw::And:
    case Kw::Or:
    case Kw::Like:
    case Kw::Ilike:
    case Kw::Rlike:
    case Kw::Regexp:
    case Kw::Between:
    case Kw::Not:
    case Kw::Escape:
    case Kw::Div:
    case Kw::Mod:
    case Kw::Xor:
    case Kw::Overlaps:
    case Kw::Similar:
    case Kw::Glob:
    case Kw::Against:
    case Kw::When:
    case Kw::Then:
    case Kw::Else:
    case Kw::From:
    case Kw::Where:
    case Kw::Having:
    case Kw::By:
    case Kw::On:
    case Kw::Passing:
    case Kw::For:
    case Kw::Distinct:
    case Kw::All:
    case Kw::Union:
    case Kw::Intersect:
    case Kw::Limit:
    case Kw::Offset:
    case Kw::Separator:
      if ((k == Kw::Div || k == Kw::Mod || k == Kw::Offset) && depth == 0 && item &&
          (ends(1) || is(TokenKind::Comma, 1) || kw(1) == Kw::From))
        break;
      ++at_;
      operand = false;
      return true;
    case Kw::In:
      ++at_;
      if (kw() == Kw::Natural || word("boolean")) {  // MATCH ... AGAINST ('x' IN BOOLEAN MODE)
        ++at_;
        return true;
      }
      operand = false;
      if (depth == 0 && dialect({Dialect::ClickHouse, Dialect::Sqlite}) &&
          (is(TokenKind::Word) || is(TokenKind::Quoted)) && scope_) {
        std::uint32_t ahead = 1;
        while (is(TokenKind::Dot, ahead)) ahead += 2;
        if (!is(TokenKind::Open, ahead)) {
          if (auto table = name(); table && !table->dynamic) add_table(*table);
          operand = true;
        }
      }
      return true;
    case Kw::End:
      if (cases > 0) --cases;
      ++at_;
      return true;
    case Kw::Case:
      ++cases;
      ++at_;
      operand = false;
      return true;
    case Kw::Select:
      if (depth == 0) return false;
      query();
      return true;
    case Kw::Partition:
    case Kw::Order:
    case Kw::Group:
    case Kw::Cluster:
    case Kw::Sort:
    case Kw::Distribute:
      if (kw(1) == Kw::By) {
        begin_inner(depth);
        operand = false;
        return true;
      }
      break;
    case Kw::Collate: at_ += 2; return true;
    case Kw::At:
      if (word("time", 1) && kw(2) == Kw::Zone) {
        at_ += 3;
        operand = false;
        return true;
      }
      break;
    case Kw::Over:
      ++at_;
      if (is(TokenKind::Word) || is(TokenKind::Quoted)) ++at_;
      return true;
    case Kw::As:
      ++at_;
      if (depth == 0) {
        if (item && (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String))) {
          item->alias = folded(at_);
          ++at_;
        } else if (is(TokenKind::Open)) {
          skip_parentheses();
        } else if (is(TokenKind::Word) || is(TokenKind::Quoted)) {
          ++at_;
        }
      } else {  // CAST(x AS type), STRUCT(x AS name)
        while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close)) {
          if (is(TokenKind::Open))
            skip_parentheses();
          else
            ++at_;
        }
      }
      return true;
    default: break;
  }
  if (depth == 0 && item && (how & item_alias) && item->alias.empty() && !is(TokenKind::Open, 1))
    item->alias = folded(at_);
  ++at_;
  if (is(TokenKind::Dot)) ++at_;
  return true;
}

// What follows "::".
void Reader::skip_type() {
  if (!is(TokenKind::Word) && !is(TokenKind::Quoted)) return;
  const std::string_view first = tokens_.of(tok());
  ++at_;
  while (is(TokenKind::Dot) && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1))) at_ += 2;
  if (equals_ignoring_case(first, "double")) take_word("precision");
  if (equals_ignoring_case(first, "character") || equals_ignoring_case(first, "bit")) take_word("varying");
  if (is(TokenKind::Open)) skip_parentheses();
  if ((kw() == Kw::With || kw() == Kw::Without) && (word("time", 1) || word("local", 1))) {
    at_ += kw() == Kw::With && word("local", 1) ? 4 : 3;
  }
  while (op("[")) {
    ++at_;
    if (is(TokenKind::Number)) ++at_;
    if (op("]")) ++at_;
  }
}

}  // namespace onewriter::sql::general
