#include "check/check.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "check/baseline.h"
#include "check/message.h"
#include "check/suppress.h"
#include "facts/worked_out.h"

namespace onewriter::check {
namespace {

using facts::Confidence;

Confidence confidence_from(std::string_view word) {
  for (Confidence c : {Confidence::Certain, Confidence::Likely})
    if (word == to_string(c)) return c;
  return Confidence::Possible;
}

// The result of a rule's query, with its columns by name.
class Table {
 public:
  explicit Table(facts::Rows rows) : rows_(std::move(rows)) {}

  std::size_t size() const { return rows_.rows.size(); }
  std::optional<std::size_t> column(std::string_view name) const {
    const auto at = std::find(rows_.columns.begin(), rows_.columns.end(), name);
    if (at == rows_.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(at - rows_.columns.begin());
  }
  const std::string& cell(std::size_t row, std::string_view name) const { return rows_.rows[row][*column(name)]; }

 private:
  facts::Rows rows_;
};

facts::Error rule_error(const Rule& rule, std::string message) { return {std::move(message), {rule.file, 0, 0, 0}}; }

facts::Result<std::map<std::string, facts::Place>> read_places(const facts::Store& store) {
  facts::SelectOptions options;
  options.limits = {60'000, 10'000'000, 2u << 30};
  auto rows = facts::select(store, "SELECT id, file, line, col, end_line FROM place", options);
  if (!rows) return rows.error();
  std::map<std::string, facts::Place> places;
  const auto number = [](const std::string& text) {
    return static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 10));
  };
  for (const auto& row : rows->rows) places[row[0]] = {row[1], number(row[2]), number(row[3]), number(row[4])};
  return places;
}

using Places = std::map<std::string, facts::Place>;

facts::Result<Finding> make_finding(const Rule& rule, const Table& table, const std::vector<std::size_t>& rows,
                                    const Places& places) {
  Finding f;
  f.confidence = Confidence::Possible;
  f.rule = rule.id;
  f.severity = rule.severity;
  f.why = rule.why;
  f.service = table.cell(rows.front(), "service");
  f.owner = table.cell(rows.front(), "owner");
  f.subject = table.cell(rows.front(), "subject");
  for (const std::size_t row : rows) {
    f.confidence = std::max(f.confidence, confidence_from(table.cell(row, "confidence")));
    if (const auto place = places.find(table.cell(row, "place")); place != places.end())
      f.places.push_back(place->second);
  }
  std::sort(f.places.begin(), f.places.end(), [](const facts::Place& a, const facts::Place& b) {
    return std::tuple(elsewhere(a), a) < std::tuple(elsewhere(b), b);
  });
  f.places.erase(std::unique(f.places.begin(), f.places.end()), f.places.end());
  if (table.column("severity") && !rule.severity_is_set)
    if (const auto s = severity_from(table.cell(rows.front(), "severity"))) f.severity = *s;

  const auto value = [&](std::string_view name) -> std::optional<std::string> {
    if (!table.column(name)) return std::nullopt;
    std::vector<std::string> values;
    for (const std::size_t row : rows) values.push_back(table.cell(row, name));
    return listing(values);
  };
  std::string unknown;
  for (const auto& [text, target] : {std::pair{&rule.message, &f.message}, std::pair{&rule.fix, &f.help}}) {
    const auto filled = fill(*text, value, unknown);
    if (!filled) return rule_error(rule, "{" + unknown + "} is no column of the rule's result");
    *target = *filled;
  }
  f.fingerprint = fingerprint_of(f.rule, f.service, f.subject, f.owner);
  return f;
}

facts::Result<RuleRun> run_rule(const facts::Store& store, const Rule& rule, const Places& places,
                                const CheckOptions& check, const facts::SelectLimits& limits) {
  facts::SelectOptions options;
  options.relations = rule.views;
  options.limits = limits;
  for (const RuleOption& o : rule.options) options.parameters.emplace_back(o.name, o.value);
  options.parameters.emplace_back("today", check.today);
  auto rows = facts::select(store, rule.sql, options);
  if (!rows) return rule_error(rule, "the rule does not run: " + rows.error().message);
  const Table table(std::move(*rows));
  for (const std::string_view column : {"service", "owner", "subject", "place", "confidence"})
    if (!table.column(column))
      return rule_error(rule, "the rule's result lacks the column `" + std::string(column) + "`");

  std::map<std::array<std::string, 3>, std::vector<std::size_t>> groups;
  for (std::size_t row = 0; row < table.size(); ++row)
    groups[{table.cell(row, "subject"), table.cell(row, "service"), table.cell(row, "owner")}].push_back(row);
  RuleRun run;
  for (auto& [key, members] : groups) {
    const auto sure = std::stable_partition(members.begin(), members.end(), [&](std::size_t row) {
      return confidence_from(table.cell(row, "confidence")) < check.min_confidence;
    });
    const std::vector<std::size_t> unsure(members.begin(), sure);
    members.erase(members.begin(), sure);
    if (members.empty()) ++run.unsure_only;
    for (const auto& [chosen, findings] :
         {std::pair{&unsure, &run.unsure}, std::pair{&std::as_const(members), &run.findings}}) {
      if (chosen->empty()) continue;
      auto finding = make_finding(rule, table, *chosen, places);
      if (!finding) return finding.error();
      findings->push_back(std::move(*finding));
    }
  }
  return run;
}

// The rule with what the settings say of it for single services: those with options of their own get a run of their
// own.
facts::Result<RuleRun> run_for_all(const facts::Store& store, const Rule& rule, const Places& places,
                                   const CheckOptions& options) {
  auto run = run_rule(store, rule, places, options, {});
  if (!run) return run;
  for (const ServiceRule& own : rule.for_services) {
    const auto is_its = [&](const Finding& f) { return f.service == own.service; };
    if (own.off || !own.options.empty()) {
      std::erase_if(run->findings, is_its);
      std::erase_if(run->unsure, is_its);
    }
    if (!own.off && !own.options.empty()) {
      Rule other = rule;
      other.options = own.options;
      auto more = run_rule(store, other, places, options, {});
      if (!more) return more;
      std::copy_if(more->findings.begin(), more->findings.end(), std::back_inserter(run->findings), is_its);
      std::copy_if(more->unsure.begin(), more->unsure.end(), std::back_inserter(run->unsure), is_its);
    }
    if (own.severity)
      for (Finding& f : run->findings)
        if (is_its(f)) f.severity = *own.severity;
  }
  const auto is_off = [&](const Finding& f) {
    return std::none_of(rule.for_services.begin(), rule.for_services.end(),
                        [&](const ServiceRule& own) { return own.severity && own.service == f.service; });
  };
  if (rule.off) std::erase_if(run->findings, is_off), std::erase_if(run->unsure, is_off);
  return run;
}

bool inside(const std::string& file, const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return part.empty() || file == part || (file.starts_with(part) && file[part.size()] == '/');
  });
}

