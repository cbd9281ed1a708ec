#include "cli/check_options.h"

#include <ctime>

namespace onewriter::cli {
namespace {

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm day{};
  localtime_r(&now, &day);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &day)};
}

}  // namespace

facts::Confidence confidence_from(const std::string& word) {
  return word == "certain"  ? facts::Confidence::Certain
         : word == "likely" ? facts::Confidence::Likely
                            : facts::Confidence::Possible;
}

check::CheckOptions check_options(const System& system, facts::Confidence min_confidence) {
  check::CheckOptions check;
  check.min_confidence = min_confidence;
  check.parts = system.parts;
  check.today = today();
  return check;
}

}  // namespace onewriter::cli
