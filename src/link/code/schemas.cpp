#include "link/code/schemas.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "facts/ascii.h"
#include "link/code/change_logs.h"
#include "link/code/names.h"
#include "link/code/schema_statements.h"
#include "link/services/words.h"
#include "sql/history.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

using sql::Definition;

// Where a script stands among its kind: its folder, and its number there.
struct Step {
  std::string folder;               // or the master file that tells the order
  std::vector<std::string> number;  // parts without leading zeros; empty: not numbered
  std::string path;
  const extract::SourceFile* file = nullptr;
};

using ascii::is_digit;

// The parts of a leading version: "V1.2__add" 1, 2; "20240101_init" 20240101; "add" none. Flyway ("Versioned
// Migrations") and the tools after it count by them. A V is no part of it.
std::vector<std::string> version_of(std::string_view name) {
  if (name.size() > 1 && (name[0] == 'V' || name[0] == 'v' || name[0] == 'B') && is_digit(name[1]))
    name.remove_prefix(1);
  std::vector<std::string> parts;
  while (!name.empty() && is_digit(name[0])) {
    std::size_t end = 0;
    while (end < name.size() && is_digit(name[end])) ++end;
    std::string_view part = name.substr(0, end);
    while (part.size() > 1 && part[0] == '0') part.remove_prefix(1);
    parts.emplace_back(part);
    name.remove_prefix(end);
    if (name.size() < 2 || (name[0] != '.' && name[0] != '_' && name[0] != '-') || !is_digit(name[1])) break;
    name.remove_prefix(1);
  }
  return parts;
}

// 001_init.sql, or 001_init/up.sql as Prisma, Diesel and Hasura keep them.
Step step_of(const std::string& path) {
  const std::string_view folder = folder_of(path);
  Step step{std::string(folder), version_of(base_name(path)), path, nullptr};
  if (!step.number.empty()) return step;
  step.number = version_of(base_name(folder));
  if (!step.number.empty()) step.folder = folder_of(folder);
  return step;
}

bool earlier(const Step& a, const Step& b) {
  if (a.folder != b.folder) return a.folder < b.folder;
  const std::size_t common = std::min(a.number.size(), b.number.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (a.number[i].size() != b.number[i].size()) return a.number[i].size() < b.number[i].size();
    if (a.number[i] != b.number[i]) return a.number[i] < b.number[i];
  }
  return std::forward_as_tuple(a.number.size(), a.path) < std::forward_as_tuple(b.number.size(), b.path);
}

// Two definitions of one name are two tables or one for two engines: either has what both have, and may have more.
void merge_into(sql::Catalog& into, const sql::Catalog& from) {
  for (const auto& [name, table] : from.tables()) {
    if (table.kind != Definition::Kind::Table && table.kind != Definition::Kind::ForeignTable) continue;
    sql::Catalog::Table* known = into.find(name);
    if (!known) {
      into.put(name, table);
      continue;
    }
    known->partial = true;
    for (const sql::ColumnDefinition& column : table.columns)
      if (std::find(known->columns.begin(), known->columns.end(), column) == known->columns.end())
        known->columns.push_back(column);
  }
}

// May a column be that of one table as well as of another?
bool has_open_columns(const sql::Reading& reading) {
  const auto open = [](const sql::Access& access) {
    return std::any_of(access.columns.begin(), access.columns.end(),
                       [](const sql::ColumnUse& c) { return c.confidence == facts::Confidence::Possible; });
  };
  return std::any_of(reading.statements.begin(), reading.statements.end(), [&](const sql::Statement& s) {
    return std::any_of(s.accesses.begin(), s.accesses.end(), open) ||
           std::any_of(s.routines.begin(), s.routines.end(),
                       [&](const sql::Routine& r) { return std::any_of(r.accesses.begin(), r.accesses.end(), open); });
  });
}

}  // namespace

