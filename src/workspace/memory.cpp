#include <filesystem>

#include "workspace/file_system.h"

namespace onewriter::workspace {
namespace {

// "two/../one" is "one".
std::string plain(std::string_view path) { return std::filesystem::path(path).lexically_normal().generic_string(); }

}  // namespace

void MemoryFileSystem::add(std::string path, std::string text) { files_[std::move(path)].text = std::move(text); }

void MemoryFileSystem::add_link(std::string path, FolderEntry::Type target) {
  File& file = files_[std::move(path)];
  file.link = true;
  file.type = target;
}

void MemoryFileSystem::add_unreadable(std::string path) { files_[std::move(path)].unreadable = true; }

std::vector<std::string> MemoryFileSystem::files_read() const {
  std::lock_guard lock(mutex_);
  std::vector<std::string> out;
  for (const auto& [path, times] : read_) out.push_back(path);
  return out;
}

facts::Result<std::vector<FolderEntry>> MemoryFileSystem::list(std::string_view folder) const {
  std::string prefix = folder.empty() ? "" : std::string(folder) + "/";
  std::map<std::string, FolderEntry> found;
  for (auto it = files_.lower_bound(prefix); it != files_.end() && it->first.starts_with(prefix); ++it) {
    std::string_view rest = std::string_view(it->first).substr(prefix.size());
    std::size_t slash = rest.find('/');
    std::string name(rest.substr(0, slash));
    FolderEntry& entry = found[name];
    entry.name = name;
    if (slash != std::string_view::npos) {
      entry.type = FolderEntry::Type::Folder;
    } else {
      entry.type = it->second.type;
      entry.link = it->second.link;
    }
  }
  if (found.empty() && !folder.empty())
    return facts::Error{"can't be listed: no such folder", {std::string(folder), 0, 0, 0}};
  std::vector<FolderEntry> out;
  for (auto& [name, entry] : found) out.push_back(std::move(entry));
  return out;
}

facts::Result<std::uint64_t> MemoryFileSystem::size(std::string_view path) const {
  auto found = files_.find(plain(path));
  if (found == files_.end()) return facts::Error{"can't be read: no such file", {std::string(path), 0, 0, 0}};
  return static_cast<std::uint64_t>(found->second.text.size());
}

facts::Result<std::string> MemoryFileSystem::read(std::string_view path, std::uint64_t limit) const {
  auto found = files_.find(plain(path));
  if (found == files_.end()) return facts::Error{"can't be read: no such file", {std::string(path), 0, 0, 0}};
  if (found->second.unreadable) return facts::Error{"can't be read: Permission denied", {std::string(path), 0, 0, 0}};
  std::lock_guard lock(mutex_);
  ++read_[std::string(path)];
  return found->second.text.substr(0, limit);
}

bool MemoryFileSystem::is_file(std::string_view path) const {
  auto found = files_.find(plain(path));
  return found != files_.end() && found->second.type == FolderEntry::Type::File;
}

bool MemoryFileSystem::is_folder(std::string_view path) const {
  std::string prefix = std::string(path) + "/";
  auto found = files_.lower_bound(prefix);
  return found != files_.end() && found->first.starts_with(prefix);
}

}  // namespace onewriter::workspace
