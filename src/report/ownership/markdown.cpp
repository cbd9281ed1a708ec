#include <algorithm>
#include <string_view>

#include "report/markup.h"
#include "report/ownership/formats.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

constexpr std::size_t most_rows = 200;    // of a table; a wiki page is to be read
constexpr std::size_t most_places = 5;    // of a finding
constexpr std::size_t most_columns = 24;  // of the matrix

std::string place(const facts::Place& p, const std::string& source_url) {
  const std::string text = code(p.file + (p.line > 0 ? ":" + std::to_string(p.line) : ""));
  return source_url.empty() ? text : "[" + text + "](" + source_link(source_url, p) + ")";
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& c : cells) line += " " + c + " |";
  return line + "\n";
}

std::string head(const std::vector<std::string>& cells) {
  return row(cells) + row(std::vector<std::string>(cells.size(), "---"));
}

std::string more(std::size_t shown, std::size_t all) {
  return all > shown
             ? "\n" + std::to_string(all - shown) + " more are left out here; `--format html` or `csv` has all.\n"
             : "";
}

std::string summary(const Ownership& model, const std::string& title) {
  const OwnershipSummary& s = model.summary;
  const check::Summary& found = model.outcome->summary;
  std::string text = "# " + (title.empty() ? "Data ownership" : escaped(title)) + "\n\n";
  text += counted(s.services, "service", "services") + ", " + counted(s.tables, "table", "tables") + " in " +
          counted(s.databases, "database", "databases") + "; " + counted(found.errors, "error", "errors") + ", " +
          counted(found.warnings, "warning", "warnings") + ", " + counted(found.infos, "info", "infos") + ".\n\n";
  text += head({"Tables", ""});
  text += row({"with one writer", std::to_string(s.one_writer) + " of " + std::to_string(s.tables)});
  text += row({"with several writers", std::to_string(s.several_writers)});
  text += row({"that nobody is seen to write", std::to_string(s.no_writer)});
  text += row({"without an owner", std::to_string(s.without_owner)});
  text += row({"read by others than their owner", std::to_string(s.read_by_others)});
  text += row({"places whose table could not be told", std::to_string(s.blind_spots)});
  return text;
}

std::string mark(const ChecklistState& s) {
  if (s.word == "open") return (s.severity == "error" ? "✗ " : "! ") + std::to_string(s.findings.size());
  return s.word == "ok" ? "✓" : s.word == "none" ? "·" : s.word == "unsure" ? "?" : s.word == "accepted" ? "(✓)" : "–";
}

std::string checklist(const Ownership& model) {
  const auto& items = checklist_items();
  std::string text = "\n## Checklist\n\n";
  std::vector<std::string> cells = {"Service"};
  for (const ChecklistItem& item : items) cells.push_back(item.id);
  text += head(cells);
  std::size_t shown = 0;
  for (const ServiceRow& s : model.services) {
    if (shown++ == most_rows) break;
    cells = {code(s.service->name)};
    for (const ChecklistState& state : s.checklist) cells.push_back(mark(state));
    text += row(cells);
  }
  text += more(most_rows, model.services.size());
  text +=
      "\n✓ nothing found, ✗ errors, ! warnings, ? nothing found but some accesses could not be told, (✓) accepted, · "
      "not "
      "applicable, – no rule looks at it.\n\n";
  for (const ChecklistItem& item : items) text += "- **" + item.id + "** " + item.title + "\n";
  return text;
}

bool has_open(const Use& use, const check::Outcome& outcome) {
  return std::any_of(use.findings.begin(), use.findings.end(),
                     [&](std::size_t i) { return stands(outcome.findings[i]); });
}

