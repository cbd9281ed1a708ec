#include "link/effect.h"

namespace onewriter::link {

std::string Effect::text(std::string_view part) const {
  auto found = parts.find(part);
  if (found == parts.end()) return {};
  for (const EffectPart& each : found->second)
    if (!each.text.empty()) return each.text;
  return {};
}

}  // namespace onewriter::link
