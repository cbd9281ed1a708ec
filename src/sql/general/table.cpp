// One table, derived table or table function of FROM.

#include <algorithm>
#include <array>
#include <utility>

#include "sql/general/reader.h"
#include "sql/general/words.h"

namespace onewriter::sql::general {

// A name in single quotes: SQLite allows it; where the dialect is not known, a text that is no path of a file.
bool Reader::quoted_table() const {
  if (session_.dialect == Dialect::Sqlite) return true;
  if (session_.dialect != Dialect::Unknown) return false;
  return tokens_.of(tok()).find_first_of("./*:\\") == std::string_view::npos;
}

void Reader::table_factor() {
  while (kw() == Kw::Lateral || (kw() == Kw::Only && !is(TokenKind::Dot, 1) && !is(TokenKind::Comma, 1)) || op("{") ||
         (word("oj") && list_[at_ > 0 ? at_ - 1 : 0].op == '{'))
    ++at_;
  // Db2, and Oracle's collections: FINAL TABLE (INSERT ...), TABLE(f(x)), TABLE(t.items)
  if ((kw() == Kw::Final || kw() == Kw::New || kw() == Kw::Old) && kw(1) == Kw::Table) ++at_;
  if (list_[at_ > 0 ? at_ - 1 : 0].op == '{' && is(TokenKind::Word) && op(":", 1)) {  // ClickHouse: {t: Identifier}
    blind("dynamic table name", std::string(tokens_.of(tok())), at_);
    while (!at_end() && !op("}") && !is(TokenKind::Close)) ++at_;
    if (op("}")) ++at_;
    Source source;
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if (kw() == Kw::Table && is(TokenKind::Open, 1)) {
    ++at_;
    if (query_starts(1) || kw(1) == Kw::Insert || kw(1) == Kw::Update || kw(1) == Kw::Delete || kw(1) == Kw::Merge)
      return parenthesised_from();
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
    if (session_.dialect == Dialect::Snowflake && is(TokenKind::Word) &&
        (equals_ignoring_case(tokens_.of(tok()), "flatten") || word("split_to_table"))) {
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
  if (kw() == Kw::Unpivot && ((is(TokenKind::Word, 1) && !is_reserved(kw(1))) || is(TokenKind::Quoted, 1))) {
    ++at_;  // Redshift: UNPIVOT t.items AS v AT k
    if (scope_ && !is(TokenKind::Dot, 1) && find_source(folded(at_))) {
      ++at_;  // UNPIVOT o, of an earlier item o
      Source source;
      source.kind = Source::Kind::Derived;
      table_suffixes(source);
      return add_source(std::move(source));
    }
  }
  if (op("@") || (is(TokenKind::String) && tok().op == '\'' &&
                  !quoted_table())) {  // a stage or a file: FROM @stage/path, FROM 'file.parquet'
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
    while (!at_end() && !is(TokenKind::Close) && !is(TokenKind::Comma) && tok().offset == list_[at_ - 1].end() &&
           !is(TokenKind::Open))
      ++at_;
    if (is(TokenKind::Open)) skip_parentheses();
    Source source;
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if (word("stream") && dialect({Dialect::Spark, Dialect::Unknown}) &&
      (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && kw(1) == Kw::None &&
      (is(TokenKind::Dot, 2) || is(TokenKind::Open, 2) || ends(2) || is_reserved(kw(2)) || is(TokenKind::Close, 2)))
    ++at_;  // Databricks: FROM STREAM t
  if (session_.dialect == Dialect::Unknown && (is(TokenKind::Word) || is(TokenKind::Quoted)) && op(":", 1))
    at_ += 2;  // DuckDB: FROM alias: t
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
  static constexpr std::string_view hints[] = {"nolock",          "readpast", "holdlock", "updlock",
                                               "rowlock",         "tablock",  "tablockx", "index",
                                               "readuncommitted", "paglock",  "xlock",    "noexpand"};
  const auto hint_at = [&](std::uint32_t ahead) {
    return is(TokenKind::Word, ahead) &&
           std::any_of(std::begin(hints), std::end(hints), [&](std::string_view h) { return word(h, ahead); });
  };
  if (is(TokenKind::Open) && !(hint_at(1) && (is(TokenKind::Close, 2) || is(TokenKind::Comma, 2))))
    return table_function(*table);
  if (dialect({Dialect::Spark, Dialect::Unknown}) && table->parts == 2 && list_[at_ - 1].op == '`' &&
      (table->table.schema == "parquet" || table->table.schema == "delta" || table->table.schema == "csv" ||
       table->table.schema == "json" || table->table.schema == "orc" || table->table.schema == "text" ||
       table->table.schema == "avro" || table->table.schema == "binaryfile")) {
    Source source;  // Spark: a file, parquet.`/path`
    source.kind = Source::Kind::Derived;
    table_suffixes(source);
    return add_source(std::move(source));
  }
  if (is(TokenKind::Placeholder) && tok().op == '@' && tok().offset == list_[at_ - 1].end()) ++at_;  // Delta: t@v123
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
  if (at_end() || is(TokenKind::Close) || is(TokenKind::Comma) || kw() == Kw::Where || kw() == Kw::Set) {
    Source& plain = scope_->sources.back();
    plain.alias = name;
    if (plain.kind == Source::Kind::Opaque) plain.kind = Source::Kind::Derived;
    return;
  }
  Source suffixed = std::move(scope_->sources.back());
  scope_->sources.pop_back();
  suffixed.alias.clear();
  table_suffixes(suffixed);
  if (suffixed.alias.empty()) suffixed.alias = name;
  if (suffixed.kind == Source::Kind::Opaque) suffixed.kind = Source::Kind::Derived;
  add_source(std::move(suffixed));
}

// ClickHouse: remote('host', db.t), cluster('c', db.t)
bool Reader::is_far(std::string_view function) const {
  constexpr std::array<std::string_view, 4> far = {"remote", "remotesecure", "cluster", "clusterallreplicas"};
  return session_.dialect == Dialect::ClickHouse && one_of(function, far);
}

// At the parenthesis of such a function: ('host', db.t), ('host', db, t), each also as a text ("remote, remoteSecure"
// of its reference). A query may stand in the table's place: it is read.
std::optional<Name> Reader::far_table() {
  ++at_;
  if (is(TokenKind::String) || is(TokenKind::Word)) ++at_;
  if (!take(TokenKind::Comma)) return std::nullopt;
  if (kw() == Kw::View && is(TokenKind::Open, 1) && query_starts(2)) {
    ++at_;
    parenthesised_query();
    return std::nullopt;
  }
  const auto part = [&]() -> std::optional<Name> {
    if (!is(TokenKind::String)) return name();
    Name text;
    text.token = at_;
    text.table = table_name_from(unquoted(tokens_.of(tok()), lexis_), session_.dialect);
    text.parts = text.table.schema.empty() ? 1 : 2;
    ++at_;
    return text;
  };
  std::optional<Name> table = part();
  if (!table || table->dynamic || table->parts > 1 || !is(TokenKind::Comma)) return table;
  const bool named = (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || is(TokenKind::String, 1)) &&
                     (is(TokenKind::Comma, 2) || is(TokenKind::Close, 2));
  if (!named) return table;  // what follows is the sharding key
  ++at_;
  std::string database = std::move(table->table.name);
  table = part();
  if (table && !table->dynamic && table->parts == 1) {
    table->table.schema = std::move(database);
    table->parts = 2;
  }
  return table;
}

// At the parenthesis of XMLTABLE(... COLUMNS a INT PATH 'x', b ...) or JSON_TABLE(... COLUMNS (a INT PATH '$.x', ...)):
// what it gives, and where the arguments before that end. `close` for other functions.
std::uint32_t Reader::columns_of_function(Source& source, std::uint32_t close) const {
  std::uint32_t begin = at_ + 1;
  while (begin < close && !(list_[begin].kind == TokenKind::Word && list_[begin - 1].kind != TokenKind::Comma &&
                            equals_ignoring_case(tokens_.of(list_[begin]), "columns")))
    begin = list_[begin].kind == TokenKind::Open ? after_mate(begin) : begin + 1;
  const auto selects = [](const Token& t) { return t.kw == Kw::Select; };
  if (begin + 1 >= close || begin == at_ + 1 || std::any_of(list_ + begin, list_ + close, selects)) return close;
  for (std::uint32_t i = begin + 1; i + 1 < close; ++i) {
    const Token& before = list_[i - 1];
    const bool first = before.kind == TokenKind::Comma || before.kind == TokenKind::Open || i == begin + 1;
    const bool name = list_[i].kind == TokenKind::Word || list_[i].kind == TokenKind::Quoted;
    if (first && name && list_[i + 1].kind == TokenKind::Word) source.derived.outputs.push_back(folded(i));
  }
  source.derived.open = false;
  return begin;
}

// name ( ... ) in FROM. What it returns is not known, but for the well-known ones.
void Reader::table_function(const Name& table) {
  const std::uint32_t close = after_mate(at_);
  const std::string& function = table.table.name;
  Source source;
  source.kind = Source::Kind::Derived;
  source.token = table.token;
  if (function == "opendatasource" && close < end_ && list_[close].kind == TokenKind::Dot) {
    at_ = close + 1;  // OPENDATASOURCE ('provider', 'connection').shop.dbo.orders
    if (auto far = name()) {
      add_table(*far);
      return finish_table(far->table.name);
    }
  } else if (function == "openquery" || function == "openrowset" || function == "opendatasource") {
    // The last string is a query for the other server; OPENROWSET also takes a table.
    std::uint32_t last = close - 2;
    if (function == "openrowset" && last > at_ && kw(1) != Kw::Bulk &&
        (list_[last].kind == TokenKind::Word || list_[last].kind == TokenKind::Quoted)) {
      while (last > at_ + 1 && list_[last - 1].kind == TokenKind::Dot && last > at_ + 2) last -= 2;
      at_ = last;
      if (auto far = name()) add_table(*far);
    } else if (last > at_ && list_[last].kind == TokenKind::String) {
      Session inner = session_;
      read_text(unquoted(tokens_.of(list_[last]), lexis_), last);
    } else if (function == "openquery") {
      blind("dynamic SQL", function, table.token);
    }
    at_ = close;
  } else if (function == "predict" && equals_ignoring_case(tokens_.of(tok(1)), "model") && op("=", 2)) {
    // T-SQL: PREDICT (MODEL = m, DATA = t AS d): the alias of an earlier table, or a table
    while (at_ + 3 < close && !(kw() == Kw::Data && op("=", 1))) ++at_;
    at_ += 2;
    if (at_ < close) {
      auto data = name();
      if (data && !(data->parts == 1 && scope_ && find_source(data->table.name))) add_table(*data);
    }
    at_ = close;
  } else if (function == "semantic_view" ||
             (function == "stream" && dialect({Dialect::Spark, Dialect::Unknown}))) {  // Databricks: FROM STREAM (t)
    ++at_;
    if (auto inner = name()) add_table(*inner);
    at_ = close;
  } else if (is_far(function)) {
    if (auto far = far_table()) add_table(*far);
    at_ = close;
  } else if (equals_ignoring_case(function, "changetable") || equals_ignoring_case(function, "containstable") ||
             equals_ignoring_case(function, "freetexttable")) {
    ++at_;
    take(Kw::Changes) || take(Kw::Version);
    if (auto inner = name()) {
      add_table(*inner);
    }
    at_ = close;
  } else {
    const std::uint32_t end = std::exchange(end_, columns_of_function(source, close));
    ++at_;
    std::uint32_t rounds = 0;
    while (at_ + 1 < close && at_ < end_ && rounds++ < 100000) {
      const std::uint32_t before = at_;
      if (kw() == Kw::Table && !is(TokenKind::Open, 1)) {  // f(TABLE t)
        ++at_;
        if (auto inner = name(); inner && is(TokenKind::Open))
          expression(ColumnRole::Read, stop_comma);  // f(TABLE g(...))
        else if (inner)
          add_table(*inner);
      } else if (query_starts()) {
        query();
      } else {
        expression(ColumnRole::Read, stop_comma);
      }
      if (!take(TokenKind::Comma) && at_ == before) ++at_;
    }
    end_ = end;
    at_ = close;
    static constexpr std::string_view unnesting[] = {
        "unnest", "explode", "posexplode", "generate_series", "generate_date_array", "string_split"};
    if (std::any_of(std::begin(unnesting), std::end(unnesting),
                    [&](std::string_view f) { return equals_ignoring_case(f, function); })) {
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

}  // namespace onewriter::sql::general
