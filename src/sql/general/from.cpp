// FROM: tables, joins, derived tables, table functions, and all that may stand behind a table's name.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::add_source(Source source) {
  if (!scope_) return;
  constexpr std::size_t most_sources = 3000;  // of the tables behind these no columns are told
  if (scope_->sources.size() >= most_sources) {
    if (source.kind == Source::Kind::Table && !source.ignored) access(std::move(source.table), Mode::Read, Verb::Select, source.token);
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
    if (const Source* earlier = find_source(first); earlier && earlier->alias == first && (earlier->table.name != first || name.parts == 2) && !dialect({Dialect::TSql, Dialect::MySql, Dialect::MariaDb, Dialect::Oracle, Dialect::Sqlite, Dialect::Postgres})) {
      source.kind = Source::Kind::Opaque;
      return add_source(std::move(source));
    }
  }
  source.table = name.table;
  const bool pseudo = session_.dialect == Dialect::TSql && name.parts == 1 && (name.table.name == "inserted" || name.table.name == "deleted");
  source.ignored = name.temporary || pseudo || excluded(name.table);
  add_source(std::move(source));
}

void Reader::from_list() {
  ++at_;  // FROM
  Scope own;
  const bool opened = scope_ == nullptr;
  if (opened) open_scope(own);
  do {
    if (at_end() || is(TokenKind::Close)) break;
    from_item();
  } while (take(TokenKind::Comma));
  if (opened) close_scope();
}

void Reader::from_item() {
  table_factor();
  joins();
}

