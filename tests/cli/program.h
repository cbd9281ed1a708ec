#pragma once
// Runs the program as a function and keeps all that a user would see.

#include <filesystem>
#include <string>
#include <vector>

namespace onewriter::cli {

struct Seen {
  int exit_code = -1;
  std::string out;
  std::string err;
};

Seen call(const std::vector<std::string>& args);

// Runs a command line of the shell; `out` has what it writes to both streams.
Seen shell(const std::string& command);

// A folder that is gone at the end. Files are given as path and text.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& path, const std::string& text) const;
  std::string read(const std::string& path) const;
  std::string path(const std::string& below = "") const;

 private:
  std::filesystem::path root_;
};

// The text of a file of the source tree.
std::string source_file(const std::string& path);

}  // namespace onewriter::cli
