#include "link/services/procfile.h"

#include <optional>
#include <set>

#include "link/services/images.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigNode;

bool is_procfile(std::string_view name) { return name == "Procfile" || name.starts_with("Procfile."); }

// "cd services/orders && npm start" -> services/orders; "python services/orders/app.py" -> services/orders
std::optional<std::string> folder_told(const FileTree& tree, const std::string& folder, const std::string& command) {
  const std::vector<std::string> words = split(command, " \t;&\"'");
  if (words.size() > 1 && words[0] == "cd") return join(folder, words[1]);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool option = i > 0 && (words[i - 1] == "--prefix" || words[i - 1] == "--cwd" || words[i - 1] == "-C");
    const auto path = join(folder, words[i]);
    if (!path || path->empty()) continue;
    if (option && tree.is_folder(*path)) return path;
    const extract::SourceFile* file = tree.file(*path);
    if (file && workspace::is_code(file->outline.kind) && contains(words[i], "/")) return parent_of(*path);
  }
  return std::nullopt;
}

// Package managers run the scripts of the nearest package above: docs.npmjs.com/cli/using-npm/scripts,
// bundler.io/man/bundle-exec
std::string folder_of_scripts(const FileTree& tree, std::string folder, const std::string& program) {
  const bool ruby = program == "bundle" || program == "rake" || program == "rails";
  if (!ruby && program != "npm" && program != "yarn" && program != "pnpm") return folder;
  for (std::string above = folder;; above = parent_of(above)) {
    if (tree.file(*join(above, ruby ? "Gemfile" : "package.json"))) return above;
    if (above.empty()) return folder;
  }
}

}  // namespace

std::vector<Workload> read_procfiles(const FileTree& tree) {
  std::vector<Workload> out;
  for (const extract::SourceFile& f : tree.files()) {
    if (!is_procfile(base_name(f.path)) || is_aside(f.path)) continue;
    const std::string folder = parent_of(f.path);
    std::set<std::string> told;
    for (extract::ConfigId document : f.outline.config.documents())
      for (extract::ConfigId id : f.outline.config.children(document)) {
        const ConfigNode& node = f.outline.config.node(id);
        if (node.key.empty() || node.value.empty()) continue;
        // Databases and tools that are started beside the application while it is developed.
        const std::vector<std::string> words = split(node.value, " \t");
        if (image_kind(base_name(words[0])).what != ImageKind::What::Unknown) continue;
        const std::optional<std::string> elsewhere = folder_told(tree, folder, node.value);
        Workload w;
        w.source = Workload::Source::Procfile;
        w.root = elsewhere.value_or(folder_of_scripts(tree, folder, words[0]));
        if (!told.insert(*w.root).second) continue;
        w.name = base_name(elsewhere && elsewhere->empty() ? folder : *w.root);
        w.deployment = f.path;
        w.command = words;
        w.place = place_of(f, node);
        out.push_back(std::move(w));
      }
  }
  return out;
}

}  // namespace onewriter::link
