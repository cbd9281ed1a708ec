#include "cli/extent.h"

#include <algorithm>
#include <filesystem>

namespace onewriter::cli {
namespace {

namespace fs = std::filesystem;

struct Named {
  fs::path root;
  std::vector<fs::path> parts;  // absolute; none: all of it
};

bool holds(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

facts::Result<Named> named(const std::vector<std::string>& paths) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (const std::string& path : paths.empty() ? std::vector<std::string>{"."} : paths) {
    found.push_back(fs::canonical(path, failed));
    if (failed) return facts::Error{"cannot open " + path + ": " + failed.message(), {}};
  }
  if (found.size() == 1 && fs::is_directory(found.front(), failed)) return Named{found.front(), {}};
  fs::path root = fs::current_path(failed);
  if (!std::all_of(found.begin(), found.end(), [&](const fs::path& path) { return holds(root, path); })) {
    root = found.front().parent_path();
    for (const fs::path& path : found)
      while (!holds(root, path)) root = root.parent_path();
  }
  return Named{root, std::move(found)};
}

// Settings above the root ("../../onewriter.yaml") say that the system is larger than the folder asked about.
void widen(Named& where, std::string& settings_file) {
  if (!settings_file.starts_with("../")) return;
  if (where.parts.empty()) where.parts = {where.root};
  while (settings_file.starts_with("../")) {
    settings_file.erase(0, 3);
    where.root = where.root.parent_path();
  }
}

// All errors in one: each on a line of its own, as print_error writes the first.
facts::Error joined(const std::vector<facts::Error>& errors) {
  facts::Error all = errors.front();
  for (std::size_t i = 1; i < errors.size(); ++i)
    all.message +=
        "\nerror: " + errors[i].place.file + ":" + std::to_string(errors[i].place.line) + ": " + errors[i].message;
  return all;
}

facts::Result<std::shared_ptr<const workspace::FileSystem>> open(const fs::path& root) {
  auto disk = workspace::open_disk(root.string());
  if (!disk) return disk.error();
  return std::shared_ptr<const workspace::FileSystem>(std::move(*disk));
}

facts::Result<facts::Done> read_settings(Extent& extent, const std::string& config) {
  if (extent.settings_file.empty()) return facts::Done{};
  workspace::SettingsReading reading = workspace::load_settings(*extent.files, extent.settings_file);
  if (!config.empty())
    for (facts::Error& e : reading.errors)
      if (e.place.file == extent.settings_file) e.place.file = config;
  if (!reading.errors.empty()) return joined(reading.errors);
  extent.settings = std::move(reading.settings);
  return facts::Done{};
}

}  // namespace

facts::Result<Extent> find_extent(const std::vector<std::string>& paths, const std::string& config) {
  auto where = named(paths);
  if (!where) return where.error();
  auto files = open(where->root);
  if (!files) return files.error();
  std::string settings_file;
  if (config.empty()) {
    settings_file = workspace::find_settings(**files).value_or("");
    widen(*where, settings_file);
  } else {
    std::error_code failed;
    settings_file = fs::canonical(config, failed).string();
    if (failed) return facts::Error{"cannot open " + config + ": " + failed.message(), {}};
  }
  if (files = open(where->root); !files) return files.error();

  Extent extent;
  extent.files = *files;
  extent.settings_file = settings_file;
  for (const fs::path& path : where->parts)
    extent.parts.push_back(path == where->root ? "" : path.lexically_relative(where->root).generic_string());
  if (auto done = read_settings(extent, config); !done) return done.error();
  return extent;
}

facts::Result<std::shared_ptr<const workspace::FileSystem>> find_root(const std::vector<std::string>& paths) {
  auto where = named(paths);
  if (!where) return where.error();
  const auto files = open(where->root);
  if (!files) return files.error();
  std::string settings_file = workspace::find_settings(**files).value_or("");
  widen(*where, settings_file);
  return open(where->root);
}

facts::Result<Extent> extent_alone(const std::string& folder) {
  const auto files = open(folder);
  if (!files) return files.error();
  return extent_in({}, *files, "");
}

facts::Result<Extent> extent_in(const Extent& extent, std::shared_ptr<const workspace::FileSystem> files,
                                const std::string& config) {
  Extent other;
  other.files = std::move(files);
  other.parts = extent.parts;
  if (!config.empty()) {
    other.settings_file = extent.settings_file;
  } else {
    for (const char* name : {"onewriter.yaml", "onewriter.yml"})
      if (other.settings_file.empty() && other.files->is_file(name)) other.settings_file = name;
  }
  if (auto done = read_settings(other, config); !done) return done.error();
  return other;
}

}  // namespace onewriter::cli
