#include "link/contracts/route_mounts.h"

#include <algorithm>

#include "link/contracts/route_paths.h"
#include "link/services/whose_code.h"

namespace onewriter::link {
namespace {

constexpr std::size_t most_types = 16;  // below and above one

}  // namespace

RouteMounts::RouteMounts(const System& system, const Observations& observations)
    : system_(system), effects_(observations.effects), bases_(observations.bases) {
  for (std::size_t i = 0; i < effects_.size(); ++i) {
    const Effect& e = effects_[i];
    if (e.kind == EffectKind::Client && e.mark == "type") clients_.insert(e.type_key);
    if (e.kind != EffectKind::Mount || e.mark == "setting") continue;
    if (e.mark == "type") of_type_[e.type_key].push_back(i);
    if (const auto target = e.parts.find("target"); target != e.parts.end())
      for (const EffectPart& part : target->second)
        if (part.kind == EffectPart::Kind::Text && part.text != "*") of_module_[part.text].push_back(i);
  }
  for (const auto& [type, bases] : bases_)
    for (const CodeKey base : bases) derived_[base].push_back(type);
}

std::optional<std::vector<std::size_t>> RouteMounts::of_type(CodeKey type, const Deployable& service) const {
  std::vector<std::size_t> out;
  bool elsewhere = false, silent = false;
  std::vector<CodeKey> queue = {type};
  for (std::size_t i = 0; i < queue.size() && i < most_types; ++i) {
    const auto said = of_type_.find(queue[i]);
    const auto more = derived_.find(queue[i]);
    if (clients_.count(queue[i])) {
      elsewhere = true;
    } else if (i > 0 && said != of_type_.end()) {
      const bool here = is_part_of(effects_[said->second.front()], service);
      if (here) out.insert(out.end(), said->second.begin(), said->second.end());
      elsewhere = elsewhere || !here;
    } else if (more != derived_.end()) {
      queue.insert(queue.end(), more->second.begin(), more->second.end());
    } else {
      silent = silent || i > 0;
    }
  }
  if (!out.empty() && !silent) return out;
  if (out.empty() && elsewhere && !silent) return std::nullopt;
  queue = {type};
  for (std::size_t i = 0; i < queue.size() && i < most_types; ++i) {
    if (const auto said = of_type_.find(queue[i]); said != of_type_.end()) {
      out.insert(out.end(), said->second.begin(), said->second.end());
      break;
    }
    if (const auto more = bases_.find(queue[i]); more != bases_.end())
      queue.insert(queue.end(), more->second.begin(), more->second.end());
  }
  return out;
}

bool RouteMounts::is_part_of(const Effect& e, const Deployable& service) const {
  const std::vector<const Deployable*> whose = whose_code(system_, e.file, e.services);
  return std::find(whose.begin(), whose.end(), &service) != whose.end();
}

std::vector<std::size_t> RouteMounts::of_module(const Effect& route) const {
  std::vector<std::size_t> out;
  std::size_t nearest = 0;
  const std::vector<const Deployable*> own = whose_code(system_, route.file, route.services);
  const auto nearness = [&](const Effect& mount) -> std::size_t {
    if (route.file.ends_with(".php")) {
      const auto end = std::mismatch(route.file.begin(), route.file.end(), mount.file.begin(), mount.file.end()).first;
      return static_cast<std::size_t>(std::count(route.file.begin(), end, '/')) + 1;
    }
    const std::vector<const Deployable*> whose = whose_code(system_, mount.file, mount.services);
    return std::find_first_of(own.begin(), own.end(), whose.begin(), whose.end()) != own.end() ? 2 : 1;
  };
  for (const auto& [module, mounts] : of_module_) {
    if (!is_module(route.file, module)) continue;
    const std::size_t before = nearest;
    for (std::size_t i : mounts) {
      const std::size_t here = nearness(effects_[i]);
      if (here < nearest || here == before) continue;
      if (here > nearest) out.clear();
      nearest = here;
      out.push_back(i);
    }
  }
  return out;
}

}  // namespace onewriter::link
