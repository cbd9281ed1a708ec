// JUnit XML as CI systems read it; there is no official schema, this keeps to what Jenkins, GitLab and GitHub's viewers
// share.

#include <set>

#include "report/formats.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string details(const check::Finding& f) {
  std::string text;
  for (const facts::Place& p : f.places)
    text += escaped(p.file) + (p.line > 0 ? ":" + std::to_string(p.line) : "") + "\n";
  return text + escaped("why: " + f.why) + "\n" + escaped("help: " + f.help) + "\n";
}

}  // namespace

std::string junit(const check::Outcome& outcome, std::optional<check::Severity> failing) {
  std::set<std::string> found;
  std::string cases;
  std::size_t tests = 0, failures = 0, skipped = 0;
  const bool nothing_checked = outcome.summary.tables == 0;
  for (const check::Finding& f : outcome.findings) {
    if (!stands(f)) continue;
    found.insert(f.rule);
    ++tests;
    cases += "    <testcase classname=\"onewriter." + escaped(f.rule) + "\" name=\"" + escaped(f.message) + "\"";
    if (!f.places.empty()) {
      cases += " file=\"" + escaped(f.places.front().file) + "\"";
      if (f.places.front().line > 0) cases += " line=\"" + std::to_string(f.places.front().line) + "\"";
    }
    cases += ">\n";
    if (failing && f.severity >= *failing) {
      ++failures;
      cases += "      <failure type=\"" + std::string(to_string(f.severity)) + "\" message=\"" + escaped(f.message) +
               "\">" + details(f) + "</failure>\n";
    } else {
      cases += "      <system-out>" + std::string(to_string(f.severity)) + "\n" + details(f) + "</system-out>\n";
    }
    cases += "    </testcase>\n";
  }
  for (const check::Rule& r : outcome.rules) {
    if (found.contains(r.id)) continue;
    ++tests;
    cases += "    <testcase classname=\"onewriter." + escaped(r.id) + "\" name=\"" + escaped(r.title) + "\"";
    // A rule over facts that were never seen has not passed.
    if (nothing_checked) ++skipped;
    cases +=
        nothing_checked ? "><skipped message=\"nothing was checked: no tables were found\"/></testcase>\n" : "/>\n";
  }
  std::string counts = "tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failures) + "\"";
  if (skipped > 0) counts += " skipped=\"" + std::to_string(skipped) + "\"";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites " + counts + ">\n  <testsuite name=\"onewriter\" " +
         counts + ">\n" + cases + "  </testsuite>\n</testsuites>\n";
}

}  // namespace onewriter::report
