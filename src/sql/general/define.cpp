// CREATE: what is created, and the small ones of these: indexes, synonyms, sequences.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::skip_if_exists() {
  if (kw() == Kw::If && (kw(1) == Kw::Exists || kw(1) == Kw::Not)) at_ += kw(1) == Kw::Not ? 3 : 2;
}

void Reader::define(Definition definition, Verb verb) {
  const bool temporary = definition.kind == Definition::Kind::Temporary;
  const bool table = definition.kind != Definition::Kind::Sequence;
  if (temporary) session_.temporary.insert(definition.name.name);
  // pg_comedies is a name like others to one who makes it
  const bool own = definition.name.schema.empty() && definition.name.name.compare(0, 3, "pg_") == 0;
  if (!temporary && table && (own || !is_system_table(definition.name, session_.dialect)) &&
      !session_.temporary.count(definition.name.name)) {
    Access access;
    access.table = definition.name;
    access.mode = Mode::Ddl;
    access.verb = verb;
    access.at = definition.at;
    note(std::move(access));
  }
  constexpr std::size_t most_definitions = 20000;
  if (current_.definitions.size() < most_definitions) current_.definitions.push_back(std::move(definition));
}

void Reader::create() {
  const std::uint32_t head = at_;
  current_.kind = StatementKind::Ddl;
  ++at_;
  bool temporary = false;
  bool external = false;
  Definition::Kind view = Definition::Kind::View;
  for (std::uint32_t steps = 0; !at_end() && steps < 40; ++steps) {
    switch (kw()) {
      case Kw::Or: at_ += 2; continue;  // OR REPLACE, OR ALTER, OR REFRESH
      case Kw::Temporary:
      case Kw::Temp:
      case Kw::Volatile:
        temporary = true;
        ++at_;
        continue;
      case Kw::External:
      case Kw::Foreign:
        external = true;
        ++at_;
        continue;
      case Kw::Materialized:
        view = Definition::Kind::MaterializedView;
        ++at_;
        continue;
      case Kw::Table:
        ++at_;
        if (kw() == Kw::Function && !is(TokenKind::Open, 1)) return routine(Routine::Kind::Function);
        return create_table(temporary, external, external ? Definition::Kind::ForeignTable : Definition::Kind::Table,
                            head);
      case Kw::View:
        if (kw(1) == Kw::Log && kw(2) == Kw::On) return create_index();  // Oracle: MATERIALIZED VIEW LOG ON t
        ++at_;
        return create_view(view, temporary, head);
      case Kw::Index: return create_index();
      case Kw::Synonym: ++at_; return create_synonym();
      case Kw::Sequence: ++at_; return create_sequence();
      case Kw::Procedure:
      case Kw::Proc: return routine(Routine::Kind::Procedure);
      case Kw::Function:
      case Kw::Macro: return routine(Routine::Kind::Function);
      case Kw::Trigger: return trigger();
      case Kw::Package: return package();
      case Kw::Event:
        if (kw(1) == Kw::Table) {  // Snowflake
          ++at_;
          continue;
        }
        return event();
      case Kw::Type:
        if (kw(1) == Kw::Body) return package();
        return create_other();
      case Kw::Schema:  // CREATE SCHEMA AUTHORIZATION a CREATE TABLE t ...: its elements are statements
        while (!at_end() && kw() != Kw::Create && kw() != Kw::Grant) ++at_;
        return;
      case Kw::Database:
      case Kw::User:
      case Kw::Role:
      case Kw::Server:
      case Kw::Extension:
      case Kw::Domain:
      case Kw::Statistics:
      case Kw::Publication:
      case Kw::Subscription:
      case Kw::Rule: return create_other();
      case Kw::Policy: {  // CREATE POLICY p ON t: DDL on the table
        if (session_.dialect == Dialect::TSql) return security_policy();
        while (!at_end() && kw() != Kw::On) ++at_;
        take(Kw::On);
        const std::uint32_t at = at_;
        if (auto table = name(); table && !table->dynamic) access(table->table, Mode::Ddl, Verb::Alter, at);
        return create_other();
      }
      case Kw::Dynamic:
        if (kw(1) == Kw::Table || kw(1) == Kw::Iceberg) {
          ++at_;
          continue;
        }
        return create_other();
      case Kw::Task: return event();
      case Kw::Dictionary:
      case Kw::Stream:
      case Kw::Stage:
      case Kw::Data:
        if (kw() == Kw::Stream || kw() == Kw::Data) {
          if (kw(1) == Kw::Table) {
            ++at_;
            continue;
          }
        }
        return create_other();
      case Kw::Definer:  // MySQL: DEFINER = `root`@`%`
        ++at_;
        while (!at_end() && kw() != Kw::Procedure && kw() != Kw::Function && kw() != Kw::Trigger && kw() != Kw::View &&
               kw() != Kw::Event && kw() != Kw::Sql)
          ++at_;
        continue;
      case Kw::Model: return create_model();
      default: {
        const bool sink = word("sink");
        if (sink || word("flow") || word("service") || word("project") || word("warehouse") || word("monitor")) {
          while (!at_end() && !(kw() == Kw::As && (query_starts(1) || is(TokenKind::Open, 1)))) {
            if (word("cdc") && kw(1) == Kw::Into) {
              at_ += 2;
              return change_capture();
            }
            if (sink && kw() == Kw::From) return from_only();  // Materialize: CREATE SINK s FROM t
            ++at_;
          }
          return create_other();
        }
        ++at_;
        continue;  // UNIQUE, CLUSTERED, GLOBAL, UNLOGGED, EDITIONABLE, ALGORITHM = MERGE, SQL SECURITY INVOKER, ...
      }
    }
  }
}

