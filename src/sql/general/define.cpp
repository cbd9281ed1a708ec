// CREATE of all but routines.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::skip_if_exists() {
  if (kw() == Kw::If && (kw(1) == Kw::Exists || kw(1) == Kw::Not)) at_ += kw(1) == Kw::Not ? 3 : 2;
}

void Reader::define(Definition definition, Verb verb) {
  const bool temporary = definition.kind == Definition::Kind::Temporary;
  const bool table = definition.kind != Definition::Kind::Sequence;
  if (temporary) session_.temporary.insert(definition.name.name);
  if (!temporary && table && !is_system_table(definition.name, session_.dialect) &&
      !session_.temporary.count(definition.name.name)) {
    Access access;
    access.table = definition.name;
    access.mode = Mode::Ddl;
    access.verb = verb;
    access.at = definition.at;
    current_.accesses.push_back(std::move(access));
  }
  current_.definitions.push_back(std::move(definition));
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
        if (kw() == Kw::Function) return routine(Routine::Kind::Function);
        return create_table(temporary, external, external ? Definition::Kind::ForeignTable : Definition::Kind::Table,
                            head);
      case Kw::View: ++at_; return create_view(view, temporary, head);
      case Kw::Index: return create_index();
      case Kw::Synonym: ++at_; return create_synonym();
      case Kw::Sequence: ++at_; return create_sequence();
      case Kw::Procedure:
      case Kw::Proc: return routine(Routine::Kind::Procedure);
      case Kw::Function:
      case Kw::Macro: return routine(Routine::Kind::Function);
      case Kw::Trigger: return trigger();
      case Kw::Package: return package();
      case Kw::Event: return event();
      case Kw::Type:
        if (kw(1) == Kw::Body) return package();
        return create_other();
      case Kw::Schema:
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
        while (!at_end() && kw() != Kw::On) ++at_;
        if (take(Kw::On)) {
          const std::uint32_t at = at_;
          if (auto table = name(); table && !table->dynamic) access(table->table, Mode::Ddl, Verb::Alter, at);
        }
        return create_other();
      }
      case Kw::Dynamic:
      case Kw::Dictionary:
      case Kw::Stream:
      case Kw::Task:
      case Kw::Stage:
      case Kw::Data:
        if (kw() == Kw::Dynamic || kw() == Kw::Stream || kw() == Kw::Data) {
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
      default:
        ++at_;
        continue;  // UNIQUE, CLUSTERED, GLOBAL, UNLOGGED, EDITIONABLE, ALGORITHM = MERGE, SQL SECURITY INVOKER, ...
    }
  }
}

void Reader::create_other() {
  while (!at_end()) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
}

void Reader::create_table(bool temporary, bool external, Definition::Kind kind, std::uint32_t) {
  skip_if_exists();
  const std::uint32_t at = at_;
  auto table = name();
  if (!table) {
    understood_ = false;
    return;
  }
  Definition definition;
  definition.kind = temporary || table->temporary ? Definition::Kind::Temporary : kind;
  definition.name = table->table;
  definition.at = position(at);
  temporary = definition.kind == Definition::Kind::Temporary;
  if (is(TokenKind::Placeholder) && tok().op == '@') ++at_;
  if (kw() == Kw::Partition && kw(1) == Kw::Of) {
    at_ += 2;
    name();
  }
  if (word("on") && kw(1) == Kw::Cluster) at_ += 3;  // ClickHouse: ON CLUSTER c
  if (kw() == Kw::On && kw(1) == Kw::Cluster) at_ += 3;
  if (is(TokenKind::Open) && !query_starts(1) && !(is(TokenKind::Open, 1))) {
    if (kw(1) == Kw::Like && ends(static_cast<std::uint32_t>(after_mate(at_) - at_)))
      skip_parentheses();
    else
      table_elements(definition);
  }
  bool filled = false;
  while (!at_end()) {
    const bool body =
        kw() == Kw::Select || (query_starts() && kw() == Kw::With) ||
        (kw() == Kw::As && (query_starts(1) || is(TokenKind::Open, 1) || kw(1) == Kw::Values || kw(1) == Kw::Table)) ||
        (is(TokenKind::Open) && query_starts(1) && kw(1) != Kw::From) ||
        (kw() == Kw::From && is(TokenKind::Word, 1) && session_.dialect == Dialect::Hive);
    if (body) {
      take(Kw::As);
      filled = true;
      query();
      continue;
    }
    if (kw() == Kw::As && (kw(1) == Kw::Exec || kw(1) == Kw::Execute)) {
      ++at_;
      execute();
      filled = true;
      continue;
    }
    if (kw() == Kw::As && (kw(1) == Kw::Insert || kw(1) == Kw::Delete)) break;
    if (kw() == Kw::On && kw(1) == Kw::Commit) {  // ON COMMIT DELETE ROWS
      at_ += 4;
      continue;
    }
    const bool copies = kw() == Kw::Clone || (kw() == Kw::Copy && !word("grants", 1));
    if (copies) {
      ++at_;
      if (auto source = name(); source && !source->dynamic && !source->temporary) {
        access(source->table, Mode::Read, Verb::Select, source->token);
        filled = true;
      }
      continue;
    }
    if (kw() == Kw::Like || (kw() == Kw::As && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) &&
                             session_.dialect == Dialect::ClickHouse)) {
      ++at_;
      name();
      continue;
    }
    if (is(TokenKind::Open))
      skip_parentheses();
    else if (statement_head() && kw() != Kw::With && kw() != Kw::Set && kw() != Kw::End && kw() != Kw::If &&
             kw() != Kw::Delete && kw() != Kw::Update)
      break;
    else
      ++at_;
  }
  (void)external;
  if (table->dynamic) {
    blind_name(*table);
    return;
  }
  const TableName written = definition.name;
  define(std::move(definition), Verb::Create);
  if (filled && !temporary) access(written, Mode::Write, Verb::Create, at);
}