bool Reader::join_starts() const {
  switch (kw()) {
    case Kw::Join: case Kw::Straight_Join: return true;
    case Kw::Inner: case Kw::Natural:
      return true;
    case Kw::Cross: return kw(1) == Kw::Join || kw(1) == Kw::Apply || is(TokenKind::Word, 1);
    case Kw::Outer: return kw(1) == Kw::Apply || kw(1) == Kw::Join;
    case Kw::Left: case Kw::Right: case Kw::Full:
      return !is(TokenKind::Open, 1) && kw(1) != Kw::Union;
    case Kw::Semi: case Kw::Anti: case Kw::Asof: case Kw::Any: case Kw::All: case Kw::Global: case Kw::Positional: case Kw::Local: case Kw::Hash: case Kw::Merge: case Kw::Loop:
      return kw(1) == Kw::Join || kw(1) == Kw::Left || kw(1) == Kw::Inner || kw(1) == Kw::Right || kw(1) == Kw::Full || kw(1) == Kw::Any || kw(1) == Kw::All || kw(1) == Kw::Asof || kw(1) == Kw::Semi || kw(1) == Kw::Anti;
    case Kw::Lateral: return kw(1) == Kw::View;
    case Kw::Array: return kw(1) == Kw::Join;
    case Kw::On: case Kw::Using: return false;
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
    } while (is(TokenKind::Comma) && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && !is(TokenKind::Dot, 2) && kw(1) != Kw::Lateral && take(TokenKind::Comma));
  } else {
    source.derived.outputs = {"col", "key", "value", "pos"};
  }
  add_source(std::move(source));
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
    const bool set_operation = next == Kw::Union || next == Kw::Intersect || next == Kw::Except || next == Kw::Minus || next == Kw::Order || next == Kw::Limit;
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
  } else if ((kw() == Kw::Insert || kw() == Kw::Update || kw() == Kw::Delete || kw() == Kw::Merge) && !is(TokenKind::Close, 1) && !is(TokenKind::Comma, 1)) {
    Scope* outer = scope_;
    scope_ = nullptr;
    statement();
    scope_ = outer;
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

void Reader::table_factor() {
  while (kw() == Kw::Lateral || (kw() == Kw::Only && !is(TokenKind::Dot, 1) && !is(TokenKind::Comma, 1)) || op("{") || (word("oj") && list_[at_ > 0 ? at_ - 1 : 0].op == '{')) ++at_;
  // Db2, and Oracle's collections: FINAL TABLE (INSERT ...), TABLE(f(x)), TABLE(t.items)
  if ((kw() == Kw::Final || kw() == Kw::New || kw() == Kw::Old) && kw(1) == Kw::Table) ++at_;
  if (kw() == Kw::Table && is(TokenKind::Open, 1)) {
    ++at_;
    if (query_starts(1) || kw(1) == Kw::Insert || kw(1) == Kw::Update || kw(1) == Kw::Delete || kw(1) == Kw::Merge) return parenthesised_from();
    const std::uint32_t close = after_mate(at_);
    ++at_;
    Source source;
    source.kind = Source::Kind::Derived;
    if (is(TokenKind::String) && at_ + 2 == close && session_.dialect == Dialect::Snowflake) {
      Name table;
      table.token = at_;
      table.parts = 1;
      table.table = table_name_from(unquoted(tokens_.of(tok()), lexis_), session_.dialect);
      at_ = close;
      add_table(table);
      return finish_table(table.table.name);
    }
    if (session_.dialect == Dialect::Snowflake && is(TokenKind::Word) && (equals_ignoring_case(tokens_.of(tok()), "flatten") || word("split_to_table"))) {
      source.derived.outputs = {"seq", "key", "path", "index", "value", "this"};
      source.derived.open = false;
    }
    expressions(ColumnRole::Read);
    at_ = close;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if (kw() == Kw::Rows && kw(1) == Kw::From && is(TokenKind::Open, 2)) {
    at_ += 2;
    const std::uint32_t close = after_mate(at_);
    ++at_;
    expressions(ColumnRole::Read);
    at_ = close;
    Source source;
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if (is(TokenKind::Open)) return parenthesised_from();
  if (kw() == Kw::Values && is(TokenKind::Open, 1)) {
    values_rows();
    Source source;
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if ((kw() == Kw::Unpivot || kw() == Kw::Pivot || word("summarize") || ((kw() == Kw::Describe || kw() == Kw::Show) && list_[at_ - 1].kind == TokenKind::Open)) && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1))) {
    ++at_;  // DuckDB: FROM (PIVOT t ON ...); Redshift: UNPIVOT t.items AS v AT k
  }
  if (op("@") || (is(TokenKind::String) && tok().op == '\'' && session_.dialect != Dialect::Sqlite)) {  // a stage or a file: FROM @stage/path, FROM 'file.parquet'
    ++at_;
    while (!at_end() && !is(TokenKind::Close) && !is(TokenKind::Comma) && tok().offset == list_[at_ - 1].end()) ++at_;
    if (is(TokenKind::Open)) skip_parentheses();
    Source source;
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if (session_.dialect == Dialect::Snowflake && is(TokenKind::Placeholder) && tok().op == '@') {  // @stage/path
    ++at_;
    while (!at_end() && !is(TokenKind::Close) && !is(TokenKind::Comma) && tok().offset == list_[at_ - 1].end() && !is(TokenKind::Open)) ++at_;
    if (is(TokenKind::Open)) skip_parentheses();
    Source source;
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if (word("stream") && dialect({Dialect::Spark, Dialect::Unknown}) && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && kw(1) == Kw::None && (is(TokenKind::Dot, 2) || is(TokenKind::Open, 2) || ends(2) || is_reserved(kw(2)) || is(TokenKind::Close, 2))) ++at_;  // Databricks: FROM STREAM t
  if (session_.dialect == Dialect::Unknown && is(TokenKind::Word) && op(":", 1)) at_ += 2;  // DuckDB: FROM alias: t
  const std::uint32_t before = at_;
  auto table = name();
  if (!table && is(TokenKind::String)) {  // SQLite: FROM 't'
    table.emplace();
    table->token = at_;
    table->parts = 1;
    table->table.name = folded(at_++);
  }
  if (!table) {
    if (at_ == before && !at_end() && !is(TokenKind::Close) && !is(TokenKind::Comma) && !is_reserved(kw())) ++at_;
    return;
  }
  static constexpr std::string_view hints[] = {"nolock", "readpast", "holdlock", "updlock", "rowlock", "tablock", "tablockx", "index", "readuncommitted", "paglock", "xlock", "noexpand"};
  const auto hint_at = [&](std::uint32_t ahead) {
    return is(TokenKind::Word, ahead) && std::any_of(std::begin(hints), std::end(hints), [&](std::string_view h) { return word(h, ahead); });
  };
  if (is(TokenKind::Open) && !(hint_at(1) && (is(TokenKind::Close, 2) || is(TokenKind::Comma, 2)))) return table_function(*table);
  if (dialect({Dialect::Spark, Dialect::Unknown}) && table->parts == 2 && list_[at_ - 1].op == '`' && (table->table.schema == "parquet" || table->table.schema == "delta" || table->table.schema == "csv" || table->table.schema == "json" || table->table.schema == "orc" || table->table.schema == "text" || table->table.schema == "avro" || table->table.schema == "binaryfile")) {
    Source source;  // Spark: a file, parquet.`/path`
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  // Oracle: t@link
  if (is(TokenKind::Placeholder) && tok().op == '@' && tok().offset == list_[at_ - 1].end()) {
    const bool version = dialect({Dialect::Spark, Dialect::Hive});  // Delta: t@v123
    if (table->table.catalog.empty() && !version) table->table.catalog = fold_name(tokens_.of(tok()).substr(1), false, session_.dialect);
    ++at_;
    if (is(TokenKind::Dot)) at_ += 2;
  }
  if (op("*")) ++at_;  // PostgreSQL: FROM t *
  const std::size_t before_table = scope_ ? scope_->sources.size() : 0;
  add_table(*table);
  if (!scope_) return;
  if (scope_->sources.size() == before_table) {
    Source unused;
    return table_suffixes(unused);
  }
  finish_table(table->table.name);
}

// What stands behind the name of the table that was added last: alias, hints, PIVOT, ...
void Reader::finish_table(const std::string& name) {
  if (!scope_ || scope_->sources.empty()) return;
  Source suffixed = std::move(scope_->sources.back());
  scope_->sources.pop_back();
  suffixed.alias.clear();
  table_suffixes(suffixed);
  if (suffixed.alias.empty()) suffixed.alias = name;
  if (suffixed.kind == Source::Kind::Opaque) suffixed.kind = Source::Kind::Derived;
  add_source(std::move(suffixed));
}

// name ( ... ) in FROM. What it returns is not known, but for the well-known ones.
void Reader::table_function(const Name& table) {
  const std::uint32_t close = after_mate(at_);
  const std::string& function = table.table.name;
  Source source;
  source.kind = Source::Kind::Derived;
  source.token = table.token;
  if (function == "openquery" || function == "openrowset" || function == "opendatasource") {
    // The last string is a query for the other server.
    std::uint32_t last = close - 2;
    if (last > at_ && list_[last].kind == TokenKind::String) {
      Session inner = session_;
      read_text(unquoted(tokens_.of(list_[last]), lexis_), last);
    } else if (function == "openquery") {
      blind("dynamic SQL", function, table.token);
    }
    at_ = close;
  } else if (equals_ignoring_case(function, "semantic_view")) {
    ++at_;
    if (auto view = name()) add_table(*view);
    at_ = close;
  } else if (session_.dialect == Dialect::ClickHouse && (function == "remote" || function == "remotesecure" || function == "cluster" || function == "clusterallreplicas")) {
    ++at_;
    if (is(TokenKind::String) || is(TokenKind::Word)) ++at_;
    if (take(TokenKind::Comma)) {
      if (auto far = name()) add_table(*far);
    }
    at_ = close;
  } else if (equals_ignoring_case(function, "changetable") || equals_ignoring_case(function, "containstable") || equals_ignoring_case(function, "freetexttable")) {
    ++at_;
    take(Kw::Changes) || take(Kw::Version);
    if (auto inner = name()) {
      add_table(*inner);
    }
    at_ = close;
  } else {
    ++at_;
    std::uint32_t rounds = 0;
    while (at_ + 1 < close && rounds++ < 100000) {
      const std::uint32_t before = at_;
      if (kw() == Kw::Table && !is(TokenKind::Open, 1)) {  // f(TABLE t)
        ++at_;
        if (auto inner = name()) add_table(*inner);
      } else if (query_starts()) {
        query();
      } else {
        expression(ColumnRole::Read, stop_comma);
      }
      if (!take(TokenKind::Comma) && at_ == before) ++at_;
    }
    at_ = close;
    static constexpr std::string_view unnesting[] = {"unnest", "explode", "posexplode", "generate_series", "generate_date_array", "string_split"};
    if (std::any_of(std::begin(unnesting), std::end(unnesting), [&](std::string_view f) { return equals_ignoring_case(f, function); })) {
      source.derived.open = false;
      source.derived.outputs = {"value", "ordinal", "offset", "pos", "col", "key", function};
    } else if (equals_ignoring_case(function, "flatten")) {
      source.derived.open = false;
      source.derived.outputs = {"seq", "key", "path", "index", "value", "this"};
    }
  }
  table_suffixes(source);
  if (source.alias.empty()) source.alias = function;
  if (!source.derived.open) source.derived.outputs.push_back(source.alias);
  add_source(std::move(source));
}

bool Reader::alias_starts() const {
  if (is(TokenKind::Quoted)) return true;
  if (is(TokenKind::String)) return tok().op == '"' || mysql() || dialect({Dialect::TSql, Dialect::Sqlite});
  if (!is(TokenKind::Word)) return false;
  if (is(TokenKind::Dot, 1)) return false;
  switch (kw()) {
    case Kw::None: return !word("match_recognize") && !(word("match_condition") && is(TokenKind::Open, 1)) && !word("subpartition") && !(word("versions") && kw(1) == Kw::Between);
    case Kw::Partition: case Kw::Final: case Kw::Indexed: return !is(TokenKind::Open, 1) && kw() != Kw::Final && kw() != Kw::Indexed && kw(1) != Kw::By;
    case Kw::Sample: return !is(TokenKind::Number, 1) && !is(TokenKind::Open, 1) && kw(1) != Kw::System && !word("bernoulli", 1) && !word("block", 1);
    case Kw::Pivot: case Kw::Unpivot: return !is(TokenKind::Open, 1);
    case Kw::Use: case Kw::Force: case Kw::Ignore: return kw(1) != Kw::Index && kw(1) != Kw::Key && session_.dialect != Dialect::TSql;
    case Kw::Offset: return !is(TokenKind::Number, 1) && !is(TokenKind::Placeholder, 1) && !is(TokenKind::Open, 1);
    case Kw::Cluster: case Kw::Distribute: case Kw::Sort: return kw(1) != Kw::By;
    case Kw::Start: return kw(1) != Kw::With;
    case Kw::Semi: case Kw::Anti: case Kw::Asof: case Kw::Any: case Kw::All: case Kw::Global: case Kw::Positional: case Kw::Array: case Kw::Local: case Kw::Hash:
      return !join_starts();
    case Kw::Outer: return kw(1) != Kw::Apply && kw(1) != Kw::Join;
    case Kw::Option: return !is(TokenKind::Open, 1);
    case Kw::Settings: return ends(1) || is(TokenKind::Close, 1) || is(TokenKind::Comma, 1) || is_reserved(kw(1));
    case Kw::Format: return session_.dialect != Dialect::ClickHouse;
    case Kw::Lock: return kw(1) != Kw::In;
    case Kw::Model: return session_.dialect != Dialect::Oracle;
    case Kw::At: case Kw::Before: return !is(TokenKind::Open, 1);
    case Kw::Changes: return !is(TokenKind::Open, 1);
    case Kw::Timestamp: case Kw::Version: return kw(1) != Kw::As;
    case Kw::Output: return session_.dialect != Dialect::TSql;
    case Kw::Bulk: return kw(1) != Kw::Collect;
    case Kw::Log: return kw(1) != Kw::Errors;
    case Kw::Commit: case Kw::Rollback: case Kw::Throw: case Kw::Raiserror: case Kw::Waitfor: case Kw::Deallocate: case Kw::Goto: case Kw::Close: case Kw::Open:
      return !dialect({Dialect::TSql, Dialect::Unknown});
    case Kw::Do: return false;
    case Kw::Replace: return !is(TokenKind::Word, 1);
    default: return !is_reserved(kw());
  }
}

void Reader::table_suffixes(Source& source) {
  bool alias_seen = false;
  while (!at_end()) {
    const Kw k = kw();
    const bool open_next = is(TokenKind::Open, 1);
    if (k == Kw::As && kw(1) == Kw::Of) {  // AS OF TIMESTAMP x, AS OF SCN x
      at_ += 2;
      if (is(TokenKind::Word) && !is(TokenKind::Open, 1)) ++at_;
      if (take(Kw::Between)) {}
      const ColumnRole role = ColumnRole::Read;
      expression(role, stop_comma);
    } else if ((k == Kw::Partition || word("subpartition")) && (open_next || (kw(1) == Kw::For && is(TokenKind::Open, 2)))) {
      at_ += open_next ? 1 : 2;
      skip_parentheses();
    } else if (k == Kw::Tablesample || (k == Kw::Sample && !alias_starts())) {
      ++at_;
      if (is(TokenKind::Number)) {
        ++at_;
        if (op("/")) at_ += 2;
        if (kw() == Kw::Offset && is(TokenKind::Number, 1)) {
          at_ += 2;
          if (op("/")) at_ += 2;
        }
      }
      while (is(TokenKind::Word) && is(TokenKind::Open, 1)) {
        ++at_;
        skip_parentheses();
      }
      if (is(TokenKind::Open)) skip_parentheses();
      if ((word("seed") || kw() == Kw::Repeatable) && is(TokenKind::Open, 1)) {
        ++at_;
        skip_parentheses();
      }
    } else if (k == Kw::Final && !alias_seen && dialect({Dialect::ClickHouse, Dialect::Unknown, Dialect::Ansi})) {
      ++at_;
    } else if (k == Kw::Final && dialect({Dialect::ClickHouse})) {
      ++at_;
    } else if (k == Kw::For && (word("system_time", 1) || word("business_time", 1) || word("application_time", 1) || ((kw(1) == Kw::Version || kw(1) == Kw::Timestamp || word("system_version", 1)) && kw(2) == Kw::As) || (kw(1) == Kw::Period))) {
      at_ += 2;
      while (kw() == Kw::As || kw() == Kw::Of || kw() == Kw::Between || kw() == Kw::All || kw() == Kw::From || word("contained") || kw() == Kw::In) ++at_;
      expression(ColumnRole::Read, stop_comma);
      if (kw() == Kw::To) {
        ++at_;
        expression(ColumnRole::Read, stop_comma);
      }
    } else if ((k == Kw::Timestamp || k == Kw::Version) && kw(1) == Kw::As && kw(2) == Kw::Of) {
      at_ += 3;
      expression(ColumnRole::Read, stop_comma);
    } else if ((k == Kw::At || k == Kw::Before || k == Kw::Changes || (k == Kw::End && is(TokenKind::Open, 1))) && open_next) {
      ++at_;
      skip_parentheses();
    } else if (word("versions") && kw(1) == Kw::Between) {
      at_ += 2;
      if (is(TokenKind::Word)) ++at_;
      expression(ColumnRole::Read, stop_comma);
    } else if (k == Kw::With && (open_next || kw(1) == Kw::Ordinality || (kw(1) == Kw::Offset))) {
      if (open_next) {
        ++at_;
        const std::vector<std::string> columns = name_list();  // hints, or OPENJSON's columns
        if (source.kind == Source::Kind::Derived && !columns.empty()) {
          source.derived.outputs = columns;
          source.derived.open = false;
        }
      } else {
        const bool offset = kw(1) == Kw::Offset;
        at_ += 2;
        if (offset && (kw() == Kw::As || (is(TokenKind::Word) && kw() == Kw::None))) {
          take(Kw::As);
          if (is(TokenKind::Word)) source.derived.outputs.push_back(folded(at_++));
        }
      }
    } else if (is(TokenKind::Open) && !alias_seen && source.kind == Source::Kind::Table) {
      skip_parentheses();  // T-SQL's old hints: t (NOLOCK)
    } else if ((k == Kw::Use || k == Kw::Force || k == Kw::Ignore) && (kw(1) == Kw::Index || kw(1) == Kw::Key)) {
      at_ += 2;
      if (kw() == Kw::For) {
        while (!at_end() && !is(TokenKind::Open)) ++at_;
      }
      skip_parentheses();
      if (is(TokenKind::Comma) && (kw(1) == Kw::Use || kw(1) == Kw::Force || kw(1) == Kw::Ignore) && kw(2) == Kw::Index) ++at_;
    } else if (k == Kw::Indexed && kw(1) == Kw::By) {
      at_ += 3;
    } else if (k == Kw::Not && kw(1) == Kw::Indexed) {
      at_ += 2;
    } else if ((k == Kw::Pivot || k == Kw::Unpivot) && !alias_starts()) {
      ++at_;
      while (is(TokenKind::Word) && !is(TokenKind::Open)) ++at_;
      if (is(TokenKind::Open)) {
        const std::uint32_t close = after_mate(at_);
        const bool pivot = k == Kw::Pivot;
        // Subqueries in IN (...) read; names there are values or new columns.
        for (std::uint32_t i = at_; i < close; ++i) {
          if (list_[i].kind == TokenKind::Open && (list_[i + 1].kw == Kw::Select) && i > at_) {
            at_ = i;
            parenthesised_query();
            i = at_ - 1;
          }
        }
        (void)pivot;
        at_ = close;
      }
      // What comes out has columns of its own.
      if (source.kind == Source::Kind::Table || source.kind == Source::Kind::Derived) {
        Source pivoted;
        pivoted.kind = Source::Kind::Derived;
        if (source.alias.empty()) source.alias = source.table.name;
        add_source(std::move(source));
        source = std::move(pivoted);
        alias_seen = false;
      }
    } else if (word("match_recognize") && open_next) {
      ++at_;
      skip_parentheses();
      Source matched;
      matched.kind = Source::Kind::Derived;
      if (source.alias.empty()) source.alias = source.table.name;
      add_source(std::move(source));
      source = std::move(matched);
      alias_seen = false;
    } else if (!alias_seen && ((k == Kw::As && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || is(TokenKind::String, 1) || is(TokenKind::Hole, 1) || is(TokenKind::Placeholder, 1) || is(TokenKind::Open, 1))) || alias_starts())) {
      take(Kw::As);
      alias_seen = true;
      if (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String)) source.alias = folded(at_);
      if (!is(TokenKind::Open)) ++at_;
      if (is(TokenKind::Open)) {
        const std::uint32_t close = after_mate(at_);
        std::vector<std::string> columns = name_list();
        at_ = close;
        if (source.kind == Source::Kind::Derived) {
          source.derived.outputs = std::move(columns);
          source.derived.open = false;
        }
      }
    } else if (is(TokenKind::Placeholder) && !alias_seen && tok().op == '{') {
      ++at_;  // {alias}
      alias_seen = true;
    } else if (op("}")) {
      ++at_;  // the end of ODBC's { oj ... }
    } else {
      return;
    }
  }
}

}  // namespace onewriter::sql::general
