// One table, derived table or table function of FROM.

#include <algorithm>

#include "sql/general/reader.h"

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
    if (query_starts(1) || change_starts(1)) return parenthesised_from();
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
  auto table = name_or_text();
  if (!table) {
    if (at_ == before && !at_end() && !is(TokenKind::Close) && !is(TokenKind::Comma) && !is_reserved(kw())) ++at_;
    return;
  }
  static constexpr std::string_view hints[] = {
      "nolock",          "readpast", "holdlock", "updlock",  "rowlock",      "tablock", "tablockx",    "index",
      "readuncommitted", "paglock",  "xlock",    "noexpand", "fastfirstrow", "nowait",  "serializable"};
  const auto hint_at = [&](std::uint32_t ahead) {
    return is(TokenKind::Word, ahead) &&
           std::any_of(std::begin(hints), std::end(hints), [&](std::string_view h) { return word(h, ahead); });
  };
  const bool hinted = is(TokenKind::Open) && hint_at(1) &&
                      (is(TokenKind::Close, 2) || is(TokenKind::Comma, 2) || (kw(1) == Kw::Index && op("=", 2)));
  if (is(TokenKind::Open) && !hinted) return table_function(*table);
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

}  // namespace onewriter::sql::general
