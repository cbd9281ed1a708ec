#include "link/contracts/route_paths.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "sql/reader.h"

namespace onewriter::link {

std::string plain(std::string_view path) {
  if (!path.starts_with("^") && !path.ends_with("$") && path.find("(?P<") == std::string_view::npos)
    return std::string(path);
  if (path.starts_with("^")) path.remove_prefix(1);
  if (path.ends_with("$")) path.remove_suffix(1);
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '(') {
      out += path[i];
      continue;
    }
    std::size_t depth = 1, end = i + 1;
    for (; end < path.size() && depth > 0; ++end) depth += path[end] == '(' ? 1 : path[end] == ')' ? -1 : 0;
    const std::string_view group = path.substr(i, end - i);
    const std::size_t from = group.find("?P<");
    out += "{" + std::string(from == std::string_view::npos ? "" : group.substr(from + 3, group.find('>') - from - 3)) +
           "}";
    i = end - 1;
  }
  return out;
}

std::string method_of(std::string_view text) {
  std::string name(text.substr(text.find_last_of(".:") + 1));
  if (name.starts_with("Method") && name.size() > 6) name = name.substr(6);
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  static const std::set<std::string> methods = {"GET",    "HEAD",    "POST",  "PUT",    "PATCH",
                                                "DELETE", "OPTIONS", "TRACE", "CONNECT"};
  return methods.count(name) ? name : "*";
}

std::string_view without_host(std::string_view pattern) {
  return pattern.substr(std::min(pattern.find('/'), pattern.size()));
}

bool is_module(std::string_view file, std::string module) {
  // A file by its path: base_path('routes/api.php'), __DIR__ . '/../routes/api.php'.
  if (module.ends_with(".php")) {
    module.erase(0, module.rfind(sql::hole_end) + 1);
    while (module.starts_with("../") || module.starts_with("/")) module.erase(0, module.starts_with("/") ? 1 : 3);
    return file == module || file.ends_with("/" + module);
  }
  std::replace(module.begin(), module.end(), '.', '/');
  const std::size_t dot = file.rfind('.');
  const std::string_view stem = file.substr(0, dot);
  return stem == module ||
         (stem.size() > module.size() && stem.ends_with(module) && stem[stem.size() - module.size() - 1] == '/');
}

}  // namespace onewriter::link