namespace {

bool constraint_word(Kw k) {
  switch (k) {
    case Kw::Not:
    case Kw::Null:
    case Kw::Default:
    case Kw::Primary:
    case Kw::Unique:
    case Kw::References:
    case Kw::Check:
    case Kw::Constraint:
    case Kw::Collate:
    case Kw::Comment:
    case Kw::Generated:
    case Kw::Identity:
    case Kw::On:
    case Kw::Key:
    case Kw::As:
    case Kw::Foreign:
    case Kw::Cascade:
    case Kw::Virtual:
    case Kw::After:
    case Kw::First:
    case Kw::With:
    case Kw::Format:
    case Kw::Policy: return true;
    default: return false;
  }
}

}  // namespace

// ( column type ..., PRIMARY KEY (a), FOREIGN KEY (b) REFERENCES t (c), ... )
void Reader::table_elements(Definition& definition) {
  const std::uint32_t close = after_mate(at_);
  ++at_;
  while (at_ < close && !at_end() && !is(TokenKind::Close)) {
    const std::uint32_t before = at_;
    switch (kw()) {
      case Kw::Constraint:
      case Kw::Primary:
      case Kw::Foreign:
      case Kw::Unique:
      case Kw::Check:
      case Kw::Exclude:
      case Kw::Index:
      case Kw::Key:
      case Kw::Fulltext:
      case Kw::Spatial:
      case Kw::Like:
      case Kw::Period:
        if (is(TokenKind::Open, 1) || is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || kw(1) == Kw::Key) {
          const bool column = (kw() == Kw::Key || kw() == Kw::Index || kw() == Kw::Period) && is(TokenKind::Word, 1) &&
                              !is(TokenKind::Open, 2) && kw(1) != Kw::For && !is(TokenKind::Quoted, 1) &&
                              kw(2) != Kw::Using && kw(1) != Kw::Using && kw() != Kw::Index;
          if (!column) {
            table_constraint(definition);
            break;
          }
        }
        [[fallthrough]];
      default: column_definition(definition);
    }
    while (at_ < close && !at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close)) {
      if (is(TokenKind::Open))
        skip_parentheses();
      else
        ++at_;
    }
    if (!take(TokenKind::Comma) && at_ == before) ++at_;
  }
  at_ = close;
}

void Reader::column_definition(Definition& definition) {
  if (!is(TokenKind::Word) && !is(TokenKind::Quoted) && !is(TokenKind::String)) {
    ++at_;
    return;
  }
  ColumnDefinition column;
  column.name = folded(at_++);
  const std::uint32_t type = at_;
  while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close) && !constraint_word(kw()) && kw() != Kw::Add &&
         kw() != Kw::Drop && kw() != Kw::Modify) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
  column.type = std::string(text_from(type, at_));
  const std::string name = column.name;
  definition.columns.push_back(std::move(column));
  while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close)) {
    if (kw() == Kw::Primary && kw(1) == Kw::Key) {
      definition.key.push_back(name);
      at_ += 2;
    } else if (kw() == Kw::References) {
      references_clause(definition.name, {name});
    } else if (is(TokenKind::Open)) {
      skip_parentheses();
    } else {
      ++at_;
    }
  }
}

