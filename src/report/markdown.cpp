#include <map>
#include <set>

#include "report/formats.h"
#include "report/markup.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

constexpr std::size_t most_places = 10;
constexpr std::size_t most_edges = 40;

std::string heading(const check::Summary& s) {
  std::string text = counted(s.errors, "error", "errors") + ", " + counted(s.warnings, "warning", "warnings");
  if (s.infos > 0) text += ", " + counted(s.infos, "info", "infos");
  return text;
}

std::string finding(const check::Finding& f) {
  std::string text = "### " + std::string(to_string(f.severity)) + ": " + escaped(f.message) + "\n\n";
  for (std::size_t i = 0; i < f.places.size() && i < most_places; ++i)
    text += "- " + code(f.places[i].file + (f.places[i].line > 0 ? ":" + std::to_string(f.places[i].line) : "")) + "\n";
  if (f.places.size() > most_places)
    text += "- and " + counted(f.places.size() - most_places, "more place", "more places") + "\n";
  text += "\n" + escaped(f.why) + "\n\n**Next:** " + escaped(f.help) + " (" + code(f.rule);
  if (f.confidence != facts::Confidence::Certain) text += ", " + std::string(to_string(f.confidence));
  return text + ")\n\n";
}

// Numbers the names: Mermaid's ids are words, its labels are quoted text.
class Graph {
 public:
  void add(const check::Finding& f) {
    if (f.service.empty() || f.owner.empty()) return;
    const std::string owner = node(f.owner, false);
    const std::string service = node(f.service, false);
    const std::string table = node(f.subject, true);
    edges_.insert(owner + " -->|owns| " + table);
    edges_.insert(service + " -.->|" + f.rule + "| " + table);
  }

  std::string write() const {
    if (edges_.empty() || edges_.size() > most_edges) return "";
    std::string text = "```mermaid\nflowchart LR\n";
    for (const auto& [name, id] : ids_) {
      std::string label;
      for (const char c : printable(name.second)) label += c == '"' ? std::string("#quot;") : std::string(1, c);
      text += "  " + id + (name.first ? "[(\"" + label + "\")]" : "[\"" + label + "\"]") + "\n";
    }
    for (const std::string& edge : edges_) text += "  " + edge + "\n";
    return text + "```\n\n";
  }

 private:
  std::string node(const std::string& name, bool data) {
    return ids_.try_emplace({data, name}, "n" + std::to_string(ids_.size() + 1)).first->second;
  }

  std::map<std::pair<bool, std::string>, std::string> ids_;
  std::set<std::string> edges_;
};

// Whose code it is, and whose data.
std::string affected(const check::Outcome& outcome) {
  std::map<std::string, std::set<std::string>> by_service;
  for (const check::Finding& f : outcome.findings)
    if (stands(f) && !f.service.empty()) by_service[f.service].insert(f.owner);
  if (by_service.empty()) return "";
  std::string text = "| Service | Uses data of |\n| --- | --- |\n";
  for (const auto& [service, owners] : by_service) {
    std::string names;
    for (const std::string& owner : owners)
      if (!owner.empty()) names += (names.empty() ? "" : ", ") + code(owner);
    text += "| " + code(service) + " | " + (names.empty() ? "-" : names) + " |\n";
  }
  return text + "\n";
}

std::string answered(const check::Outcome& outcome) {
  const check::Summary& s = outcome.summary;
  std::string text;
  if (outcome.change)
    text += "Only what was caused since " + code(outcome.change->since) + ": " +
            counted(outcome.change->before, "finding was", "findings were") + " there before, " +
            std::to_string(outcome.change->gone) + (outcome.change->gone == 1 ? " is" : " are") + " gone.\n\n";
  if (outcome.has_baseline || s.baselined + s.suppressed > 0)
    text += std::to_string(s.baselined) + " baselined, " + std::to_string(s.suppressed) + " suppressed.\n\n";
  return text;
}

}  // namespace

std::string markdown(const check::Outcome& outcome, const std::string& closing) {
  const check::Summary& s = outcome.summary;
  std::string text = "## onewriter: " + heading(s) + "\n\n";
  Graph graph;
  for (const check::Finding& f : outcome.findings)
    if (stands(f)) graph.add(f);
  text += affected(outcome) + graph.write();
  for (const check::Finding& f : outcome.findings)
    if (stands(f)) text += finding(f);
  text += answered(outcome) + counted(s.services, "service", "services") + ", " + counted(s.tables, "table", "tables") +
          ", " + counted(s.accesses, "access", "accesses") + ", " +
          counted(s.blind_spots, "blind spot", "blind spots") + " in " + counted(s.files, "file", "files") + ".\n";
  if (s.tables == 0) text += "\n**Nothing was checked: no tables were found.**\n";
  return closing.empty() ? text : text + "\n" + closing;
}

}  // namespace onewriter::report
