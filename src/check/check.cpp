#include "check/check.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <tuple>

#include "check/message.h"

namespace onewriter::check {
namespace {

using facts::Confidence;

// FNV-1a, 64 bits, over the parts with a separator that no name holds. Kept in baselines: never change it.
std::string fingerprint(const Finding& f) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const std::string* part : {&f.rule, &f.service, &f.subject, &f.owner}) {
    for (const char c : *part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    hash = (hash ^ 0x1f) * 1099511628211ull;
  }
  std::string hex(16, '0');
  for (std::size_t i = 0; i < 16; ++i) hex[15 - i] = "0123456789abcdef"[(hash >> (4 * i)) & 15];
  return hex;
}

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
  std::sort(f.places.begin(), f.places.end());
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
  f.fingerprint = fingerprint(f);
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
    std::erase_if(members, [&](std::size_t row) {
      return confidence_from(table.cell(row, "confidence")) < check.min_confidence;
    });
    if (members.empty()) {
      ++run.unsure;
      continue;
    }
    auto finding = make_finding(rule, table, members, places);
    if (!finding) return finding.error();
    run.findings.push_back(std::move(*finding));
  }
  return run;
}

bool inside(const std::string& file, const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return part.empty() || file == part || (file.starts_with(part) && file[part.size()] == '/');
  });
}

bool counts(const Finding& f, const std::vector<std::string>& parts) {
  return parts.empty() ||
         std::any_of(f.places.begin(), f.places.end(), [&](const facts::Place& p) { return inside(p.file, parts); });
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
  return f.severity == Severity::Error ? s.errors : f.severity == Severity::Warning ? s.warnings : s.infos;
}

}  // namespace

facts::Result<RuleRun> run_rule(const facts::Store& store, const Rule& rule, const CheckOptions& options,
                                const facts::SelectLimits& limits) {
  const auto places = read_places(store);
  if (!places) return places.error();
  return run_rule(store, rule, *places, options, limits);
}

facts::Result<Outcome> check(const facts::Facts& facts, std::vector<Rule> rules, const CheckOptions& options) {
  const auto store = facts::Store::in_memory(facts);
  if (!store) return store.error();
  const auto places = read_places(*store);
  if (!places) return places.error();

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
  for (const Rule& rule : rules) {
    auto run = run_rule(*store, rule, *places, options, {});
    if (!run) return run.error();
    outcome.summary.unsure += run->unsure;
    for (Finding& f : run->findings)
      if (counts(f, options.parts)) outcome.findings.push_back(std::move(f));
  }
  const auto told =
      suppress(outcome.findings, options.suppressions, options.today, options.all_rules && options.parts.empty());
  outcome.diagnostics.insert(outcome.diagnostics.end(), told.begin(), told.end());
  for (const Finding& f : outcome.findings) ++counter(outcome.summary, f);
  std::sort(outcome.findings.begin(), outcome.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(b.severity, a.subject, a.rule, a.service, a.owner) <
           std::tie(a.severity, b.subject, b.rule, b.service, b.owner);
  });
  outcome.rules = std::move(rules);
  return outcome;
}

}  // namespace onewriter::check
