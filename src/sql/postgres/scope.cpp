#include "sql/postgres/scope.h"

#include <algorithm>

#include "sql/catalog.h"

namespace onewriter::sql::postgres {
namespace {

enum class Has { No, Maybe, Yes };

Has has_column(const Source& source, std::string_view column, const Accesses& accesses, const Catalog* catalog) {
  if (source.columns.has(column)) return Has::Yes;
  if (std::find(source.sure.begin(), source.sure.end(), column) != source.sure.end()) return Has::Yes;
  if (catalog && source.access >= 0) {
    switch (catalog->has_column(accesses.table(source.access), column)) {
      case Catalog::Has::Yes: return Has::Yes;
      case Catalog::Has::No: return Has::No;
      case Catalog::Has::Unknown: break;
    }
  }
  return source.columns.open ? Has::Maybe : Has::No;
}

std::vector<Owner> qualified(const ColumnName& name, const Scope& scope) {
  for (const Scope* s = &scope; s; s = s->outer) {
    for (std::size_t i = s->sources.size(); i-- > s->first;) {
      const Source& source = s->sources[i];
      if (source.name == name.source &&
          (name.schema.empty() || source.schema.empty() || source.schema == name.schema)) {
        return {{&source}};
      }
    }
  }
  return {};
}

}  // namespace

bool Columns::has(std::string_view name) const { return std::find(names.begin(), names.end(), name) != names.end(); }

const With::Entry* With::find(std::string_view name) const {
  for (const With* with = this; with; with = with->outer) {
    for (std::size_t i = with->entries.size(); i-- > 0;) {
      if (with->entries[i].name == name) return &with->entries[i];
    }
  }
  return nullptr;
}

std::vector<Owner> owners_of(const ColumnName& name, const Scope& scope, const Accesses& accesses,
                             const Catalog* catalog) {
  if (!name.source.empty()) return qualified(name, scope);
  for (const Scope* s = &scope; s; s = s->outer) {
    std::vector<Owner> certain, possible;
    for (std::size_t i = s->first; i < s->sources.size(); ++i) {
      const Has has = has_column(s->sources[i], name.column, accesses, catalog);
      if (has == Has::Yes) certain.push_back({&s->sources[i]});
      if (has == Has::Maybe) possible.push_back({&s->sources[i]});
    }
    // More than one certain owner is an error in PostgreSQL, unless USING merged them: then each of them is meant.
    if (!certain.empty()) return certain;
    if (possible.size() > 1) {
      for (Owner& owner : possible) owner.confidence = facts::Confidence::Possible;
    }
    if (!possible.empty()) return possible;
  }
  return {};
}

}  // namespace onewriter::sql::postgres
