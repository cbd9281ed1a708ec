#include "report/plan/wording.h"

#include "report/markup.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

constexpr std::size_t most_places = 8;

std::string place_in_words(const facts::Place& p) {
  return code(p.file + (p.line > 0 ? ":" + std::to_string(p.line) : ""));
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + code(names[i]);
  return text;
}

}  // namespace

std::string places_in_words(const std::vector<facts::Place>& places) {
  std::string text;
  for (std::size_t i = 0; i < places.size() && i < most_places; ++i)
    text += (i == 0 ? "" : ", ") + place_in_words(places[i]);
  if (places.size() > most_places) text += " and " + counted(places.size() - most_places, "more place", "more places");
  return text;
}

std::string places_in_words(const plan::Work& work) {
  std::vector<facts::Place> places;
  for (const plan::Site& s : work.places)
    if (places.empty() || places.back() != s.place) places.push_back(s.place);
  return places_in_words(places);
}

std::string evidence_in_words(const plan::Candidate& candidate) {
  std::string text;
  for (const plan::Evidence& e : candidate.evidence) {
    text += (text.empty() ? "" : "; ") + escaped(e.what);
    if (e.place.file.empty()) continue;
    text += " (" + (e.places > 1 ? counted(e.places, "place", "places") + ", first " : std::string()) +
            place_in_words(e.place) + ")";
  }
  return text;
}

std::string offers_in_words(const plan::Work& work) {
  if (work.pattern == "cdc") return "";
  std::vector<std::string> names;
  bool described = false;
  for (const plan::Offer& o : work.offers) names.push_back(o.name), described = described || o.described;
  const std::vector<std::string> missing = plan::missing_columns(work);
  if (names.empty())
    return escaped(work.owner) + " offers nothing of the kind yet" +
           (missing.empty() ? "." : "; needed: " + listed(missing) + ".");
  std::string text = escaped(work.owner) + " offers " + listed(names);
  if (work.mode == "read" && !described) return text + "; no contract tells which columns that carries.";
  if (!missing.empty()) return text + "; to be added: " + listed(missing) + ".";
  return text + ", with all that is needed.";
}

std::string blocker_in_words(const plan::Blocker& b) {
  const std::string other =
      b.other.empty() ? "" : code(b.other) + (b.other_owner.empty() ? "" : " of " + escaped(b.other_owner));
  const std::string by = b.service.empty() ? "" : " by " + escaped(b.service);
  const std::string what =
      b.kind == "join"          ? "used in one statement with " + other + by
      : b.kind == "foreign key" ? "tied by a foreign key to " + other
      : b.kind == "transaction" ? "written in one transaction with " + other + by
      : b.kind == "view" ? "shown by the view " + code(b.other) + (b.service.empty() ? "" : " of " + escaped(b.service))
                         : "open to " + escaped(b.service) + "'s database user by a grant";
  return what + " (" + places_in_words(b.places) + ")";
}

std::string work_in_words(const plan::Work& w) {
  std::string text = "- **" + escaped(w.title) + "**: " + escaped(w.service) + " " + escaped(w.scenario) + " at " +
                     places_in_words(w) + ". " + escaped(w.advice) + "\n";
  const std::string here =
      offers_in_words(w) + (w.asks_already ? " It asks " + escaped(w.owner) + " already, beside the table." : "");
  if (!here.empty()) text += "  - Here: " + here + "\n";
  text += "  - Why: " + escaped(w.reason) + " Brings: " + escaped(w.pros) + ". Costs: " + escaped(w.cons) + ".\n";
  return text + "  - Otherwise: " + escaped(w.alternative) + "\n";
}

}  // namespace onewriter::report
