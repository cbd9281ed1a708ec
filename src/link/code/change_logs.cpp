#include "link/code/change_logs.h"

#include <algorithm>
#include <set>

#include "link/code/change_log_changes.h"
#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;
using workspace::FileKind;

constexpr int max_depth = 20;

std::vector<ConfigId> roots_of(const SourceFile& file) {
  std::vector<ConfigId> roots;
  const FileKind kind = file.outline.kind;
  if (kind != FileKind::Xml && kind != FileKind::Yaml && kind != FileKind::Json) return roots;
  const ConfigTree& tree = file.outline.config;
  for (ConfigId document : tree.documents())
    if (const ConfigId root = tree.get(document, "databaseChangeLog"); root != no_config) roots.push_back(root);
  return roots;
}

bool is_relative(const ConfigTree& tree, ConfigId id) {
  return change_property(tree, id, "relativeToChangelogFile") == "true";
}

std::string_view file_of(const ConfigTree& tree, ConfigId id) {
  const std::string_view file = change_property(tree, id, "file");
  return file.empty() ? change_property(tree, id, "path") : file;
}

// Paths are looked for on the class path, from its root or not.
std::string_view without_class_path(std::string_view path) {
  for (std::string_view head : {"classpath*:", "classpath:", "/"})
    if (path.starts_with(head)) path.remove_prefix(head.size());
  return path;
}

// Does the path end so, in whole segments?
bool is_at(std::string_view path, std::string_view end) {
  return path == end || (path.size() > end.size() && path.ends_with(end) && path[path.size() - end.size() - 1] == '/');
}

// Follows one file's includes in their order.
class Walk {
 public:
  // `logs`: the files of `files` that are change logs, or SQL that one may include.
  Walk(const std::vector<SourceFile>& files, const std::vector<const SourceFile*>& logs) : files_(files), logs_(logs) {}

  void into(const SourceFile& file, int depth) {
    if (depth > max_depth || !met.insert(file.path).second) return;
    const ConfigTree& tree = file.outline.config;
    const std::vector<ConfigId> roots = roots_of(file);
    if (roots.empty()) number(file);
    for (ConfigId root : roots)
      for (ConfigId entry : change_elements(tree, root)) {
        const std::string& what = tree.node(entry).key;
        if (what == "property")
          properties.emplace(change_property(tree, entry, "name"), change_property(tree, entry, "value"));
        if (what == "include") include(file, entry, depth);
        if (what == "includeAll") include_all(file, entry, depth);
        if (what != "changeSet") continue;
        number(file);
        for (ConfigId change : changes_of(tree, entry))
          if (tree.node(change).key == "sqlFile") include(file, change, depth);
      }
  }

  std::set<std::string> met;
  std::map<std::string, std::size_t> numbers;
  std::map<std::string, std::string> properties;

 private:
  void number(const SourceFile& file) { numbers.try_emplace(file.path, numbers.size() + 1); }

  void include(const SourceFile& from, ConfigId entry, int depth) {
    const ConfigTree& tree = from.outline.config;
    const std::string_view path = file_of(tree, entry);
    if (path.empty()) return;
    const auto near = join(parent_of(from.path), path);
    const SourceFile* found = near ? file_at(files_, *near) : nullptr;
    std::size_t most = 0;
    if (!found && !is_relative(tree, entry))
      for (const SourceFile& file : files_)
        if (is_at(file.path, without_class_path(path)) && 1 + shared_segments(file.path, from.path) > most)
          most = 1 + shared_segments(file.path, from.path), found = &file;
    if (found) into(*found, depth + 1);
  }

  // Files in the order of their names, those in subfolders among them.
  void include_all(const SourceFile& from, ConfigId entry, int depth) {
    const ConfigTree& tree = from.outline.config;
    const auto near = join(parent_of(from.path), file_of(tree, entry));
    std::string_view end = without_class_path(file_of(tree, entry));
    while (end.ends_with('/')) end.remove_suffix(1);
    if (end.empty()) return;
    const bool relative = is_relative(tree, entry);
    std::size_t most = 0;
    std::vector<const SourceFile*> found;
    for (const SourceFile* log : logs_) {
      const SourceFile& file = *log;
      for (std::string at = parent_of(file.path); !at.empty(); at = parent_of(at)) {
        if (relative ? near != at : !is_at(at, end)) continue;
        const std::size_t shared = 1 + shared_segments(at, from.path);
        if (shared > most) most = shared, found.clear();
        if (shared == most) found.push_back(&file);
        break;
      }
    }
    for (const SourceFile* file : found) into(*file, depth + 1);
  }

  const std::vector<SourceFile>& files_;
  const std::vector<const SourceFile*>& logs_;
};

}  // namespace

// What another file includes is no master, and its walk is forgotten, if it was not spared.
ChangeLogs::ChangeLogs(const std::vector<SourceFile>& files) {
  std::map<std::string, Walk> walks;
  std::set<std::string> included;
  std::vector<const SourceFile*> logs;
  for (const SourceFile& file : files)
    if (file.outline.kind == FileKind::Sql || !roots_of(file).empty()) logs.push_back(&file);
  for (const SourceFile* file : logs) {
    if (included.count(file->path) || roots_of(*file).empty()) continue;
    Walk& walk = walks.emplace(file->path, Walk(files, logs)).first->second;
    walk.into(*file, 0);
    walk.met.erase(file->path);
    included.insert(walk.met.begin(), walk.met.end());
  }
  for (auto& [master, walk] : walks) {
    if (included.count(master)) continue;
    for (const auto& [path, number] : walk.numbers) places_.emplace(path, Place{master, number});
    properties_[master] = std::move(walk.properties);
  }
}

const ChangeLogs::Place* ChangeLogs::place_of(const std::string& path) const {
  const auto found = places_.find(path);
  return found == places_.end() ? nullptr : &found->second;
}

std::optional<sql::Reading> ChangeLogs::changes_in(const SourceFile& file) const {
  const std::vector<ConfigId> roots = roots_of(file);
  if (roots.empty()) return std::nullopt;
  const Place* place = place_of(file.path);
  const auto known = properties_.find(place ? place->master : file.path);
  const std::map<std::string, std::string> none;
  const ConfigTree& tree = file.outline.config;
  sql::Reading reading;
  for (ConfigId root : roots)
    for (ConfigId entry : change_elements(tree, root))
      if (tree.node(entry).key == "changeSet")
        for (ConfigId change : changes_of(tree, entry))
          add_change(tree, change, known == properties_.end() ? none : known->second, reading);
  return reading;
}

}  // namespace onewriter::link