// The tables that more than their owner uses; with few enough services as a matrix.
std::string shared_tables(const Ownership& model) {
  std::vector<const TableRow*> shared;
  std::vector<std::string> services;
  for (const TableRow& t : model.tables) {
    const bool alone = t.uses.empty() || (t.uses.size() == 1 && t.uses.front().service == t.table->owner);
    if (!t.domain || alone) continue;
    shared.push_back(&t);
    for (const Use& u : t.uses) services.push_back(u.service);
  }
  std::string text = "\n## Tables that more than their owner uses\n\n";
  if (shared.empty()) return text + "None.\n";
  std::sort(services.begin(), services.end());
  services.erase(std::unique(services.begin(), services.end()), services.end());
  const bool matrix = services.size() <= most_columns;
  std::vector<std::string> cells = {"Table", "Owner"};
  if (matrix)
    for (const std::string& s : services) cells.push_back(code(s));
  else
    cells.insert(cells.end(), {"Written by", "Read by"});
  text += head(cells);
  for (std::size_t i = 0; i < shared.size() && i < most_rows; ++i) {
    const TableRow& t = *shared[i];
    cells = {code(t.table->id), t.table->owner.empty() ? "–" : code(t.table->owner)};
    if (matrix) {
      for (const std::string& s : services) {
        const auto use = std::find_if(t.uses.begin(), t.uses.end(), [&](const Use& u) { return u.service == s; });
        std::string cell = use == t.uses.end() ? "" : std::string(use->reads ? "R" : "") + (use->writes ? "W" : "");
        cells.push_back(use != t.uses.end() && has_open(*use, *model.outcome) ? "**" + cell + "** ✗" : cell);
      }
    } else {
      for (const auto* side : {&t.writers, &t.readers}) {
        std::string names;
        for (const std::string& s : *side) names += (names.empty() ? "" : ", ") + code(s);
        cells.push_back(names);
      }
    }
    text += row(cells);
  }
  return text + more(most_rows, shared.size());
}

std::string finding(const check::Finding& f, const std::string& source_url) {
  std::string text =
      "- **" + std::string(to_string(f.severity)) + "** " + escaped(f.message) + " (" + code(f.rule) + ")";
  for (std::size_t i = 0; i < f.places.size() && i < most_places; ++i)
    text += "\n  - " + place(f.places[i], source_url);
  if (f.places.size() > most_places)
    text += "\n  - and " + counted(f.places.size() - most_places, "more place", "more places");
  return text + "\n";
}

std::string findings(const Ownership& model, const ReportContext& context) {
  std::string text = "\n## Findings\n\n";
  std::size_t shown = 0, all = 0;
  for (const check::Finding& f : model.outcome->findings) {
    if (!stands(f)) continue;
    if (++all <= most_rows) text += finding(f, context.source_url), ++shown;
  }
  return text + (all == 0 ? "None.\n" : more(shown, all));
}

std::string blind_spots(const Ownership& model, const ReportContext& context) {
  std::string text;
  std::size_t shown = 0;
  for (const facts::BlindSpot& b : model.facts->blind_spots)
    if (b.scope == facts::Scope::Main && shown++ < most_rows)
      text += "- " + place(b.place, context.source_url) + " " + escaped(b.what) +
              (b.service.empty() ? "" : " in " + code(b.service)) + "\n";
  return text.empty() ? ""
                      : "\n## Blind spots\n\nData is used here, and what data could not be told.\n\n" + text +
                            more(most_rows, shown);
}

std::string pair_list(const std::string& title, const std::vector<Changes::Pair>& list) {
  std::string text;
  for (const Changes::Pair& p : list) text += "- " + code(p.table) + ": " + code(p.service) + "\n";
  return text.empty() ? "" : "\n**" + title + "**\n\n" + text;
}

std::string changes(const Changes& c) {
  std::string text = "\n## Since the earlier facts\n";
  if (c.none()) text += "\nNothing has changed.\n";
  for (const auto& [title, list] :
       {std::pair{"New tables", &c.new_tables}, std::pair{"Tables that are gone", &c.gone_tables}}) {
    if (!list->empty()) text += "\n**" + std::string(title) + "**\n\n";
    for (const std::string& t : *list) text += "- " + code(t) + "\n";
  }
  text += pair_list("Tables that gained a writer", c.gained_writers) +
          pair_list("Tables that lost a writer", c.lost_writers) +
          pair_list("New foreign readers", c.gained_foreign_readers) +
          pair_list("Foreign readers that are gone", c.lost_foreign_readers);
  for (const auto& [title, list] : {std::pair{"Findings opened", &c.opened}, std::pair{"Findings closed", &c.closed}}) {
    if (!list->empty()) text += "\n**" + std::string(title) + "**\n\n";
    for (const check::Finding& f : *list) text += "- " + escaped(f.message) + " (" + code(f.rule) + ")\n";
  }
  if (!c.left_out.empty()) {
    text += "\nThe earlier facts are too old for these rules, which were not compared:";
    for (const std::string& rule : c.left_out) text += " " + code(rule);
    text += "\n";
  }
  return text;
}

}  // namespace

std::string ownership_markdown(const Ownership& model, const ReportContext& context) {
  return summary(model, context.title) + (context.changes ? changes(*context.changes) : "") + checklist(model) +
         shared_tables(model) + findings(model, context) + blind_spots(model, context);
}

}  // namespace onewriter::report