Schemas::Schemas(const std::vector<extract::SourceFile>& files,
                 const std::function<FileOwners(const std::string&)>& owners_of)
    : owners_of_(owners_of) {
  const ChangeLogs change_logs(files);
  std::vector<Step> steps;
  std::map<std::string, sql::Catalog> loose;  // of scripts without an order, by file
  std::vector<const extract::SourceFile*> open;
  for (const extract::SourceFile& file : files) {
    const sql::Reading* reading = &file.outline.sql.reading;
    if (file.outline.kind != workspace::FileKind::Sql) {
      std::optional<sql::Reading> said = change_logs.changes_in(file);
      if (!said) said = described_schema(file);
      if (!said) continue;
      reading = &(made_[file.path] = std::move(*said));
    } else if (sql::is_down_migration(file.path)) {
      continue;
    } else if (std::string ups = sql::without_down_sections(file.outline.sql.text); ups != file.outline.sql.text) {
      reading = &(made_[file.path] = sql::read(ups, {}));
    }
    readings_[file.path] = reading;
    if (file.scope == facts::Scope::Test) continue;
    for (const sql::Statement& statement : reading->statements)
      for (const sql::Routine& routine : statement.routines)
        if (routine.kind == sql::Routine::Kind::Procedure || routine.kind == sql::Routine::Kind::Function)
          routines_[service_of(file.path)].emplace(lower(routine.name.name), &routine);
    const ChangeLogs::Place* place = change_logs.place_of(file.path);
    Step step = place ? Step{place->master, {std::to_string(place->number)}, file.path} : step_of(file.path);
    if (step.number.empty()) {
      sql::apply(*reading, loose[file.path]);
      if (has_open_columns(*reading)) open.push_back(&file);
      continue;
    }
    folders_[file.path] = step.folder;
    step.file = &file;
    steps.push_back(std::move(step));
  }
  std::sort(steps.begin(), steps.end(), earlier);
  std::map<std::string, std::string> service_of_folder;
  for (const Step& step : steps) {
    History& history = histories_[step.folder];
    const sql::Reading& reading = *readings_[step.path];
    sql::Catalog around;  // the tables before and after the script
    const bool is_open = has_open_columns(reading);
    if (is_open) merge_into(around, history.tables);
    apply(reading, history);
    if (is_open) {
      merge_into(around, history.tables);
      read_with(*step.file, around);
    }
    service_of_folder.emplace(step.folder, service_of(step.path));
  }
  for (const auto& [file, tables] : loose) merge_into(by_service_[service_of(file)], tables);
  for (const auto& [folder, service] : service_of_folder) merge_into(by_service_[service], histories_[folder].tables);
  for (auto& [service, tables] : by_service_)
    if (!service.empty() && by_service_.count("")) merge_into(tables, by_service_[""]);
  for (const extract::SourceFile* file : open)
    if (const sql::Catalog* tables = of(file->path)) read_with(*file, *tables);
}

void Schemas::read_with(const extract::SourceFile& file, const sql::Catalog& tables) {
  if (tables.empty() || file.outline.kind != workspace::FileKind::Sql) return;  // change logs hold their own texts
  sql::Options options;
  options.script = true;
  options.catalog = &tables;
  sql::Reading reading = sql::read(sql::without_down_sections(file.outline.sql.text), options);
  readings_[file.path] = &(resolved_[file.path] = std::move(reading));
}

// Whose file it is; empty when it is nobody's or that of several.
std::string Schemas::service_of(const std::string& file) const {
  const FileOwners owners = owners_of_(file);
  return owners.services.size() == 1 ? owners.services.front() : std::string();
}

void Schemas::apply(const sql::Reading& reading, History& history) const {
  for (const sql::Statement& statement : reading.statements) {
    sql::apply(statement, history.tables);
    for (const Definition& d : statement.definitions) {
      if (d.change == Definition::Change::Create) {
        history.created[d.name] = true;
        history.renamed.erase(d.name);
      }
      const auto known = history.created.find(d.name);
      if (known == history.created.end() || !known->second) continue;
      if (d.change == Definition::Change::Drop) known->second = false;
      if (d.change == Definition::Change::RenameTable) {
        known->second = false;
        history.renamed[d.name] = d.new_name;
        history.created[d.new_name] = true;
        history.renamed.erase(d.new_name);
      }
    }
  }
}

const sql::Reading* Schemas::reading(const std::string& file) const {
  const auto found = readings_.find(file);
  return found == readings_.end() ? nullptr : found->second;
}

const sql::Catalog* Schemas::of(const std::string& file) const {
  auto found = by_service_.find(service_of(file));
  if (found == by_service_.end()) found = by_service_.find("");
  return found == by_service_.end() ? nullptr : &found->second;
}

std::vector<const sql::Routine*> Schemas::routines(const std::string& file, const sql::TableName& name) const {
  std::vector<const sql::Routine*> result;
  const std::string service = service_of(file);
  for (const std::string& whose : {service, std::string()}) {
    const auto known = routines_.find(whose);
    if (known == routines_.end() || !result.empty()) continue;
    const auto [first, last] = known->second.equal_range(lower(name.name));
    for (auto it = first; it != last; ++it)
      if (name.schema.empty() || it->second->name.schema.empty() ||
          lower(it->second->name.schema) == lower(name.schema))
        result.push_back(it->second);
  }
  return result;
}

std::optional<sql::TableName> Schemas::in_the_end(const std::string& file, const sql::TableName& name) const {
  const auto folder = folders_.find(file);
  if (folder == folders_.end()) return name;
  const History& history = histories_.at(folder->second);
  sql::TableName now = name;
  constexpr int most_names = 100;
  for (int i = 0; i < most_names; ++i) {
    const auto next = history.renamed.find(now);
    if (next == history.renamed.end()) break;
    now = next->second;
  }
  const auto known = history.created.find(now);
  if (known != history.created.end() && !known->second) return std::nullopt;
  return now;
}

}  // namespace onewriter::link