bool counts(const Finding& f, const CheckOptions& options) {
  if (!is_about(f, options.service, options.subject)) return false;
  if (!f.places.empty() && std::all_of(f.places.begin(), f.places.end(), elsewhere)) return false;
  return options.parts.empty() || std::any_of(f.places.begin(), f.places.end(),
                                              [&](const facts::Place& p) { return inside(p.file, options.parts); });
}

Summary count(const facts::Facts& facts) {
  Summary s;
  s.services = facts.services.size();
  s.tables = facts.tables.size();
  s.accesses = facts.accesses.size();
  s.blind_spots = facts.blind_spots.size();
  s.files = facts.files;
  return s;
}

std::size_t& counter(Summary& s, const Finding& f) {
  if (f.status == "suppressed") return s.suppressed;
  if (f.status == "baselined") return s.baselined;
  return f.severity == Severity::Error ? s.errors : f.severity == Severity::Warning ? s.warnings : s.infos;
}

// Runs rules one after the other and keeps what they found.
class Runner {
 public:
  Runner(const facts::Store& store, const CheckOptions& options, Outcome& outcome)
      : store_(store), options_(options), outcome_(outcome) {}

  facts::Result<facts::Done> run(const std::vector<Rule>& rules, const Places& places,
                                 const std::function<bool(const Rule&)>& wanted) {
    for (const Rule& rule : rules) {
      if (!wanted(rule)) continue;
      auto run = run_for_all(store_, rule, places, options_);
      if (!run) return run.error();
      ran.push_back(rule.id);
      if (!rule.silent) outcome_.summary.unsure += run->unsure_only;
      for (Finding& f : run->findings) outcome_.findings.push_back(std::move(f));
      for (Finding& f : run->unsure) unsure.push_back(std::move(f));
    }
    return facts::Done{};
  }

