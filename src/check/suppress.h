#pragma once
// Findings that somebody has answered for, with a reason.
//
// A comment answers for places, an entry of onewriter.yaml for whole findings. A finding with several places is
// suppressed when all its places are; while one is left it stands, and shows those that are left. Who silences one
// writer of a shared table has silenced that place, not the other writer.

#include <string>
#include <vector>

#include "check/finding.h"

namespace onewriter::check {

// What is wrong with suppressions that only the catalogue of rules can tell: no such rule. `rules` holds all ids, those
// that are off too.
void judge(std::vector<facts::Suppression>& suppressions, const std::vector<std::string>& rules);

// Marks what is suppressed: Finding::status, its places and suppressed places, and why. Suppression::used becomes Yes
// where a finding, or one of the `unsure` that are not shown, has such a place; No where none has, if its rule is among
// `ran`. `today` is YYYY-MM-DD: an entry that has expired suppresses nothing.
void suppress(std::vector<Finding>& findings, const std::vector<Finding>& unsure,
              std::vector<facts::Suppression>& suppressions, const std::vector<std::string>& ran,
              const std::string& today);

// Is the finding of the service, and about what the pattern means: the whole subject or a table's name? Empty means
// any.
bool is_about(const Finding& finding, const std::string& service, const std::string& subject);

// * is any text, ? any character.
bool matches(std::string_view pattern, std::string_view text);

}  // namespace onewriter::check
