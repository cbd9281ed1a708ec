#include "cli/rule_choice.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "check/message.h"
#include "cli/extent.h"
#include "facts/nearest.h"
#include "link/services/words.h"

namespace onewriter::cli {
namespace {

constexpr std::string_view rules_folder = ".onewriter/rules";
constexpr std::uint64_t max_rule = 1 << 20;

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

facts::Result<std::vector<check::Rule>> all_rules(const workspace::FileSystem& files) {
  auto rules = check::built_in_rules();
  if (!rules || !files.is_folder(rules_folder)) return rules;
  const auto listed = files.list(rules_folder);
  if (!listed) return listed.error();
  for (const workspace::FolderEntry& entry : *listed) {
    const std::string path = std::string(rules_folder) + "/" + entry.name;
    if (!entry.name.ends_with(".sql") || !files.is_file(path)) continue;
    const auto text = files.read(path, max_rule);
    if (!text) return facts::Error{text.error().message, {path, 0, 0, 0}};
    auto rule = check::parse_rule(path, *text);
    if (!rule) return rule.error();
    if (find(*rules, rule->id))
      return facts::Error{"there is a built-in rule `" + rule->id + "`: give this one another id", {path, 1, 0, 0}};
    rules->push_back(std::move(*rule));
  }
  std::sort(rules->begin(), rules->end(), [](const check::Rule& a, const check::Rule& b) { return a.id < b.id; });
  return rules;
}

facts::Result<std::vector<check::Rule>> rules_here() {
  const auto root = find_root({});
  if (!root) return root.error();
  return all_rules(**root);
}

facts::Result<std::vector<check::Rule>> chosen_rules(std::vector<check::Rule> rules, const RuleChoice& choice) {
  for (const auto* list : {&choice.only, &choice.skip})
    for (const std::string& id : *list)
      if (!find(rules, id)) return unknown_rule(id, rules);
  for (check::Rule& r : rules)
    r.silent = contains(choice.skip, r.id) || (!choice.only.empty() && !contains(choice.only, r.id));
  return rules;
}

namespace {

facts::Result<facts::Done> check_setting(const workspace::Settings::Rule& setting,
                                         const std::vector<check::Rule>& all) {
  const check::Rule* known = find(all, setting.id);
  if (!known) return facts::Error{unknown_rule(setting.id, all).message, setting.place};
  for (const workspace::Settings::Option& option : setting.options) {
    std::vector<std::string> names;
    for (const check::RuleOption& o : known->options) names.push_back(o.name);
    if (contains(names, option.name)) continue;
    std::string hint = facts::did_you_mean(option.name, names);
    if (hint.empty()) hint = names.empty() ? "; it has none" : "; it has " + check::listing(names);
    return facts::Error{"the rule `" + setting.id + "` has no option `" + option.name + "`" + hint, option.place};
  }
  return facts::Done{};
}

void set_options(std::vector<check::RuleOption>& options, const workspace::Settings::Rule& setting) {
  for (const workspace::Settings::Option& option : setting.options)
    for (check::RuleOption& o : options)
      if (o.name == option.name && !option.values.empty()) o.value = option.values.front();
}

void set_for_all(check::Rule& rule, const workspace::Settings::Rule& setting) {
  rule.off = setting.severity == "off";
  if (const auto severity = check::severity_from(setting.severity)) {
    rule.severity = *severity;
    rule.severity_is_set = true;
  }
  set_options(rule.options, setting);
}

void set_for_service(check::Rule& rule, const std::string& service, const workspace::Settings::Rule& setting) {
  check::ServiceRule own{service, check::severity_from(setting.severity), setting.severity == "off", {}};
  if (!setting.options.empty()) {
    own.options = rule.options;
    set_options(own.options, setting);
  }
  rule.for_services.push_back(std::move(own));
}

// Off, and no service has it on.
bool is_idle(const check::Rule& rule) {
  return rule.off && std::none_of(rule.for_services.begin(), rule.for_services.end(),
                                  [](const check::ServiceRule& own) { return own.severity.has_value(); });
}

}  // namespace

facts::Result<std::vector<check::Rule>> configured_rules(std::vector<check::Rule> rules,
                                                         const workspace::Settings& settings) {
  const auto set = [&](const workspace::Settings::Rule& setting, const auto& how) -> facts::Result<facts::Done> {
    if (auto done = check_setting(setting, rules); !done) return done;
    for (check::Rule& rule : rules)
      if (rule.id == setting.id) how(rule, setting);
    return facts::Done{};
  };
  for (const workspace::Settings::Rule& setting : settings.rules)
    if (auto done = set(setting, set_for_all); !done) return done.error();
  for (const workspace::Settings::Service& service : settings.services)
    for (const workspace::Settings::Rule& setting : service.rules)
      if (auto done = set(setting, [&](auto& rule, auto& own) { set_for_service(rule, service.name, own); }); !done)
        return done.error();
  for (const workspace::Settings::Suppression& s : settings.suppress)
    if (!find(rules, s.rule)) return facts::Error{unknown_rule(s.rule, rules).message, s.place};
  std::erase_if(rules, is_idle);
  return rules;
}

facts::Result<facts::Done> check_services(const workspace::Settings& settings,
                                          const std::vector<facts::Service>& services) {
  std::vector<std::string> names;
  for (const facts::Service& s : services) names.push_back(s.name);
  const auto known = [&](const std::string& name) {
    return name.empty() || std::any_of(services.begin(), services.end(), [&](const facts::Service& s) {
             return s.name == name || std::binary_search(s.aliases.begin(), s.aliases.end(), link::folded(name));
           });
  };
  const auto unknown = [&](const std::string& name, const facts::Place& place) {
    std::string hint = facts::did_you_mean(name, names);
    if (hint.empty()) hint = names.empty() ? "; no service was seen at all" : "; seen are " + check::listing(names);
    return facts::Error{"there is no service `" + name + "`" + hint, place};
  };
  for (const workspace::Settings::Owner& owner : settings.owners)
    if (!known(owner.service)) return unknown(owner.service, owner.place);
  for (const workspace::Settings::Service& service : settings.services)
    if (!service.rules.empty() && !known(service.name)) return unknown(service.name, service.place);
  for (const workspace::Settings::Suppression& s : settings.suppress)
    if (!known(s.service)) return unknown(s.service, s.place);
  return facts::Done{};
}

facts::Result<check::Rule> rule_by_id(const std::vector<check::Rule>& rules, const std::string& id) {
  const check::Rule* rule = find(rules, id);
  if (!rule) return unknown_rule(id, rules);
  return *rule;
}

}  // namespace onewriter::cli
