#include "cli/check_command_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>

#include "cli/check_options.h"
#include "cli/other_facts.h"
#include "cli/workspace_options.h"
#include "facts/bytes.h"
#include "facts/nearest.h"
#include "facts/select.h"

namespace onewriter::cli {
namespace {

std::string day_problem(const std::string& text) {
  std::tm day{};
  const char* end = ::strptime(text.c_str(), "%Y-%m-%d", &day);
  return text.size() == 10 && end && *end == '\0' ? "" : "write a day as YYYY-MM-DD";
}

}  // namespace

void add_check_options(CLI::App& app, CheckCommandOptions& options) {
  options.system = add_workspace_options(app);
  add_rule_options(app, options.rules);
  app.add_option("--format", options.format, "How to report")
      ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab", "junit", "markdown"}))
      ->capture_default_str();
  app.add_option("-o,--output", options.output, "Write the report to a file")->type_name("FILE");
  app.add_option("--fail-on", options.fail_on, "Least severity that makes the exit code 1")
      ->check(CLI::IsMember({"error", "warning", "info", "none"}))
      ->capture_default_str();
  app.add_option("--min-confidence", options.min_confidence, "Least confidence of a finding to be shown and to count")
      ->check(CLI::IsMember({"certain", "likely", "possible"}))
      ->capture_default_str();
  app.add_option("--service", options.service, "Only findings of this service")->type_name("NAME");
  app.add_option("--subject", options.subject, "Only findings about this table or database; * and ? stand for any text")
      ->type_name("PATTERN");
  add_baseline_options(app, options.baseline);
  app.add_option("--with", options.with,
                 "Facts of other repositories, written there by `onewriter facts`; may be given several times")
      ->type_name("FACTS.db")
      ->allow_extra_args(false);
  app.add_option("--since", options.since,
                 "Report only what was caused since this revision: since the work tree parted from it")
      ->type_name("REV");
  app.add_flag("--staged", options.staged, "Check what is staged, and report only what that would cause");
  app.add_flag("--show-baselined", options.show_baselined, "Show the findings of the baseline too, marked as such");
  app.add_option("--sarif-suppressions", options.sarif_suppressions,
                 "In SARIF: keep suppressed and baselined results, marked as such, or drop them")
      ->check(CLI::IsMember({"include", "drop"}))
      ->capture_default_str();
  app.add_option("--today", options.today, "The day that dates of suppressions and declarations are held against")
      ->type_name("YYYY-MM-DD")
      ->check(CLI::Validator(day_problem, "", "day"));
  app.add_option("--color", options.color, "Colour the text report")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_flag("--quiet", options.quiet, "Findings and errors only: no blind spots, summary or warnings");
  app.add_flag("--verbose", options.verbose,
               "Also what is suppressed and why, and (on stderr) what was not looked at and why");
}

facts::Result<facts::Done> check_combination(const CheckCommandOptions& options) {
  const BaselineOptions& b = options.baseline;
  if (b.admit && !b.update) return facts::Error{"--admit-new goes with --update-baseline", {}};
  if (b.none && (b.update || b.strict || !b.file.empty()))
    return facts::Error{"--no-baseline and other options of the baseline exclude each other", {}};
  if (options.staged && !options.since.empty()) return facts::Error{"--staged and --since exclude each other", {}};
  if (b.update && (options.staged || !options.since.empty()))
    return facts::Error{"--update-baseline looks at the whole system: leave out --since and --staged", {}};
  if (b.update && !(options.service.empty() && options.subject.empty()))
    return facts::Error{"--update-baseline looks at the whole system: leave out --service and --subject", {}};
  if (options.quiet && options.verbose) return facts::Error{"--quiet and --verbose exclude each other", {}};
  return facts::Done{};
}

facts::Result<std::vector<check::Rule>> rules_for(const CheckCommandOptions& options,
                                                  const workspace::FileSystem& files,
                                                  const workspace::Settings& settings) {
  auto rules = all_rules(files);
  if (!rules) return rules;
  if (rules = chosen_rules(std::move(*rules), options.rules); !rules) return rules;
  if (rules = configured_rules(std::move(*rules), settings); !rules) return rules;
  if (options.baseline.strict)
    for (check::Rule& r : *rules)
      if (r.id == "stale-baseline-entry") r.severity = check::Severity::Error;
  return rules;
}

check::CheckOptions check_options_for(const CheckCommandOptions& options, const System& system) {
  check::CheckOptions check = check_options(system, confidence_from(options.min_confidence));
  if (!options.today.empty()) check.today = options.today;
  check.service = options.service;
  check.subject = options.subject;
  for (const workspace::Settings::Rule& rule : system.settings.rules) check.known_rules.push_back(rule.id);
  return check;
}

namespace {

constexpr std::string_view cache_kind = "outcome";

facts::Result<check::Outcome> asked_rules(const System& system, const std::vector<check::Rule>& rules,
                                          const CheckCommandOptions& options, const check::CheckOptions& check) {
  auto joined = join_facts(system, options.with);
  if (!joined) return joined.error();
  std::vector<facts::Service> services = system.facts.services;
  if (!options.with.empty()) {
    const auto names = facts::select(joined->store, "SELECT name FROM service");
    if (!names) return names.error();
    for (const auto& row : names->rows) services.push_back({row[0], "", "", {}, {}});
  }
  if (const auto known = check_services(system.settings, services); !known) return known.error();
  std::vector<std::string> names;
  for (const facts::Service& s : services) names.push_back(s.name);
  // A name that nobody has would be green for ever.
  if (!options.service.empty() && std::find(names.begin(), names.end(), options.service) == names.end())
    return facts::Error{"no service is called `" + options.service + "`" + facts::did_you_mean(options.service, names),
                        {}};
  auto outcome = check::check(joined->store, system.facts, rules, check);
  if (outcome) outcome->diagnostics.insert(outcome->diagnostics.end(), joined->notes.begin(), joined->notes.end());
  return outcome;
}

}  // namespace

facts::Result<check::Outcome> check_system(const System& system, const std::vector<check::Rule>& rules,
                                           const CheckCommandOptions& options, const check::CheckOptions& check) {
  // Facts of other repositories are files that may change from run to run.
  if (!system.cache || !system.state || !options.with.empty()) return asked_rules(system, rules, options, check);
  facts::ByteWriter question;
  question.add(*system.state);
  question.add(rules);
  question.add(check);
  const facts::Digest asked = facts::digest_of(question.bytes());
  if (const auto bytes = system.cache->get(cache_kind, asked))
    if (auto known = facts::from_bytes<check::Outcome>(*bytes)) return std::move(*known);
  auto outcome = asked_rules(system, rules, options, check);
  if (outcome) system.cache->put(cache_kind, asked, facts::to_bytes(*outcome));
  return outcome;
}

}  // namespace onewriter::cli
