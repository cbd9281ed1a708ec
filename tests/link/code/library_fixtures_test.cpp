// Each library model has a fixture of its own: fixtures/libraries/<language>/<library>/ holds sources, and expected.txt
// says all that is seen in them, one observation a line. A model without a fixture fails, and so does one observation
// more or less.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "facts/resources.h"
#include "link/code/observe.h"
#include "link/models/built_in.h"
#include "sql/reader.h"

namespace {

namespace fs = std::filesystem;
using namespace onewriter;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<extract::SourceFile> sources_in(const fs::path& folder) {
  std::vector<extract::SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().filename() == "expected.txt") continue;
    extract::SourceFile file;
    file.path = entry.path().lexically_relative(folder).generic_string();
    file.outline = extract::extract(workspace::kind_of(file.path), file.path, read_file(entry.path()));
    files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::string line_of(const link::Observation& o, const link::Observations& all) {
  const char* modes[] = {"read", "write", "ddl"};
  std::string line = o.place.file + ":" + std::to_string(o.place.line) + " ";
  if (o.kind == link::Observation::Kind::BlindSpot) return line + "blind: " + o.what;
  if (o.kind == link::Observation::Kind::Connect) {
    const link::ConnectionText& c = all.connections[o.connection];
    line += "connect " + c.engine;
    for (const auto& [name, value] : {std::pair("url", &c.url),
                                      {"host", &c.host},
                                      {"port", &c.port},
                                      {"database", &c.database},
                                      {"user", &c.user},
                                      {"schema", &c.schema},
                                      {"name", &c.name}})
      if (!value->empty()) line += std::string(" ") + name + "=" + *value;
    return line;
  }
  line += std::string(modes[static_cast<int>(o.mode)]) + " ";
  for (const std::string& part : {o.table.database, o.table.schema})
    if (!part.empty()) line += part + ".";
  return line + o.table.name + " (" + o.via + ", " + std::string(facts::to_string(o.confidence)) + ")";
}

// "app.py:4 requests url=http://orders/x method=GET in try (requests, certain)"
std::string line_of(const link::Effect& e) {
  std::string line = e.place.file + ":" + std::to_string(e.place.line) + " ";
  for (const link::EffectWord& word : link::effect_words) {
    if (word.kind != e.kind) continue;
    line += std::string(word.name);
    for (const std::string_view name : word.parts) {
      auto part = e.parts.find(name);
      if (part == e.parts.end()) continue;
      line += " " + std::string(name) + "=";
      for (std::size_t i = 0; i < part->second.size(); ++i) {
        const link::EffectPart& p = part->second[i];
        using Kind = link::EffectPart::Kind;
        line += (i ? "|" : "");
        line += p.kind == Kind::Function  ? p.text + "()"
                : p.kind == Kind::Type    ? "<" + p.text + ">"
                : p.kind == Kind::Thing   ? "@" + p.text.substr(p.text.find_last_of('.') + 1)
                : p.kind == Kind::Written ? "`" + p.text + "`"
                                          : p.text;
      }
    }
  }
  for (char& c : line)
    if (c == onewriter::sql::hole_begin)
      c = '{';
    else if (c == onewriter::sql::hole_end)
      c = '}';
  if (!e.mark.empty()) line += " on " + e.mark;
  if (e.in_loop) line += " in loop";
  if (e.in_try) line += " in try";
  if (!e.around.empty()) line += " inside";
  return line + " (" + e.via + ", " + std::string(facts::to_string(e.confidence)) + ")";
}

std::string seen_in(const fs::path& folder, const link::Models& models) {
  const std::vector<extract::SourceFile> files = sources_in(folder);
  // What lies in shared/ is a module that the application builds in: only what is run there counts.
  const link::Observations all = link::observe(files, models, [](const std::string& path) {
    return link::FileOwners{{"app"}, path.starts_with("shared/")};
  });
  std::set<std::string> lines;
  for (const link::Observation& o : all.items) lines.insert(line_of(o, all));
  for (const link::Effect& e : all.effects) lines.insert(line_of(e));
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("every library model sees exactly what its fixture says") {
  const auto models = link::built_in_models();
  REQUIRE_MESSAGE(models.ok(), models.error().place.file, ":", models.error().place.line, ": ", models.error().message);
  const fs::path root = fs::path(SOURCE_ROOT) / "fixtures/libraries";
  for (const facts::Resource& resource : facts::resources_under("rules/libraries/")) {
    if (!resource.path.ends_with(".yaml")) continue;
    const std::string name(resource.path.substr(16, resource.path.size() - 16 - 5));
    CAPTURE(name);
    const fs::path folder = root / name;
    if (!fs::exists(folder / "expected.txt")) {
      FAIL_CHECK("no fixture for the model: write fixtures/libraries/", name, "/ and its expected.txt");
      continue;
    }
    const std::string seen = seen_in(folder, *models);
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(folder / "expected.txt", std::ios::binary) << seen;
    CHECK(seen == read_file(folder / "expected.txt"));
  }
}

TEST_CASE("a program is given every model that speaks one of its languages") {
  const auto all = link::built_in_models();
  REQUIRE(all.ok());
  std::size_t models = 0;
  for (const facts::Resource& resource : facts::resources_under("rules/libraries/"))
    models += resource.path.ends_with(".yaml") ? 1 : 0;
  CHECK(all->libraries().size() == models);
  const auto speakers = [](const link::Models& from, extract::Language language) {
    std::set<std::string> names;
    for (const auto& library : from.libraries())
      if (std::find(library->languages.begin(), library->languages.end(), language) != library->languages.end())
        names.insert(library->name);
    return names;
  };
  for (const auto& library : all->libraries())
    for (const extract::Language language : library->languages)
      CHECK(speakers(*link::built_in_models({language}), language) == speakers(*all, language));
}

TEST_CASE("every fixture of a library has a model") {
  const fs::path root = fs::path(SOURCE_ROOT) / "fixtures/libraries";
  for (const auto& language : fs::directory_iterator(root))
    for (const auto& library : fs::directory_iterator(language.path()))
      CHECK_MESSAGE(
          facts::resource("rules/libraries/" + library.path().lexically_relative(root).generic_string() + ".yaml"),
          library.path().filename().string(), " is a fixture of no model");
}
