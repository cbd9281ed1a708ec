// Functions in FROM: what they read, and what they give.

#include <algorithm>
#include <array>
#include <utility>

#include "sql/general/reader.h"
#include "sql/general/words.h"

namespace onewriter::sql::general {

// ClickHouse: remote('host', db.t), cluster('c', db.t), mysql('host', 'db', 't', 'user', 'password')
bool Reader::is_far(std::string_view function) const {
  constexpr std::array<std::string_view, 7> far = {"remote", "remotesecure", "cluster", "clusterallreplicas",
                                                   "mysql",  "postgresql",   "mongodb"};
  return session_.dialect == Dialect::ClickHouse && one_of(function, far);
}

// (a_collection, database = 'db', table = 't'): the rest of the connection is kept elsewhere.
std::optional<Name> Reader::named_far_table() {
  Name far;
  for (; is(TokenKind::Word) && op("=", 1); take(TokenKind::Comma)) {
    const bool table = kw() == Kw::Table || word("collection");
    const bool database = kw() == Kw::Database || kw() == Kw::Schema || word("db");
    at_ += 2;
    if (is(TokenKind::String) && table) {
      far.token = at_;
      far.table.name = folded(at_);
    } else if (is(TokenKind::String) && database) {
      far.table.schema = folded(at_);
    }
    if (!is(TokenKind::Close)) ++at_;
  }
  far.parts = far.table.schema.empty() ? 1 : 2;
  return far.table.name.empty() ? std::nullopt : std::optional(std::move(far));
}

// At the parenthesis of such a function: ('host', db.t), ('host', db, t), each also as a text ("remote, remoteSecure",
// "mysql" and "postgresql" of its reference). A query may stand in the table's place: it is read.
std::optional<Name> Reader::far_table(std::string_view function) {
  ++at_;
  if (is(TokenKind::String) || is(TokenKind::Word)) ++at_;
  if (!take(TokenKind::Comma)) return std::nullopt;
  if (kw() == Kw::View && is(TokenKind::Open, 1) && query_starts(2)) {
    ++at_;
    parenthesised_query();
    return std::nullopt;
  }
  if (is(TokenKind::Word) && op("=", 1)) return named_far_table();
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
    if (equals_ignoring_case(function, "postgresql")) {  // (..., 'user', 'password' [, 'schema'])
      table->table.catalog = std::exchange(table->table.schema, {});
      const bool schema = is(TokenKind::Comma, 4) && is(TokenKind::String, 5);
      if (schema) table->table.schema = folded(at_ + 5);
    }
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
    if (list_[i].kind == TokenKind::Open && !equals_ignoring_case(tokens_.of(before), "columns")) {
      i = after_mate(i) - 1;  // VARCHAR2(10), DEFAULT f(a, b)
      continue;
    }
    const bool first = before.kind == TokenKind::Comma || before.kind == TokenKind::Open || i == begin + 1;
    const bool name = list_[i].kind == TokenKind::Word || list_[i].kind == TokenKind::Quoted;
    const TokenKind next = list_[i + 1].kind;
    if (first && name && (next == TokenKind::Word || next == TokenKind::Comma || next == TokenKind::Close))
      source.derived.outputs.push_back(folded(i));
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
  } else if ((function == "predict" && word("model", 1) && op("=", 2)) ||
             (function == "vector_search" && kw(1) == Kw::Table && op("=", 2))) {
    // T-SQL: PREDICT (MODEL = m, DATA = t AS d): the alias of an earlier table, or a table
    while (at_ + 3 < close && !((kw() == Kw::Data || kw() == Kw::Table) && op("=", 1))) {
      if (is(TokenKind::Open) && query_starts(1))
        parenthesised_query();
      else
        ++at_;
    }
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
    if (auto far = far_table(function)) add_table(*far);
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
