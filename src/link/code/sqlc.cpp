#include "link/code/sqlc.h"

#include <algorithm>

#include "link/services/words.h"

namespace onewriter::link {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::SourceFile;

SqlcQueries::SqlcQueries(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    const std::string name = lower(base_name(file.path));
    if (name != "sqlc.yaml" && name != "sqlc.yml" && name != "sqlc.json") continue;
    const ConfigTree& tree = file.outline.config;
    for (ConfigId document : tree.documents()) {
      for (ConfigId entry : tree.children(tree.get(document, "sql")))
        for (ConfigId language : tree.children(tree.get(entry, "gen")))
          add(files, file, entry, tree.scalar(language, "out"));
      // version 1
      for (ConfigId entry : tree.children(tree.get(document, "packages")))
        add(files, file, entry, tree.scalar(entry, "path"));
    }
  }
}

void SqlcQueries::add(const std::vector<SourceFile>& files, const SourceFile& config, ConfigId entry,
                      std::string_view out) {
  const ConfigTree& tree = config.outline.config;
  const std::string folder = parent_of(config.path);
  const auto made = join(folder, out);
  const bool generated = made && std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
                           return workspace::is_code(file.outline.kind) && inside(file.path, *made);
                         });
  const ConfigId queries = tree.get(entry, "queries");
  if (queries == extract::no_config) return;
  std::vector<ConfigId> places = tree.children(queries);
  if (tree.node(queries).kind == ConfigNode::Kind::Scalar) places = {queries};
  for (ConfigId place : places)
    if (const auto path = join(folder, tree.node(place).value))
      if (Code& code = code_.try_emplace(*path, Code::Missing).first->second; generated) code = Code::Generated;
}

std::optional<SqlcQueries::Code> SqlcQueries::code_of(const std::string& path) const {
  if (const auto file = code_.find(path); file != code_.end()) return file->second;
  const auto folder = code_.find(parent_of(path));  // files of a folder count, those below it do not
  return folder == code_.end() ? std::nullopt : std::optional(folder->second);
}

}  // namespace onewriter::link
