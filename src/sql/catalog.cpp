#include "sql/catalog.h"

#include <algorithm>
#include <numeric>

#include "sql/keywords.h"

namespace onewriter::sql {

void Catalog::put(TableName name, Table table) {
  drop(name);
  by_name_.emplace(name.name, name);
  tables_.emplace(std::move(name), std::move(table));
}

std::map<TableName, Catalog::Table>::iterator Catalog::locate(const TableName& name) {
  auto exact = tables_.find(name);
  if (exact != tables_.end()) return exact;
  const auto [begin, end] = by_name_.equal_range(name.name);
  auto found = tables_.end();
  for (auto it = begin; it != end; ++it) {
    const bool schemas_agree = it->second.schema.empty() || name.schema.empty() || it->second.schema == name.schema;
    if (!schemas_agree) continue;
    if (found != tables_.end()) return tables_.end();
    found = tables_.find(it->second);
  }
  return found;
}

void Catalog::drop(const TableName& name) {
  const auto it = locate(name);
  if (it == tables_.end()) return;
  const auto [begin, end] = by_name_.equal_range(it->first.name);
  for (auto entry = begin; entry != end; ++entry) {
    if (entry->second == it->first) {
      by_name_.erase(entry);
      break;
    }
  }
  tables_.erase(it);
}

void Catalog::rename(const TableName& from, const TableName& to) {
  const auto it = locate(from);
  if (it == tables_.end()) return;
  Table table = std::move(it->second);
  TableName name = to;
  if (name.schema.empty()) name.schema = it->first.schema;
  if (name.catalog.empty()) name.catalog = it->first.catalog;
  drop(TableName(it->first));
  put(std::move(name), std::move(table));
}

Catalog::Table* Catalog::find(const TableName& name) {
  const auto it = locate(name);
  return it == tables_.end() ? nullptr : &it->second;
}

const Catalog::Table* Catalog::find(const TableName& name) const { return const_cast<Catalog*>(this)->find(name); }

Catalog::Has Catalog::has_column(const TableName& table, std::string_view column) const {
  const Table* known = find(table);
  if (!known || known->columns.empty()) return Has::Unknown;
  const bool found = std::any_of(known->columns.begin(), known->columns.end(),
                                 // Two files may be read as two dialects, which fold quoted names otherwise.
                                 [&](const auto& c) { return equals_ignoring_case(c.name, column); });
  return found ? Has::Yes : known->partial ? Has::Unknown : Has::No;
}

std::vector<TableName> Catalog::base_tables(const TableName& name) const {
  std::vector<TableName> bases;
  std::vector<TableName> open{name};
  std::vector<TableName> seen;
  constexpr std::size_t limit = 1000;  // views over views, also in a circle
  while (!open.empty() && seen.size() < limit) {
    const TableName next = std::move(open.back());
    open.pop_back();
    if (std::find(seen.begin(), seen.end(), next) != seen.end()) continue;
    seen.push_back(next);
    const Table* table = find(next);
    const bool view = table && (table->kind == Definition::Kind::View || table->kind == Definition::Kind::Synonym);
    if (view && !table->reads.empty()) {
      open.insert(open.end(), table->reads.begin(), table->reads.end());
    } else if (next != name) {
      bases.push_back(next);
    }
  }
  std::sort(bases.begin(), bases.end());
  return bases;
}

namespace {

// By table, mode and place. An access is large: its index is what moves.
void sort_accesses(std::vector<Access>& accesses) {
  const auto before = [&](const Access& a, const Access& b) {
    if (const int order = a.table.name.compare(b.table.name);
        order != 0 && a.table.schema == b.table.schema && a.table.catalog == b.table.catalog)
      return order < 0;
    if (const auto order = a.table <=> b.table; order != 0) return order < 0;
    if (a.mode != b.mode) return a.mode < b.mode;
    return a.at.offset < b.at.offset;
  };
  if (std::is_sorted(accesses.begin(), accesses.end(), before)) return;
  std::vector<std::uint32_t> order(accesses.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (before(accesses[a], accesses[b])) return true;
    return !before(accesses[b], accesses[a]) && a < b;
  });
  std::vector<Access> sorted;
  sorted.reserve(accesses.size());
  for (std::uint32_t i : order) sorted.push_back(std::move(accesses[i]));
  accesses = std::move(sorted);
}

// All but the columns.
void merge_use(Access& into, const Access& from) {
  into.shape.key |= from.shape.key;
  into.shape.range |= from.shape.range;
  into.shape.search |= from.shape.search;
  into.shape.join |= from.shape.join;
  into.shape.aggregate |= from.shape.aggregate;
  into.shape.single &= from.shape.single;
  into.shape.locking |= from.shape.locking;
  into.through_view &= from.through_view;
}

// Adds the columns that were not mentioned lately: repeats come in runs.
void add_columns(std::vector<ColumnUse>& columns, std::vector<ColumnUse>&& more) {
  constexpr std::ptrdiff_t lately = 16;
  for (ColumnUse& use : more) {
    const auto from = columns.end() - std::min(lately, columns.end() - columns.begin());
    if (std::find(from, columns.end(), use) == columns.end()) columns.push_back(std::move(use));
  }
}

}  // namespace

