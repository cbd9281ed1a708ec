#include <CLI/CLI.hpp>

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

std::string line(const std::string& what, const std::string& value, const facts::Place& place) {
  return "  " + report::printable(what) + (value.empty() ? "" : ": " + report::printable(value)) + "  (" +
         origin(place) + ")\n";
}

std::string texts(const std::string& head, const std::vector<workspace::PlacedText>& list) {
  std::string text;
  for (const workspace::PlacedText& entry : list) text += line(entry.text, "", entry.place);
  return text.empty() ? "" : head + "\n" + text;
}

// Each value with the place that it comes from; rules without one have their own.
facts::Result<std::string> effective(const Options& options) {
  const auto extent = find_extent(options.paths, options.config);
  if (!extent) return extent.error();
  const workspace::Settings& s = extent->settings;
  const auto rules = all_rules(*extent->files);
  if (!rules) return rules.error();
  const auto configured = configured_rules(*rules, s);
  if (!configured) return configured.error();

  std::string text = "settings: " +
                     (extent->settings_file.empty()            ? "none, all is as built in"
                      : extent->settings_file.starts_with("/") ? options.config
                                                               : extent->settings_file) +
                     "\n";
  std::string services;
  for (const workspace::Settings::Service& service : s.services) {
    std::string where = service.root;
    for (const std::string& path : service.paths) where += (where.empty() ? "" : ", ") + path;
    services += line(service.name, where, service.place);
  }
  if (!services.empty()) text += "services\n" + services;
  std::string owners;
  for (const workspace::Settings::Owner& owner : s.owners) owners += line(owner.tables, owner.service, owner.place);
  if (!owners.empty()) text += "owners\n" + owners;
  text += texts("external", s.external) + texts("shared", s.shared) + texts("exclude", s.exclude);

  text += "rules\n";
  for (const check::Rule& rule : *rules) {
    std::string severity(to_string(rule.severity)), from = "built in";
    for (const workspace::Settings::Rule& setting : s.rules)
      if (setting.id == rule.id && !setting.severity.empty()) severity = setting.severity, from = origin(setting.place);
    text += "  " + rule.id + ": " + severity + "  (" + from + ")\n";
    for (const check::Rule& now : *configured)
      if (now.id == rule.id)
        for (const check::RuleOption& o : now.options) text += "    " + o.name + ": " + o.value + "\n";
  }
  return text;
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
