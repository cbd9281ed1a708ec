#include "program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "cli/run.h"

namespace onewriter::cli {
namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

Seen call(const std::vector<std::string>& args) {
  std::ostringstream out, err;
  const int code = run(args, out, err);
  return {code, out.str(), err.str()};
}

Seen shell(const std::string& command) {
  Seen seen;
  FILE* pipe = ::popen(("{ " + command + "\n} 2>&1").c_str(), "r");
  if (!pipe) return seen;
  char buffer[4096];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) seen.out.append(buffer, n);
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) seen.exit_code = WEXITSTATUS(status);
  return seen;
}

Folder::Folder() {
  static std::atomic<int> count = 0;
  root_ = std::filesystem::temp_directory_path() /
          ("onewriter-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  std::filesystem::create_directories(root_);
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

void Folder::write(const std::string& path, const std::string& text) const {
  std::filesystem::create_directories((root_ / path).parent_path());
  std::ofstream(root_ / path, std::ios::binary) << text;
}

std::string Folder::read(const std::string& path) const { return slurp(root_ / path); }

std::string Folder::path(const std::string& below) const {
  return below.empty() ? root_.string() : (root_ / below).string();
}

std::string source_file(const std::string& path) { return slurp(std::filesystem::path(SOURCE_ROOT) / path); }

}  // namespace onewriter::cli
