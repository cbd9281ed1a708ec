// FROM: tables, joins, derived tables, table functions, and all that may stand behind a table's name.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "sql/general/reader.h"
#include "sql/general/words.h"

namespace onewriter::sql::general {

void Reader::add_source(Source source) {
  if (!scope_) return;
  constexpr std::size_t most_sources = 3000;  // of the tables behind these no columns are told
  if (scope_->sources.size() >= most_sources) {
    if (source.kind == Source::Kind::Table && !source.ignored)
      access(std::move(source.table), Mode::Read, Verb::Select, source.token);
    return;
  }
  scope_->sources.push_back(std::move(source));
}

// A table, a CTE, or a path that begins at an earlier table of this FROM (BigQuery, Spark: FROM t, t.items).
void Reader::add_table(const Name& name) {
  Source source;
  source.token = name.token;
  source.alias = name.table.name;
  if (const Derived* cte = find_cte(name)) {
    source.kind = Source::Kind::Derived;
    source.derived = *cte;
    return add_source(std::move(source));
  }
  if (name.dynamic) {
    blind_name(name);
    source.kind = Source::Kind::Derived;
    return add_source(std::move(source));
  }
  if (name.parts >= 2 && scope_ && !scope_->sources.empty()) {
    const std::string first = folded(name.token);
    if (const Source* earlier = find_source(first); earlier && earlier->alias == first &&
                                                    (earlier->table.name != first || name.parts == 2 || paths()) &&
                                                    !dialect({Dialect::TSql, Dialect::MySql, Dialect::MariaDb,
                                                              Dialect::Oracle, Dialect::Sqlite, Dialect::Postgres})) {
      Reference column;  // the array it is
      column.token = name.token;
      column.parts = 2;
      scope_->references.push_back(column);
      source.kind = Source::Kind::Opaque;
      return add_source(std::move(source));
    }
  }
  source.table = name.table;
  source.path = paths() && list_[name.token + 1].kind == TokenKind::Dot;
  const bool pseudo = session_.dialect == Dialect::TSql && name.parts == 1 &&
                      (name.table.name == "inserted" || name.table.name == "deleted");
  source.ignored = name.temporary || pseudo || excluded(name.table);
  add_source(std::move(source));
}

void Reader::from_list() {
  ++at_;                                                          // FROM
  if (mysql() && kw() == Kw::Update && !is(TokenKind::Dot, 1)) {  // AliSQL: SELECT a FROM UPDATE t SET ...
    Scope* outer = std::exchange(scope_, nullptr);
    update();
    scope_ = outer;
    return;
  }
  Scope own;
  const bool opened = scope_ == nullptr;
  if (opened) open_scope(own);
  do {
    if (at_end() || is(TokenKind::Close)) break;
    from_item();
  } while (take(TokenKind::Comma));
  if (opened) close_scope();
}

// FROM t or FROM (SELECT ...): all that the statement reads.
void Reader::from_only() {
  Scope scope;
  open_scope(scope);
  ++at_;  // FROM
  table_factor();
  close_scope();
  while (!at_end()) ++at_;
}

void Reader::from_item() {
  table_factor();
  joins();
}

bool Reader::join_starts() const {
  switch (kw()) {
    case Kw::Join:
    case Kw::Straight_Join: return true;
    case Kw::Natural: return true;
    case Kw::Inner: return kw(1) != Kw::Union && kw(1) != Kw::Intersect && kw(1) != Kw::Except;
    case Kw::Cross: return kw(1) == Kw::Join || kw(1) == Kw::Apply || is(TokenKind::Word, 1);
    case Kw::Outer: return kw(1) == Kw::Apply || kw(1) == Kw::Join;
    case Kw::Left:
    case Kw::Right:
    case Kw::Full:
      return !is(TokenKind::Open, 1) && kw(1) != Kw::Union && kw(1) != Kw::Intersect && kw(1) != Kw::Except &&
             !(kw(1) == Kw::Outer && (kw(2) == Kw::Union || kw(2) == Kw::Intersect || kw(2) == Kw::Except));
    case Kw::Semi:
    case Kw::Anti:
    case Kw::Asof:
    case Kw::Any:
    case Kw::All:
    case Kw::Global:
    case Kw::Positional:
    case Kw::Local:
    case Kw::Hash:
    case Kw::Merge:
    case Kw::Loop:
      return kw(1) == Kw::Join || kw(1) == Kw::Left || kw(1) == Kw::Inner || kw(1) == Kw::Right || kw(1) == Kw::Full ||
             kw(1) == Kw::Any || kw(1) == Kw::All || kw(1) == Kw::Asof || kw(1) == Kw::Semi || kw(1) == Kw::Anti ||
             word("paste", 1);
    case Kw::Lateral: return kw(1) == Kw::View;
    case Kw::None:  // Vertica; Snowflake; ClickHouse
      return kw(1) == Kw::Join ? word("semiall") || word("directed") || word("paste")
                               : kw(1) == Kw::Anti && word("nullaware");
    case Kw::Array: return kw(1) == Kw::Join;
    case Kw::On:
    case Kw::Using: return false;
    default: return false;
  }
}

void Reader::joins() {
  while (!at_end()) {
    if (kw() == Kw::On && !is(TokenKind::Dot, 1) && kw(1) != Kw::Duplicate && kw(1) != Kw::Conflict) {
      ++at_;
      expression(ColumnRole::Joined, stop_comma);
      continue;
    }
    if (word("match_condition") && is(TokenKind::Open, 1)) {  // Snowflake: ASOF JOIN u MATCH_CONDITION (...)
      ++at_;
      expression(ColumnRole::Joined, stop_comma);
      continue;
    }
    if (kw() == Kw::Using) {
      const bool list = is(TokenKind::Open, 1);
      const bool bare = session_.dialect == Dialect::ClickHouse && is(TokenKind::Word, 1);
      if (!list && !bare) return;
      ++at_;
      const std::uint32_t close = list ? after_mate(at_) : end_;
      if (list) ++at_;
      while (at_ < close && (is(TokenKind::Word) || is(TokenKind::Quoted))) {
        Reference r;
        r.token = at_;
        r.role = ColumnRole::Joined;
        r.everywhere = true;
        if (scope_) scope_->references.push_back(r);
        ++at_;
        while (is(TokenKind::Dot)) at_ += 2;
        if (!take(TokenKind::Comma)) break;
      }
      if (list) at_ = close;
      if (kw() == Kw::As && list) at_ += 2;
      continue;
    }
    if (!join_starts()) return;
    if (kw() == Kw::Lateral) {
      lateral_view();
      continue;
    }
    bool array = false;
    while (kw() != Kw::Join && kw() != Kw::Apply && kw() != Kw::Straight_Join) {
      if (at_end() || is(TokenKind::Close) || !is(TokenKind::Word)) return;
      array |= kw() == Kw::Array;
      ++at_;
    }
    ++at_;
    if (hint()) ++at_;
    if (array) {
      array_join();
      continue;
    }
    table_factor();
  }
}

// ClickHouse: ARRAY JOIN a AS x, b
void Reader::array_join() {
  do {
    Item item;
    item.first = at_;
    expression(ColumnRole::Read, stop_comma | item_alias, &item);
    if (!item.alias.empty()) {
      Source source;
      source.kind = Source::Kind::Derived;
      source.alias = item.alias;
      source.derived.outputs = {item.alias};
      source.derived.open = false;
      add_source(std::move(source));
    }
  } while (take(TokenKind::Comma));
}

// Hive, Spark: LATERAL VIEW [OUTER] explode(x) t AS a, b
void Reader::lateral_view() {
  at_ += 2;
  take(Kw::Outer);
  if (is(TokenKind::Word) && !is(TokenKind::Open, 1)) {
    while (is(TokenKind::Dot, 1)) at_ += 2;
  }
  if (is(TokenKind::Open, 1)) {
    const std::uint32_t close = after_mate(at_ + 1);
    at_ += 2;
    expressions(ColumnRole::Read);
    at_ = close;
  }
  Source source;
  source.kind = Source::Kind::Derived;
  source.derived.open = false;
  if ((is(TokenKind::Word) && !is_reserved(kw())) || is(TokenKind::Quoted)) source.alias = folded(at_++);
  if (take(Kw::As)) {
    do {
      if (is(TokenKind::Word) || is(TokenKind::Quoted)) source.derived.outputs.push_back(folded(at_++));
    } while (is(TokenKind::Comma) && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && !is(TokenKind::Dot, 2) &&
             kw(1) != Kw::Lateral && take(TokenKind::Comma));
  } else {
    source.derived.outputs = {"col", "key", "value", "pos"};
  }
  add_source(std::move(source));
}

// DuckDB: FROM (PIVOT t ON a, b), FROM (DESCRIBE SELECT ...), FROM (SUMMARIZE t); Snowflake: FROM (SHOW TABLES). What
// follows tells it from names where the dialect is another.
bool Reader::shown_or_pivoted() const {
  const bool pivots = kw() == Kw::Pivot || kw() == Kw::Unpivot;
  const bool shows = kw() == Kw::Describe || kw() == Kw::Desc || kw() == Kw::Show || word("summarize");
  if (session_.dialect == Dialect::Unknown) return pivots || shows;
  if (session_.dialect == Dialect::Snowflake && kw() == Kw::Show && is(TokenKind::Word, 1)) {
    static constexpr std::array<std::string_view, 12> objects = {"terse",   "tables",     "views",     "schemas",
                                                                 "columns", "databases",  "objects",   "stages",
                                                                 "tasks",   "warehouses", "functions", "procedures"};
    return one_of(tokens_.of(tok(1)), objects);
  }
  return pivots ? kw(2) == Kw::On : shows && (query_starts(1) || kw(1) == Kw::Table || kw(1) == Kw::Pivot);
}

// "(": a derived table, or joins in parentheses.
void Reader::parenthesised_from() {
  const std::uint32_t close = after_mate(at_);
  if (depth_ >= deepest_query) {
    blind("unreadable statement", "nested too deeply", at_);
    at_ = close;
    return;
  }
  ++depth_;
  const std::uint32_t open = at_;
  // Leading parentheses of ((SELECT ...) UNION ...) and of ((a JOIN b) JOIN c): what is behind the inner one decides.
  std::uint32_t inner = at_ + 1;
  bool query_inside = query_starts(1) || kw(1) == Kw::Values;
  std::uint32_t steps = 0;
  while (!query_inside && list_[inner].kind == TokenKind::Open && inner < end_ && steps++ < deepest_query) {
    const std::uint32_t behind = after_mate(inner);
    const Kw next = behind < end_ ? list_[behind].kw : Kw::None;
    const bool set_operation = next == Kw::Union || next == Kw::Intersect || next == Kw::Except || next == Kw::Minus ||
                               next == Kw::Order || next == Kw::Limit;
    const bool alone = behind < end_ && list_[behind].kind == TokenKind::Close;
    if (set_operation) query_inside = true;
    if (!set_operation && !alone) break;
    ++inner;
    const std::uint32_t here = at_;
    at_ = inner;
    if (alone && (query_starts() || kw() == Kw::Values)) query_inside = true;
    at_ = here;
  }
  Source source;
  source.kind = Source::Kind::Derived;
  source.token = open;
  ++at_;
  if (query_inside) {
    Scope* outer = scope_;
    source.derived = query();
    scope_ = outer;
    at_ = close;
    table_suffixes(source);
    add_source(std::move(source));
  } else if (change_starts()) {
    Scope* outer = scope_;
    scope_ = nullptr;
    statement();
    scope_ = outer;
    at_ = close;
    table_suffixes(source);
    add_source(std::move(source));
  } else if (kw() == Kw::Import && (kw(1) == Kw::From || kw(1) == Kw::Into)) {  // Exasol: rows from elsewhere
    at_ = close;
    table_suffixes(source);
    add_source(std::move(source));
  } else if (shown_or_pivoted()) {
    const bool shows = kw() == Kw::Show;
    if (!is(TokenKind::Dot, 1) && !is(TokenKind::Close, 1)) ++at_;
    if (kw() == Kw::Pivot || kw() == Kw::Unpivot || kw() == Kw::Table) ++at_;
    if (query_starts())
      query();
    else if (!shows)
      table_factor();
    at_ = close;
    table_suffixes(source);
    add_source(std::move(source));
  } else {
    do {
      from_item();
    } while (take(TokenKind::Comma) && at_ < close);
    at_ = close;
    Source ignored;
    ignored.kind = Source::Kind::Opaque;
    table_suffixes(ignored);
    if (!ignored.alias.empty()) add_source(std::move(ignored));
  }
  --depth_;
}

}  // namespace onewriter::sql::general
