#pragma once
// The findings that were there when somebody began: known, accepted for now, never to grow.
//
// A baseline is JSON Lines, one finding each, sorted by fingerprint:
//   {"fingerprint":"98b53d9e84512a48","rule":"foreign-writer","service":"order","owner":"customer","subject":"db:customers"}
// No line numbers, counts or messages: moving code changes nothing, and two branches merge line by line. Lines in any
// order are read, a line that stands twice counts once.

#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "facts/result.h"

namespace onewriter::check {

inline constexpr std::string_view default_baseline = "onewriter-baseline.jsonl";  // at the workspace's root

// The same for a finding and for its line in a baseline: 16 hexadecimal digits, of rule, service, subject and owner.
std::string fingerprint_of(const std::string& rule, const std::string& service, const std::string& subject,
                           const std::string& owner);

// `file` is what places and errors say. Errors: a line that is no such object, whose fingerprint is not its own, or
// that git left behind in a conflict.
facts::Result<std::vector<facts::BaselineEntry>> parse_baseline(std::string_view text, const std::string& file);

// Sorted, each line once.
std::string write_baseline(std::vector<facts::BaselineEntry> entries);

// Marks the findings that are in the baseline, and sets BaselineEntry::used: Yes where there is such a finding,
// suppressed and `unsure` ones included, No where there is none and its rule is among `ran`.
void apply_baseline(std::vector<Finding>& findings, const std::vector<Finding>& unsure,
                    std::vector<facts::BaselineEntry>& baseline, const std::vector<std::string>& ran);

struct BaselineUpdate {
  std::vector<facts::BaselineEntry> entries;
  std::size_t added = 0;
  std::size_t removed = 0;
  std::size_t refused = 0;  // findings that are not in it, and were not admitted
};

// The next baseline: entries whose finding is gone leave. Findings that are not in it come in only when `admit` says
// so.
BaselineUpdate update_baseline(const std::vector<facts::BaselineEntry>& baseline, const std::vector<Finding>& findings,
                               bool admit);

}  // namespace onewriter::check
