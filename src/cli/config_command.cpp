#include <CLI/CLI.hpp>
#include <map>

#include "cli/command.h"
#include "cli/extent.h"
#include "cli/output.h"
#include "cli/rule_choice.h"
#include "cli/run.h"
#include "report/terminal.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string config;
  bool schema = false;
};

std::string origin(const facts::Place& place) {
  return report::printable(place.file) + (place.line > 0 ? ":" + std::to_string(place.line) : "");
}

// One value a line, deeper ones further in: "  order: services/order  (onewriter.yaml:3)".
class Listing {
 public:
  void head(const std::string& text) { text_ += text + "\n"; }
  void line(int depth, const std::string& what, const std::string& value, const std::string& from) {
    text_ += std::string(2 * static_cast<std::size_t>(depth), ' ') + report::printable(what) +
             (value.empty() ? "" : ": " + report::printable(value)) + "  (" + from + ")\n";
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void list(Listing& out, const std::string& head, const std::vector<workspace::PlacedText>& entries) {
  if (!entries.empty()) out.head(head);
  for (const workspace::PlacedText& entry : entries) out.line(1, entry.text, "", origin(entry.place));
}

void list_services(Listing& out, const workspace::Settings& settings) {
  if (!settings.services.empty()) out.head("services");
  for (const workspace::Settings::Service& service : settings.services) {
    std::vector<std::string> where = service.paths;
    if (!service.root.empty()) where.insert(where.begin(), service.root);
    out.line(1, service.name, joined(where), origin(service.place));
    for (const workspace::Settings::Rule& rule : service.rules) {
      if (!rule.severity.empty()) out.line(2, rule.id, rule.severity, origin(rule.place));
      for (const workspace::Settings::Option& option : rule.options)
        out.line(2, rule.id + "." + option.name, joined(option.values), origin(option.place));
    }
  }
}

void list_suppressions(Listing& out, const workspace::Settings& settings) {
  if (!settings.suppress.empty()) out.head("suppress");
  for (const workspace::Settings::Suppression& s : settings.suppress) {
    std::string what = s.rule;
    if (!s.service.empty()) what += " of " + s.service;
    if (!s.table.empty()) what += " about " + s.table;
    if (!s.until.empty()) what += " until " + s.until;
    out.line(1, what, s.reason, origin(s.place));
  }
}

void list_rules(Listing& out, const std::vector<check::Rule>& rules, const workspace::Settings& settings) {
  out.head("rules");
  for (const check::Rule& rule : rules) {
    const bool own = rule.file.starts_with(".onewriter/");
    const std::string source = own ? rule.file : "built in";
    std::string severity(to_string(rule.severity)), from = source;
    std::map<std::string, std::pair<std::string, std::string>> options;  // name -> value, origin
    for (const check::RuleOption& option : rule.options) options[option.name] = {option.value, source};
    for (const workspace::Settings::Rule& setting : settings.rules) {
      if (setting.id != rule.id) continue;
      if (!setting.severity.empty()) severity = setting.severity, from = origin(setting.place);
      for (const workspace::Settings::Option& option : setting.options)
        options[option.name] = {joined(option.values), origin(option.place)};
    }
    out.line(1, rule.id, severity, from);
    for (const auto& [name, option] : options) out.line(2, name, option.first, option.second);
  }
}

// Each value with the place that it comes from; rules without one have their own.
facts::Result<std::string> effective(const Options& options) {
  const auto extent = find_extent(options.paths, options.config);
  if (!extent) return extent.error();
  const workspace::Settings& s = extent->settings;
  const auto rules = all_rules(*extent->files);
  if (!rules) return rules.error();
  if (const auto fits = configured_rules(*rules, s); !fits) return fits.error();

  Listing out;
  out.head("settings: " + (extent->settings_file.empty()            ? "none, all is as built in"
                           : extent->settings_file.starts_with("/") ? options.config
                                                                    : extent->settings_file));
  if (!s.bases.empty()) out.head("extends: " + report::printable(joined(s.bases)));
  list_services(out, s);
  if (!s.owners.empty()) out.head("owners");
  for (const workspace::Settings::Owner& owner : s.owners)
    out.line(1, owner.tables, owner.service, origin(owner.place));
  list(out, "external", s.external);
  list(out, "shared", s.shared);
  list(out, "exclude", s.exclude);
  list_suppressions(out, s);
  const std::pair<const char*, const workspace::PlacedText*> texts[] = {{"title", &s.report_title},
                                                                        {"source_url", &s.report_source_url}};
  for (const auto& [name, text] : texts)
    if (!text->text.empty()) out.line(0, std::string("report.") + name, text->text, origin(text->place));
  list_rules(out, *rules, s);
  return out.take();
}

}  // namespace

Command config_command() {
  return {"config", "The effective configuration, and where each value comes from", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            app.add_option("PATH", options->paths, "As for check");
            app.add_option("--config", options->config, "Settings to use instead of the nearest onewriter.yaml")
                ->type_name("FILE");
            app.add_flag("--schema", options->schema, "Print the JSON Schema of onewriter.yaml, and do nothing else");
            return [options](const Streams& streams) -> int {
              const auto text = options->schema ? facts::Result<std::string>(std::string(workspace::settings_schema()))
                                                : effective(*options);
              return deliver(streams, "", text);
            };
          }};
}

}  // namespace onewriter::cli
