#include "cli/pipeline.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <tuple>

#include "extract/parallel.h"
#include "link/link.h"
#include "workspace/discovery.h"
#include "workspace/source_class.h"
#include "workspace/source_text.h"

namespace onewriter::cli {
namespace {

namespace fs = std::filesystem;

// What of the disk is the system: its root, and the parts of it that were asked about (none: all of it).
struct Extent {
  fs::path root;
  std::vector<std::string> parts;
};

bool holds(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

facts::Result<Extent> extent(const std::vector<std::string>& paths) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (const std::string& path : paths.empty() ? std::vector<std::string>{"."} : paths) {
    found.push_back(fs::canonical(path, failed));
    if (failed) return facts::Error{"cannot open " + path + ": " + failed.message(), {}};
  }
  if (found.size() == 1 && fs::is_directory(found.front())) return Extent{found.front(), {}};
  fs::path root = fs::current_path(failed);
  if (!std::all_of(found.begin(), found.end(), [&](const fs::path& path) { return holds(root, path); })) {
    root = found.front().parent_path();
    for (const fs::path& path : found)
      while (!holds(root, path)) root = root.parent_path();
  }
  Extent result{root, {}};
  for (const fs::path& path : found)
    result.parts.push_back(path == root ? "" : path.lexically_relative(root).generic_string());
  return result;
}

// The library models that the workspace brings: .onewriter/libraries/<language>/<library>.yaml.
link::Options link_options(const workspace::FileSystem& files) {
  link::Options options;
  const std::string root = ".onewriter/libraries";
  const auto languages = files.is_folder(root) ? files.list(root) : std::vector<workspace::FolderEntry>();
  if (!languages) return options;
  for (const workspace::FolderEntry& language : *languages) {
    const std::string folder = root + "/" + language.name;
    const auto models = files.is_folder(folder) ? files.list(folder) : std::vector<workspace::FolderEntry>();
    if (!models) continue;
    for (const workspace::FolderEntry& model : *models) {
      const std::string path = folder + "/" + model.name;
      if (!path.ends_with(".yaml") || !files.is_file(path)) continue;
      if (auto text = files.read(path, workspace::max_source_size))
        options.library_models.push_back({path, std::move(*text)});
    }
  }
  return options;
}

// What discovery and extraction had to say, beside what link said; sorted, each once.
void add_diagnostics(facts::Facts& facts, const workspace::Discovery& found,
                     const std::vector<extract::SourceFile>& sources) {
  std::vector<facts::Diagnostic>& all = facts.diagnostics;
  all.insert(all.end(), found.diagnostics.begin(), found.diagnostics.end());
  for (const extract::SourceFile& source : sources)
    for (facts::Diagnostic d : source.outline.diagnostics) {
      d.place.file = source.path;
      all.push_back(std::move(d));
    }
  std::sort(all.begin(), all.end(), [](const facts::Diagnostic& a, const facts::Diagnostic& b) {
    return std::tie(a.place, a.level, a.message) < std::tie(b.place, b.level, b.message);
  });
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

// Reads files again as reports ask for them, and keeps the last one: places come sorted by file.
class Lines {
 public:
  explicit Lines(std::shared_ptr<const workspace::FileSystem> files) : files_(std::move(files)) {}

  std::optional<std::string> line(std::string_view file, std::uint32_t number) {
    if (file != file_) {
      file_ = file;
      auto text = files_->read(file, workspace::max_sql_size);
      text_ = text ? workspace::to_utf8(std::move(*text)) : "";
    }
    std::size_t at = 0;
    for (std::uint32_t i = 1; i < number; ++i) {
      at = text_.find('\n', at);
      if (at == std::string::npos) return std::nullopt;
      ++at;
    }
    if (at >= text_.size()) return std::nullopt;
    std::string line = text_.substr(at, text_.find('\n', at) - at);
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }

 private:
  std::shared_ptr<const workspace::FileSystem> files_;
  std::string file_;
  std::string text_;
};

}  // namespace

facts::Result<System> read_system(const SystemOptions& options) {
  const auto where = extent(options.paths);
  if (!where) return where.error();
  auto disk = workspace::open_disk(where->root.string());
  if (!disk) return disk.error();
  const std::shared_ptr<const workspace::FileSystem> files = std::move(*disk);

  const workspace::Discovery found = workspace::discover(*files);
  // Every file that counts is known, with its kind; none was read as a whole.
  const workspace::SourceClassifier classifier(found.files, {});
  const std::vector<extract::SourceFile> sources = extract::extract_all(*files, found.files, classifier, options.jobs);
  // Every file was read once; from here on nothing looks at text on disk but reports, for the lines they show.
  System system;
  system.facts = link::link(sources, link_options(*files));
  system.facts.files = static_cast<std::size_t>(std::count_if(
      found.files.begin(), found.files.end(), [](const auto& e) { return e.kind != workspace::FileKind::Other; }));
  add_diagnostics(system.facts, found, sources);
  system.parts = where->parts;
  // The facts are whole: services, datastores, tables, owners, accesses, and what could not be told.
  const auto lines = std::make_shared<Lines>(files);
  system.source_line = [lines](std::string_view file, std::uint32_t line) { return lines->line(file, line); };
  return system;
}

}  // namespace onewriter::cli