void AccessIndex::add(std::vector<Access>& accesses, Access access) {
  const std::hash<std::string> hash;
  const std::size_t key = hash(access.table.name) * 31 + static_cast<std::size_t>(access.mode);
  const auto [begin, end] = places_.equal_range(key);
  for (auto place = begin; place != end; ++place) {
    Access& into = accesses[place->second];
    if (into.mode != access.mode || into.table != access.table) continue;
    merge_use(into, access);
    add_columns(into.columns, std::move(access.columns));
    return;
  }
  places_.emplace(key, static_cast<std::uint32_t>(accesses.size()));
  accesses.push_back(std::move(access));
}

void merge_accesses(std::vector<Access>& accesses) {
  sort_accesses(accesses);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < accesses.size(); ++i) {
    if (kept > 0 && accesses[kept - 1].table == accesses[i].table && accesses[kept - 1].mode == accesses[i].mode) {
      Access& into = accesses[kept - 1];
      Access& from = accesses[i];
      into.columns.insert(into.columns.end(), from.columns.begin(), from.columns.end());
      merge_use(into, from);
    } else {
      if (kept != i) accesses[kept] = std::move(accesses[i]);
      ++kept;
    }
  }
  accesses.resize(kept);
  for (Access& access : accesses) {
    auto& columns = access.columns;
    std::sort(columns.begin(), columns.end());
    // The same column in the same role: the surest mention stays.
    auto last = std::unique(columns.rbegin(), columns.rend(), [](const ColumnUse& a, const ColumnUse& b) {
      return a.name == b.name && a.role == b.role;
    });
    columns.erase(columns.begin(), last.base());
  }
}

void resolve_views(std::vector<Access>& accesses, const Catalog& catalog) {
  std::vector<Access> resolved;
  bool changed = false;
  for (Access& access : accesses) {
    const auto bases = access.mode == Mode::Ddl ? std::vector<TableName>{} : catalog.base_tables(access.table);
    if (bases.empty()) {
      resolved.push_back(std::move(access));
      continue;
    }
    changed = true;
    for (const TableName& base : bases) {
      Access through = access;
      through.table = base;
      through.through_view = true;
      // The view's columns are the base table's only when it has columns of these names.
      std::erase_if(through.columns,
                    [&](const ColumnUse& c) { return catalog.has_column(base, c.name) != Catalog::Has::Yes; });
      resolved.push_back(std::move(through));
    }
  }
  accesses = std::move(resolved);
  if (changed) merge_accesses(accesses);
}

}  // namespace onewriter::sql
