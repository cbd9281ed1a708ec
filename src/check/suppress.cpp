#include "check/suppress.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "facts/nearest.h"

namespace onewriter::check {
namespace {

using facts::Suppression;
using facts::Used;

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool comment_covers(const Suppression& s, const facts::Place& p) {
  if (s.place.file != p.file) return false;
  if (s.kind == "file") return true;
  if (p.line == 0) return false;
  const std::uint32_t last = std::max(p.line, p.end_line);
  const auto inside = [&](std::uint32_t line) { return line >= p.line && line <= last; };
  return inside(s.place.line) || inside(s.target_line);
}

bool covers(const Suppression& s, const Finding& f) {
  if (s.kind == "entry") return is_about(f, s.service, s.table);
  return std::any_of(f.places.begin(), f.places.end(), [&](const facts::Place& p) { return comment_covers(s, p); });
}

void answer(Finding& f, const Suppression& s) {
  if (f.reason.empty()) f.in_source = s.kind != "entry";
  if (f.reason.find(s.reason) == std::string::npos) f.reason += (f.reason.empty() ? "" : "; ") + s.reason;
}

void apply(Finding& f, const Suppression& s) {
  if (s.kind == "entry") {
    f.status = "suppressed";
    return answer(f, s);
  }
  const auto left = std::stable_partition(f.places.begin(), f.places.end(),
                                          [&](const facts::Place& p) { return !comment_covers(s, p); });
  f.suppressed_places.insert(f.suppressed_places.end(), left, f.places.end());
  f.places.erase(left, f.places.end());
  answer(f, s);
  if (f.places.empty()) f.status = "suppressed";
}

}  // namespace

bool is_about(const Finding& finding, const std::string& service, const std::string& subject) {
  if (!service.empty() && service != finding.service) return false;
  const std::string_view whole = finding.subject;
  return subject.empty() || matches(subject, whole) || matches(subject, whole.substr(whole.rfind(':') + 1));
}

bool matches(std::string_view pattern, std::string_view text) {
  // No recursion: the last star is where a mismatch goes back to.
  std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && (pattern[p] == text[t] || pattern[p] == '?')) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

void judge(std::vector<Suppression>& suppressions, const std::vector<std::string>& rules) {
  for (Suppression& s : suppressions) {
    if (s.rule.empty() || contains(rules, s.rule)) continue;
    std::string near = facts::did_you_mean(s.rule, rules);
    if (near.ends_with("?")) near.pop_back();
    s.problem = "there is no rule `" + s.rule + "`" + near;
  }
}

void suppress(std::vector<Finding>& findings, const std::vector<Finding>& unsure,
              std::vector<Suppression>& suppressions, const std::vector<std::string>& ran, const std::string& today) {
  std::map<std::string, std::vector<Finding*>> by_rule;
  for (Finding& f : findings) by_rule[f.rule].push_back(&f);
  for (Suppression& s : suppressions) {
    if (!s.problem.empty() || !contains(ran, s.rule)) continue;
    s.used =
        std::any_of(unsure.begin(), unsure.end(), [&](const Finding& f) { return f.rule == s.rule && covers(s, f); })
            ? Used::Yes
            : Used::No;
    for (const Finding* f : by_rule[s.rule])
      if (covers(s, *f)) s.used = Used::Yes;
  }
  // Two comments may cover one place: both were of use, so marking comes after asking. Dates of this form compare as
  // text.
  for (const Suppression& s : suppressions)
    if (s.used == Used::Yes && (s.until.empty() || s.until >= today))
      for (Finding* f : by_rule[s.rule])
        if (f->status == "new" && covers(s, *f)) apply(*f, s);
  for (Finding& f : findings)
    if (f.places.empty() && f.status == "suppressed") f.places = std::exchange(f.suppressed_places, {});
  for (Finding& f : findings) std::sort(f.places.begin(), f.places.end());
}

}  // namespace onewriter::check
