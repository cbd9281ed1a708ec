#include "link/contracts/route_versions.h"

#include "link/services/whose_code.h"

namespace onewriter::link {
namespace {

constexpr std::string_view neutral = "VERSION_NEUTRAL";  // answered under no version
constexpr std::string_view token_end = ":apiVersion}";

std::vector<std::string> versions_in(const Effect& e) {
  std::vector<std::string> out;
  if (const auto part = e.parts.find("version"); part != e.parts.end())
    for (const EffectPart& p : part->second)
      if (!p.text.empty())
        out.push_back(p.text.substr(p.text.rfind(neutral) == std::string::npos ? 0 : p.text.rfind(neutral)));
  return out;
}

// "1.0" is called as "1".
std::string shortest(std::string version) {
  if (version.ends_with(".0")) version.resize(version.size() - 2);
  return version;
}

}  // namespace

std::string below(std::string_view front, std::string_view rest) {
  while (front.ends_with('/')) front.remove_suffix(1);
  while (rest.starts_with('/')) rest.remove_prefix(1);
  if (rest.empty()) return std::string(front);
  return (front.empty() ? "/" : std::string(front) + "/") + std::string(rest);
}

RouteVersions::RouteVersions(const System& system, const std::vector<Effect>& effects) {
  const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& versions) {
    to.insert(to.end(), versions.begin(), versions.end());
  };
  for (const Effect& e : effects) {
    if (e.kind != EffectKind::Version) continue;
    if (e.mark == "type") add(of_type_[e.type_key], versions_in(e));
    if (e.mark == "method") add(of_method_[e.function_key], versions_in(e));
    if (e.mark.empty())
      for (const Deployable* d : whose_code(system, e.file, e.services)) set_ups_.emplace(std::pair(d, e.via), &e);
  }
}

// The versions that stand nearest to a route: its own, its method's, its type's.
std::vector<std::string> RouteVersions::said(const Effect& route) const {
  if (std::vector<std::string> own = versions_in(route); !own.empty()) return own;
  if (const auto method = of_method_.find(route.function_key);
      route.mark == "method" && method != of_method_.end() && !method->second.empty())
    return method->second;
  const auto type = of_type_.find(route.type_key);
  return type == of_type_.end() ? std::vector<std::string>() : type->second;
}

const Effect* RouteVersions::set_up(const Effect& route, const Deployable& service) const {
  const auto found = set_ups_.find({&service, route.via});
  return found == set_ups_.end() ? nullptr : found->second;
}

std::vector<std::string> RouteVersions::applied(const Effect& route, const Deployable& service,
                                                const std::string& front, const std::string& path) const {
  std::vector<std::string> versions = said(route);
  std::vector<std::string> out;
  const std::string whole = below(front, path);
  const std::size_t end = whole.find(token_end);
  const std::size_t begin = end == std::string::npos ? end : whole.rfind('{', end);
  if (begin != std::string::npos) {
    for (const std::string& version : versions)
      out.push_back(whole.substr(0, begin) + shortest(version) + whole.substr(end + token_end.size()));
  } else if (const Effect* by = set_up(route, service); by && (!by->has("kind") || by->text("kind").ends_with("URI"))) {
    if (versions.empty()) versions = versions_in(*by);
    const std::string prefix = by->has("prefix") ? by->text("prefix") : "v";
    for (const std::string& version : versions)
      out.push_back(version == neutral ? whole
                                       : below(front, below((prefix == "false" ? "" : prefix) + version, path)));
  }
  if (out.empty()) out.push_back(whole);
  return out;
}

}  // namespace onewriter::link
