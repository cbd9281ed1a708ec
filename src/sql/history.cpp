#include "sql/history.h"

#include <algorithm>

#include "sql/keywords.h"

namespace onewriter::sql {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && equals_ignoring_case(text.substr(text.size() - end.size()), end);
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  for (std::size_t i = 0; i + part.size() <= text.size(); ++i) {
    if (equals_ignoring_case(text.substr(i, part.size()), part)) return true;
  }
  return false;
}

// The words of a comment line, without its dashes, in one form: "+goose down".
std::string marker_of(std::string_view line) {
  line = trim(line);
  if (line.substr(0, 2) != "--") return {};
  line.remove_prefix(2);
  std::string marker;
  for (char c : trim(line)) {
    if (c == ' ' || c == '\t') {
      if (!marker.empty() && marker.back() != ' ') marker += ' ';
    } else {
      marker += lower(c);
    }
  }
  return marker;
}

enum class Section { None, Up, Down, DownLine };

Section section_of(std::string_view line) {
  const std::string marker = marker_of(line);
  if (marker.empty()) return Section::None;
  for (std::string_view tool : {"+goose", "+migrate", "+micrate"}) {
    if (marker.substr(0, tool.size()) != tool) continue;
    const std::string_view rest = trim(std::string_view(marker).substr(tool.size()));
    if (rest.substr(0, 4) == "down") return Section::Down;
    if (rest.substr(0, 2) == "up") return Section::Up;
  }
  if (marker.substr(0, 12) == "migrate:down" || marker.substr(0, 13) == "migrate: down") return Section::Down;
  if (marker.substr(0, 10) == "migrate:up" || marker.substr(0, 11) == "migrate: up") return Section::Up;
  if (marker.substr(0, 7) == "//@undo" || marker.substr(0, 8) == "// @undo") return Section::Down;
  if (marker.substr(0, 8) == "rollback" && (marker.size() == 8 || marker[8] == ' ')) return Section::DownLine;
  return Section::None;
}

}  // namespace

void apply(const Statement& statement, Catalog& catalog) {
  for (const Definition& d : statement.definitions) {
    if (d.kind == Definition::Kind::Temporary || d.kind == Definition::Kind::Sequence ||
        d.kind == Definition::Kind::Index)
      continue;
    switch (d.change) {
      case Definition::Change::Create: {
        Catalog::Table table;
        table.columns = d.columns;
        table.key = d.key;
        table.kind = d.kind;
        table.partial = d.partial;
        if (d.kind != Definition::Kind::Table && d.kind != Definition::Kind::ForeignTable)
          table.reads = statement.view_reads;
        // CREATE TABLE IF NOT EXISTS of a table that is known adds nothing.
        const Catalog::Table* known = catalog.find(d.name);
        if (known && known->kind == d.kind && d.columns.empty() && !known->columns.empty()) break;
        catalog.put(d.name, std::move(table));
        break;
      }
      case Definition::Change::Drop: catalog.drop(d.name); break;
      case Definition::Change::RenameTable: catalog.rename(d.name, d.new_name); break;
      case Definition::Change::AddColumns:
        if (Catalog::Table* table = catalog.find(d.name)) {
          for (const ColumnDefinition& column : d.columns) {
            const bool known = std::any_of(table->columns.begin(), table->columns.end(),
                                           [&](const auto& c) { return c.name == column.name; });
            if (!known) table->columns.push_back(column);
          }
          if (!d.key.empty()) table->key = d.key;
        }
        break;
      case Definition::Change::DropColumns:
        if (Catalog::Table* table = catalog.find(d.name)) {
          std::erase_if(table->columns, [&](const auto& c) {
            return std::any_of(d.columns.begin(), d.columns.end(),
                               [&](const auto& dropped) { return dropped.name == c.name; });
          });
        }
        break;
      case Definition::Change::RenameColumn:
        if (Catalog::Table* table = catalog.find(d.name); table && d.columns.size() == 2) {
          for (ColumnDefinition& column : table->columns) {
            if (column.name == d.columns[0].name) column.name = d.columns[1].name;
          }
          std::replace(table->key.begin(), table->key.end(), d.columns[0].name, d.columns[1].name);
        }
        break;
    }
  }
}

void apply(const Reading& reading, Catalog& catalog) {
  for (const Statement& statement : reading.statements) apply(statement, catalog);
}

bool is_down_migration(std::string_view file_name) {
  const auto slash = file_name.find_last_of("/\\");
  const std::string_view name = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  if (!ends_with(name, ".sql")) return false;
  for (std::string_view end : {".down.sql", "_down.sql", "-down.sql", ".undo.sql", ".rollback.sql", "_rollback.sql"}) {
    if (ends_with(name, end)) return true;
  }
  if (equals_ignoring_case(name, "down.sql") || equals_ignoring_case(name, "rollback.sql")) return true;
  // Flyway: U<version>__<description>.sql
  if (name[0] != 'U' || name.size() < 8) return false;
  std::size_t digit = 1;
  while (digit < name.size() && ((name[digit] >= '0' && name[digit] <= '9') || name[digit] == '.' ||
                                 (name[digit] == '_' && name[digit + 1] != '_')))
    ++digit;
  return digit > 1 && contains_ignoring_case(name.substr(digit, 2), "__");
}

std::string without_down_sections(std::string_view text) {
  std::string kept(text);
  bool down = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    const Section section = section_of(text.substr(at, end - at));
    if (section == Section::Down) down = true;
    if (section == Section::Up) down = false;
    if (down || section == Section::DownLine) {
      for (std::size_t i = at; i < end; ++i) {
        if (kept[i] != '\r') kept[i] = ' ';
      }
    }
    at = end + 1;
  }
  return kept;
}

}  // namespace onewriter::sql
