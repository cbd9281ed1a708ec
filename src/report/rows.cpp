#include "report/rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/json_values.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

// Characters, not bytes: continuation bytes of UTF-8 take no room.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      line += cells[i];
      continue;
    }
    line += '"';
    for (const char c : cells[i]) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\n";
}

}  // namespace

std::string rows_table(const facts::Rows& rows) {
  std::vector<std::vector<std::string>> lines = {rows.columns};
  for (const auto& row : rows.rows) {
    lines.emplace_back();
    for (const std::string& cell : row) lines.back().push_back(printable(cell));
  }
  std::vector<std::size_t> widths(rows.columns.size(), 0);
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i]));
  std::string text;
  for (std::size_t n = 0; n < lines.size(); ++n) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i)
      line += lines[n][i] + std::string(widths[i] - width_of(lines[n][i]) + 2, ' ');
    const auto end = line.find_last_not_of(' ');
    text += line.substr(0, end == std::string::npos ? 0 : end + 1) + "\n";
    if (n > 0) continue;
    for (std::size_t i = 0; i < widths.size(); ++i)
      text += std::string(widths[i], '-') + (i + 1 < widths.size() ? "  " : "\n");
  }
  return text + "(" + counted(rows.rows.size(), "row", "rows") + ")\n";
}

std::string rows_csv(const facts::Rows& rows) {
  std::string text = csv_line(rows.columns);
  for (const auto& row : rows.rows) text += csv_line(row);
  return text;
}

std::string rows_json(const facts::Rows& rows) {
  Json list = Json::array();
  for (const auto& row : rows.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[rows.columns[i]] = row[i];
    list.push_back(std::move(object));
  }
  return print(list);
}

std::string schema_text(const std::vector<facts::Relation>& relations) {
  std::string text;
  for (const facts::Relation& r : relations) {
    text += (text.empty() ? "" : "\n") + std::string(r.view ? "view " : "table ") + r.name + "\n";
    for (const std::string& line : wrap(r.sentence, 100)) text += "  " + line + "\n";
    std::size_t width = 0;
    for (const facts::Column& c : r.columns) width = std::max(width, c.name.size());
    for (const facts::Column& c : r.columns)
      text += "    " + c.name + std::string(width - c.name.size() + 2, ' ') + c.sentence + "\n";
  }
  return text;
}

}  // namespace onewriter::report
