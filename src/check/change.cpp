#include "check/change.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>

namespace onewriter::check {
namespace {

// A place as both states know it: the file by its new name, the line by its text.
struct Spot {
  std::string file;
  std::string text;
  bool taken = false;
};

std::string squeezed(const std::string& line) {
  std::string out;
  for (const char c : line)
    if (!std::isspace(static_cast<unsigned char>(c))) out += c;
  return out;
}

std::set<std::string> words(const std::string& line) {
  std::set<std::string> out;
  std::string word;
  for (const char c : line + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
      word += c;
    } else if (!word.empty()) {
      out.insert(std::exchange(word, ""));
    }
  }
  return out;
}

// Half of the words of the two are the same.
bool similar(const std::string& a, const std::string& b) {
  const std::set<std::string> left = words(a), right = words(b);
  const auto common = static_cast<std::size_t>(
      std::count_if(left.begin(), left.end(), [&](const std::string& w) { return right.contains(w); }));
  return 2 * common >= left.size() + right.size() - common;
}

class Comparison {
 public:
  explicit Comparison(const States& states) : states_(states) {
    for (const auto& [from, to] : states.renamed) new_name_[from] = to;
  }

  // The places of `now` that have no counterpart among `before`.
  std::vector<facts::Place> added(const std::vector<facts::Place>& now, const std::vector<facts::Place>& before) const {
    std::vector<Spot> old_spots;
    for (const facts::Place& p : before) {
      const auto renamed = new_name_.find(p.file);
      old_spots.push_back({renamed == new_name_.end() ? p.file : renamed->second, text(states_.old_line, p)});
    }
    std::vector<std::pair<const facts::Place*, Spot>> left;
    for (const facts::Place& p : now) left.push_back({&p, {p.file, text(states_.new_line, p)}});
    const auto match = [&](const std::function<bool(const Spot&, const Spot&)>& same) {
      std::erase_if(left, [&](const auto& entry) {
        for (Spot& old : old_spots)
          if (!old.taken && same(old, entry.second)) return old.taken = true;
        return false;
      });
    };
    match([](const Spot& a, const Spot& b) { return a.file == b.file && squeezed(a.text) == squeezed(b.text); });
    match(
        [](const Spot& a, const Spot& b) { return !squeezed(a.text).empty() && squeezed(a.text) == squeezed(b.text); });
    match([](const Spot& a, const Spot& b) { return a.file == b.file && similar(a.text, b.text); });
    std::vector<facts::Place> places;
    for (const auto& [place, spot] : left) places.push_back(*place);
    return places;
  }

 private:
  static std::string text(const LineText& line, const facts::Place& p) {
    return p.line == 0 || elsewhere(p) ? "" : line(p.file, p.line);
  }

  const States& states_;
  std::map<std::string, std::string> new_name_;
};

void recount(Outcome& outcome) {
  Summary& s = outcome.summary;
  s.errors = s.warnings = s.infos = s.suppressed = s.baselined = 0;
  for (const Finding& f : outcome.findings)
    ++(f.status == "suppressed"          ? s.suppressed
       : f.status == "baselined"         ? s.baselined
       : f.severity == Severity::Error   ? s.errors
       : f.severity == Severity::Warning ? s.warnings
                                         : s.infos);
}

}  // namespace

void keep_introduced(Outcome& outcome, const Outcome& before, const States& states, const std::string& since) {
  const Comparison comparison(states);
  Change change;
  change.since = since;
  // By all but the owner: a change that moves the ownership of a table does not make its old readers new.
  const auto key = [](const Finding& f) { return f.rule + '\n' + f.service + '\n' + f.subject; };
  std::map<std::string, const Finding*> old_findings;
  for (const Finding& f : before.findings)
    if (stands(f)) old_findings[key(f)] = &f;
  std::set<std::string> still;
  for (const Finding& f : outcome.findings) still.insert(key(f));
  for (const auto& [name, f] : old_findings) change.gone += still.contains(name) ? 0 : 1;

  std::vector<Finding> kept;
  for (Finding& f : outcome.findings) {
    const auto old = old_findings.find(key(f));
    // What is suppressed or in the baseline stays, for the formats and counts that show it.
    if (!stands(f) || old == old_findings.end()) {
      kept.push_back(std::move(f));
      continue;
    }
    std::vector<facts::Place> added = comparison.added(f.places, old->second->places);
    // A finding that is no graver and has no new place in this repository was there before.
    const bool graver = f.severity > old->second->severity;
    if (!graver && std::all_of(added.begin(), added.end(), elsewhere)) {
      ++change.before;
      continue;
    }
    if (!graver) f.places = std::move(added);
    kept.push_back(std::move(f));
  }
  outcome.findings = std::move(kept);

  std::vector<facts::Place> old_blind;
  for (const facts::BlindSpot& b : before.blind_spots) old_blind.push_back(b.place);
  std::vector<facts::Place> new_blind;
  for (const facts::BlindSpot& b : outcome.blind_spots) new_blind.push_back(b.place);
  new_blind = comparison.added(new_blind, old_blind);
  std::erase_if(outcome.blind_spots, [&](const facts::BlindSpot& b) {
    return std::find(new_blind.begin(), new_blind.end(), b.place) == new_blind.end();
  });
  recount(outcome);
  outcome.change = std::move(change);
}

}  // namespace onewriter::check
