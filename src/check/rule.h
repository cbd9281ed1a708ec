#pragma once
// A rule: one SQL file whose leading comment, the front matter, is also the rule's documentation.
//
//   -- id: foreign-writer                 the file's name without .sql
//   -- title: ...                         a noun phrase for what is wrong
//   -- severity: error                    error | warning | info; a result column `severity` overrides it for a row
//   -- checklist: C1                      items of the data-ownership guide, or "-"
//   -- message: ... {column} ...          what was seen; {name} is a column of the result
//   -- why: ...                           why it matters, one sentence
//   -- fix: ... {column} ...              the next step
//   -- silent_for: ...                    what looks like it and is not reported
//   -- views: a, b                        the relations of schema.sql that the query names
//   -- bad: ...                           an example in a few lines
//   -- good: ...                          the same, done right
//   -- option: max_hops = 2: How many ... any number of these; the query sees :max_hops
//                                         (and, in every rule, :today, as YYYY-MM-DD; '' when it is not told)
//   SELECT ... AS service, ... AS owner, ... AS subject, ... AS place, ... AS confidence, ...
//
// A line indented by two more spaces continues the one before. All keys but `option` are required, each stands once.
// The first line that is no comment ends it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/result.h"

namespace onewriter::check {

enum class Severity { Info, Warning, Error };

constexpr std::string_view to_string(Severity s) {
  return s == Severity::Error ? "error" : s == Severity::Warning ? "warning" : "info";
}
std::optional<Severity> severity_from(std::string_view word);

struct RuleOption {
  std::string name;
  std::string value;  // the default
  std::string sentence;
};

// What the settings say of a rule for one service's findings.
struct ServiceRule {
  std::string service;
  std::optional<Severity> severity;
  bool off = false;
  std::vector<RuleOption> options;  // values that replace the rule's own
};

struct Rule {
  std::string id;
  std::string title;
  Severity severity = Severity::Error;
  bool severity_is_set = false;  // by a user's settings: the rule's rows do not change it
  std::string checklist;
  std::string message;
  std::string why;
  std::string fix;
  std::string silent_for;
  std::vector<std::string> views;
  std::string bad;   // lines
  std::string good;  // lines
  std::vector<RuleOption> options;
  std::string sql;
  std::string file;  // where it was read from
  bool off = false;  // but for the services of `for_services` that have a severity of their own
  std::vector<ServiceRule> for_services;
  bool silent = false;  // runs only for what it tells of suppressions and the baseline; reports nothing
};

// `file` is the path that errors name; its last part tells the id. Errors name the line and, for an unknown key, the
// nearest known one.
facts::Result<Rule> parse_rule(std::string_view file, std::string_view text);

// Has it to wait for what became of suppressions (or of the baseline)?
bool is_about_answers(const Rule& rule);

// The rules in this binary, sorted by id.
facts::Result<std::vector<Rule>> built_in_rules();

}  // namespace onewriter::check
