#include "plan/words.h"

namespace onewriter::plan {

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  const std::size_t shown = names.size() > most ? most - 1 : names.size();
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  if (shown < names.size()) text += " and " + std::to_string(names.size() - shown) + " more";
  return text;
}

std::string number_of(std::size_t count, const std::string& singular, const std::string& plural) {
  return (count == 0 ? "no" : std::to_string(count)) + " " + (count == 1 ? singular : plural);
}

}  // namespace onewriter::plan
