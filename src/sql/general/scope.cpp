// Which table a column belongs to, once a scope's tables are known; and how tables become accesses.

#include <algorithm>

#include "sql/general/reader.h"
#include "sql/postgres/names.h"

namespace onewriter::sql::general {
namespace {

constexpr std::size_t linear_search = 12;
constexpr std::size_t longest_search = 200;  // keeps long lists of tables and of columns from multiplying

bool compare_names(const TableName& known, const TableName& asked) {
  return known.name == asked.name && (asked.schema.empty() || known.schema == asked.schema);
}

}  // namespace

Source* Reader::find_source(std::string_view alias) {
  auto& sources = scope_->sources;
  if (sources.size() <= linear_search) {
    for (Source& source : sources) {
      if (source.alias == alias) return &source;
    }
    return nullptr;
  }
  if (scope_->indexed != sources.size()) {
    scope_->indexed = sources.size();
    scope_->index.clear();
    for (std::uint32_t i = 0; i < sources.size(); ++i) scope_->index.emplace(sources[i].alias, i);
  }
  const auto found = scope_->index.find(alias);
  return found == scope_->index.end() ? nullptr : &sources[found->second];
}

void Reader::use(Source& source, const Reference& reference, std::string column, facts::Confidence confidence) {
  if (source.kind != Source::Kind::Table) return;
  auto& columns = source.written && (reference.role == ColumnRole::Written || !source.read) ? source.written_columns
                                                                                            : source.read_columns;
  columns.push_back({std::move(column), reference.role, confidence});
  if (confidence == facts::Confidence::Certain) {
    source.shape.key |= reference.key;
    source.single_key |= reference.equal && reference.role == ColumnRole::Filtered &&
                         postgres::is_key_name(columns.back().name, source.table.name);
    source.shape.range |= reference.range;
    source.shape.search |= reference.search;
  }
}

void Reader::resolve(Reference& reference, std::vector<Reference>& unresolved) {
  // Parts of a.b.c are tokens first, first + 2, first + 4.
  const auto part = [&](std::uint32_t i) { return folded(reference.token + 2 * i); };
  const auto column_at = [&](std::uint32_t i) {
    return reference.star && i + 1 == reference.parts ? std::string("*") : part(i);
  };
  if (reference.parts == 1) {
    if (!reference.star) return resolve_unqualified(reference, unresolved);
    if (scope_->references.size() > longest_search && scope_->sources.size() > longest_search) return;
    for (Source& source : scope_->sources) use(source, reference, "*", facts::Confidence::Certain);
    return;
  }
  if (Source* source = find_source(part(0))) return use(*source, reference, column_at(1), facts::Confidence::Certain);
  for (std::uint32_t i = 1; i + 1 < reference.parts && i < 4; ++i) {  // schema.table.column
    TableName asked;
    asked.name = part(i);
    asked.schema = part(i - 1);
    if (scope_->sources.size() > longest_search) break;
    for (Source& source : scope_->sources) {
      if (source.kind == Source::Kind::Table &&
          (compare_names(source.table, asked) || (source.table.schema.empty() && source.alias == asked.name))) {
        return use(source, reference, column_at(i + 1), facts::Confidence::Certain);
      }
    }
  }
  if (scope_->parent) {
    unresolved.push_back(reference);
    return;
  }
  // A field of a column that is a record.
  if (!reference.star &&
      dialect({Dialect::BigQuery, Dialect::Spark, Dialect::Hive, Dialect::Snowflake, Dialect::ClickHouse})) {
    reference.parts = 1;
    resolve_unqualified(reference, unresolved);
  }
}

// What all unqualified columns of the scope ask for, once.
void Reader::sum_up(Scope& scope) {
  if (scope.summed_up) return;
  scope.summed_up = true;
  for (const Source& source : scope.sources) {
    if (source.kind == Source::Kind::Table) ++scope.tables;
    if (source.kind != Source::Kind::Derived) continue;
    scope.open += source.derived.open;
    scope.outputs.insert(source.derived.outputs.begin(), source.derived.outputs.end());
  }
}

void Reader::resolve_unqualified(Reference& reference, std::vector<Reference>& unresolved) {
  constexpr std::uint32_t most_candidates = 32;  // more tell nothing
  const std::string column = folded(reference.token);
  sum_up(*scope_);
  if (reference.role == ColumnRole::Written) {  // of the only table that is written
    const auto written = [](const Source& s) { return s.written && s.kind == Source::Kind::Table; };
    const auto target = std::find_if(scope_->sources.begin(), scope_->sources.end(), written);
    if (target != scope_->sources.end() && std::none_of(target + 1, scope_->sources.end(), written))
      return use(*target, reference, column, facts::Confidence::Certain);
  }
  // ClickHouse knows the select list's aliases everywhere.
  const bool anywhere = session_.dialect == Dialect::ClickHouse && reference.role != ColumnRole::Read;
  if (reference.output || anywhere) {
    if (!scope_->aliases.empty() && scope_->alias_set.empty())
      scope_->alias_set.insert(scope_->aliases.begin(), scope_->aliases.end());
    if (scope_->alias_set.count(column) > 0) return;
  }
  if (scope_->outputs.count(column) > 0) return;
  if (scope_->tables == 0) {
    if (scope_->open == 0 && scope_->parent) unresolved.push_back(reference);
    return;
  }
  if (scope_->tables > most_candidates) return;
  Source* only = nullptr;
  Source* knows = nullptr;
  std::uint32_t knowing = 0;  // tables whose definition has the column
  std::uint32_t left = 0;     // tables that may have it
  for (Source& source : scope_->sources) {
    if (source.kind != Source::Kind::Table) continue;
    if (source.alias == column && reference.role == ColumnRole::Read)
      return use(source, reference, "*", facts::Confidence::Certain);  // the whole row
    const auto answer = session_.catalog ? session_.catalog->has_column(source.table, column) : Catalog::Has::Unknown;
    if (answer == Catalog::Has::No) continue;
    if (answer == Catalog::Has::Yes) {
      ++knowing;
      knows = &source;
    }
    ++left;
    only = &source;
  }
  if (knowing == 1 && !reference.everywhere) return use(*knows, reference, column, facts::Confidence::Certain);
  if (left == 0) {
    if (scope_->open == 0 && scope_->parent) unresolved.push_back(reference);
    return;
  }
  if (left == 1 && scope_->open == 0) return use(*only, reference, column, facts::Confidence::Certain);
  const bool sure = reference.everywhere && scope_->sources.size() == 2;
  for (Source& source : scope_->sources) {
    if (source.kind != Source::Kind::Table) continue;
    if (session_.catalog && session_.catalog->has_column(source.table, column) == Catalog::Has::No) continue;
    use(source, reference, column, sure ? facts::Confidence::Certain : facts::Confidence::Possible);
  }
}

// The last that is asked of the source: its columns are taken.
void Reader::emit(Source& source) {
  if (source.kind != Source::Kind::Table || source.ignored) return;
  const auto made = [&](Mode mode, Verb verb, std::vector<ColumnUse>& columns) {
    Access access;
    access.table = source.table;
    access.mode = mode;
    access.verb = verb;
    access.columns = std::move(columns);
    access.shape = source.shape;
    access.at = position(source.token);
    return access;
  };
  if (source.written && !explain_only_) note(made(Mode::Write, source.verb, source.written_columns));
  if (!source.read) return;
  Access read = made(Mode::Read, Verb::Select, source.read_columns);
  if (source.path && scope_->parent)
    scope_->parent->waiting.push_back(std::move(read));
  else
    note(std::move(read));
}

void Reader::close_scope() {
  Scope& scope = *scope_;
  std::vector<Reference> unresolved;
  for (Reference& reference : scope.references) resolve(reference, unresolved);
  for (Access& access : scope.waiting) {
    std::string_view first = access.table.catalog.empty() ? access.table.schema : access.table.catalog;
    first = first.substr(0, first.find('.'));
    if (Source* source = find_source(first)) {
      const std::string& column = access.table.catalog.empty() ? access.table.name : access.table.schema;
      if (source->kind == Source::Kind::Table)
        source->read_columns.push_back({column, ColumnRole::Read, facts::Confidence::Certain});
    } else if (scope.parent) {
      scope.parent->waiting.push_back(std::move(access));
    } else {
      note(std::move(access));
    }
  }
  std::size_t joined = 0;
  for (const Source& source : scope.sources) joined += source.kind != Source::Kind::Opaque;
  for (Source& source : scope.sources) {
    source.shape.join |= joined > 1;
    source.shape.aggregate |= scope.aggregate;
    source.shape.locking |= scope.locking;
    source.shape.single |= scope.single || (source.single_key && joined == 1);
    emit(source);
  }
  scope_ = scope.parent;
  if (scope_ && !unresolved.empty()) {
    scope_->references.insert(scope_->references.end(), unresolved.begin(), unresolved.end());
  }
}

// Adds it to the statement's. What stands behind the last table that is told is not read.
void Reader::note(Access access) {
  if (full_) return;
  if (current_.accesses.size() >= most_accesses) {
    merge_accesses(current_.accesses);
    if (current_.accesses.size() > most_accesses / 2) {
      if (at_ < end_) blind("unreadable statement", "too many tables", at_);
      end_ = std::min(at_, end_);
      full_ = true;
      return;
    }
  }
  current_.accesses.push_back(std::move(access));
}

void Reader::access(TableName table, Mode mode, Verb verb, std::uint32_t token) {
  if (excluded(table)) return;
  Access access;
  access.table = std::move(table);
  access.mode = mode;
  access.verb = verb;
  access.at = position(token);
  note(std::move(access));
}

const Derived* Reader::find_cte(const Name& name) const {
  if (ctes_.empty() || name.parts > 2) return nullptr;
  const auto found = cte_index_.find(cte_key(name_of_cte(name)));
  if (found == cte_index_.end() || found->second == 0) return nullptr;
  return &ctes_[found->second - 1].derived;
}

}  // namespace onewriter::sql::general
