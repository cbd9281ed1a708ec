#include "sql/postgres/accesses.h"

#include <algorithm>
#include <tuple>

namespace onewriter::sql::postgres {

int Accesses::add(const TableName& table, Mode mode, Verb verb, std::uint32_t offset) {
  auto [found, is_new] = index_.try_emplace({table, mode}, static_cast<int>(entries_.size()));
  if (is_new) {
    Entry& entry = entries_.emplace_back();
    entry.access.table = table;
    entry.access.mode = mode;
    entry.access.verb = verb;
    entry.access.at.offset = offset;
  }
  Access& access = entries_[found->second].access;
  if (verb == Verb::Upsert && access.verb == Verb::Insert) access.verb = verb;
  access.at.offset = std::min(access.at.offset, offset);
  return found->second;
}

void Accesses::use(int access, std::string_view column, ColumnRole role, facts::Confidence confidence) {
  if (access < 0 || column.empty()) return;
  std::vector<ColumnUse>& columns = entries_[access].access.columns;
  // Repeats come in runs (a long OR over one column): this keeps memory bounded by the number of different columns,
  // nearly.
  for (std::size_t i = columns.size(), seen = 0; i-- > 0 && seen < 8; ++seen) {
    if (columns[i].name == column && columns[i].role == role) {
      columns[i].confidence = std::max(columns[i].confidence, confidence);
      return;
    }
  }
  columns.push_back({std::string(column), role, confidence});
}

void Accesses::count_use(int access, bool single) {
  if (access < 0) return;
  ++entries_[access].uses;
  entries_[access].single_uses += single ? 1 : 0;
}

std::vector<Access> Accesses::finish() && {
  std::vector<Access> result;
  result.reserve(entries_.size());
  for (const auto& [key, index] : index_) {
    Entry& entry = entries_[index];
    Access& access = entry.access;
    access.shape.single = entry.uses > 0 && entry.uses == entry.single_uses;
    // The surer of two equal uses first, so that it is the one that stays.
    std::sort(access.columns.begin(), access.columns.end(), [](const ColumnUse& a, const ColumnUse& b) {
      return std::tie(a.name, a.role, b.confidence) < std::tie(b.name, b.role, a.confidence);
    });
    const auto same = [](const ColumnUse& a, const ColumnUse& b) { return a.name == b.name && a.role == b.role; };
    access.columns.erase(std::unique(access.columns.begin(), access.columns.end(), same), access.columns.end());
    result.push_back(std::move(access));
  }
  return result;
}

}  // namespace onewriter::sql::postgres