  std::vector<std::string> ran;
  std::vector<Finding> unsure;

 private:
  const facts::Store& store_;
  const CheckOptions& options_;
  Outcome& outcome_;
};

bool reads(const Rule& rule, std::string_view view) {
  return std::find(rule.views.begin(), rule.views.end(), view) != rule.views.end();
}

// The findings are those of the rules asked for, in the parts asked about; sorted and counted.
void finish(Outcome& outcome, std::vector<Rule> rules, const CheckOptions& options) {
  const auto silent = [&](const Finding& f) {
    return std::any_of(rules.begin(), rules.end(), [&](const Rule& r) { return r.id == f.rule && r.silent; });
  };
  std::erase_if(outcome.findings, [&](const Finding& f) { return silent(f) || !counts(f, options); });
  for (const Finding& f : outcome.findings) ++counter(outcome.summary, f);
  std::sort(outcome.findings.begin(), outcome.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(b.severity, a.subject, a.rule, a.service, a.owner) <
           std::tie(a.severity, b.subject, b.rule, b.service, b.owner);
  });
  std::erase_if(rules, [](const Rule& r) { return r.silent; });
  outcome.rules = std::move(rules);
}

facts::Result<Outcome> ask_all(facts::Store& store, const facts::Facts& facts, std::vector<Rule> rules,
                               const CheckOptions& options) {
  Outcome outcome;
  outcome.summary = count(facts);
  outcome.blind_spots = facts.blind_spots;
  outcome.diagnostics = facts.diagnostics;
  if (facts.tables.empty())
    outcome.diagnostics.push_back(
        {facts::Level::Warning,
         {},
         "no tables were found in " + std::to_string(facts.files) +
             " files: nothing could be checked, which is not the same as nothing being wrong"});
  if (options.baseline) outcome.baseline = *options.baseline, outcome.has_baseline = true;
  std::vector<facts::Suppression> suppressions = facts.suppressions;
  std::vector<std::string> known = options.known_rules;
  for (const Rule& rule : rules) known.push_back(rule.id);
  judge(suppressions, known);

  Runner runner(store, options, outcome);
  const bool answers = !suppressions.empty() || !outcome.baseline.empty();
  auto places = read_places(store);
  if (!places) return places.error();
  auto done = runner.run(rules, *places, [&](const Rule& r) { return !is_about_answers(r) && (answers || !r.silent); });
  if (!done) return done.error();
  // Every finding about the system is known, though some may be answered for.
  suppress(outcome.findings, runner.unsure, suppressions, runner.ran, options.today);
  if (done = store.set_answers(suppressions, {}); !done) return done.error();
  if (places = read_places(store); !places) return places.error();
  if (done =
          runner.run(rules, *places, [&](const Rule& r) { return reads(r, "suppression") && (answers || !r.silent); });
      !done)
    return done.error();
  // ... and those about suppressions.
  apply_baseline(outcome.findings, runner.unsure, outcome.baseline, runner.ran);
  if (done = store.set_answers(suppressions, outcome.baseline); !done) return done.error();
  if (places = read_places(store); !places) return places.error();
  if (done = runner.run(rules, *places,
                        [&](const Rule& r) { return reads(r, "baseline_entry") && !reads(r, "suppression"); });
      !done)
    return done.error();
  finish(outcome, std::move(rules), options);
  return outcome;
}

}  // namespace

facts::Result<RuleRun> run_rule(const facts::Store& store, const Rule& rule, const CheckOptions& options,
                                const facts::SelectLimits& limits) {
  const auto places = read_places(store);
  if (!places) return places.error();
  return run_rule(store, rule, *places, options, limits);
}

facts::Result<Outcome> check(const facts::Facts& facts, std::vector<Rule> rules, const CheckOptions& options) {
  auto store = facts::Store::in_memory(facts);
  if (!store) return store.error();
  return check(*store, facts, std::move(rules), options);
}

facts::Result<Outcome> check(facts::Store& store, const facts::Facts& facts, std::vector<Rule> rules,
                             const CheckOptions& options) {
  const auto views = facts::work_out_views(store);
  if (!views) return views.error();
  auto outcome = ask_all(store, facts, std::move(rules), options);
  // The caller may go on to suppose other facts.
  if (auto done = facts::put_back_views(store, *views); !done) return done.error();
  return outcome;
}

}  // namespace onewriter::check
