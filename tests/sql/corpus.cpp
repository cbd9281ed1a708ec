#include "corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace onewriter::sql::corpus {
namespace {

constexpr std::string_view modes[] = {"read", "write", "ddl"};
constexpr std::string_view kinds[] = {"query",   "dml",  "ddl",     "dcl",         "transaction", "two-phase",
                                      "routine", "call", "session", "replication", "other",       "unreadable"};

std::string name_of(const TableName& table) {
  std::string result;
  for (const std::string& part : {table.catalog, table.schema}) result += part.empty() ? "" : part + '.';
  return result + table.name;
}

void add(std::string& list, const std::string& item, std::string_view separator = ", ") {
  if (!list.empty()) list += separator;
  list += item;
}

std::string columns_of(const Access& access) {
  std::string result;
  for (const ColumnUse& column : access.columns) {
    const bool possible = column.confidence == facts::Confidence::Possible;
    add(result, column.name + ':' + "rwfjgo"[static_cast<int>(column.role)] + (possible ? "?" : ""), " ");
  }
  return result.empty() ? "-" : result;
}

std::string shape_of(const Shape& shape) {
  std::string result;
  const std::pair<bool, const char*> flags[] = {
      {shape.key, "key"},        {shape.range, "range"},         {shape.search, "search"},
      {shape.join, "join"},      {shape.aggregate, "aggregate"}, {shape.single, "single"},
      {shape.locking, "locking"}};
  for (const auto& [set, word] : flags) {
    if (set) add(result, word, " ");
  }
  return result.empty() ? "-" : result;
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
  const std::size_t begin = text.find_first_not_of(" \n");
  return begin == std::string::npos ? "" : text.substr(begin);
}

// Lists are compared without regard to order; what blind spots there are, and flags of a shape, come in one order
// anyway.
std::string sorted(const std::string& list, std::string_view separator) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(separator, at), list.size());
    items.push_back(list.substr(at, end - at));
    at = end + separator.size();
  }
  std::sort(items.begin(), items.end());
  std::string result;
  for (const std::string& item : items) add(result, item, separator);
  return result;
}

// The key is the word, for some with the mode and the table behind it.
std::pair<std::string, std::string> expectation(const std::string& line) {
  std::size_t words = 1;
  if (line.starts_with("columns ") || line.starts_with("shape ")) words = 3;
  if (line.starts_with("routine ")) words = 2;
  std::size_t at = 0;
  for (; words > 0 && at != std::string::npos; --words) at = line.find(' ', at + 1);
  return {line.substr(0, at), at == std::string::npos ? "" : trimmed(line.substr(at))};
}

void read_file(const std::filesystem::path& path, std::vector<Case>& cases) {
  std::ifstream in(path);
  int number = 0;
  const std::size_t first = cases.size();
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("--- ")) {
      cases.push_back({path.filename().string(), number, line.substr(4), {}, {}});
    } else if (cases.size() > first) {
      if (line.starts_with("--: ")) {
        auto [key, value] = expectation(trimmed(line.substr(4)));
        cases.back().expected[key] = sorted(value, key.starts_with("columns ") ? " " : ", ");
      } else {
        cases.back().sql += line + '\n';
      }
    }
  }
  for (std::size_t i = first; i < cases.size(); ++i) {
    std::string& sql = cases[i].sql;
    sql = trimmed(sql);
    if (!sql.empty() && sql.back() == ';') sql.pop_back();
  }
}

}  // namespace

std::vector<Case> load(const std::string& dialect) {
  std::vector<Case> cases;
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder = std::filesystem::path(SOURCE_ROOT) / "tests/sql/corpus" / dialect;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) read_file(file, cases);
  return cases;
}

std::map<std::string, std::string> describe(const std::vector<Statement>& statements,
                                            const std::map<std::string, std::string>& wanted) {
  std::map<std::string, std::string> result;
  std::set<std::pair<int, TableName>> accesses, routine_accesses;
  std::set<TableName> view;
  for (const Statement& statement : statements) {
    for (const Access& access : statement.accesses) {
      accesses.insert({static_cast<int>(access.mode), access.table});
      const std::string key = std::string(modes[static_cast<int>(access.mode)]) + ' ' + name_of(access.table);
      if (wanted.contains("columns " + key)) result["columns " + key] = columns_of(access);
      if (wanted.contains("shape " + key)) result["shape " + key] = shape_of(access.shape);
    }
    for (const Routine& routine : statement.routines) {
      for (const Access& access : routine.accesses)
        routine_accesses.insert({static_cast<int>(access.mode), access.table});
    }
    view.insert(statement.view_reads.begin(), statement.view_reads.end());
    for (const BlindSpot& spot : statement.blind_spots) add(result["blind"], spot.what);
    if (wanted.contains("calls")) {
      result["calls"];
      for (const RoutineCall& call : statement.calls) add(result["calls"], name_of(call.name));
    }
    if (wanted.contains("routine calls")) {
      for (const Routine& routine : statement.routines) {
        for (const RoutineCall& call : routine.calls) add(result["routine calls"], name_of(call.name));
      }
    }
    if (wanted.contains("kind")) result["kind"] = kinds[static_cast<int>(statement.kind)];
  }
  constexpr const char* keys[] = {"reads", "writes", "ddl"};
  for (const auto& [mode, table] : accesses) add(result[keys[mode]], name_of(table));
  for (const auto& [mode, table] : routine_accesses) add(result["routine " + std::string(modes[mode])], name_of(table));
  for (const TableName& table : view) add(result["view"], name_of(table));
  for (auto& [key, value] : result) value = sorted(value, key.starts_with("columns ") ? " " : ", ");
  return result;
}

}  // namespace onewriter::sql::corpus
