#include "facts/schema.h"

#include <cstdint>
#include <utility>

#include "facts/ascii.h"
#include "facts/resources.h"

namespace onewriter::facts {
namespace {

using ascii::trim;

std::string_view next_word(std::string_view& text) {
  text = trim(text);
  const std::string_view word = text.substr(0, text.find_first_of(" ,("));
  text.remove_prefix(word.size());
  return word;
}

}  // namespace

std::vector<Relation> describe_schema(std::string_view text) {
  std::vector<Relation> relations;
  std::string comment;
  bool inside = false;  // the parentheses of the relation that was begun last
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!inside && line.starts_with("--")) {
      comment += comment.empty() ? "" : " ";
      comment += trim(line.substr(2));
    } else if (line.starts_with("CREATE TABLE ") || line.starts_with("CREATE VIEW ")) {
      Relation relation;
      relation.view = line.starts_with("CREATE VIEW ");
      line.remove_prefix(relation.view ? 12 : 13);
      relation.name = next_word(line);
      relation.sentence = std::exchange(comment, {});
      relations.push_back(std::move(relation));
      inside = true;
    } else if (inside && line.starts_with(")")) {
      inside = false;
    } else if (inside) {
      const auto dashes = line.find("--");
      std::string_view declaration = line.substr(0, dashes);
      Column column;
      column.name = next_word(declaration);
      column.type = next_word(declaration);
      column.constraint = trim(declaration);
      if (column.constraint.ends_with(",")) column.constraint.pop_back();
      if (dashes != std::string_view::npos) column.sentence = trim(line.substr(dashes + 2));
      relations.back().columns.push_back(std::move(column));
    } else {
      comment.clear();
    }
  }
  return relations;
}

// FNV-1a, 64 bits.
std::string schema_fingerprint() {
  std::uint64_t hash = 14695981039346656037ull;
  const auto add = [&](const std::string& word) {
    for (const char c : word + "\n") hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  };
  for (const Relation& table : describe_schema()) {
    if (table.view) continue;
    add(table.name);
    for (const Column& column : table.columns) add(column.name + " " + column.type);
  }
  std::string hex(16, '0');
  for (std::size_t i = 0; i < 16; ++i) hex[15 - i] = "0123456789abcdef"[(hash >> (4 * i)) & 15];
  return hex;
}

const std::vector<Relation>& describe_schema() {
  static const std::vector<Relation> embedded = describe_schema(resource("src/facts/schema.sql").value_or(""));
  return embedded;
}

}  // namespace onewriter::facts
