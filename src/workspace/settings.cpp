#include "workspace/settings.h"

#include <algorithm>
#include <filesystem>

#include "facts/resources.h"
#include "workspace/document_reader.h"
#include "workspace/schema_check.h"
#include "workspace/yaml_document.h"

namespace onewriter::workspace {
namespace {

constexpr std::uint64_t max_settings = 4u << 20;
constexpr std::size_t max_extends = 16;

std::vector<Settings::Rule> read_rules(const DocumentReader& in, YamlId map) {
  std::vector<Settings::Rule> out;
  for (YamlId entry : in.children(map)) {
    Settings::Rule rule{in.key(entry), "", {}, in.place(entry)};
    if (in.kind(entry) == YamlNode::Kind::Scalar) {
      rule.severity = in.value(entry);
    } else {
      rule.severity = in.text(entry, "severity");
      for (YamlId option : in.children(in.get(entry, "options")))
        rule.options.push_back({in.key(option), in.texts(option), in.place(option)});
    }
    out.push_back(std::move(rule));
  }
  return out;
}

std::vector<Settings::Service> read_services(const DocumentReader& in, YamlId map) {
  std::vector<Settings::Service> out;
  for (YamlId entry : in.children(map)) {
    Settings::Service service{in.key(entry), "", {}, in.place(entry), {}};
    switch (in.kind(entry)) {
      case YamlNode::Kind::Scalar: service.root = in.value(entry); break;
      case YamlNode::Kind::List: service.paths = in.texts(entry); break;
      case YamlNode::Kind::Map:
        service.root = in.text(entry, "root");
        service.paths = in.texts(in.get(entry, "paths"));
        service.rules = read_rules(in, in.get(entry, "rules"));
        break;
      case YamlNode::Kind::Null: continue;
    }
    out.push_back(std::move(service));
  }
  return out;
}

// Appends the entries of `from` that `to` does not have by name; `fill` completes those that it has.
template <typename T, typename Name, typename Fill>
void inherit(std::vector<T>& to, std::vector<T> from, Name name, Fill fill) {
  for (T& entry : from) {
    const auto mine = std::find_if(to.begin(), to.end(), [&](const T& t) { return name(t) == name(entry); });
    if (mine == to.end())
      to.push_back(std::move(entry));
    else
      fill(*mine, std::move(entry));
  }
}

template <typename T, typename Name>
void inherit(std::vector<T>& to, std::vector<T> from, Name name) {
  inherit(to, std::move(from), name, [](T&, T) {});
}

void inherit(std::vector<Settings::Rule>& to, std::vector<Settings::Rule> from) {
  inherit(
      to, std::move(from), [](const auto& r) { return r.id; },
      [](Settings::Rule& mine, Settings::Rule base) {
        if (mine.severity.empty() && !base.severity.empty()) mine.severity = base.severity, mine.place = base.place;
        inherit(mine.options, std::move(base.options), [](const auto& o) { return o.name; });
      });
}

void inherit(std::vector<Settings::Service>& to, std::vector<Settings::Service> from) {
  inherit(
      to, std::move(from), [](const auto& s) { return s.name; },
      [](Settings::Service& mine, Settings::Service base) {
        if (mine.root.empty() && mine.paths.empty())
          mine.root = base.root, mine.paths = std::move(base.paths), mine.place = base.place;
        inherit(mine.rules, std::move(base.rules));
      });
}

void inherit(Settings& to, Settings from) {
  auto text = [](const PlacedText& t) { return t.text; };
  inherit(to.services, std::move(from.services));
  inherit(to.owners, std::move(from.owners), [](const auto& o) { return o.tables; });
  inherit(to.external, std::move(from.external), text);
  inherit(to.shared, std::move(from.shared), text);
  inherit(to.exclude, std::move(from.exclude), text);
  inherit(to.rules, std::move(from.rules));
  if (to.report_title.text.empty()) to.report_title = from.report_title;
  if (to.report_source_url.text.empty()) to.report_source_url = from.report_source_url;
  to.suppress.insert(to.suppress.end(), from.suppress.begin(), from.suppress.end());
}

void load(const FileSystem& files, const std::string& path, std::vector<std::string>& open, SettingsReading& out) {
  facts::Result<std::string> text = files.read(path, max_settings);
  if (!text) {
    out.errors.push_back(text.error());
    return;
  }
  SettingsReading here = parse_settings(*text, path);
  out.errors.insert(out.errors.end(), here.errors.begin(), here.errors.end());
  std::vector<PlacedText> extends = here.settings.extends;
  inherit(out.settings, std::move(here.settings));
  open.push_back(path);
  for (const PlacedText& base : extends) {
    namespace fs = std::filesystem;
    std::string next = (fs::path(path).parent_path() / base.text).lexically_normal().generic_string();
    if (std::find(open.begin(), open.end(), next) != open.end() || open.size() >= max_extends)
      out.errors.push_back({"\"" + base.text + "\" extends itself, or too many files extend each other", base.place});
    else if (!files.is_file(next))
      out.errors.push_back({"\"extends\" names \"" + base.text + "\", and there is no such file", base.place});
    else {
      out.settings.bases.push_back(next);
      load(files, next, open, out);
    }
  }
  open.pop_back();
}

}  // namespace

std::string_view settings_schema() {
  return facts::resource("rules/schema/onewriter.schema.json").value_or(std::string_view());
}

SettingsReading parse_settings(std::string_view text, const std::string& file) {
  SettingsReading out;
  DocumentReader in(text, file, settings_schema(), out.errors);
  YamlId root = in.root();
  out.settings.services = read_services(in, in.get(root, "services"));
  for (YamlId entry : in.children(in.get(root, "owners")))
    out.settings.owners.push_back({in.key(entry), in.value(entry), in.place(entry)});
  out.settings.external = in.placed(in.get(root, "external"));
  out.settings.shared = in.placed(in.get(root, "shared"));
  out.settings.exclude = in.placed(in.get(root, "exclude"));
  out.settings.extends = in.placed(in.get(root, "extends"));
  out.settings.rules = read_rules(in, in.get(root, "rules"));
  for (YamlId entry : in.children(in.get(root, "suppress")))
    out.settings.suppress.push_back({in.text(entry, "rule"), in.text(entry, "service"), in.text(entry, "table"),
                                     in.text(entry, "reason"), in.text(entry, "link"), in.text(entry, "owner"),
                                     in.text(entry, "until"), in.place(entry)});
  YamlId report = in.get(root, "report");
  const std::pair<const char*, PlacedText*> shown[] = {{"title", &out.settings.report_title},
                                                       {"source_url", &out.settings.report_source_url}};
  for (const auto& [key, entry] : shown)
    if (YamlId value = in.get(report, key); value != no_yaml) *entry = {in.value(value), in.place(value)};
  return out;
}

std::optional<std::string> find_settings(const FileSystem& files) {
  std::string up;
  std::string root = files.root();
  std::size_t folders = static_cast<std::size_t>(std::count(root.begin(), root.end(), '/'));
  for (std::size_t depth = 0; depth <= folders; ++depth, up += "../") {
    for (const char* name : {"onewriter.yaml", "onewriter.yml"})
      if (files.is_file(up + name)) return up + name;
    if (files.is_file(up + ".git") || files.is_folder(up + ".git")) break;
  }
  return std::nullopt;
}

SettingsReading load_settings(const FileSystem& files, const std::string& path) {
  SettingsReading out;
  std::vector<std::string> open;
  load(files, path, open, out);
  return out;
}

}  // namespace onewriter::workspace
