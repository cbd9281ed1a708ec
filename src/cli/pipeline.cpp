#include "cli/pipeline.h"

#include <filesystem>
#include <fstream>

namespace onewriter::cli {
namespace {

namespace fs = std::filesystem;

}  // namespace

facts::Result<System> read_system(const SystemOptions& options) {
  for (const std::string& path : options.paths) {
    std::error_code failed;
    if (!fs::exists(path, failed)) return facts::Error{"there is no " + path, {}};
  }
  return System{};
}

}  // namespace onewriter::cli
