#include "link/effect.h"

#include "link/services/words.h"

namespace onewriter::link {

bool is_endless(std::string_view limit) {
  const std::string word = lower(limit);
  for (std::string_view none : {"none", "null", "nil", "undefined", "0", "-1", "infinity"})
    if (word == none) return true;
  return word.ends_with("noexpiration") || word.ends_with("maxvalue") || word.ends_with("infinite");
}

std::string Effect::text(std::string_view part) const {
  auto found = parts.find(part);
  if (found == parts.end()) return {};
  for (const EffectPart& each : found->second)
    if (!each.text.empty()) return each.text;
  return {};
}

std::string Effect::limit(std::string_view part) const {
  const auto found = parts.find(part);
  if (found == parts.end() || found->second.empty()) return {};
  const std::string& written = found->second.front().text;
  if (is_endless(written)) return {};
  return written.empty() ? "yes" : written;
}

}  // namespace onewriter::link
