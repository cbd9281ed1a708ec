#include "link/contracts/symfony_routes.h"

#include <algorithm>

#include "link/services/file_tree.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

bool is_routing(std::string_view path) {
  const bool yaml = path.ends_with(".yaml") || path.ends_with(".yml");
  const std::size_t at = path.rfind("config/routes");
  if (!yaml || at == std::string_view::npos || (at > 0 && path[at - 1] != '/')) return false;
  const std::string_view rest = path.substr(at + 13);
  return rest.starts_with(".") || rest.starts_with("/");
}

// Other frameworks have such files, too: of Symfony only where the code around is PHP's.
bool stands_in_php(const std::vector<SourceFile>& files, std::string_view path) {
  std::string root(path.substr(0, path.rfind("config/routes")));
  if (root.ends_with("Resources/")) root.resize(root.size() - 10);  // a bundle's
  if (file_at(files, root + "composer.json")) return true;
  for (auto at = std::lower_bound(files.begin(), files.end(), root,
                                  [](const SourceFile&file, const std::string&to) { return file.path < to; });
       at != files.end() && at->path.starts_with(root); ++at)
    if (at->outline.code.language == extract::Language::Php) return true;
  return false;
}

// "GET", "GET|POST" or a list of them.
std::vector<std::string> methods_of(const ConfigTree& config, ConfigId entry) {
  const ConfigId said = config.get(entry, "methods");
  if (said == no_config) return {"*"};
  std::vector<std::string> out = split(config.node(said).value, "|");
  for (ConfigId each : config.children(said)) out.push_back(config.node(each).value);
  return out;
}

}  // namespace

SymfonyRoutes::SymfonyRoutes(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    if (!is_routing(file.path) || !stands_in_php(files, file.path)) continue;
    const ConfigTree& config = file.outline.config;
    for (ConfigId document : config.documents())
      for (ConfigId entry : config.children(document)) {
        if (config.get(entry, "path") != no_config) declared_.push_back({&file, entry});
        std::string_view resource = config.scalar(entry, "resource");
        if (resource.empty()) resource = config.scalar(entry, "resource.path");
        const std::string_view prefix = config.scalar(entry, "prefix");
        if (resource.empty() || prefix.empty()) continue;
        if (auto folder = join(parent_of(file.path), resource))
          prefixes_.push_back({std::move(*folder), std::string(prefix)});
      }
  }
}

std::string SymfonyRoutes::before(const Effect& route) const {
  if (route.via != "symfony-routing") return {};
  const Prefix* best = nullptr;
  for (const Prefix& prefix : prefixes_)
    if (inside(route.file, prefix.folder) && (!best || prefix.folder.size() > best->folder.size())) best = &prefix;
  return best ? best->path : "";
}

void SymfonyRoutes::tell(const System& system, facts::Facts& facts) const {
  for (const Declared& each : declared_) {
    const ConfigTree& config = each.file->outline.config;
    facts::Route r;
    r.path = config.scalar(each.entry, "path");
    if (r.path.empty()) continue;  // one for each language
    r.pattern = facts::pattern_of(r.path);
    r.function = config.scalar(each.entry, "controller");
    r.via = "symfony-routing";
    r.confidence = facts::Confidence::Certain;
    r.place = place_of(*each.file, config.node(each.entry));
    for (const Deployable* d : whose_code(system, each.file->path, {}))
      for (const std::string& method : methods_of(config, each.entry)) {
        r.service = d->name();
        r.scope = d->scope_of(each.file->scope);
        r.method = method;
        facts.routes.push_back(r);
      }
  }
}

}  // namespace onewriter::link
