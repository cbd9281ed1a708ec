// The embedded files, and the folder that may stand in front of them while somebody writes rules or models:
// ONEWRITER_RULES names a folder laid out as rules/ is (check/, libraries/, extract/, schema/); its files replace
// embedded ones of the same path or come on top.

#include "facts/resources.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace onewriter::facts {

// cmake/embed_write.cmake writes it.
const std::vector<Resource>& embedded_resources();

namespace {

namespace fs = std::filesystem;

struct Resources {
  std::map<std::string, std::string> overriding;  // keeps the texts that `all` points at
  std::vector<Resource> all;                      // sorted by path
};

Resources read_resources() {
  Resources resources;
  const char* folder = std::getenv("ONEWRITER_RULES");
  std::error_code failed;
  if (folder && *folder)
    for (fs::recursive_directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
      if (!it->is_regular_file(failed)) continue;
      std::ifstream in(it->path(), std::ios::binary);
      std::stringstream text;
      text << in.rdbuf();
      resources.overriding["rules/" + it->path().lexically_relative(folder).generic_string()] = text.str();
    }
  for (const Resource& embedded : embedded_resources())
    if (!resources.overriding.count(std::string(embedded.path))) resources.all.push_back(embedded);
  for (const auto& [path, text] : resources.overriding) resources.all.push_back({path, text});
  std::sort(resources.all.begin(), resources.all.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return resources;
}

const std::vector<Resource>& all() {
  static const Resources resources = read_resources();
  return resources.all;
}

}  // namespace

std::optional<std::string_view> resource(std::string_view path) {
  for (const Resource& r : all())
    if (r.path == path) return r.text;
  return std::nullopt;
}

std::vector<Resource> resources_under(std::string_view folder) {
  std::vector<Resource> found;
  for (const Resource& r : all())
    if (r.path.starts_with(folder)) found.push_back(r);
  return found;
}

}  // namespace onewriter::facts
