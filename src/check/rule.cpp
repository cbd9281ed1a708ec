#include "check/rule.h"

#include <algorithm>
#include <map>

#include "facts/ascii.h"
#include "facts/nearest.h"
#include "facts/resources.h"
#include "facts/schema.h"

namespace onewriter::check {
namespace {

const std::vector<std::string>& known_keys() {
  static const std::vector<std::string> keys = {"id",  "title",      "severity", "checklist", "message", "why",
                                                "fix", "silent_for", "views",    "bad",       "good",    "option"};
  return keys;
}

struct Entry {
  std::string key;
  std::string value;
  std::uint32_t line = 0;
};

using ascii::trim;

bool keeps_lines(std::string_view key) { return key == "bad" || key == "good"; }

class Reader {
 public:
  Reader(std::string_view file, std::string_view text) : file_(file), rest_(text) {}

  facts::Result<Rule> read() {
    if (auto entries = front_matter(); !entries) return entries.error();
    if (auto done = fill(); !done) return done.error();
    rule_.sql = std::string(rest_);
    if (trim(rest_).empty()) return error("the rule has no query below its front matter", line_);
    return rule_;
  }

 private:
  facts::Error error(std::string message, std::uint32_t line) const {
    return {std::move(message), {std::string(file_), line, 0, 0}};
  }

  facts::Result<facts::Done> front_matter() {
    while (rest_.starts_with("--")) {
      ++line_;
      const auto end = rest_.find('\n');
      std::string_view line = rest_.substr(2, end == std::string_view::npos ? end : end - 2);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      if (line.starts_with("   ") && !entries_.empty()) {
        Entry& entry = entries_.back();
        const bool lines = keeps_lines(entry.key);
        if (!entry.value.empty()) entry.value += lines ? "\n" : " ";
        line.remove_prefix(3);
        entry.value += lines ? line : trim(line);
        continue;
      }
      const auto colon = line.find(':');
      if (colon == std::string_view::npos)
        return error("expected `-- key: value`, or two more spaces to continue the line before", line_);
      Entry entry{std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1))), line_};
      if (std::find(known_keys().begin(), known_keys().end(), entry.key) == known_keys().end())
        return error("unknown key `" + entry.key + "`" + facts::did_you_mean(entry.key, known_keys()), line_);
      if (entry.key != "option" && find(entry.key)) return error("the key `" + entry.key + "` stands twice", line_);
      entries_.push_back(std::move(entry));
    }
    ++line_;
    return facts::Done{};
  }

  const Entry* find(std::string_view key) const {
    for (const Entry& e : entries_)
      if (e.key == key) return &e;
    return nullptr;
  }

  facts::Result<facts::Done> fill() {
    const std::map<std::string_view, std::string*> texts = {
        {"id", &rule_.id},    {"title", &rule_.title}, {"checklist", &rule_.checklist},   {"message", &rule_.message},
        {"why", &rule_.why},  {"fix", &rule_.fix},     {"silent_for", &rule_.silent_for}, {"bad", &rule_.bad},
        {"good", &rule_.good}};
    for (const std::string& key : known_keys()) {
      if (key == "option") continue;
      const Entry* entry = find(key);
      if (!entry || entry->value.empty()) return error("the key `" + key + "` is missing", entry ? entry->line : 1);
      if (const auto text = texts.find(key); text != texts.end()) *text->second = entry->value;
    }
    rule_.file = std::string(file_);
    const std::string_view name = file_.substr(file_.rfind('/') + 1);
    if (name != rule_.id + ".sql")
      return error("the id `" + rule_.id + "` differs from the file's name", find("id")->line);
    const Entry* severity = find("severity");
    const auto parsed = severity_from(severity->value);
    if (!parsed) return error("severity is `" + severity->value + "`: write error, warning or info", severity->line);
    rule_.severity = *parsed;
    if (auto done = views(*find("views")); !done) return done;
    for (const Entry& e : entries_)
      if (e.key == "option")
        if (auto done = option(e); !done) return done;
    return facts::Done{};
  }

  facts::Result<facts::Done> views(const Entry& entry) {
    std::vector<std::string> relations;
    for (const facts::Relation& r : facts::describe_schema()) relations.push_back(r.name);
    std::string_view list = entry.value;
    while (!list.empty()) {
      const auto comma = list.find(',');
      const std::string name(trim(list.substr(0, comma)));
      list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
      if (std::find(relations.begin(), relations.end(), name) == relations.end())
        return error("there is no table or view `" + name + "`" + facts::did_you_mean(name, relations), entry.line);
      rule_.views.push_back(name);
    }
    return facts::Done{};
  }

  // name = value: Sentence.
  facts::Result<facts::Done> option(const Entry& entry) {
    const auto equals = entry.value.find('=');
    const auto colon = entry.value.find(':', equals == std::string::npos ? 0 : equals);
    if (equals == std::string::npos || colon == std::string::npos)
      return error("expected `-- option: name = value: What it does.`", entry.line);
    const std::string_view text = entry.value;
    rule_.options.push_back({std::string(trim(text.substr(0, equals))),
                             std::string(trim(text.substr(equals + 1, colon - equals - 1))),
                             std::string(trim(text.substr(colon + 1)))});
    return facts::Done{};
  }

  std::string_view file_;
  std::string_view rest_;
  std::uint32_t line_ = 0;
  std::vector<Entry> entries_;
  Rule rule_;
};

}  // namespace

std::optional<Severity> severity_from(std::string_view word) {
  for (Severity s : {Severity::Error, Severity::Warning, Severity::Info})
    if (word == to_string(s)) return s;
  return std::nullopt;
}

facts::Result<Rule> parse_rule(std::string_view file, std::string_view text) { return Reader(file, text).read(); }

bool is_about_answers(const Rule& rule) {
  return std::any_of(rule.views.begin(), rule.views.end(),
                     [](const std::string& view) { return view == "suppression" || view == "baseline_entry"; });
}

facts::Result<std::vector<Rule>> built_in_rules() {
  std::vector<Rule> rules;
  for (const facts::Resource& r : facts::resources_under("rules/check/")) {
    if (!r.path.ends_with(".sql")) continue;
    auto rule = parse_rule(r.path, r.text);
    if (!rule) return rule.error();
    rules.push_back(std::move(*rule));
  }
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  return rules;
}

}  // namespace onewriter::check
