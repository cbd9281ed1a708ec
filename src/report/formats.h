#pragma once
// The formats of `check`, each in a file of its own.

#include <optional>
#include <string>

#include "check/finding.h"

namespace onewriter::report {

// GitHub workflow commands: annotations on a pull request's lines.
std::string github(const check::Outcome& outcome);
// GitLab Code Quality report.
std::string gitlab(const check::Outcome& outcome);
// JUnit XML: a test case for each finding, and one for each rule that found nothing. Findings below `failing` pass,
// with their text as output; without `failing` all do.
std::string junit(const check::Outcome& outcome, std::optional<check::Severity> failing);
// Markdown for a comment on a pull request, with a Mermaid graph of the part that is affected. `closing` stands at its
// end: see report/ownership/formats.h, checklist_markdown().
std::string markdown(const check::Outcome& outcome, const std::string& closing = {});
// Which program says so.
struct Tool {
  std::string version;
  std::string homepage;  // empty: none is known
};
// SARIF 2.1.0, one run. With `answered`, suppressed and baselined findings are among the results, marked as such.
std::string sarif(const check::Outcome& outcome, const Tool& tool, bool answered = true);

}  // namespace onewriter::report
