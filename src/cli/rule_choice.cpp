#include "cli/rule_choice.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "facts/nearest.h"

namespace onewriter::cli {
namespace {

facts::Error unknown_rule(const std::string& id, const std::vector<check::Rule>& rules) {
  std::vector<std::string> ids;
  for (const check::Rule& r : rules) ids.push_back(r.id);
  std::string hint = facts::did_you_mean(id, ids);
  if (hint.empty()) hint = "; `onewriter rules` lists them";
  return {"there is no rule `" + id + "`" + hint, {}};
}

const check::Rule* find(const std::vector<check::Rule>& rules, const std::string& id) {
  for (const check::Rule& r : rules)
    if (r.id == id) return &r;
  return nullptr;
}

bool contains(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

void add_rule_options(CLI::App& app, RuleChoice& choice) {
  app.add_option("--rule", choice.only, "Run only this rule; may be given several times")
      ->type_name("ID")
      ->allow_extra_args(false);
  app.add_option("--skip-rule", choice.skip, "Do not run this rule; may be given several times")
      ->type_name("ID")
      ->allow_extra_args(false);
}

facts::Result<std::vector<check::Rule>> chosen_rules(const RuleChoice& choice) {
  auto rules = check::built_in_rules();
  if (!rules) return rules;
  for (const auto* list : {&choice.only, &choice.skip})
    for (const std::string& id : *list)
      if (!find(*rules, id)) return unknown_rule(id, *rules);
  std::erase_if(*rules, [&](const check::Rule& r) {
    return contains(choice.skip, r.id) || (!choice.only.empty() && !contains(choice.only, r.id));
  });
  return rules;
}

facts::Result<std::vector<check::Rule>> configured_rules(std::vector<check::Rule> rules,
                                                         const workspace::Settings& settings) {
  const auto all = check::built_in_rules();
  if (!all) return all;
  for (const workspace::Settings::Rule& setting : settings.rules) {
    const check::Rule* known = find(*all, setting.id);
    if (!known) return facts::Error{unknown_rule(setting.id, *all).message, setting.place};
    for (const workspace::Settings::Option& option : setting.options) {
      std::vector<std::string> names;
      for (const check::RuleOption& o : known->options) names.push_back(o.name);
      if (!contains(names, option.name))
        return facts::Error{"the rule `" + setting.id + "` has no option `" + option.name + "`" +
                                facts::did_you_mean(option.name, names),
                            option.place};
    }
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const check::Rule& r) { return r.id == setting.id; });
    if (rule == rules.end()) continue;
    if (setting.severity == "off") {
      rules.erase(rule);
      continue;
    }
    if (const auto severity = check::severity_from(setting.severity)) {
      rule->severity = *severity;
      rule->severity_is_set = true;
    }
    for (const workspace::Settings::Option& option : setting.options)
      for (check::RuleOption& o : rule->options)
        if (o.name == option.name && !option.values.empty()) o.value = option.values.front();
  }
  for (const workspace::Settings::Suppression& s : settings.suppress)
    if (!find(*all, s.rule)) return facts::Error{unknown_rule(s.rule, *all).message, s.place};
  return rules;
}

facts::Result<check::Rule> rule_by_id(const std::string& id) {
  auto rules = check::built_in_rules();
  if (!rules) return rules.error();
  const check::Rule* rule = find(*rules, id);
  if (!rule) return unknown_rule(id, *rules);
  return *rule;
}

}  // namespace onewriter::cli
