#pragma once
// The one seam to the file system. Everything left of facts lists and reads files through it; tests put a small system
// in memory and can tell afterwards which files were opened.
//
// Paths are relative to the root, with '/'; "" is the root itself. "../" leads above the root, a path that begins with
// '/' is taken as it is: only the search for settings and for git's own files needs these.

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "facts/result.h"

namespace onewriter::workspace {

struct FolderEntry {
  enum class Type : std::uint8_t { File, Folder, Other } type = Type::Other;
  std::string name;
  bool link = false;  // a symbolic link; one that is dangling or leads out of the root has Type::Other
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // The root's absolute path, with '/'. Never shown to users in output.
  virtual std::string root() const = 0;
  // In the order of names (bytes).
  virtual facts::Result<std::vector<FolderEntry>> list(std::string_view folder) const = 0;
  virtual facts::Result<std::uint64_t> size(std::string_view path) const = 0;
  // At most `limit` bytes from the file's start. Thread-safe.
  virtual facts::Result<std::string> read(std::string_view path, std::uint64_t limit) const = 0;
  virtual bool is_file(std::string_view path) const = 0;
  virtual bool is_folder(std::string_view path) const = 0;
};

// The disk below a folder. An Error when there is no such folder.
facts::Result<std::unique_ptr<FileSystem>> open_disk(const std::string& root);

class MemoryFileSystem : public FileSystem {
 public:
  void add(std::string path, std::string text);
  void add_link(std::string path, FolderEntry::Type target);
  void add_unreadable(std::string path);

  // The files that were read, sorted, each once.
  std::vector<std::string> files_read() const;

  std::string root() const override { return "/memory"; }
  facts::Result<std::vector<FolderEntry>> list(std::string_view folder) const override;
  facts::Result<std::uint64_t> size(std::string_view path) const override;
  facts::Result<std::string> read(std::string_view path, std::uint64_t limit) const override;
  bool is_file(std::string_view path) const override;
  bool is_folder(std::string_view path) const override;

 private:
  struct File {
    std::string text;
    bool unreadable = false;
    bool link = false;
    FolderEntry::Type type = FolderEntry::Type::File;
  };
  std::map<std::string, File, std::less<>> files_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, int> read_;
};

}  // namespace onewriter::workspace