void Reader::table_constraint(Definition& definition) {
  if (take(Kw::Constraint)) {
    if (kw() != Kw::Primary && kw() != Kw::Foreign && kw() != Kw::Unique && kw() != Kw::Check) {
      while (!at_end() && !is(TokenKind::Comma) && !is(TokenKind::Close) && kw() != Kw::Primary &&
             kw() != Kw::Foreign && kw() != Kw::Unique && kw() != Kw::Check) {
        ++at_;
        if (is(TokenKind::Open)) break;
      }
    }
  }
  const bool primary = kw() == Kw::Primary;
  const bool foreign = kw() == Kw::Foreign;
  while (!at_end() && !is(TokenKind::Open) && !is(TokenKind::Comma) && !is(TokenKind::Close)) ++at_;
  if (!primary && !foreign) return skip_parentheses();
  std::vector<std::string> columns = name_list();
  if (primary)
    definition.key = std::move(columns);
  else if (kw() == Kw::References)
    references_clause(definition.name, std::move(columns));
}

void Reader::references_clause(const TableName& from, std::vector<std::string> columns) {
  const std::uint32_t at = ++at_;
  auto to = name();
  if (!to || to->dynamic) return;
  ForeignKey key;
  key.from = from;
  key.columns = std::move(columns);
  key.to = to->table;
  key.to_columns = name_list();
  key.at = position(at);
  current_.foreign_keys.push_back(std::move(key));
}

void Reader::create_view(Definition::Kind kind, bool temporary, std::uint32_t) {
  skip_if_exists();
  const std::uint32_t at = at_;
  auto view = name();
  if (!view) {
    understood_ = false;
    return;
  }
  Definition definition;
  definition.kind = temporary ? Definition::Kind::Temporary : kind;
  definition.name = view->table;
  definition.at = position(at);
  std::vector<std::string> columns;
  TableName target;  // ClickHouse: CREATE MATERIALIZED VIEW v TO t AS SELECT
  bool has_target = false;
  while (!at_end()) {
    if (is(TokenKind::Open) && !query_starts(1)) {
      if (columns.empty())
        columns = name_list();
      else
        skip_parentheses();
    } else if (kw() == Kw::To && kind == Definition::Kind::MaterializedView) {
      ++at_;
      if (auto to = name()) {
        target = to->table;
        has_target = true;
      }
    } else if (kw() == Kw::As &&
               (query_starts(1) || is(TokenKind::Open, 1) || kw(1) == Kw::Values || kw(1) == Kw::Table)) {
      ++at_;
      break;
    } else if (query_starts() && (kw() == Kw::Select || kw() == Kw::With)) {
      break;
    } else {
      ++at_;
    }
  }
  std::vector<Access> before = std::move(current_.accesses);
  current_.accesses.clear();
  Derived derived;
  if (!at_end()) derived = query();
  std::vector<Access> body = std::move(current_.accesses);
  current_.accesses = std::move(before);
  for (const Access& a : body) {
    if (a.mode == Mode::Read) current_.view_reads.push_back(a.table);
  }
  std::sort(current_.view_reads.begin(), current_.view_reads.end());
  current_.view_reads.erase(std::unique(current_.view_reads.begin(), current_.view_reads.end()),
                            current_.view_reads.end());
  // A materialized view reads its tables when it is made; a plain one only when it is read.
  if (kind == Definition::Kind::MaterializedView)
    std::move(body.begin(), body.end(), std::back_inserter(current_.accesses));
  while (!at_end() && !statement_head()) ++at_;
  while (!at_end() && kw() == Kw::With) {
    while (!at_end()) ++at_;
  }
  if (view->dynamic) {
    blind_name(*view);
    return;
  }
  if (columns.empty()) columns = derived.outputs;
  for (std::string& column : columns) definition.columns.push_back({std::move(column), ""});
  define(std::move(definition), Verb::Create);
  if (has_target) access(target, Mode::Write, Verb::Create, at);
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
