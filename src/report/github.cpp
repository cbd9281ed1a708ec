// Workflow commands, as GitHub's documentation has them under "Workflow commands for GitHub Actions: Setting an error
// message". Values are escaped as its toolkit does (actions/toolkit, packages/core, command.ts): %, CR and LF
// everywhere, : and , in properties too.

#include "report/formats.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else if (property && c == ':')
      out += "%3A";
    else if (property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

std::string spot(const facts::Place& p) { return printable(p.file) + (p.line > 0 ? ":" + std::to_string(p.line) : ""); }

}  // namespace

// One annotation for each finding, at its first place: GitHub shows ten of a kind for each step, and drops the rest.
std::string github(const check::Outcome& outcome) {
  std::string text;
  if (outcome.summary.tables == 0) text += "::warning title=onewriter::Nothing was checked: no tables were found\n";
  for (const check::Finding& f : outcome.findings) {
    if (!stands(f)) continue;
    text += f.severity == check::Severity::Error     ? "::error"
            : f.severity == check::Severity::Warning ? "::warning"
                                                     : "::notice";
    std::string properties;
    if (!f.places.empty()) {
      const facts::Place& p = f.places.front();
      properties += "file=" + escaped(printable(p.file), true) + ",";
      if (p.line > 0) properties += "line=" + std::to_string(p.line) + ",";
      if (p.end_line > p.line) properties += "endLine=" + std::to_string(p.end_line) + ",";
    }
    std::string message = printable(f.message) + "\n" + printable(f.help);
    for (std::size_t i = 1; i < f.places.size(); ++i) message += (i == 1 ? "\nalso at " : ", ") + spot(f.places[i]);
    text += " " + properties + "title=" + escaped(f.rule, true) + "::" + escaped(message, false) + "\n";
  }
  return text;
}

}  // namespace onewriter::report
