// The checklist of the data-ownership guide, filled in from what rules found. It knows no rule by name: which item a
// rule is about stands in the rule's front matter.

#include "report/ownership/checklist.h"

#include <algorithm>
#include <set>

namespace onewriter::report {
namespace {

bool has_word(const std::string& text, const std::string& word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ' || text[end] == ',')) return true;
  }
  return false;
}

bool counts(const check::Finding& f) { return f.status != "suppressed" && f.status != "baselined"; }

}  // namespace

// The guide, sections "Validation Checklist" and "Anti-Patterns to Avoid".
const std::vector<ChecklistItem>& checklist_items() {
  static const std::vector<ChecklistItem> items = {
      {"C1", "Service owns its database"},         {"C2", "Others' data through APIs or events"},
      {"C3", "APIs have versioned OpenAPI specs"}, {"C4", "Events have AsyncAPI specs with schemas"},
      {"C5", "Caches with TTL and invalidation"},  {"C6", "Consistency model documented"},
      {"C7", "Fallback for downstream failures"},  {"C8", "Freshness and lag monitored"},
      {"A1", "No distributed transactions"},       {"A2", "No synchronous chains of calls"},
      {"A3", "No caching without invalidation"},
  };
  return items;
}

std::vector<const check::Rule*> rules_about(const check::Outcome& outcome, const std::string& item) {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& r : outcome.rules)
    if (has_word(r.checklist, item)) rules.push_back(&r);
  return rules;
}

std::vector<ChecklistState> checklist_of(const ServiceRow& service, const check::Outcome& outcome) {
  std::vector<ChecklistState> states;
  for (const ChecklistItem& item : checklist_items()) {
    ChecklistState state;
    std::set<std::string> rules;
    for (const check::Rule* r : rules_about(outcome, item.id)) rules.insert(r->id);
    bool open = false;
    check::Severity worst = check::Severity::Info;
    for (const std::size_t at : service.findings) {
      const check::Finding& f = outcome.findings[at];
      if (!rules.contains(f.rule)) continue;
      state.findings.push_back(at);
      if (!counts(f)) continue;
      worst = open ? std::max(worst, f.severity) : f.severity;
      open = true;
    }
    const bool about_accesses = item.id == "C1" || item.id == "C2";
    if (open) state.severity = to_string(worst);
    state.word = open                                        ? "open"
                 : !state.findings.empty()                   ? "accepted"
                 : rules.empty()                             ? "unchecked"
                 : about_accesses && service.blind_spots > 0 ? "unsure"
                                                             : "ok";
    states.push_back(std::move(state));
  }
  return states;
}

}  // namespace onewriter::report
