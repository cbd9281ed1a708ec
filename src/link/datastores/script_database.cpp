#include "link/datastores/script_database.h"

#include <algorithm>
#include <cctype>

#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && text.size() < 100 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '-' || c == '$' || c >= 0x80;
  });
}

// The names that lines of the form "USE name;" select.
void read(const extract::SourceFile& file, std::vector<ScriptDatabase>& out) {
  const std::string_view text = file.outline.sql.text;
  std::uint32_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    ++line;
    std::string_view words = trim(text.substr(at, end - at));
    at = end + 1;
    if (words.size() < 5 || lower(words.substr(0, 4)) != "use ") continue;
    std::string_view name = trim(words.substr(4));
    name = trim(name.substr(0, name.find(';')));
    const bool brackets = name.starts_with('[') && name.ends_with(']');
    if (name.size() > 2 && (brackets || (name.starts_with('`') && name.ends_with('`'))))
      name = name.substr(1, name.size() - 2);
    if (!is_name(name) || lower(name) == "master" || lower(name) == "mysql") continue;
    out.push_back({std::string(name), brackets ? "sqlserver" : "mysql", {file.path, line, 1, line}});
  }
}

}  // namespace

std::string selected_at(const extract::SourceFile& file, std::uint32_t line) {
  std::vector<ScriptDatabase> all;
  read(file, all);
  std::string name;
  for (const ScriptDatabase& d : all)
    if (d.place.line <= line) name = d.name;
  return name;
}

ScriptDatabases::ScriptDatabases(const System& system, const std::vector<extract::SourceFile>& files) {
  for (const extract::SourceFile& f : files) {
    if (f.outline.kind != workspace::FileKind::Sql || is_aside(f.path) || contains(f.path, "src/test/")) continue;
    std::vector<ScriptDatabase> found;
    read(f, found);
    if (!found.empty())
      for (const std::string& service : system.services_of(f.path).services) {
        std::vector<ScriptDatabase>& all = by_service_[service];
        all.insert(all.end(), found.begin(), found.end());
      }
  }
}

std::optional<ScriptDatabase> ScriptDatabases::of(const std::string& service) const {
  const auto it = by_service_.find(service);
  if (it == by_service_.end()) return std::nullopt;
  for (const ScriptDatabase& d : it->second)
    if (lower(d.name) != lower(it->second[0].name)) return std::nullopt;
  return it->second[0];
}

}  // namespace onewriter::link
