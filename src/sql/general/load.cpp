// Loading and unloading: LOAD DATA, COPY, COPY INTO, UNLOAD, BULK INSERT.

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// MySQL: LOAD DATA INFILE 'x' INTO TABLE t (a, b); Hive: LOAD DATA INPATH 'x' INTO TABLE t; BigQuery: LOAD DATA INTO t
// FROM FILES (...)
void Reader::load() {
  ++at_;
  current_.kind = StatementKind::Dml;
  // StarRocks, Doris: LOAD LABEL l (DATA INFILE ('x') INTO TABLE t, DATA FROM TABLE u INTO TABLE v) WITH BROKER
  if (word("label")) {
    while (!at_end()) {
      const Kw before = list_[at_ - 1].kw;
      if ((before != Kw::Into && before != Kw::From) || !take(Kw::Table))
        ++at_;
      else if (auto table = name(); table && before == Kw::Into)
        write_target(*table, Verb::Load);
      else if (table && table->dynamic)
        blind_name(*table);
      else if (table)
        access(table->table, Mode::Read, Verb::Load, table->token);
    }
    return;
  }
  if (kw() != Kw::Data && !word("xml") && kw() != Kw::Table) {
    current_.kind = StatementKind::Session;
    while (!at_end()) ++at_;
    return;
  }
  while (!at_end() && kw() != Kw::Into && kw() != Kw::Overwrite) ++at_;
  ++at_;
  take(Kw::Into);
  take(Kw::Temp) || take(Kw::Temporary);
  take(Kw::Table);
  if (auto target = name()) {
    std::vector<std::string> columns;
    while (!at_end()) {
      if (kw() == Kw::Set) {
        assignments();
      } else if (is(TokenKind::Open)) {
        const std::string_view before = tokens_.of(list_[at_ - 1]);
        const bool other = list_[at_ - 1].kw == Kw::Partition || equals_ignoring_case(before, "files") ||
                           equals_ignoring_case(before, "options") || list_[at_ - 1].kw == Kw::With;
        if (other)
          skip_parentheses();
        else
          columns = name_list();
      } else {
        ++at_;
      }
    }
    write_target(*target, Verb::Load, std::move(columns));
  }
}

// Exasol: EXPORT t (a) INTO ..., EXPORT (query) INTO ..., IMPORT INTO t (a) FROM ...; Hive: EXPORT TABLE t TO 'x',
// IMPORT EXTERNAL TABLE t FROM 'x'
bool Reader::transfer() {
  const bool out = kw() == Kw::Export;
  const std::uint32_t into = out ? 1 : kw(1) == Kw::External ? 2 : 1;
  const bool hive = kw(into) == Kw::Table && !is(TokenKind::Open, into + 1) && !word("metadata", into + 1);
  const bool named = hive || (out ? (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && kw(1) != Kw::Data &&
                                        kw(1) != Kw::Table && kw(1) != Kw::To
                                  : kw(1) == Kw::Into && !is(TokenKind::Open, 2));
  if (!named) return false;
  at_ += hive ? into + 1 : out ? 1 : 2;
  auto table = name();
  if (!table) return false;
  std::vector<std::string> columns;
  if (is(TokenKind::Open)) columns = name_list();
  current_.kind = out ? StatementKind::Query : StatementKind::Dml;
  if (!out)
    write_target(*table, Verb::Load, std::move(columns));
  else if (table->dynamic)
    blind_name(*table);
  else
    access(table->table, Mode::Read, Verb::Copy, table->token);
  while (!at_end()) {
    const bool log = list_[at_ - 1].kw == Kw::Errors && take(Kw::Into);
    if (!log || kw() == Kw::Local || word("csv") || word("fbv"))  // to a file
      ++at_;
    else if (auto errors = name())
      write_target(*errors, Verb::Load);
  }
  return true;
}

// PostgreSQL: COPY t (a) FROM x, COPY t TO x, COPY (query) TO x; Snowflake: COPY INTO t FROM @stage, COPY INTO @stage
// FROM t; Redshift: COPY t FROM 's3://...'; Databricks: COPY INTO t FROM 'x'.
void Reader::copy() {
  ++at_;
  current_.kind = StatementKind::Dml;
  // Snowflake: COPY FILES INTO @stage FROM @stage; DuckDB: COPY FROM DATABASE a TO b
  if ((word("files") && kw(1) == Kw::Into) || (kw() == Kw::From && kw(1) == Kw::Database)) {
    current_.kind = StatementKind::Other;
    while (!at_end()) ++at_;
    return;
  }
  const bool into = take(Kw::Into);
  if (is(TokenKind::Open)) {
    current_.kind = StatementKind::Query;
    parenthesised_query();
    while (!at_end()) ++at_;
    return;
  }
  const bool stage = is(TokenKind::String) || op("@") || (is(TokenKind::Placeholder) && tok().op == '@');
  if (stage) {  // COPY INTO @stage FROM t | (query)
    current_.kind = StatementKind::Query;
    while (!at_end() && kw() != Kw::From) ++at_;
    if (at_end()) return;
    return from_only();
  }
  take_word("binary");
  auto table = name();
  if (!table) {
    understood_ = false;
    return;
  }
  std::vector<std::string> columns = name_list();
  if (kw() == Kw::To && !into) {
    current_.kind = StatementKind::Query;
    if (table->dynamic) {
      blind_name(*table);
    } else if (!table->temporary && !find_cte(*table)) {
      access(table->table, Mode::Read, Verb::Copy, table->token);
      if (!current_.accesses.empty()) {
        for (std::string& c : columns)
          current_.accesses.back().columns.push_back({std::move(c), ColumnRole::Read, facts::Confidence::Certain});
      }
    }
  } else {
    write_target(*table, Verb::Copy, std::move(columns));
    if (kw() == Kw::From && is(TokenKind::Open, 1)) {  // Snowflake: FROM (SELECT $1 FROM @stage)
      ++at_;
      parenthesised_query();
    } else if (kw() == Kw::From && word("vertica", 1)) {  // COPY t FROM VERTICA far.public.u
      at_ += 2;
      if (auto far = name(); far && !far->dynamic) access(far->table, Mode::Read, Verb::Copy, far->token);
    }
  }
  while (!at_end()) ++at_;
}

// Redshift: UNLOAD ('SELECT ...') TO 's3://...'
void Reader::unload() {
  ++at_;
  current_.kind = StatementKind::Query;
  if (is(TokenKind::Open)) {
    if (query_starts(1)) {
      parenthesised_query();
    } else if (is(TokenKind::String, 1)) {
      read_text(unquoted(tokens_.of(tok(1)), lexis_), at_ + 1);
    }
  }
  while (!at_end()) ++at_;
}

}  // namespace onewriter::sql::general
