#include <algorithm>

#include "report/markup.h"
#include "report/plan/formats.h"
#include "report/plan/wording.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

using plan::TablePlan;

// For the name of a file: lower case letters, digits and "-".
std::string slug_of(const std::string& text) {
  std::string slug;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      slug += upper ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.substr(0, 80);
}

std::string list_of(const plan::Plan& p, const plan::Domain& d) {
  std::string text;
  for (const std::string& id : d.tables) text += (text.empty() ? "" : ", ") + code(p.table(id)->name);
  return text;
}

std::string context(const plan::Plan& p, const plan::Domain& d) {
  std::string text =
      "## Context\n\n" + list_of(p, d) + (d.tables.size() == 1 ? " is" : " are") + " in " + code(d.datastore) + ". ";
  text += d.why.empty() ? "" : "Seen in the code: " + escaped(d.why) + ".\n\n";
  for (const std::string& id : d.tables) {
    const TablePlan& t = *p.table(id);
    text += "- " + code(t.name) + ", phase " + std::to_string(t.phase) + " (" + plan::phase_title(t.phase) + ")\n";
    for (std::size_t i = 0; i < t.candidates.size() && i < 2; ++i)
      text += std::string("  - ") + (i == 0 ? "" : "runner-up: ") + escaped(t.candidates[i].service) + " " +
              evidence_in_words(t.candidates[i]) + "\n";
    for (const plan::Work& w : t.work)
      text += "  - " + escaped(w.service) + (w.mode == "write" ? " writes" : " reads") + " it: " + places_in_words(w) +
              "\n";
    for (const plan::Blocker& b : t.blockers) text += "  - " + blocker_in_words(b) + "\n";
  }
  if (!d.ties.empty()) {
    text += "\nThe tables belong together:\n\n";
    for (std::size_t i = 0; i < d.ties.size() && i < 12; ++i) text += "- " + escaped(d.ties[i]) + "\n";
    if (d.ties.size() > 12) text += "- and " + counted(d.ties.size() - 12, "more tie", "more ties") + "\n";
  }
  return text;
}

std::string decision(const plan::Plan& p, const plan::Domain& d) {
  std::string text = "\n## Decision\n\n" + escaped(d.owner) + " owns " + list_of(p, d) + ": it alone writes " +
                     (d.tables.size() == 1 ? "it" : "them") + ", in a database to which nobody else connects.\n";
  std::string others;
  for (const std::string& id : d.tables)
    for (const plan::Work& w : p.table(id)->work)
      others += "- " + escaped(w.service) + ", which " + (w.mode == "write" ? "writes " : "reads ") +
                code(p.table(id)->name) + ": " + escaped(w.title) + ". " + escaped(w.advice) + "\n";
  return text + (others.empty() ? "" : "\nThe others get at the data another way:\n\n" + others);
}

std::string consequences(const plan::Plan& p, const plan::Domain& d) {
  std::string text = "\n## Consequences\n\n";
  std::vector<std::string> told;
  for (const std::string& id : d.tables)
    for (const plan::Work& w : p.table(id)->work) {
      const std::string line = "- " + escaped(w.title) + " for " + escaped(w.service) + ": brings " + escaped(w.pros) +
                               "; costs " + escaped(w.cons) + ".\n";
      if (std::find(told.begin(), told.end(), line) != told.end()) continue;
      told.push_back(line);
      text += line;
    }
  text += "- " + escaped(d.owner) + " can change the schema alone.\n";
  if (d.places_left > 0)
    text += "- " + counted(d.places_left, "place", "places") + " in other services have to change first.\n";
  std::string options;
  for (const std::string& id : d.tables)
    for (const plan::Option& o : p.table(id)->options)
      options += "- " + code(p.table(id)->name) + ", " + o.title + " (fits: " + o.fits + "): " + escaped(o.what) + "\n";
  return text + (options.empty() ? "" : "\n## Options that were considered\n\n" + options);
}

}  // namespace

std::vector<DecisionRecord> decision_records(const plan::Plan& p) {
  std::vector<DecisionRecord> records;
  const std::string status = "Status: proposed\n\n";
  for (const plan::Domain& d : p.domains) {
    if (d.turn == 0) continue;
    const std::string hub = d.name.substr(0, d.name.rfind(" ("));
    const std::string what =
        d.tables.size() == 1
            ? code(hub)
            : code(hub) + " and " + counted(d.tables.size() - 1, "table", "tables") + " that belong to it";
    records.push_back({slug_of(d.owner + " owns " + hub), escaped(d.owner) + " owns " + what,
                       status + context(p, d) + decision(p, d) + consequences(p, d)});
  }
  for (const TablePlan& t : p.tables)
    if (t.proposed.empty())
      records.push_back(
          {slug_of("owner of " + t.name), "Somebody has to own " + code(t.name),
           status + "## Context\n\n" + code(t.id) +
               " has no owner, and nothing that is seen speaks for a service.\n\n" +
               "## Decision\n\nTo be taken.\n\n## Consequences\n\nUntil then nobody answers for the table.\n"});
  return records;
}

}  // namespace onewriter::report
