#include "check/suppress.h"

#include <string_view>

namespace onewriter::check {
namespace {

// * is any text, ? any character. No recursion: the last star is where a mismatch goes back to.
bool matches(std::string_view pattern, std::string_view text) {
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

bool covers(const Suppression& s, const Finding& f) {
  if (s.rule != f.rule || (!s.service.empty() && s.service != f.service)) return false;
  const std::string_view subject = f.subject;
  return s.table.empty() || matches(s.table, subject) || matches(s.table, subject.substr(subject.rfind(':') + 1));
}

}  // namespace

std::vector<facts::Diagnostic> suppress(std::vector<Finding>& findings, const std::vector<Suppression>& suppressions,
                                        const std::string& today, bool all_rules) {
  std::vector<facts::Diagnostic> told;
  for (const Suppression& s : suppressions) {
    // Dates of this form compare as text.
    const bool expired = !s.until.empty() && s.until < today;
    bool used = false;
    for (Finding& f : findings)
      if (covers(s, f)) {
        used = true;
        if (!expired) f.status = "suppressed";
      }
    if (expired)
      told.push_back(
          {facts::Level::Warning, s.place,
           "the suppression of " + s.rule + " expired on " + s.until + ": fix the finding, or give it a new date"});
    else if (!used && all_rules)
      told.push_back(
          {facts::Level::Warning, s.place, "the suppression of " + s.rule + " suppresses nothing: remove it"});
  }
  return told;
}

}  // namespace onewriter::check