// Something that is no table: a stream, a model, a search service. Many are filled by a query: ... AS SELECT ...
void Reader::create_other() {
  while (!at_end()) {
    if (kw() == Kw::As && (kw(1) == Kw::Select || (kw(1) == Kw::From && query_starts(1)) ||
                           (kw(1) == Kw::With && query_starts(1)) || (is(TokenKind::Open, 1) && query_starts(2)))) {
      ++at_;
      query();
    } else if (is(TokenKind::Open)) {
      skip_parentheses();
    } else {
      ++at_;
    }
  }
}

// BigQuery: CREATE MODEL m OPTIONS (..) AS SELECT ...; Redshift: CREATE MODEL m FROM t | (SELECT ...) | 'job' ...
void Reader::create_model() {
  while (!at_end() && kw() != Kw::From && kw() != Kw::As) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
  if (kw() == Kw::From) return from_only();
  if (kw() == Kw::As && is(TokenKind::Open, 1) && kw(3) == Kw::As && is(TokenKind::Open, 4)) {
    ++at_;  // AS (training_data AS (SELECT ...), custom_holiday AS (SELECT ...))
    do {
      at_ += 3;
      if (!is(TokenKind::Open)) break;
      parenthesised_query();
    } while (is(TokenKind::Comma) && kw(2) == Kw::As);
    while (!at_end()) ++at_;
    return;
  }
  create_other();
}

// CREATE INDEX i ON t (...): DDL on the table.
void Reader::create_index() {
  while (!at_end() && kw() != Kw::On) ++at_;
  if (at_end()) return;
  ++at_;
  take(Kw::Only);
  if (kw() == Kw::Cluster) {
    ++at_;
    name();
    take(Kw::On);
  }
  take(Kw::Table);
  const std::uint32_t at = at_;
  if (auto table = name()) {
    if (table->dynamic) {
      blind_name(*table);
    } else if (!table->temporary) {
      access(table->table, Mode::Ddl, Verb::Alter, at);
    }
  }
  while (!at_end() && !(statement_head() && kw() != Kw::With)) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
}

// CREATE SYNONYM s FOR t: another name of the table.
void Reader::create_synonym() {
  skip_if_exists();
  const std::uint32_t at = at_;
  auto synonym = name();
  if (!synonym || !take(Kw::For)) return;
  auto table = name();
  Definition definition;
  definition.kind = Definition::Kind::Synonym;
  definition.name = synonym->table;
  definition.at = position(at);
  define(std::move(definition), Verb::Create);
  if (table && !table->dynamic) current_.view_reads.push_back(table->table);
}

void Reader::create_sequence() {
  skip_if_exists();
  const std::uint32_t at = at_;
  if (auto sequence = name()) {
    Definition definition;
    definition.kind = Definition::Kind::Sequence;
    definition.name = sequence->table;
    definition.at = position(at);
    define(std::move(definition), Verb::Create);
  }
  while (!at_end() && !(statement_head() && kw() != Kw::With)) ++at_;
}

}  // namespace onewriter::sql::general
