// Statements that a few engines have under words of their own.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// Words of a few engines that stand for others: Teradata's SEL, INS, UPD, DEL; UPSERT of Phoenix and CockroachDB;
// APPLY CHANGES INTO t FROM STREAM u of Databricks; DEFINE for CREATE of Snowflake's projects.
bool Reader::abbreviated() {
  const bool named = is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1);
  if (word("apply") && kw(1) == Kw::Changes && kw(2) == Kw::Into) {
    at_ += 3;
    change_capture();
    return true;
  }
  if (word("define") && named && (kw(1) != Kw::None || session_.dialect == Dialect::Snowflake)) {
    create();
    return true;
  }
  Kw meant = Kw::None;
  if (word("upsert") && (kw(1) == Kw::Into || (named && kw(1) == Kw::None))) meant = Kw::Insert;
  if (word("ins") && (kw(1) == Kw::Into || (named && kw(1) == Kw::None && is(TokenKind::Open, 2)))) meant = Kw::Insert;
  if (word("upd") && named && (kw(2) == Kw::Set || is(TokenKind::Dot, 2) || kw(1) == Kw::From)) meant = Kw::Update;
  if (word("del") && (kw(1) == Kw::From || (named && kw(1) == Kw::None && (ends(2) || kw(2) == Kw::Where))))
    meant = Kw::Delete;
  if (meant != Kw::None) {
    const Verb verb = word("upsert") ? Verb::Upsert : Verb::Insert;
    current_.kind = StatementKind::Dml;
    Scope* outer = std::exchange(scope_, nullptr);
    if (meant == Kw::Insert)
      insert(verb);
    else if (meant == Kw::Update)
      update();
    else
      delete_();
    scope_ = outer;
    return true;
  }
  if (word("sel") && !ends(1) && !op("=", 1) && !op(":=", 1) && !is(TokenKind::Dot, 1)) {
    current_.kind = StatementKind::Query;
    select();
    while (!at_end()) ++at_;
    return true;
  }
  return false;
}

// Statements that begin with a word of one engine or its client.
bool Reader::of_few_engines() {
  if (word(".import")) {  // SQLite's client: .import FILE TABLE
    current_.kind = StatementKind::Dml;
    ++at_;
    if (auto table = name()) write_target(*table, Verb::Load);
    return true;
  }
  if (word("statement") && kw(1) == Kw::Set && kw(2) == Kw::Begin) {  // Flink
    at_ += 3;
    silent_ = true;
    return true;
  }
  if (word("flashback") && kw(1) == Kw::Table) {  // Oracle: FLASHBACK TABLE t TO ...
    current_.kind = StatementKind::Ddl;
    at_ += 2;
    alter_table();
    return true;
  }
  if (word("locking")) {  // Teradata: LOCKING ROW FOR ACCESS SELECT ...
    while (!at_end() && !query_starts() && kw() != Kw::Insert && kw() != Kw::Update && kw() != Kw::Delete) ++at_;
    statement();
    return true;
  }
  if (word("assert") && !op("=", 1) && !op(":=", 1) &&
      !is(TokenKind::Dot, 1)) {  // BigQuery: ASSERT condition AS 'text'
    current_.kind = StatementKind::Query;
    ++at_;
    Scope scope;
    open_scope(scope);
    expression(ColumnRole::Filtered);
    scope.references.clear();
    close_scope();
    while (!at_end()) ++at_;
    return true;
  }
  if (word("summarize") && query_starts(1)) {  // DuckDB: SUMMARIZE SELECT ...
    ++at_;
    current_.kind = StatementKind::Query;
    query();
    return true;
  }
  if ((kw() == Kw::Pivot || kw() == Kw::Unpivot || word("summarize") || word("pivot_wider") || word("pivot_longer")) &&
      (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || is(TokenKind::Open, 1))) {
    current_.kind = StatementKind::Query;  // DuckDB: PIVOT t ON ...
    Scope scope;
    open_scope(scope);
    ++at_;
    if (kw() == Kw::Table && !ends(1)) ++at_;
    table_factor();
    close_scope();
    while (!at_end() && !is(TokenKind::Close)) ++at_;
    return true;
  }
  return false;
}

// Databricks: CREATE FLOW f AS AUTO CDC INTO t FROM STREAM (u) KEYS (..) ...; behind INTO.
void Reader::change_capture() {
  current_.kind = StatementKind::Dml;
  if (auto target = name()) write_target(*target, Verb::Merge);
  while (!at_end() && kw() != Kw::From) ++at_;
  if (take(Kw::From)) {
    if (kw() == Kw::Stream) ++at_;
    take(TokenKind::Open);
    if (auto source = name()) {
      if (source->dynamic)
        blind_name(*source);
      else
        access(source->table, Mode::Read, Verb::Select, source->token);
    }
  }
  while (!at_end()) ++at_;
}

}  // namespace onewriter::sql::general
