#include "source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace onewriter::house {

namespace fs = std::filesystem;

std::vector<std::string> files_under(const std::string& folder, const std::vector<std::string>& endings) {
  const fs::path root = SOURCE_ROOT;
  std::vector<std::string> files;
  std::error_code absent;
  for (fs::recursive_directory_iterator entry(root / folder, absent), end; entry != end; entry.increment(absent)) {
    if (!entry->is_regular_file()) continue;
    const std::string path = entry->path().lexically_relative(root).generic_string();
    const auto ends_path = [&](const std::string& ending) { return path.ends_with(ending); };
    if (endings.empty() || std::any_of(endings.begin(), endings.end(), ends_path)) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Line> lines_of(const std::string& file) {
  std::ifstream in(fs::path(SOURCE_ROOT) / file);
  std::vector<Line> lines;
  for (std::string text; std::getline(in, text);) lines.push_back({file, static_cast<int>(lines.size()) + 1, text});
  return lines;
}

std::string at(const Line& line, const std::string& what) {
  return line.file + ":" + std::to_string(line.number) + ": " + what;
}

std::string joined(const std::vector<std::string>& breaches) {
  std::string text;
  for (const std::string& breach : breaches) text += "\n" + breach;
  return text;
}

}  // namespace onewriter::house
