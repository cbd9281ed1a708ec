#pragma once
// Lines of source files, for reports.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "workspace/file_system.h"

namespace onewriter::cli {

// Reads a file again when a report asks for one of its lines, and keeps the last one: places come sorted by file.
class SourceLines {
 public:
  explicit SourceLines(std::shared_ptr<const workspace::FileSystem> files) : files_(std::move(files)) {}

  // Without its line end; nothing when the file or the line is not there. Lines count from 1.
  std::optional<std::string> line(std::string_view file, std::uint32_t number);

 private:
  std::shared_ptr<const workspace::FileSystem> files_;
  std::string file_;
  std::string text_;
};

}  // namespace onewriter::cli
