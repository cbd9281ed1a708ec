// GitLab's documentation, "Code Quality: Code Quality report format": a JSON array; description, check_name,
// fingerprint, severity, location.path and location.lines.begin are required.

#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "report/json_values.h"

namespace onewriter::report {

std::string gitlab(const check::Outcome& outcome) {
  Json list = Json::array();
  if (outcome.summary.tables == 0)
    list.push_back({{"description", "Nothing was checked: no tables were found"},
                    {"check_name", "onewriter"},
                    {"fingerprint", "nothing-was-checked"},
                    {"severity", "info"},
                    {"location", {{"path", "."}, {"lines", {{"begin", 1}}}}}});
  for (const check::Finding& f : outcome.findings) {
    if (!stands(f)) continue;
    const facts::Place place = f.places.empty() ? facts::Place{"."} : f.places.front();
    list.push_back({{"description", f.message + ". " + f.help},
                    {"check_name", f.rule},
                    {"fingerprint", f.fingerprint},
                    {"severity", f.severity == check::Severity::Error     ? "major"
                                 : f.severity == check::Severity::Warning ? "minor"
                                                                          : "info"},
                    {"location", {{"path", place.file}, {"lines", {{"begin", place.line == 0 ? 1 : place.line}}}}}});
  }
  return print(list);
}

}  // namespace onewriter::report
