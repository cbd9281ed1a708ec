// The checklist of the data-ownership guide, filled in from what rules found. It knows no rule by name: which item a
// rule is about stands in the rule's front matter. rules/checklist/<item>.sql asks which services have something that
// the item is about, and what speaks for it.

#include "report/ownership/checklist.h"

#include <algorithm>
#include <optional>
#include <set>

#include "check/message.h"
#include "facts/resources.h"
#include "facts/select.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

constexpr std::size_t most_reasons = 3;

bool has_word(const std::string& text, const std::string& word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ' || text[end] == ',')) return true;
  }
  return false;
}

// What was seen in each service of the kind that an item is about; absent: the item is about every service.
using Sightings = std::optional<std::map<std::string, std::vector<std::string>>>;

facts::Result<Sightings> sightings(const facts::Store& store, const std::string& item) {
  const auto sql = facts::resource("rules/checklist/" + item + ".sql");
  if (!sql) return Sightings();
  const auto rows = facts::select(store, std::string(*sql));
  if (!rows) return rows.error();
  Sightings seen(std::in_place);
  for (const auto& row : rows->rows) {
    std::vector<std::string>& names = (*seen)[row[0]];
    if (!row[1].empty()) names.push_back(row[1]);
  }
  return seen;
}

// The findings about one service: those that name it, and on C1 those about what it owns, which is for nobody else to
// write.
std::vector<std::size_t> findings_about(const ServiceRow& service, const std::string& item,
                                        const check::Outcome& outcome) {
  std::vector<std::size_t> all = service.findings;
  if (item == "C1")
    for (std::size_t i = 0; i < outcome.findings.size(); ++i)
      if (outcome.findings[i].owner == service.service->name) all.push_back(i);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::string objections(const std::vector<std::size_t>& findings, bool standing, const check::Outcome& outcome) {
  std::vector<std::string> texts;
  for (const std::size_t at : findings) {
    const check::Finding& f = outcome.findings[at];
    if (stands(f) == standing) texts.push_back(f.rule + (f.subject == f.service ? "" : " of " + f.subject));
  }
  std::string text;
  for (std::size_t i = 0; i < texts.size() && i < most_reasons; ++i) text += (i > 0 ? ", " : "") + texts[i];
  return texts.size() > most_reasons ? text + " and " + std::to_string(texts.size() - most_reasons) + " more" : text;
}

ChecklistState state_of(const ServiceRow& service, const ChecklistItem& item, const Sightings& seen,
                        const check::Outcome& outcome) {
  ChecklistState state;
  const bool applies = !seen || seen->contains(service.service->name);
  // A rule about several items is about those of them that the service has something of.
  std::set<std::string> rules;
  for (const check::Rule* r : rules_about(outcome, item.id))
    if (applies || r->checklist == item.id) rules.insert(r->id);
  std::optional<check::Severity> worst;
  for (const std::size_t at : findings_about(service, item.id, outcome)) {
    const check::Finding& f = outcome.findings[at];
    if (!rules.contains(f.rule)) continue;
    state.findings.push_back(at);
    if (stands(f)) worst = std::max(worst.value_or(f.severity), f.severity);
  }
  if (!state.findings.empty()) {
    state.word = worst ? "open" : "accepted";
    if (worst) state.severity = to_string(*worst);
    state.reason = objections(state.findings, worst.has_value(), outcome);
    return state;
  }
  if (rules.empty()) {
    state.reason = "no rule that ran is about it";
    return state;
  }
  const bool blind = (item.id == "C1" || item.id == "C2") && service.blind_spots > 0;
  const std::string told = counted(service.blind_spots, "access", "accesses") + " could not be told";
  if (!applies) {
    state.word = blind ? "unsure" : "none";
    state.reason = blind ? told : item.none;
    return state;
  }
  state.word = blind ? "unsure" : "ok";
  const std::string names = seen ? check::listing(seen->at(service.service->name)) : "";
  state.reason = names.empty() ? "nothing is objected to" : item.met + names;
  if (blind) state.reason += "; " + told;
  return state;
}

}  // namespace

// The guide, sections "Validation Checklist" and "Anti-Patterns to Avoid".
const std::vector<ChecklistItem>& checklist_items() {
  static const std::vector<ChecklistItem> items = {
      {"C1", "Service owns its database", "uses no database", "no other service writes "},
      {"C2", "Others' data through APIs or events", "uses no other service's data", "uses data of "},
      {"C3", "APIs have versioned OpenAPI specs", "serves no API", "documents: "},
      {"C4", "Events have AsyncAPI specs with schemas", "publishes no event", "described: "},
      {"C5", "Caches with TTL and invalidation", "keeps no cache of data", "caches "},
      {"C6", "Consistency model documented", "uses no other service's data", "declared: "},
      {"C7", "Fallback for downstream failures", "waits for no other service", ""},
      {"C8", "Freshness and lag monitored", "keeps no copy of others' data", "watched by "},
      {"A1", "No distributed transactions", "", ""},
      {"A2", "No synchronous chains of calls", "", ""},
      {"A3", "No caching without invalidation", "", ""},
  };
  return items;
}

std::vector<const check::Rule*> rules_about(const check::Outcome& outcome, const std::string& item) {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& r : outcome.rules)
    if (has_word(r.checklist, item)) rules.push_back(&r);
  return rules;
}

facts::Result<facts::Done> fill_checklists(Ownership& model, const facts::Store& store) {
  for (const ChecklistItem& item : checklist_items()) {
    const auto seen = sightings(store, item.id);
    if (!seen) return seen.error();
    for (ServiceRow& row : model.services) row.checklist.push_back(state_of(row, item, *seen, *model.outcome));
  }
  return facts::Done{};
}

}  // namespace onewriter::report
