#include "report/catalogue.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/json_values.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width > text.size() ? width - text.size() : 0, ' ');
}

std::string indented(std::string_view lines) {
  std::string text = "    ";
  for (const char c : lines) text += c == '\n' ? std::string("\n    ") : std::string(1, c);
  return text + "\n";
}

std::string paragraph(std::string_view head, std::string_view text) {
  std::string out = std::string(head) + "\n";
  for (const std::string& line : wrap(text, 96)) out += "    " + line + "\n";
  return out + "\n";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& w : words) text += (text.empty() ? "" : ", ") + w;
  return text;
}

std::string link(const check::Rule& r) { return "[`" + r.id + "`](#" + r.id + ")"; }

}  // namespace

std::string catalogue_text(const std::vector<check::Rule>& rules) {
  std::size_t widest = 0;
  for (const check::Rule& r : rules) widest = std::max(widest, r.id.size());
  std::string text;
  for (const check::Rule& r : rules)
    text += padded(r.id, widest + 2) + padded(to_string(r.severity), 9) + padded(r.checklist, 7) + r.title + "\n";
  return text;
}

std::string catalogue_json(const std::vector<check::Rule>& rules) {
  Json list = Json::array();
  for (const check::Rule& r : rules) {
    Json options = Json::array();
    for (const check::RuleOption& o : r.options)
      options.push_back({{"name", o.name}, {"default", o.value}, {"meaning", o.sentence}});
    list.push_back({{"id", r.id},
                    {"title", r.title},
                    {"severity", to_string(r.severity)},
                    {"checklist", r.checklist},
                    {"message", r.message},
                    {"why", r.why},
                    {"fix", r.fix},
                    {"silent_for", r.silent_for},
                    {"views", r.views},
                    {"bad", r.bad},
                    {"good", r.good},
                    {"options", std::move(options)}});
  }
  return print({{"version", 1}, {"rules", std::move(list)}});
}

std::string catalogue_markdown(const std::vector<check::Rule>& rules) {
  std::string text =
      "# The rules\n\n"
      "Written by `onewriter rules --format markdown` from the front matter of `rules/check/*.sql`; edit those.\n\n"
      "| Rule | Severity | Checklist | Reports |\n| --- | --- | --- | --- |\n";
  for (const check::Rule& r : rules)
    text +=
        "| " + link(r) + " | " + std::string(to_string(r.severity)) + " | " + r.checklist + " | " + r.title + " |\n";
  for (const check::Rule& r : rules) {
    text += "\n## " + r.id + "\n\n**" + r.title + "** (" + std::string(to_string(r.severity)) + ", " + r.checklist +
            ")\n\n" + r.why + "\n\n";
    text += "- Says: `" + r.message +
            "`\n- Fix: " + (r.fix.starts_with("{") ? "told with each finding, by the shape of the access" : r.fix) +
            "\n- Silent for: " + r.silent_for + "\n";
    for (const check::RuleOption& o : r.options)
      text += "- Option `" + o.name + "` (" + o.value + "): " + o.sentence + "\n";
    text += "\nBad:\n\n```\n" + r.bad + "\n```\n\nGood:\n\n```\n" + r.good + "\n```\n";
  }
  return text;
}

std::string explanation(const check::Rule& r) {
  std::string text = r.id + " (" + std::string(to_string(r.severity)) + ", " + r.checklist + ")\n" + r.title + "\n\n";
  text += paragraph("Why", r.why);
  text += "Bad\n" + indented(r.bad) + "\n";
  text += "Good\n" + indented(r.good) + "\n";
  text += paragraph("Fix", r.fix.starts_with("{") ? "Told with each finding, by the shape of the access." : r.fix);
  text += paragraph("Silent for", r.silent_for);
  for (const check::RuleOption& o : r.options) text += paragraph("Option " + o.name + " = " + o.value, o.sentence);
  text += paragraph("Made from", joined(r.views) + " (`onewriter query --schema` tells what they hold)");
  text += "Switch off\n    onewriter check --skip-rule " + r.id + "\n    in onewriter.yaml: rules: {" + r.id +
          ": off}, or for one table: suppress: [{rule: " + r.id + ", table: NAME, reason: WHY}]\n";
  return text;
}

}  // namespace onewriter::report
