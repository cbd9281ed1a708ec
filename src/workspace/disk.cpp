#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "workspace/contents.h"
#include "workspace/file_system.h"

#if defined(__APPLE__)
#define ONEWRITER_MTIME st_mtimespec
#define ONEWRITER_CTIME st_ctimespec
#else
#define ONEWRITER_MTIME st_mtim
#define ONEWRITER_CTIME st_ctim
#endif

namespace onewriter::workspace {
namespace {

namespace fs = std::filesystem;

class Disk : public FileSystem, public Versioned {
 public:
  explicit Disk(fs::path root) : root_(std::move(root)) {}

  std::string root() const override { return root_.generic_string(); }

  facts::Result<std::vector<FolderEntry>> list(std::string_view folder) const override {
    std::error_code error;
    fs::directory_iterator it(at(folder), error);
    if (error) return failure(folder, "can't be listed", error.message());
    std::vector<FolderEntry> out;
    for (fs::directory_iterator end; it != end; it.increment(error)) {
      if (error) return failure(folder, "can't be listed", error.message());
      FolderEntry entry;
      entry.name = it->path().filename().string();
      std::error_code ignored;
      entry.link = it->is_symlink(ignored);
      if (entry.link && !leads_inside(it->path())) {
        entry.type = FolderEntry::Type::Other;
      } else if (it->is_directory(ignored)) {
        entry.type = FolderEntry::Type::Folder;
      } else if (it->is_regular_file(ignored)) {
        entry.type = FolderEntry::Type::File;
      }
      out.push_back(std::move(entry));
    }
    std::sort(out.begin(), out.end(), [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
    return out;
  }

  facts::Result<std::uint64_t> size(std::string_view path) const override {
    std::error_code error;
    std::uintmax_t size = fs::file_size(at(path), error);
    if (error) return failure(path, "can't be read", error.message());
    return static_cast<std::uint64_t>(size);
  }

  facts::Result<std::string> read(std::string_view path, std::uint64_t limit) const override {
    fs::path file = at(path);
    std::error_code error;
    if (!fs::is_regular_file(file, error))
      return failure(path, "can't be read", error ? error.message() : "not a regular file");
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure(path, "can't be read", std::strerror(errno));
    std::string out;
    std::uintmax_t size = fs::file_size(file, error);
    out.resize(static_cast<std::size_t>(error ? 0 : std::min<std::uintmax_t>(size, limit)));
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(in.gcount()));
    return out;
  }

  bool is_file(std::string_view path) const override {
    std::error_code error;
    return fs::is_regular_file(at(path), error);
  }
  bool is_folder(std::string_view path) const override {
    std::error_code error;
    return fs::is_directory(at(path), error);
  }

  // Whoever writes to a file moves its change time, which nobody can set. One that was touched a moment ago may change
  // again within the clock's grain.
  std::string version_of(std::string_view path) const override {
    struct ::stat file {};
    if (::stat(at(path).c_str(), &file) != 0) return "";
    constexpr std::time_t grain = 2;  // seconds, of the coarsest file systems
    const std::time_t settled = std::time(nullptr) - grain;
    if (file.st_ctime >= settled || file.st_mtime >= settled) return "";
    std::string version;
    for (const auto number : {static_cast<std::uint64_t>(file.st_dev), static_cast<std::uint64_t>(file.st_ino),
                              static_cast<std::uint64_t>(file.st_size), nanoseconds(file.ONEWRITER_MTIME),
                              nanoseconds(file.ONEWRITER_CTIME)})
      version += std::to_string(number) + " ";
    return version;
  }

 private:
  static std::uint64_t nanoseconds(const ::timespec& time) {
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(time.tv_nsec);
  }

  fs::path at(std::string_view path) const { return path.empty() ? root_ : root_ / fs::path(path); }

  // A link out of the tree would bring in what the user did not name (or, in an untrusted tree, should not be shown).
  bool leads_inside(const fs::path& link) const {
    std::error_code error;
    fs::path target = fs::canonical(link, error);
    if (error) return false;
    auto [end, rest] = std::mismatch(root_.begin(), root_.end(), target.begin(), target.end());
    (void)rest;
    return end == root_.end();
  }

  static facts::Error failure(std::string_view path, const char* what, const std::string& why) {
    return {std::string(what) + ": " + why, {std::string(path), 0, 0, 0}};
  }

  fs::path root_;
};

}  // namespace

facts::Result<std::unique_ptr<FileSystem>> open_disk(const std::string& root) {
  std::error_code error;
  fs::path path = fs::canonical(root, error);
  if (error) return facts::Error{"no such folder: " + root, {}};
  if (!fs::is_directory(path, error)) return facts::Error{"not a folder: " + root, {}};
  return std::unique_ptr<FileSystem>(std::make_unique<Disk>(std::move(path)));
}

}  // namespace onewriter::workspace
